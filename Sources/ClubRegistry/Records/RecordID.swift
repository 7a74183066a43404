/// The id of a record: its home node, `.`, and 12 random base32 characters.
///
/// The home node is part of the id, so that it is known whatever lines are held. It is never made
/// from a name.
package struct RecordID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    /// Nil when the text is not a well-formed id.
    package init?(_ text: String) {
        guard let dot = text.utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
        let suffix = text.utf8[text.utf8.index(after: dot)...]
        guard suffix.count == 12, suffix.allSatisfy(Base32.isDigit), Name.isNode(text[..<dot])
        else { return nil }
        self.text = text
    }

    /// A fresh id at home in `node`; 60 random bits.
    package init(home node: String, using generator: inout some RandomNumberGenerator) {
        precondition(Name.isNode(node))
        let random = (0..<8).map { _ in UInt8.random(in: 0...255, using: &generator) }
        text = node + "." + Base32.text(random).prefix(12)
    }

    /// The home node, whose value is shown first when values conflict.
    package var home: String { String(text.prefix { $0 != "." }) }
    package var description: String { text }
    package static func < (a: RecordID, b: RecordID) -> Bool { a.text < b.text }
}

/// What identifies a record in the store: the same id under two kinds is two records.
package struct RecordKey: Hashable, Comparable, Sendable {
    package let kind: String
    package let id: RecordID

    package init(kind: String, id: RecordID) {
        self.kind = kind
        self.id = id
    }

    package static func < (a: RecordKey, b: RecordKey) -> Bool {
        a.kind == b.kind ? a.id < b.id : a.kind < b.kind
    }
}
