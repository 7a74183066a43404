import ClubRegistry

/// A member of the club who signs what is not so: heads that do not exist, contexts that it never
/// saw.
final class Mallory: Peer, @unchecked Sendable {
    // One thread runs a simulation; see Scheduler.
    static let name = "mallory"
    let name = "mallory"
    private let identity: SigningKey
    private let key: SigningKey
    private var random: SeededRandom
    private var bytes: [UInt8] = []
    private var entries: [FeedTree.Entry] = []
    private var feed: FeedID!
    private var directory: NodeDirectory!
    /// Per record, the honest lines that a statement of mallory's really covers: none, so far.
    private(set) var saw: [RecordKey: Set<Hash256>] = [:]
    private var heads: [FeedID: Head] = [:]
    private var keys: [RecordKey] = []

    init(seed: UInt64) {
        var random = SeededRandom(seed: seed ^ 0x3a11)
        func bytes() -> [UInt8] { (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) } }
        identity = SigningKey(seed: bytes())!
        key = SigningKey(seed: bytes())!
        self.random = random
    }

    var founder: Charter.Founder {
        Charter.Founder(node: Self.name, name: "Mallory", key: identity.publicKey)
    }

    func open(_ charter: Charter) {
        directory = charter.directory
        let opening = try! CommitWriter.opening(
            node: Self.name, feedKey: key, identity: identity, directory: directory,
            at: "2027-01-01T00:00:00Z", using: random)
        feed = opening.feed
        entries = opening.commit.entries
        bytes = opening.commit.bytes
    }

    /// Looks at what an office holds, as anybody may who pulls.
    func look(_ world: World) async {
        guard let office = world.nodes.first(where: { $0.registry != nil }),
            let registry = office.registry, let history = try? await registry.held()
        else { return }
        heads = history.feeds.compactMapValues { $0.heads.last }
        keys = (try? await registry.keys()) ?? keys
    }

    /// Claims to have seen a line that does not exist, and writes over everything it names.
    func write(_ random: inout SeededRandom, _ registries: [Registry]) {
        guard let (about, head) = heads.sorted(by: { $0.key < $1.key }).randomElement(using: &random),
            about != feed, let key = keys.randomElement(using: &random)
        else { return }
        let invented = Head(
            seq: head.seq + Int.random(in: 1...40, using: &random), pre: .of([7]), seal: head.seal)
        var after = VersionVector()
        after.insert(Dot(feed: about, seq: invented.seq))
        let drafts: [Draft] = [
            .checkpoint([about: [invented]]),
            .record(
                key, after: after,
                .fields(
                    Draft.Operations(payload: [
                        FieldOperation(
                            field: random.pick(["title", "venue", "city"]),
                            effect: .set(.string("mine")))
                    ]))),
        ]
        let last = entries.last!
        let writer = CommitWriter(
            feed: feed, key: self.key, directory: directory, seq: last.seq, chain: last.chain)
        guard let commit = try? writer.commit(drafts, at: "2027-01-01T00:00:00Z", using: &random)
        else { return }
        entries += commit.entries
        bytes += commit.bytes
    }

    func frontier(known: Hash256?, held: Held?) async throws -> Frontier? {
        Frontier(
            network: directory.network, feeds: [feed: entries.last.flatMap(\.head).map { [$0] }!])
    }

    func lines(of wanted: FeedID, after seq: Int, chain: Hash256, head: Hash256) async throws
        -> PeerLines
    {
        guard wanted == feed else { throw PeerError.refused(status: 404) }
        let offset = entries.prefix(seq).reduce(0) { $0 + $1.byteCount }
        let rest = Once(Array(bytes[offset...]))
        return .stream(LineStream { () async throws in rest.take() })
    }

    /// A line with its payload in erased form, which nobody erased.
    static func stripped(_ line: [UInt8]) -> [UInt8]? {
        guard let change = try? LineScanner.scan(line + [0x0a]), let payload = change.payload,
            !payload.isErased
        else { return nil }
        let text = String(decoding: line, as: UTF8.self)
        guard let start = text.firstRange(of: ",\"payload\":{") else { return nil }
        // The payload is the object from there to its closing brace; strings may hold braces.
        var depth = 0
        var isInText = false
        var isEscaped = false
        var end = start.upperBound
        var index = text.index(before: start.upperBound)
        while index < text.endIndex {
            let character = text[index]
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = isInText
            } else if character == "\"" {
                isInText.toggle()
            } else if !isInText, character == "{" {
                depth += 1
            } else if !isInText, character == "}" {
                depth -= 1
                if depth == 0 {
                    end = text.index(after: index)
                    break
                }
            }
            index = text.index(after: index)
        }
        var fields: [String: [String]] = [:]
        for operation in payload.operations {
            fields[operation.effect.name, default: []].append("\"\(operation.field)\"")
        }
        let ops = fields.sorted { $0.key < $1.key }.map { name, fields in
            "\"\(name)\":[\(fields.sorted().joined(separator: ","))]"
        }.joined(separator: ",")
        let erased =
            ",\"payload\":{\"erased\":\"\(payload.hash.text)\",\"ops\":{\(ops)}}"
        return Array((text[..<start.lowerBound] + erased + text[end...]).utf8)
    }
}

/// A value that is taken once. One thread runs a simulation.
final class Once: @unchecked Sendable {
    private var chunks: [[UInt8]]

    init(_ chunk: [UInt8]) { chunks = [chunk] }
    init(_ chunks: [[UInt8]]) { self.chunks = chunks.reversed() }

    func take() -> [UInt8]? { chunks.popLast() }
}
