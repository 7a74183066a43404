/// What somebody typed to point at a record, not yet looked up: the start of an id, or a name.
package struct ReferenceText: Sendable, Hashable {
    /// The text, without the `@`.
    package let text: String
    /// The start of an id that it may be, in lower case; nil when it can only be a name.
    package let idPrefix: String?

    /// Fewest characters of an id that may stand for it.
    package static let shortestPrefix = 4

    /// The text behind a typed `@`.
    package init(_ text: String) {
        self.text = text
        let lower = text.lowercased()
        let isPrefix =
            lower.utf8.count >= Self.shortestPrefix
            && lower.utf8.allSatisfy {
                Name.isLower($0) || Name.isDigit($0) || $0 == UInt8(ascii: "-")
                    || $0 == UInt8(ascii: ".")
            }
        idPrefix = isPrefix ? lower : nil
    }

    /// A name and never an id, as a spreadsheet shows it.
    package init(name: String) {
        text = name
        idPrefix = nil
    }
}

/// What a ``ReferenceText`` was found to point at.
package enum ReferenceMatch: Sendable, Hashable {
    case one(RecordID)
    case none
    case several([RecordID])
}
