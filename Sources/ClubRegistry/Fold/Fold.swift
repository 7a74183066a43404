/// From the lines held to records, siblings and conflicts: `docs/format.md` §9.
///
/// A pure function of the set of lines: whatever order they came in, two nodes that hold the same
/// ones fold the same. The law: no value disappears unless somebody who had folded it wrote that
/// field, or removed that element. It consults no schema; operations decide.
///
/// - Complexity: O(lines) to build; a record costs the square of the number of its changes of one
///   field.
/// - SeeAlso: Shapiro et al., "Conflict-free Replicated Data Types" (2011); Preguiça et al.,
///   "Dotted Version Vectors" (2010).
package struct Fold {
    package let history: History
    private let extent: FoldedExtent
    let coverage: Coverage
    private let erasures: Erasures
    /// Every folded line of a record, by record.
    private(set) var allLines: [RecordKey: [FoldedLine]] = [:]
    private var locks: [RecordKey: Locks] = [:]

    /// What unknown lines lock: the record, or some fields.
    struct Locks {
        var isWhole = false
        var fields: Set<String> = []

        var view: RecordView.Lock {
            if isWhole { return .record }
            return fields.isEmpty ? .open : .fields(fields.sorted())
        }
    }

    package init(_ history: History) {
        self.history = history
        extent = FoldedExtent(history)
        coverage = Coverage(history)
        erasures = Erasures(history)
        var lines: [RecordKey: [FoldedLine]] = [:]
        for (feed, tree) in history.feeds {
            let forkPoint = tree.forkPoint ?? .max
            extent.forEachLine(of: feed, in: history) { entry, position in
                guard let record = entry.change.record else { return }
                lines[record.key, default: []].append(
                    FoldedLine(
                        change: tree.fullest(entry), record: record, pre: entry.pre,
                        position: position,
                        isBeyondFork: entry.seq > forkPoint))
            }
        }
        allLines = lines
        for tree in history.feeds.values {
            for entry in tree.branches.lazy.flatMap(\.entries) {
                guard case .unknown(let locked?) = entry.change.body else { continue }
                if let fields = locked.fields {
                    locks[locked.key, default: Locks()].fields.formUnion(fields)
                } else {
                    locks[locked.key, default: Locks()].isWhole = true
                }
            }
        }
    }

    /// Every record with a folded line or a lock, in order.
    package var keys: [RecordKey] {
        Set(allLines.keys).union(locks.keys).sorted()
    }

    package func contains(_ key: RecordKey) -> Bool { allLines[key] != nil || locks[key] != nil }

    /// The record at `key` as it folds, for people and for the dump.
    package func state(of key: RecordKey) -> RecordState {
        state(of: key, lines: allLines[key] ?? [])
    }

    func state(of key: RecordKey, lines: [FoldedLine]) -> RecordState {
        RecordState(
            key: key, lines: lines.sorted(by: FoldedLine.isListedBefore),
            lock: locks[key]?.view ?? .open, coverage: coverage, erasures: erasures)
    }

    package func view(of key: RecordKey) -> RecordView { state(of: key).view }

    /// Records that are shown, of one kind or of all.
    package func views(kind: String? = nil) -> [RecordView] {
        keys.filter { kind == nil || $0.kind == kind }.map { view(of: $0) }
    }

    /// The folded changes of a record in an order in which causes come before effects, each with those it covers.
    package func changes(of key: RecordKey) -> [(change: Change, covered: Set<Dot>)] {
        let lines = (allLines[key] ?? []).sorted(by: FoldedLine.isListedBefore)
        // Whoever covers more comes later; a covered change covers less than what covers it.
        let ranked = lines.map { line in
            let covered = lines.filter { $0.pre != line.pre && coverage.covers(line, $0) }
            return (line: line, covered: covered.map(\.change.dot))
        }
        return ranked.sorted { a, b in
            a.covered.count == b.covered.count
                ? FoldedLine.isListedBefore(a.line, b.line) : a.covered.count < b.covered.count
        }.map { ($0.line.change, Set($0.covered)) }
    }

    /// Up to where this node folds, per feed: what its next checkpoint may state.
    package var foldedHeads: [FeedID: [Head]] {
        history.feeds.compactMapValues { tree in
            let heads = (extent.ends[tree.feed] ?? []).compactMap { end in
                tree.entry(end.seq, on: end.branch)?.head
            }
            // An end on the way to another end says nothing more.
            let ends = heads.filter { head in
                !heads.contains { other in
                    guard other != head, other.seq > head.seq,
                        let place = tree.position(seq: other.seq, pre: other.pre)
                    else { return false }
                    return tree.entry(head.seq, on: place.branch)?.pre == head.pre
                }
            }
            return ends.isEmpty ? nil : Array(Set(ends)).sorted()
        }
    }

    /// Ends of branches of a node's forked feeds that do not count, because no line that counts has
    /// adopted them.
    ///
    /// - Complexity: O(branches), where there are forks.
    package func unadopted(of node: String? = nil) -> [FeedID: [Head]] {
        let forked = history.feeds.filter {
            $1.forkPoint != nil && (node == nil || $0.node == node)
        }
        return forked.compactMapValues { tree in
            let folded = Set(
                (extent.ends[tree.feed] ?? []).compactMap { tree.entry($0.seq, on: $0.branch)?.pre }
            )
            let heads = tree.heads.filter { !folded.contains($0.pre) }
            return heads.isEmpty ? nil : heads
        }
    }

    /// Lines of which a part was stripped without an erasure held that covers it.
    package var incompleteLines: [(feed: FeedID, seq: Int, pre: Hash256)] {
        history.feeds.values.flatMap { tree in
            var seen = Set<Hash256>()
            return tree.branches.flatMap(\.entries).filter { entry in
                erasures.isIncomplete(tree.fullest(entry)) && seen.insert(entry.pre).inserted
            }.map { (tree.feed, $0.seq, $0.pre) }
        }.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }
    }

    /// The frontier that this node states, with its incomplete lines.
    package var frontier: Frontier {
        let incomplete = incompleteLines
        var digest: [UInt8] = []
        for line in incomplete {
            digest += Array("\(line.feed):\(line.seq):\(line.pre.text)\n".utf8)
        }
        return Frontier(
            network: history.network, feeds: history.feeds.mapValues(\.heads),
            incomplete: incomplete.isEmpty
                ? nil : Frontier.Incomplete(count: incomplete.count, digest: .of(digest)))
    }

    /// Statements by others that are proof of a bad seal or of a fork, as far as they were looked
    /// at.
    package var flaggedStatements: Int { coverage.flags.count }
}
