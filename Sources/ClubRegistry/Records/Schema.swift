/// The kinds of records that club-sync knows. Nothing but reading and showing depends on it: the
/// fold takes any kind and any field.
package enum Schema {
    package static let kinds: [RecordKind] = [.member, .organisation, .action, .agreement]

    /// The kind that `word` stands for: its name, its plural, or its label, accents and case aside.
    package static func kind(_ word: String) -> RecordKind? {
        if let kind = kinds.first(where: { $0.name == word || $0.plural == word }) { return kind }
        let folded = Collation.folded(word)
        return kinds.first { kind in
            let labels = [kind.label, kind.pluralLabel].flatMap { [$0.french, $0.english] }
            return (labels + kind.aliases).contains { Collation.folded($0) == folded }
        }
    }

    /// The kind of exactly that name, which a program that knows more kinds may have written: then
    /// one without fields. Nil for a name that no record can have.
    package static func kind(exactly name: String) -> RecordKind? {
        if let known = kinds.first(where: { $0.name == name }) { return known }
        guard Name.isIdentifier(name), ReservedKind(rawValue: name) == nil else { return nil }
        let label = Label(fr: name, en: name)
        return RecordKind(
            name, plural: name, label: label, pluralLabel: label, titleField: "title", fields: [])
    }

    /// The records that are not deleted, kind after kind, those of unknown kinds last; each kind in
    /// its order.
    package static func ordered(_ records: [RecordView]) -> [RecordView] {
        let byKind = Dictionary(grouping: records.filter { !$0.isHidden }, by: \.kind)
        let known = kinds.map(\.name)
        let others = byKind.keys.filter { !known.contains($0) }.sorted()
        return (known + others).flatMap { name in
            byKind[name].flatMap { records in kind(exactly: name)?.ordered(records) } ?? []
        }
    }

    /// Names that no new field may take: they mean something else in files and exports.
    package static let reservedFields: Set<String> = [
        "id", "deleted", "fields", "home_node", "contested_fields", "last_change",
        "last_change_at",
    ]
}
