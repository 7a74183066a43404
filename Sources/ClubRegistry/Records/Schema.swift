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

    /// Names that no new field may take: they mean something else in files and exports.
    package static let reservedFields: Set<String> = [
        "id", "deleted", "fields", "home_node", "contested_fields", "last_change",
        "last_change_at",
    ]
}
