/// Proof that the key of a feed was used twice: two heads with good seals that do not lie on one
/// chain.
///
/// Whoever has the charter and line 1 of the feed can check it; nobody has to be believed.
package struct ForkEvidence: Sendable, Hashable {
    package let feed: FeedID
    /// The last seal common to all branches held, 0 for none; for a story that is only stated, the
    /// number of the line that it states.
    package let seq: Int
    /// At least two. Of branches held, the first sealed line of each that differs; else the head
    /// stated, and the first sealed line held that is not before it.
    package let heads: [Head]
    /// Whose checkpoint states the other story, when no branch of it is held; else nil.
    package let statedBy: Dot?
}

extension History {
    /// A proof for each feed of which two stories are known: one for each fork held, and one for
    /// each feed of which somebody's last statement has a good seal and disagrees with the one
    /// chain held.
    ///
    /// Only the last statement of each branch about each feed is looked at, and of that as many
    /// heads as a frontier may have: a signature takes 100 µs, and a member could state others by
    /// the thousands.
    ///
    /// - Complexity: O(lines); one signature for each head that disagrees.
    package var forkEvidence: [ForkEvidence] {
        var found: [FeedID: ForkEvidence] = [:]
        for tree in feeds.values {
            guard let forkPoint = tree.forkPoint else { continue }
            let heads = Set(
                tree.branches.indices.compactMap { tree.sealed(from: forkPoint + 1, on: $0) })
            found[tree.feed] = ForkEvidence(
                feed: tree.feed, seq: forkPoint, heads: heads.sorted(), statedBy: nil)
        }
        for author in feeds.values.sorted(by: { $0.feed < $1.feed }) {
            for (about, statement) in author.lastStatements where found[about] == nil {
                guard let tree = feeds[about],
                    let stated = statement.heads.prefix(Self.headLimit).first(where: {
                        isAgainst($0, tree)
                    }), let held = tree.sealed(from: stated.seq, on: 0)
                else { continue }
                found[about] = ForkEvidence(
                    feed: about, seq: stated.seq, heads: [stated, held].sorted(),
                    statedBy: statement.dot)
            }
        }
        return found.values.sorted { $0.feed < $1.feed }
    }

    /// Whether a head that is not held has a good seal, where all that is held goes as far as it:
    /// one that is beyond may go on with it.
    private func isAgainst(_ head: Head, _ tree: FeedTree) -> Bool {
        tree.position(seq: head.seq, pre: head.pre) == nil
            && tree.tips.allSatisfy { $0.seq >= head.seq } && tree.hasSealed(head, in: network)
    }
}

extension FeedTree {
    /// The last statement about each feed on each branch, with the line that makes it, ascending by
    /// feed.
    fileprivate var lastStatements: [(about: FeedID, statement: (dot: Dot, heads: [Head]))] {
        branches.flatMap { branch in
            var last: [FeedID: (dot: Dot, heads: [Head])] = [:]
            for entry in branch.entries {
                guard case .checkpoint(let heads) = entry.change.body else { continue }
                for (about, heads) in heads { last[about] = (entry.change.dot, heads) }
            }
            return last.sorted { $0.key < $1.key }.map { (about: $0.key, statement: $0.value) }
        }
    }

    /// The first sealed line from `seq` on, on the chain of a branch.
    func sealed(from seq: Int, on branch: Int) -> Head? {
        var seq = seq
        while let entry = entry(seq, on: branch) {
            if let head = entry.head { return head }
            seq += 1
        }
        return nil
    }
}
