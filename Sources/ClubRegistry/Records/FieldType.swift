/// What a declared field holds, and so how the text that people type into it is read.
package enum FieldType: Sendable, Hashable {
    /// One line of text.
    case text
    /// Text that may run over several lines.
    case prose
    /// A ``PartialDate``, kept as its ISO text.
    case date
    case integer
    case flag
    /// `@` and the id of a record, or plain text where no record exists.
    case reference
    /// A number with its reserve: a ``Quantity`` counted in `unit`.
    case quantity(unit: String)
    case identifier(Identifier)
    /// A set of one-line texts.
    case texts
    /// A set of references, each `@` and an id or plain text.
    case references

    /// Whether the field holds elements, changed by `+=` and `-=`, and not one value.
    package var isList: Bool { self == .texts || self == .references }

    package var isReference: Bool { self == .reference || self == .references }
}
