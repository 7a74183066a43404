/// A head that a peer states and that lies on nothing held here: what to ask for next.
package struct Need: Sendable, Hashable {
    package let feed: FeedID
    package let head: Head
    /// The last line held that the answer shall follow, 0 for none.
    package let after: Int
    package let chain: Hash256
}

/// A feed that is not asked for, or not taken, and why; a code of `docs/format.md` or one of these.
package struct Refusal: Sendable, Hashable {
    package let feed: FeedID
    package let reason: String

    package init(feed: FeedID, reason: String) {
        self.feed = feed
        self.reason = reason
    }

    /// The peer stated a head, and its answer did not reach it.
    package static let notDelivered = "not-delivered"
    /// Lines followed that no seal covers.
    package static let unsealed = "unsealed"
    /// More than 16 feeds of one node wait for a person.
    package static let tooManyFeeds = "too-many-feeds"
    /// More branches of one feed than any accident makes.
    package static let tooManyHeads = "too-many-heads"
    /// It would delete more than is taken in without asking a person; see ``MassDeleteGuard``.
    package static let massDelete = "mass-delete"
    /// The feed's file is damaged here; nothing is appended to it.
    package static let damagedHere = "damaged-here"
    /// The peer said that it holds another chain, and then sent the one held here.
    package static let falseFork = "false-fork"

    /// The answer for this feed was not HTTP as the protocol has it, or went beyond a limit.
    package static let nonsense = "nonsense"

    /// The peer answered for this feed with an error status.
    package static func status(_ status: Int) -> String { "http-\(status)" }

    /// Reasons that accuse nobody: the pull is partial, not untrusted.
    private static let harmless: Set<String> = [
        notDelivered, unsealed, tooManyFeeds, massDelete, damagedHere,
    ]

    package var waitsForPerson: Bool { PullReport.reasonsForPerson.contains(reason) }

    package var isUntrusted: Bool { Self.isUntrusted(reason) }

    static func isUntrusted(_ reason: String) -> Bool {
        !harmless.contains(reason) && !reason.hasPrefix("http-")
    }
}

extension History {
    /// Feeds of one node that are taken without asking a person.
    package static let feedLimit = 16
    /// Branches of one feed that a peer may state; more is no accident.
    package static let headLimit = 16

    /// What a frontier states beyond what is held, as requests, and what of it is not asked for.
    ///
    /// - Parameter feedLimits: for nodes of which a person allowed more feeds than ``feedLimit``.
    func needs(
        _ frontier: Frontier, directory: NodeDirectory, feedLimits: [String: Int] = [:]
    ) -> (
        needs: [Need], refusals: [Refusal]
    ) {
        var needs: [Need] = []
        var refusals: [Refusal] = []
        var counts: [String: Int] = [:]
        for feed in feeds.keys { counts[feed.node, default: 0] += 1 }
        for (feed, heads) in frontier.feeds.sorted(by: { $0.key < $1.key }) {
            guard directory[feed.node] != nil else {
                refusals.append(
                    Refusal(feed: feed, reason: LineDefect.Code.unknownNode.rawValue))
                continue
            }
            if feeds[feed] == nil {
                let limit = max(Self.feedLimit, feedLimits[feed.node] ?? 0)
                guard counts[feed.node, default: 0] < limit else {
                    refusals.append(Refusal(feed: feed, reason: Refusal.tooManyFeeds))
                    continue
                }
                counts[feed.node, default: 0] += 1
            }
            guard heads.count <= Self.headLimit else {
                refusals.append(Refusal(feed: feed, reason: Refusal.tooManyHeads))
                continue
            }
            for head in heads {
                if let need = need(feed, head) { needs.append(need) }
            }
        }
        return (needs, refusals)
    }

    private func need(_ feed: FeedID, _ head: Head) -> Need? {
        guard let tree = feeds[feed] else {
            return Need(
                feed: feed, head: head, after: 0, chain: Chain.start(network: network, feed: feed))
        }
        guard !tree.holds(head) else { return nil }
        // From the longest branch that is not beyond the head; a fork shows when the peer disagrees
        // there.
        let branch = tree.branches.indices.max { a, b in
            min(tree.branches[a].lastSeq, head.seq) < min(tree.branches[b].lastSeq, head.seq)
        }!
        var seq = min(tree.branches[branch].lastSeq, head.seq)
        while seq > 0, tree.entry(seq, on: branch)?.change.seal == nil { seq -= 1 }
        return Need(
            feed: feed, head: head, after: seq,
            chain: tree.chain(seq, on: branch, network: network)!)
    }
}
