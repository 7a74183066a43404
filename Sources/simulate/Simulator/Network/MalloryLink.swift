import MutantRegistry

/// Mallory as a peer, over the same network as everybody.
struct MalloryLink: Peer {
    let name = Mallory.name
    let world: World
    let mallory: Mallory
    let from: Int

    func frontier(known: Hash256?, held: Held?) async throws -> Frontier? {
        _ = try await world.network.deliver(from: from, to: World.malloryIndex, isUp: { true })
        let frontier = mallory.frontier(for: from)
        try world.network.returnAnswer()
        return frontier.digest == known ? nil : frontier
    }

    func lines(of feed: FeedID, after seq: Int, chain: Hash256, head: Hash256) async throws
        -> PeerLines
    {
        _ = try await world.network.deliver(from: from, to: World.malloryIndex, isUp: { true })
        let bytes = mallory.lines(of: feed, after: seq, chain: chain, head: head, for: from)
        try world.network.returnAnswer()
        guard let bytes else { return .otherChain }
        let mangled = mallory.isTwoFaced ? world.relay.mangle(bytes) : bytes
        return .stream(Pieces(world.network.pieces(of: mangled)).stream)
    }
}
