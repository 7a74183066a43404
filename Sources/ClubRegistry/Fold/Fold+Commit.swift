/// One commit as it folds, and what its author had before it.
extension Fold {
    package struct Commit {
        package let feed: FeedID
        /// The dots of the whole commit, lines that are no record's included.
        package let range: ClosedRange<Int>
        /// Per record, its lines of the commit, ascending; in the order of the feed.
        let lines: [(key: RecordKey, lines: [FoldedLine])]

        var pres: Set<Hash256> { Set(lines.flatMap { $0.lines.map(\.pre) }) }
    }

    /// The commit around a dot; nil when no folded line of a record is in it. Past a fork point a
    /// dot may name several lines: then nil too.
    ///
    /// - Complexity: O(lines).
    package func commit(around dot: Dot) -> Commit? {
        guard let tree = history.feeds[dot.feed] else { return nil }
        let branches = tree.branches.indices.filter { tree.entry(dot.seq, on: $0) != nil }
        let pres = Set(branches.compactMap { tree.entry(dot.seq, on: $0)?.pre })
        guard pres.count == 1, let branch = branches.first else { return nil }
        var first = dot.seq
        while first > 1, tree.entry(first - 1, on: branch)?.change.seal == nil { first -= 1 }
        var last = dot.seq
        while let entry = tree.entry(last, on: branch), entry.change.seal == nil { last += 1 }
        let wanted = Set((first...last).compactMap { tree.entry($0, on: branch)?.pre })
        let found = allLines.compactMap { key, lines in
            let mine = lines.filter { $0.feed == dot.feed && wanted.contains($0.pre) }
                .sorted { $0.seq < $1.seq }
            return mine.isEmpty ? nil : (key: key, lines: mine)
        }.sorted { $0.lines[0].seq < $1.lines[0].seq }
        return found.isEmpty ? nil : Commit(feed: dot.feed, range: first...last, lines: found)
    }

    /// The last line of `feed` that did something to a record.
    package func lastChange(of feed: FeedID) -> Dot? {
        allLines.values.joined().filter {
            $0.feed == feed
                && ($0.record.action != .fields || !$0.change.operations.isEmpty)
        }.map(\.change.dot).max()
    }

    /// The record as the author of `line` had it folded.
    func state(of key: RecordKey, before line: FoldedLine) -> RecordState {
        let lines = (allLines[key] ?? []).filter {
            $0.pre != line.pre && coverage.covers(line, $0)
        }
        return state(of: key, lines: lines)
    }
}
