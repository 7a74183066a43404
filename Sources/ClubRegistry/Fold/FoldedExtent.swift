/// Which lines of each feed are folded: all of a feed without a fork; of a forked one those up to
/// the fork point, and those on the way to an adopted head.
struct FoldedExtent {
    /// Per feed, the ends of the chains that are folded.
    private(set) var ends: [FeedID: [FeedTree.Position]]

    init(_ history: History) {
        ends = history.feeds.mapValues { tree in
            let isForked = !isPlanted(.forkFoldedOn)
            let last = isForked ? tree.forkPoint ?? tree.lastSeq : tree.lastSeq
            return [FeedTree.Position(branch: 0, seq: last)]
        }
        // An adoption counts when it is folded itself, and may stand on a branch that another one
        // adopts, so this goes on until nothing is added. Each round adds at least one head of the
        // finitely many stated.
        var hasGrown = history.feeds.values.contains { $0.forkPoint != nil }
        while hasGrown {
            hasGrown = false
            for (feed, position) in adoptedHeads(history) where !(ends[feed]!.contains(position)) {
                ends[feed]!.append(position)
                hasGrown = true
            }
        }
    }

    private func adoptedHeads(_ history: History) -> [(FeedID, FeedTree.Position)] {
        var found: [(FeedID, FeedTree.Position)] = []
        for (feed, _) in history.feeds {
            forEachLine(of: feed, in: history) { entry, _ in
                guard case .adoption(let heads) = entry.change.body else { return }
                for (old, heads) in heads {
                    guard let tree = history.feeds[old], tree.forkPoint != nil else { continue }
                    for head in heads {
                        guard let position = tree.position(seq: head.seq, pre: head.pre) else {
                            continue
                        }
                        found.append((old, position))
                    }
                }
            }
        }
        return found
    }

    /// Calls `body` once for each folded line of a feed, in chain order along each branch.
    func forEachLine(
        of feed: FeedID, in history: History,
        _ body: (FeedTree.Entry, FeedTree.Position) -> Void
    ) {
        guard let tree = history.feeds[feed], let ends = ends[feed] else { return }
        guard tree.forkPoint != nil else {
            for entry in tree.branches[0].entries {
                body(entry, FeedTree.Position(branch: 0, seq: entry.seq))
            }
            return
        }
        var seen = Set<Hash256>()
        for end in ends {
            var segment = end
            while true {
                let branch = tree.branches[segment.branch]
                for entry in branch.entries.prefix(max(0, segment.seq - branch.firstSeq + 1))
                where seen.insert(entry.pre).inserted {
                    body(entry, FeedTree.Position(branch: segment.branch, seq: entry.seq))
                }
                guard let parent = branch.parent else { break }
                segment = FeedTree.Position(
                    branch: parent.branch, seq: min(parent.seq, segment.seq))
            }
        }
    }
}
