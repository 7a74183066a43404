import MutantRegistry

/// An office as a peer over the simulated network. Its answers are those of the real server side,
/// bytes and all; only HTTP is left out.
struct Link: Peer {
    let name: String
    let world: World
    let from: Int
    let to: Int

    private var office: Office { world.offices[to] }

    func frontier(known: Hash256?, held: Held?) async throws -> Frontier? {
        let served = try await ask()
        try world.network.returnAnswer()
        var body = world.network.arriving(frontier: served.body, of: to)
        if office.isHostile { body = world.relay.lie(body) }
        if body == served.body, served.digest == known?.text { return nil }
        do { return try Frontier(bytes: body) } catch { throw PeerError.nonsense("\(error)") }
    }

    func lines(of feed: FeedID, after seq: Int, chain: Hash256, head: Hash256) async throws
        -> PeerLines
    {
        let answer = try await ask(of: feed, after: seq, chain: chain, head: head)
        try world.network.returnAnswer()
        switch answer {
        case .unknownFeed: throw PeerError.refused(status: 404)
        case .otherChain: return .otherChain
        case .lines(let lines):
            var bytes: [UInt8] = []
            do {
                while let chunk = try await lines.next() { bytes += chunk }
            } catch {
                // Its process died, or its disk: the connection breaks.
                return .stream(Pieces((pieces: [bytes], isCut: true)).stream)
            }
            if office.isHostile { bytes = world.relay.mangle(bytes) }
            return .stream(Pieces(world.network.pieces(of: bytes)).stream)
        }
    }

    // MARK: The other office

    private func ask() async throws -> ServedFrontier {
        let registry = try await server()
        do {
            return try await registry.frontier()
        } catch {
            // What a server says when it cannot read its store.
            throw PeerError.refused(status: 500)
        }
    }

    private func ask(of feed: FeedID, after seq: Int, chain: Hash256, head: Hash256) async throws
        -> FeedAnswer
    {
        let registry = try await server()
        do {
            return try await registry.lines(
                of: feed.text, after: seq, chain: chain.text, head: head.text)
        } catch {
            throw PeerError.refused(status: 500)
        }
    }

    /// The program that the question reaches; one that arrives twice is answered twice.
    private func server() async throws -> Registry {
        let times = try await world.network.deliver(
            from: from, to: to, isUp: { !office.isLost && !office.machine.disk.isDead })
        do {
            let registry = try world.server(of: office)
            if times > 1 { _ = try await registry.frontier() }
            return registry
        } catch {
            throw PeerError.refused(status: 500)
        }
    }
}
