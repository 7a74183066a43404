extension RecordKind {
    /// What parties have agreed on paper. A convention d’affaires is an action, not this.
    package static let agreement = RecordKind(
        "agreement", plural: "agreements",
        label: Label(fr: "accord", en: "agreement"),
        pluralLabel: Label(fr: "accords", en: "agreements"),
        titleField: "title",
        span: Span(starts: ["in_force_from", "signed_on"], ends: "ends_on", isOpenEnded: true),
        fields: [
            .init("title", fr: "Intitulé", en: "Title"),
            .init("kind", fr: "Nature", en: "Kind"),
            .init("parties", .references, fr: "Parties", en: "Parties"),
            .init("parties_basis", fr: "Base des parties", en: "Basis of the parties"),
            .init("scope", .texts, fr: "Périmètre", en: "Scope"),
            .init("network", .reference, fr: "Réseau", en: "Network"),
            .init("signed_on", .date, fr: "Signé le", en: "Signed on"),
            .init("in_force_from", .date, fr: "En vigueur depuis", en: "In force from"),
            .init("ends_on", .date, fr: "Prend fin le", en: "Ends on"),
            .init("state", fr: "État", en: "State"),
            .init("description", .prose, fr: "Description", en: "Description"),
        ] + .provenance)
}
