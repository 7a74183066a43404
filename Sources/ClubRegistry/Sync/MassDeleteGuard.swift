/// Decides whether lines of a feed may be taken in without asking a person: `docs/format.md` §13.
///
/// Over the window (30 days by receipt here, or since a person allowed it last), one writing feed
/// may not hide or empty more than 20 % and at least 20 of the records of one home. Counted are
/// records that were here before the day on which the line came that deletes them: a first pull of
/// everything deletes nothing that anybody here has seen.
///
/// Pure: it is asked under the lock, before anything is stored.
///
/// - Complexity: nothing where a batch has no line that deletes, unsets, removes or erases; else
///   O(lines of the feed since the base), O(lines) when 20 records are touched, and some folds only
///   when 20 of those were known here.
struct MassDeleteGuard {
    let history: History
    let receipts: Receipts
    /// The node that asks; what it wrote itself it has always known.
    let ownNode: String
    /// Days of the form `YYYY-MM-DD`: today, and the first of the window.
    let today: String
    let start: String

    /// How many of the lines may be taken, and why the others wait; nil when all may.
    ///
    /// - Parameter entries: verified lines that follow what is held, the last one sealed. Those taken
    ///   end with a commit, too.
    func verdict(on entries: [FeedTree.Entry], of feed: FeedID, key: PublicKey)
        -> (takenCount: Int, alarm: MassDelete)?
    {
        guard entries.contains(where: { isTouching($0.change) }) else { return nil }
        guard history.feeds[feed] != nil || entries.first?.seq == 1 else { return nil }
        let touches = touches(by: entries, of: feed)
        let homes = Dictionary(grouping: knownRecords(touches.days), by: \.id.home)
            .filter { $0.value.count >= MassDelete.countLimit }
        guard !homes.isEmpty else { return nil }
        let whole = Fold(history(with: entries[...], of: feed, key: key))
        let shown = shownRecords(of: Set(homes.keys), without: touches, in: whole)
        func alarm(_ fold: Fold) -> MassDelete? {
            homes.sorted { $0.key < $1.key }.lazy.map { home, keys in
                let shown = shown[home] ?? []
                let gone = keys.filter { shown.contains($0) && !Self.isShown(fold.state(of: $0)) }
                return MassDelete(feed: feed, home: home, count: gone.count, total: shown.count)
            }.first { $0.isMass }
        }
        guard let found = alarm(whole) else { return nil }
        // The commit with which it becomes a mass: the ones before it are taken.
        let commits = [0] + entries.indices.filter { entries[$0].change.seal != nil }.map { $0 + 1 }
        var low = 0
        var high = commits.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            let fold = Fold(history(with: entries.prefix(commits[middle]), of: feed, key: key))
            if alarm(fold) == nil { low = middle } else { high = middle }
        }
        return (commits[low], found)
    }

    // MARK: What lines touch

    /// Lines of one feed since the base that may hide or empty records.
    private struct Touches {
        /// The records, with the day of the last line that touches each.
        var days: [RecordKey: String] = [:]
        /// The lines, by pre.
        var lines: Set<Hash256> = []
        /// Records of which parts are erased, which is not undone by leaving out a line.
        var erased: Set<RecordKey> = []

        mutating func insert(_ key: RecordKey, _ day: String) {
            days[key] = max(days[key] ?? "", day)
        }
    }

    private func isTouching(_ change: Change) -> Bool {
        switch change.body {
        case .record(let record):
            record.action == .delete
                || change.operations.contains {
                    switch $0.effect {
                    // Written, and erased since: it leaves nothing where something was.
                    case .unset, .remove, .set(nil): true
                    case .set, .add, .unknown: false
                    }
                }
        case .erasure, .adoption: true
        case .opening, .checkpoint, .unknown: false
        }
    }

    private func touches(by entries: [FeedTree.Entry], of feed: FeedID) -> Touches {
        let base = receipts.base(of: feed, since: start)
        var touches = Touches()
        for entry in history.feeds[feed]?.branches.flatMap(\.entries) ?? [] where entry.seq > base {
            note(entry, receipts.day(of: entry.seq, in: feed), &touches)
        }
        for entry in entries { note(entry, today, &touches) }
        return touches
    }

    private func note(_ entry: FeedTree.Entry, _ day: String, _ touches: inout Touches) {
        guard isTouching(entry.change) else { return }
        switch entry.change.body {
        case .record(let record):
            touches.insert(record.key, day)
            touches.lines.insert(entry.pre)
        case .erasure(let erasure):
            touches.insert(erasure.key, day)
            touches.erased.insert(erasure.key)
        case .adoption(let heads):
            // The lines past the fork begin to count, whatever they do.
            for tree in heads.keys.compactMap({ history.feeds[$0] }) {
                guard let forkPoint = tree.forkPoint else { continue }
                for entry in tree.branches.lazy.flatMap(\.entries) where entry.seq > forkPoint {
                    guard let key = entry.change.record?.key else { continue }
                    touches.insert(key, day)
                    touches.lines.insert(entry.pre)
                }
            }
        case .opening, .checkpoint, .unknown: break
        }
    }

    /// Those of the records of which a line was here before that day.
    private func knownRecords(_ days: [RecordKey: String]) -> Set<RecordKey> {
        guard days.count >= MassDelete.countLimit else { return [] }
        var known: Set<RecordKey> = []
        for tree in history.feeds.values {
            let isOwn = tree.feed.node == ownNode
            var held: [String: Int] = [:]
            for entry in tree.branches.lazy.flatMap(\.entries) {
                guard let key = entry.change.record?.key, let day = days[key] else { continue }
                let last = held[day] ?? receipts.held(of: tree.feed, before: day)
                held[day] = last
                if isOwn || entry.seq <= last { known.insert(key) }
            }
        }
        return known
    }

    // MARK: What is shown

    /// Per home, its records that would be shown, with a value, if the feed had touched none.
    ///
    /// Only those with a line of a feed of that node count: ids are free, and somebody could else
    /// make others look many.
    private func shownRecords(of homes: Set<String>, without touches: Touches, in fold: Fold)
        -> [String: Set<RecordKey>]
    {
        var shown: [String: Set<RecordKey>] = [:]
        for (key, lines) in fold.allLines where homes.contains(key.id.home) {
            guard lines.contains(where: { $0.feed.node == key.id.home }) else { continue }
            let left = lines.filter { !touches.lines.contains($0.pre) }
            let state = fold.state(of: key, lines: left)
            let hadContent =
                touches.erased.contains(key) && left.contains { !$0.change.operations.isEmpty }
            if state.deletion != .yes, hadContent || Self.hasContent(state) {
                shown[key.id.home, default: []].insert(key)
            }
        }
        return shown
    }

    private static func isShown(_ state: RecordState) -> Bool {
        state.deletion != .yes && hasContent(state)
    }

    private static func hasContent(_ state: RecordState) -> Bool {
        state.fields.values.contains { field in
            !field.elements.isEmpty || field.values.contains { $0.state != .none }
        }
    }

    private func history(
        with entries: ArraySlice<FeedTree.Entry>, of feed: FeedID, key: PublicKey
    ) -> History {
        guard !entries.isEmpty else { return history }
        var history = history
        if history.feeds[feed] == nil {
            history.feeds[feed] = FeedTree(feed: feed, key: key, entries: Array(entries))
        } else {
            _ = history.feeds[feed]!.take(Array(entries), network: history.network)
        }
        return history
    }
}
