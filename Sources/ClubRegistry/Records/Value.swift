/// One value of a field: text, an integer, yes or no, or an object of those. Replaced whole.
///
/// Equality is that of the canonical bytes. Decimals are text; there is no null and no list (a list
/// field holds elements, each a text).
package enum Value: Hashable, Sendable {
    case text(ByteText)
    case integer(Int)
    case flag(Bool)
    /// Members ascending by name; keep them so, or use ``object(of:)``.
    case object([Member])

    package struct Member: Hashable, Sendable {
        package let name: ByteText
        package let value: Value

        package init(_ name: ByteText, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    package static func string(_ text: String) -> Value { .text(ByteText(text)) }

    /// An object value, its members put in order. A name given twice keeps its last value.
    package static func object(of members: [String: Value]) -> Value {
        .object(members.map { Member(ByteText($0.key), $0.value) }.sorted { $0.name < $1.name })
    }

    /// The text, when this is one.
    package var string: String? {
        if case .text(let text) = self { text.string } else { nil }
    }

    /// The member of an object value.
    package subscript(name: String) -> Value? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == ByteText(name) }?.value
    }
}
