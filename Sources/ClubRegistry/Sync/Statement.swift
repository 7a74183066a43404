/// The checkpoints that a writer owes before its next commit.
package enum Statement {
    /// Feeds in one checkpoint line; some 200 bytes each keep it far below the line limit.
    static let feedLimit = 128

    /// Drafts that state the heads this node folds, for the feeds that advanced by more than
    /// checkpoints since its feed last stated them. Empty when nothing did.
    package static func drafts(for own: FeedID, fold: Fold) -> [Draft] {
        var stated: [FeedID: [Head]] = [:]
        if let tree = fold.history.feeds[own] {
            for entry in tree.branches[0].entries {
                guard case .checkpoint(let heads) = entry.change.body else { continue }
                stated.merge(heads) { _, later in later }
            }
        }
        let due = fold.foldedHeads.filter { feed, heads in
            feed != own
                && hasAdvanced(fold.history.feeds[feed]!, from: stated[feed] ?? [], to: heads)
        }
        let sorted = due.sorted { $0.key < $1.key }
        return stride(from: 0, to: sorted.count, by: feedLimit).map { first in
            let chunk = sorted[first..<min(first + feedLimit, sorted.count)]
            return .checkpoint(Dictionary(uniqueKeysWithValues: Array(chunk)))
        }
    }

    private static func hasAdvanced(_ tree: FeedTree, from old: [Head], to new: [Head]) -> Bool {
        if old == new { return false }
        guard old.count == 1, new.count == 1, tree.branches.count == 1 else { return true }
        let first = old[0].seq + 1 - tree.branches[0].firstSeq
        guard tree.entry(old[0].seq, on: 0)?.pre == old[0].pre, first <= new[0].seq else {
            return true
        }
        return tree.branches[0].entries[first..<new[0].seq].contains { !$0.change.isCheckpoint }
    }
}
