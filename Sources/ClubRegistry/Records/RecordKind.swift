/// A kind of record: what it is called, what it is titled by, when it takes place, which fields it
/// has.
package struct RecordKind: Sendable, Hashable {
    package let name: String
    /// As in `list members`.
    package let plural: String
    package let label: Label
    package let pluralLabel: Label
    /// Other words that people use for it, in either language.
    package let aliases: [String]
    /// The field that names a record of this kind.
    package let titleField: String
    /// How records of this kind lie in time; nil when they do not.
    package let span: Span?
    package let fields: [FieldDeclaration]

    /// Which fields say when something begins and ends.
    package struct Span: Sendable, Hashable {
        /// The first that has a date counts.
        package let starts: [String]
        package let ends: String
        /// Whether it goes on when no end is given; else it is over with its first day.
        package let isOpenEnded: Bool
    }

    package init(
        _ name: String, plural: String, label: Label, pluralLabel: Label, aliases: [String] = [],
        titleField: String, span: Span? = nil, fields: [FieldDeclaration]
    ) {
        precondition(Name.isIdentifier(name))
        self.name = name
        self.plural = plural
        self.label = label
        self.pluralLabel = pluralLabel
        self.aliases = aliases
        self.titleField = titleField
        self.span = span
        self.fields = fields
    }

    /// The field of that name, exactly as declared.
    package func field(_ name: String) -> FieldDeclaration? {
        fields.first { $0.name == name }
    }

    /// The field whose label in either language reads like `text`; accents and case do not matter.
    package func field(labelled text: String) -> FieldDeclaration? {
        let folded = Collation.folded(text)
        return fields.first {
            Collation.folded($0.label.french) == folded
                || Collation.folded($0.label.english) == folded
        }
    }

    /// Whether the field is declared personal; an undeclared field is not.
    package func isPersonal(_ field: String) -> Bool { self.field(field)?.isPersonal ?? false }
}
