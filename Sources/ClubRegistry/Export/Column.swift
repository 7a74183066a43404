/// One column of an exported table.
package enum Column: Sendable, Hashable {
    case id
    case field(FieldDeclaration)
    case homeNode
    /// The names of the fields with more than one live value.
    case contestedFields
    /// The dot of the last change.
    case lastChange
    /// When its author says it was made, in UTC.
    case lastChangeAt

    /// The columns that no field of a record stands behind; import leaves them out.
    package static let derived: [Column] = [
        .id, .homeNode, .contestedFields, .lastChange, .lastChangeAt,
    ]

    /// As machines read it in the first row.
    package var name: String {
        switch self {
        case .id: "id"
        case .field(let field): field.name
        case .homeNode: "home_node"
        case .contestedFields: "contested_fields"
        case .lastChange: "last_change"
        case .lastChangeAt: "last_change_at"
        }
    }

    package var label: Label {
        switch self {
        case .id: Label(fr: "Identifiant", en: "Id")
        case .field(let field): field.label
        case .homeNode: Label(fr: "Nœud d’origine", en: "Home node")
        case .contestedFields: Label(fr: "Champs en conflit", en: "Contested fields")
        case .lastChange: Label(fr: "Dernier changement", en: "Last change")
        case .lastChangeAt:
            Label(fr: "Date du dernier changement (UTC)", en: "Date of last change (UTC)")
        }
    }

    /// Whether `text` is its name, or its label in either language, accents and case aside.
    package func isNamed(_ text: String) -> Bool {
        let folded = Collation.folded(text)
        return text == name || folded == Collation.folded(label.french)
            || folded == Collation.folded(label.english)
    }
}
