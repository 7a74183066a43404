/// The name of a feed: its node, `-`, and 16 base32 characters of the feed key's fingerprint.
///
/// One node opens a new feed after a restore, so several feeds may belong to one node.
package struct FeedID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    /// Nil when the text is not a well-formed feed name.
    package init?(_ text: String) {
        guard let dash = text.utf8.lastIndex(of: UInt8(ascii: "-")) else { return nil }
        let suffix = text.utf8[text.utf8.index(after: dash)...]
        guard suffix.count == 16, suffix.allSatisfy(Base32.isDigit), Name.isNode(text[..<dash])
        else { return nil }
        self.text = text
    }

    /// The feed of `node` whose key is `key`.
    package init(node: String, key: PublicKey) {
        precondition(Name.isNode(node))
        text = node + "-" + Base32.text(Hash256.of(key.bytes).bytes.prefix(10))
    }

    /// The node that writes this feed.
    package var node: String { String(text.dropLast(17)) }
    package var description: String { text }

    package static func < (a: FeedID, b: FeedID) -> Bool { a.text < b.text }
}
