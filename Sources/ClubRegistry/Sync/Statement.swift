/// The checkpoints that a writer owes before its next commit.
package enum Statement {
    /// Feeds in one checkpoint line; some 200 bytes each keep it far below the line limit.
    static let feedLimit = 128
    /// Feeds in one adoption line: each may have 16 branches.
    static let adoptionLimit = 8

    /// Drafts that state the heads this node folds, for the feeds that advanced by more than
    /// checkpoints since its feed last stated them. Empty when nothing did.
    package static func drafts(for own: FeedID, fold: Fold) -> [Draft] {
        let stated = lastStated(by: own, fold)
        let due = fold.foldedHeads.filter { feed, heads in
            let tree = fold.history.feeds[feed]!
            return feed != own
                && tellingLines(heads, tree) != tellingLines(stated[feed] ?? [], tree)
        }
        return lines(due)
    }

    /// Checkpoints that state these heads, ``feedLimit`` feeds a line.
    static func lines(_ heads: [FeedID: [Head]]) -> [Draft] {
        let sorted = heads.sorted { $0.key < $1.key }
        return stride(from: 0, to: sorted.count, by: feedLimit).map { first in
            let chunk = sorted[first..<min(first + feedLimit, sorted.count)]
            return .checkpoint(Dictionary(uniqueKeysWithValues: Array(chunk)))
        }
    }

    /// Whether every entry of a context is reached by what the feed has stated, or states in `drafts` before it.
    ///
    /// A writer refuses to write an entry that is not: no reader would count it.
    package static func reach(_ drafts: [Draft], by own: FeedID, fold: Fold) -> Bool {
        var reached = lastStated(by: own, fold).mapValues { $0.map(\.seq).max() ?? 0 }
        for draft in drafts {
            switch draft {
            case .checkpoint(let heads):
                for (feed, heads) in heads { reached[feed] = heads.map(\.seq).max() }
            case .record(_, let after, _):
                let isReached = after.entries.allSatisfy { feed, seq in
                    feed == own || seq <= reached[feed] ?? 0
                }
                if !isReached { return false }
            default: break
            }
        }
        return true
    }

    /// Per feed, what the feed of `own` stated last.
    static func lastStated(by own: FeedID, _ fold: Fold) -> [FeedID: [Head]] {
        var stated: [FeedID: [Head]] = [:]
        for entry in fold.history.feeds[own]?.branches[0].entries ?? [] {
            guard case .checkpoint(let heads) = entry.change.body else { continue }
            stated.merge(heads) { _, later in later }
        }
        return stated
    }

    /// The lines that heads come down to when trailing checkpoints are left out.
    private static func tellingLines(_ heads: [Head], _ tree: FeedTree) -> Set<Hash256> {
        Set(
            heads.map { head in
                guard let place = tree.position(seq: head.seq, pre: head.pre) else {
                    return head.pre
                }
                var seq = place.seq
                while seq > 1, let entry = tree.entry(seq, on: place.branch),
                    entry.change.isCheckpoint
                {
                    seq -= 1
                }
                return tree.entry(seq, on: place.branch)?.pre ?? head.pre
            })
    }
}
