import ClubRegistry

/// What the network does to one node's questions to another, for a while.
struct Weather: Sendable {
    /// In a thousand.
    var lost = 0
    var cut = 0
    var repeated = 0
    var reordered = 0
    var stale = 0
}

/// A peer over the simulated network. Its answers are those of a real node, bytes and all.
struct Link: Peer {
    let name: String
    let world: World
    let from: Int
    let to: Int

    func frontier(known: Hash256?, held: Held?) async throws -> Frontier? {
        let source = try await world.reach(to, from: from)
        let served: ServedFrontier
        do { served = try await source.frontier() } catch {
            throw PeerError.refused(status: 500)
        }
        var body = served.body
        if let old = world.staleFrontier(of: to, from: from, now: body) { body = old }
        if world.nodes[to].isHostile { body = world.lie(frontier: body, of: to) }
        if body == served.body, served.digest == known?.text { return nil }
        do { return try Frontier(bytes: body) } catch { throw PeerError.nonsense("\(error)") }
    }

    func lines(of feed: FeedID, after seq: Int, chain: Hash256, head: Hash256) async throws
        -> PeerLines
    {
        let source = try await world.reach(to, from: from)
        let answer: FeedAnswer
        do {
            answer = try await source.lines(
                of: feed.text, after: seq, chain: chain.text, head: head.text)
        } catch {
            throw PeerError.refused(status: 500)
        }
        switch answer {
        case .unknownFeed: throw PeerError.refused(status: 404)
        case .otherChain: return .otherChain
        case .lines(let lines):
            var bytes: [UInt8] = []
            do {
                while let chunk = try await lines.next() { bytes += chunk }
            } catch {
                throw PeerError.interrupted("read")
            }
            let (chunks, isCut) = world.carry(bytes, from: from, to: to)
            let rest = Once(chunks)
            return .stream(
                LineStream { () async throws in
                    if let next = rest.take() { return next }
                    if isCut { throw PeerError.interrupted("cut") }
                    return nil
                })
        }
    }
}
