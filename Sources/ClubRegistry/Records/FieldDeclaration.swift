/// A field that a kind of record is known to have: its name, its type and what people call it.
package struct FieldDeclaration: Sendable, Hashable {
    package let name: String
    package let type: FieldType
    /// Personal fields stand in a part of their own, and in exports only when asked for.
    package let isPersonal: Bool
    package let label: Label

    package init(
        _ name: String, _ type: FieldType = .text, personal isPersonal: Bool = false,
        fr: String, en: String
    ) {
        precondition(Name.isIdentifier(name))
        self.name = name
        self.type = type
        self.isPersonal = isPersonal
        label = Label(fr: fr, en: en)
    }
}

extension [FieldDeclaration] {
    /// What members and organisations have in common.
    static let identity: [FieldDeclaration] = [
        .init("name", fr: "Nom", en: "Name"),
        .init("kind", fr: "Nature", en: "Kind"),
        .init("siren", .identifier(.siren), fr: "SIREN", en: "SIREN"),
        .init("siret", .identifier(.siret), fr: "SIRET", en: "SIRET"),
        .init("rna", .identifier(.rna), fr: "RNA", en: "RNA"),
        .init("naf", .identifier(.naf), fr: "Code NAF", en: "NAF code"),
        .init("city", fr: "Ville", en: "City"),
        .init("commune", .identifier(.commune), fr: "Code commune", en: "Commune code"),
        .init("postcode", .identifier(.postcode), fr: "Code postal", en: "Postcode"),
        .init("website", fr: "Site web", en: "Website"),
        .init("description", .prose, fr: "Description", en: "Description"),
        .init("contact", personal: true, fr: "Contact", en: "Contact"),
        .init("email", personal: true, fr: "Courriel", en: "Email"),
        .init("phone", personal: true, fr: "Téléphone", en: "Phone"),
        .init("tags", .texts, fr: "Étiquettes", en: "Tags"),
    ]

    /// Where a record comes from; every kind has it.
    static let provenance: [FieldDeclaration] = [
        .init("source", fr: "Source", en: "Source")
    ]
}
