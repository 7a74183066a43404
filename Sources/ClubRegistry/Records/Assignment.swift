/// One change of one field, as an argument of `add` or `edit` asks for it.
package struct Assignment: Sendable, Hashable {
    package let field: String
    package let operation: Operation
    /// Whether the field is declared personal.
    package let isPersonal: Bool
    /// Whether no declaration knows the field.
    package let isNewField: Bool

    package enum Operation: Sendable, Hashable {
        case set(Value)
        case add(ByteText)
        case remove(ByteText)
    }
}
