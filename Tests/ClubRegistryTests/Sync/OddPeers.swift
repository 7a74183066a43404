import ClubTestSupport
import Synchronization

@testable import ClubRegistry

/// An honest peer that answers an error for the feeds of one node.
struct RefusingOneFeed: Peer {
    let honest: LocalPeer
    let node: String
    var name: String { honest.name }

    func frontier(known: Hash256?, held: Held?) async throws -> Frontier? {
        try await honest.frontier(known: known, held: held)
    }

    func lines(of feed: FeedID, after seq: Int, chain: Hash256, head: Hash256) async throws
        -> PeerLines
    {
        if feed.node == node { throw PeerError.refused(status: 404) }
        return try await honest.lines(of: feed, after: seq, chain: chain, head: head)
    }
}

/// A peer that is overtaken by another after it said that it has another chain.
final class OvertakenPeer: Peer {
    let honest: LocalPeer
    let overtake: @Sendable () async -> Void
    private let hasDisagreed = Mutex(false)
    var name: String { honest.name }

    init(honest: LocalPeer, overtake: @escaping @Sendable () async -> Void) {
        self.honest = honest
        self.overtake = overtake
    }

    func frontier(known: Hash256?, held: Held?) async throws -> Frontier? {
        try await honest.frontier(known: known, held: held)
    }

    func lines(of feed: FeedID, after seq: Int, chain: Hash256, head: Hash256) async throws
        -> PeerLines
    {
        if hasDisagreed.withLock({ $0 }) { await overtake() }
        let answer = try await honest.lines(of: feed, after: seq, chain: chain, head: head)
        if case .otherChain = answer { hasDisagreed.withLock { $0 = true } }
        return answer
    }
}

/// States a head of its own invention, and says of every place that it holds another chain
/// there.
struct ForkClaimer: Peer {
    let honest: LocalPeer
    var name: String { honest.name }

    func frontier(known: Hash256?, held: Held?) async throws -> Frontier? {
        let answer = try await honest.frontier(known: nil, held: held)!
        return Frontier(
            network: answer.network,
            feeds: answer.feeds.mapValues { heads in
                heads.map { Head(seq: $0.seq, pre: .of([7]), seal: $0.seal) }
            })
    }

    func lines(of feed: FeedID, after seq: Int, chain: Hash256, head: Hash256)
        async throws -> PeerLines
    {
        .otherChain
    }
}
