/// All heads that a node holds, and which of its lines are incomplete: what one node tells another.
package struct Frontier: Sendable, Hashable {
    package let network: Hash256
    package let feeds: [FeedID: [Head]]
    package let incomplete: Incomplete?

    /// Lines of which a part was stripped without an erasure that allows it.
    package struct Incomplete: Sendable, Hashable {
        package let count: Int
        package let digest: Hash256
    }

    package static let byteLimit = 4 * 1_048_576

    package init(network: Hash256, feeds: [FeedID: [Head]], incomplete: Incomplete? = nil) {
        self.network = network
        self.feeds = feeds
        self.incomplete = incomplete
    }

    /// The canonical bytes that travel; nodes that hold the same lines have the same ones.
    package var bytes: [UInt8] {
        var json = CanonicalJSON()
        json.raw(#"{"feeds":"#)
        json.heads(feeds)
        if let incomplete {
            json.raw(#","incomplete":{"count":"#)
            json.integer(incomplete.count)
            json.raw(#","digest":"#)
            json.string(incomplete.digest.text)
            json.raw("}")
        }
        json.raw(#","network":"#)
        json.string(network.text)
        json.raw(#","v":1}"#)
        return json.bytes
    }

    package var digest: Hash256 { .of(bytes) }

    /// Reads what a peer sent, strictly.
    package init(bytes: [UInt8]) throws(LineDefect) {
        guard bytes.count <= Self.byteLimit else { throw LineDefect(.tooLong) }
        guard JSONScanner.isUTF8(bytes, in: bytes.indices) else { throw LineDefect(.notUTF8) }
        var scanner = JSONScanner(bytes)
        var feeds: [FeedID: [Head]]?
        var network: Hash256?
        var v: Int?
        var incomplete: Incomplete?
        try scanner.object { scanner, key throws(LineDefect) in
            switch key.string {
            case "feeds":
                if scanner.take("{}") { feeds = [:] } else { feeds = try scanner.heads() }
            case "incomplete": incomplete = try Self.incomplete(&scanner)
            case "network": network = Hash256(bytes: try scanner.base64(count: 32))
            case "v": v = try scanner.positive()
            default: try scanner.skipValue()
            }
        }
        guard scanner.isAtEnd else { throw scanner.defect(.notCanonical) }
        guard let feeds, let network, v == 1 else { throw scanner.defect(.badShape) }
        self.init(network: network, feeds: feeds, incomplete: incomplete)
    }

    private static func incomplete(_ scanner: inout JSONScanner) throws(LineDefect) -> Incomplete {
        var count: Int?
        var digest: Hash256?
        guard scanner.next == UInt8(ascii: "{") else { throw scanner.mismatch(.badShape) }
        try scanner.object { scanner, key throws(LineDefect) in
            switch key.string {
            case "count": count = try scanner.positive()
            case "digest": digest = Hash256(bytes: try scanner.base64(count: 32))
            default: throw scanner.defect(.badShape)
            }
        }
        guard let count, let digest else { throw scanner.defect(.badShape) }
        return Incomplete(count: count, digest: digest)
    }
}

extension CanonicalJSON {
    /// `{feed: [[seq, pre, seal], …]}`.
    package mutating func heads(_ feeds: [FeedID: [Head]]) {
        object(feeds.sorted { $0.key < $1.key }) { json, feed in
            json.key(feed.key.text, first: true)
            json.heads(feed.value.sorted())
        }
    }

    /// `[[seq, pre, seal], …]`, in the order given.
    package mutating func heads(_ heads: [Head]) {
        array(heads) { json, head in
            json.raw("[")
            json.integer(head.seq)
            json.raw(",")
            json.string(head.pre.text)
            json.raw(",")
            json.string(head.seal.text)
            json.raw("]")
        }
    }

    /// `{feed: seq}`.
    package mutating func versionVector(_ vector: VersionVector) {
        object(vector.sorted) { json, dot in
            json.key(dot.feed.text, first: true)
            json.integer(dot.seq)
        }
    }
}
