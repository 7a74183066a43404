/// The kinds of lines that are about feeds, not records; no record has one of these kinds.
package enum ReservedKind: String, Sendable, CaseIterable {
    case feed, checkpoint, adoption, erasure

    /// The members of its envelope besides `at, feed, kind, seq, v`.
    var members: Set<String> {
        switch self {
        case .feed: ["continues", "key", "node", "proof"]
        case .checkpoint: ["heads"]
        case .adoption: ["adopts"]
        case .erasure: ["erases"]
        }
    }
}

/// The envelope while a line is being read: members of known name checked in form, the rest noted.
struct RawEnvelope {
    var at: String?
    var feed: FeedID?
    var kind: String?
    var seq: Int?
    var v: Int?
    var after: VersionVector?
    var id: RecordID?
    var op: String?
    /// Where the values of the other members stand, for the reserved kinds.
    private var others: [String: Range<Int>] = [:]
    private var bytes: [UInt8] = []

    /// Checks what is frozen for every version.
    mutating func read(_ scanner: inout JSONScanner) throws(LineDefect) {
        var read = RawEnvelope()
        guard scanner.next == UInt8(ascii: "{") else { throw scanner.mismatch(.badShape) }
        try scanner.object { scanner, key throws(LineDefect) in
            switch key.string {
            case "at": read.at = try scanner.time()
            case "feed": read.feed = try scanner.feedID()
            case "kind": read.kind = try scanner.identifier()
            case "seq": read.seq = try scanner.positive()
            case "v": read.v = try scanner.positive()
            case "after": read.after = try scanner.versionVector()
            case "id": read.id = try scanner.recordID()
            case "op": read.op = try scanner.operationName()
            default:
                let first = scanner.at
                try scanner.skipValue()
                read.others[key.string] = first..<scanner.at
            }
        }
        guard read.at != nil, read.feed != nil, read.kind != nil, read.seq != nil, read.v != nil
        else { throw scanner.defect(.badShape) }
        if !read.others.isEmpty { read.bytes = scanner.bytes }
        self = read
    }

    /// Whether version 1 does not name a member for this kind of line, its `op`, or its kind.
    var isUnknown: Bool {
        let reserved = ReservedKind(rawValue: kind!)
        if id == nil, reserved == nil { return true }
        if let op, op != "delete", op != "restore" { return true }
        return others.keys.contains { reserved?.members.contains($0) != true }
    }

    /// Reads the member of a reserved kind; its grammar has been checked, its form has not.
    private func scanner(for member: String) -> JSONScanner? {
        others[member].map { JSONScanner(bytes, in: $0) }
    }

    func feedLevelBody(_ reserved: ReservedKind) throws(LineDefect) -> Change.Body {
        switch reserved {
        case .feed: return .opening(try opening())
        case .checkpoint:
            let heads = try heads("heads")
            guard heads[feed!] == nil else { throw LineDefect(.badShape) }
            return .checkpoint(heads)
        case .adoption:
            let heads = try heads("adopts")
            guard heads.keys.allSatisfy({ $0 != feed! && $0.node == feed!.node }) else {
                throw LineDefect(.badShape)
            }
            return .adoption(heads)
        case .erasure: return .erasure(try erasure())
        }
    }

    private func heads(_ member: String) throws(LineDefect) -> [FeedID: [Head]] {
        guard var scanner = scanner(for: member) else { throw LineDefect(.badShape) }
        return try scanner.heads()
    }

    private func opening() throws(LineDefect) -> Change.Opening {
        guard seq == 1, var node = scanner(for: "node"), var key = scanner(for: "key"),
            var proof = scanner(for: "proof")
        else { throw LineDefect(.badShape) }
        var continues: [FeedID: [Head]] = [:]
        var continuesBytes: [UInt8] = []
        if let range = others["continues"] {
            continues = try heads("continues")
            continuesBytes = Array(bytes[range])
            guard continues.count == 1, let (old, heads) = continues.first, heads.count == 1,
                old != feed!, old.node == feed!.node
            else { throw LineDefect(.badShape) }
        }
        return Change.Opening(
            node: try node.nodeName(), key: PublicKey(bytes: try key.base64(count: 32))!,
            proof: try proof.base64(count: 64), continues: continues,
            continuesBytes: continuesBytes)
    }

    private func erasure() throws(LineDefect) -> Change.Erasure {
        guard var scanner = scanner(for: "erases") else { throw LineDefect(.badShape) }
        var fields: [String]?
        var id: RecordID?
        var kind: String?
        var upto: VersionVector?
        guard scanner.next == UInt8(ascii: "{") else { throw LineDefect(.badShape) }
        try scanner.object { scanner, key throws(LineDefect) in
            switch key.string {
            case "fields": fields = try scanner.names(else: .badShape)
            case "id": id = try scanner.recordID()
            case "kind": kind = try scanner.identifier()
            case "upto": upto = try scanner.versionVector()
            default: throw scanner.defect(.badShape)
            }
        }
        guard let fields, let id, let kind, let upto, !upto.isEmpty,
            upto.entries.keys.allSatisfy({ $0.node == feed!.node })
        else { throw LineDefect(.badShape) }
        return Change.Erasure(
            key: RecordKey(kind: kind, id: id), fields: Set(fields), upto: upto)
    }
}
