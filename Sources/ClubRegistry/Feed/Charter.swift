/// The founding document: who the network is. The SHA-256 of its bytes is the network id.
///
/// Founders compare that id by voice or on paper, so nobody has to be trusted over HTTP. It is
/// never changed.
package struct Charter: Sendable {
    package struct Founder: Sendable, Hashable {
        package let node: String
        package let name: String
        package let key: PublicKey

        package init(node: String, name: String, key: PublicKey) {
            self.node = node
            self.name = name
            self.key = key
        }
    }

    package let name: String
    /// Ascending by node.
    package let founders: [Founder]
    /// How many founders must agree to admit another.
    package let votes: Int
    package let bytes: [UInt8]

    package static let byteLimit = 65_536
    package static let founderLimit = 64

    package var network: Hash256 { .of(bytes) }

    package var directory: NodeDirectory {
        NodeDirectory(
            network: network,
            keys: Dictionary(uniqueKeysWithValues: founders.map { ($0.node, $0.key) }))
    }

    package subscript(node: String) -> Founder? { founders.first { $0.node == node } }

    /// Writes a charter; unanimity admits unless `votes` says otherwise.
    ///
    /// - Throws: when the founders do not make a charter: none, too many, a node or a key twice.
    package init(name: String, founders: [Founder], votes: Int? = nil) throws(LineDefect) {
        var json = CanonicalJSON()
        json.raw(#"{"admission":{"votes":"#)
        json.integer(votes ?? founders.count)
        json.raw(#"},"founders":"#)
        json.array(founders.sorted { $0.node < $1.node }) { json, founder in
            json.raw(#"{"key":"#)
            json.string(founder.key.text)
            json.raw(#","name":"#)
            json.string(founder.name)
            json.raw(#","node":"#)
            json.string(founder.node)
            json.raw("}")
        }
        json.raw(#","name":"#)
        json.string(name)
        json.raw(",\"v\":1}\n")
        try self.init(bytes: json.bytes)
    }

    /// Reads a charter, strictly.
    package init(bytes: [UInt8]) throws(LineDefect) {
        guard bytes.count <= Self.byteLimit else { throw LineDefect(.tooLong) }
        guard JSONScanner.isUTF8(bytes, in: bytes.indices) else { throw LineDefect(.notUTF8) }
        guard bytes.last == UInt8(ascii: "\n") else { throw LineDefect(.notCanonical) }
        var scanner = JSONScanner(bytes, in: 0..<bytes.count - 1)
        var name: String?
        var founders: [Founder] = []
        var votes: Int?
        var v: Int?
        try scanner.object { scanner, key throws(LineDefect) in
            switch key.string {
            case "admission": votes = try Self.votes(&scanner)
            case "founders":
                guard scanner.next == UInt8(ascii: "[") else { throw scanner.mismatch(.badShape) }
                try scanner.array { scanner throws(LineDefect) in
                    founders.append(try Self.founder(&scanner))
                    guard founders.count <= Self.founderLimit else {
                        throw scanner.defect(.badShape)
                    }
                }
            case "name": name = try scanner.string().string
            case "v": v = try scanner.positive()
            default: throw scanner.defect(.badShape)
            }
        }
        guard scanner.isAtEnd else { throw scanner.defect(.notCanonical) }
        guard let name, v == 1, let votes, (1...max(1, founders.count)).contains(votes),
            !founders.isEmpty, Set(founders.map(\.key)).count == founders.count,
            zip(founders, founders.dropFirst()).allSatisfy({ $0.node < $1.node })
        else { throw scanner.defect(.badShape) }
        self.name = name
        self.founders = founders
        self.votes = votes
        self.bytes = bytes
    }

    private static func votes(_ scanner: inout JSONScanner) throws(LineDefect) -> Int {
        var votes: Int?
        guard scanner.next == UInt8(ascii: "{") else { throw scanner.mismatch(.badShape) }
        try scanner.object { scanner, key throws(LineDefect) in
            guard key.string == "votes" else { throw scanner.defect(.badShape) }
            votes = try scanner.positive()
        }
        guard let votes else { throw scanner.defect(.badShape) }
        return votes
    }

    private static func founder(_ scanner: inout JSONScanner) throws(LineDefect) -> Founder {
        var key: PublicKey?
        var name: String?
        var node: String?
        guard scanner.next == UInt8(ascii: "{") else { throw scanner.mismatch(.badShape) }
        try scanner.object { scanner, member throws(LineDefect) in
            switch member.string {
            case "key": key = PublicKey(bytes: try scanner.base64(count: 32))
            case "name": name = try scanner.string().string
            case "node": node = try scanner.nodeName()
            default: throw scanner.defect(.badShape)
            }
        }
        guard let key, let name, let node else { throw scanner.defect(.badShape) }
        return Founder(node: node, name: name, key: key)
    }
}
