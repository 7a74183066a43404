package import ClubRegistry
package import Foundation

/// A network of real nodes in a temporary folder, joined by one charter.
package struct TestClub: Sendable {
    package let root: URL
    package let charter: Charter
    package let nodes: [String]

    /// Makes the nodes and lets all of `joining` join; the others are in the charter only.
    package init(_ nodes: [String], joining: [String]? = nil) async throws {
        root = FileManager.default.temporaryDirectory
            .appending(path: "club-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        self.nodes = nodes
        var founders: [Charter.Founder] = []
        for node in nodes {
            let line = try Registry.initialise(
                dir: root.appending(path: node).path, stateRoot: root.appending(path: "state").path,
                node: node, name: node.capitalized, language: .french, listen: .standard,
                permit: WritePermit())!
            founders.append(.init(node: line.node, name: line.name, key: line.key))
        }
        charter = try Charter(name: "Club", founders: founders)
        for node in joining ?? nodes { _ = try await open(node).join(charter.bytes) }
    }

    /// Opens a node; again and again, like the processes that share a store.
    package func open(
        _ node: String, lockWait: Duration = .seconds(10), calls: SystemCalls = .system
    ) throws -> Registry {
        try Registry(
            dir: dir(node), stateRoot: root.appending(path: "state").path, lockWait: lockWait,
            calls: calls)
    }

    /// A second machine with copies of a node's folder and of its STATE: one signing key, two
    /// histories from here on.
    package func clone(_ node: String) throws -> Registry {
        let original = try open(node)
        let state = root.appending(path: "clone-state")
        try FileManager.default.copyItem(atPath: dir(node), toPath: dir("clone"))
        try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: original.state.path,
            toPath: state.appending(path: original.state.instance.text).path)
        return try Registry(dir: dir("clone"), stateRoot: state.path)
    }

    package func dir(_ node: String) -> String { root.appending(path: node).path }

    package func remove() {
        // A temporary folder that stays behind harms nobody.
        try? FileManager.default.removeItem(at: root)
    }

    /// A pull of `node` from other nodes, without HTTP.
    @discardableResult
    package func pull(_ node: String, from others: [String]) async throws -> PullReport {
        let peers = try others.map { LocalPeer(name: $0, source: try open($0)) }
        return try await pull(node, peers: peers)
    }

    @discardableResult
    package func pull(
        _ node: String, peers: [any Peer], options: Pull.Options = .init(),
        calls: SystemCalls = .system
    ) async throws -> PullReport {
        var options = options
        options.pause = .milliseconds(1)
        return try await Pull(
            open(node, calls: calls), peers: peers, options: options, permit: WritePermit()
        ).run()
    }

    package func digest(_ node: String) async throws -> String {
        try await open(node).dump().digest
    }
}

/// A peer in the same process: the answers of a real node, as bytes, without HTTP.
package struct LocalPeer: Peer {
    package let name: String
    package let source: any FeedSource

    package init(name: String, source: any FeedSource) {
        self.name = name
        self.source = source
    }

    package func frontier(known: Hash256?, held: Held?) async throws -> Frontier? {
        let served: ServedFrontier
        do { served = try await source.frontier() } catch { throw PeerError.refused(status: 500) }
        if served.digest == known?.text { return nil }
        do { return try Frontier(bytes: served.body) } catch {
            throw PeerError.nonsense("\(error)")
        }
    }

    package func lines(of feed: FeedID, after seq: Int, chain: Hash256, head: Hash256)
        async throws -> PeerLines
    {
        do {
            switch try await source.lines(
                of: feed.text, after: seq, chain: chain.text, head: head.text)
            {
            case .unknownFeed: throw PeerError.refused(status: 404)
            case .otherChain: return .otherChain
            case .lines(let lines):
                return .stream(
                    LineStream { () async throws in
                        do { return try await lines.next() } catch {
                            throw PeerError.interrupted("read")
                        }
                    })
            }
        } catch let error as PeerError {
            throw error
        } catch {
            throw PeerError.refused(status: 500)
        }
    }
}

/// A peer that does to the answers of another what a test says.
package struct FaultyPeer: Peer {
    package let name: String
    package let honest: any Peer
    /// Changes the bytes of a chunk; nil cuts the connection there.
    package var bytes: @Sendable (FeedID, [UInt8]) -> [UInt8]?
    package var frontier: @Sendable (Frontier?) throws -> Frontier?

    package init(
        _ honest: any Peer,
        frontier: @escaping @Sendable (Frontier?) throws -> Frontier?
    ) {
        self.init(honest, frontier: frontier, bytes: { $1 })
    }

    package init(
        _ honest: any Peer, bytes: @escaping @Sendable (FeedID, [UInt8]) -> [UInt8]?
    ) {
        self.init(honest, frontier: { $0 }, bytes: bytes)
    }

    private init(
        _ honest: any Peer, frontier: @escaping @Sendable (Frontier?) throws -> Frontier?,
        bytes: @escaping @Sendable (FeedID, [UInt8]) -> [UInt8]?
    ) {
        name = honest.name
        self.honest = honest
        self.bytes = bytes
        self.frontier = frontier
    }

    package func frontier(known: Hash256?, held: Held?) async throws -> Frontier? {
        let answer = try await honest.frontier(known: known, held: held)
        do { return try frontier(answer) } catch let error as PeerError { throw error } catch {
            throw PeerError.nonsense("\(error)")
        }
    }

    package func lines(of feed: FeedID, after seq: Int, chain: Hash256, head: Hash256)
        async throws -> PeerLines
    {
        let answer = try await honest.lines(of: feed, after: seq, chain: chain, head: head)
        guard case .stream(let stream) = answer else { return answer }
        let change = bytes
        return .stream(
            LineStream { () async throws in
                guard let chunk = try await stream.next() else { return nil }
                guard let changed = change(feed, chunk) else { throw PeerError.interrupted("cut") }
                return changed
            })
    }
}

/// A short way to write edits in tests.
extension RecordEdit {
    package static func set(_ fields: [String: Value]) -> RecordEdit {
        var edit = RecordEdit()
        edit.sets = fields
        return edit
    }

    package static func add(_ field: String, _ elements: ByteText...) -> RecordEdit {
        var edit = RecordEdit()
        edit.adds[field] = Set(elements)
        return edit
    }
}
