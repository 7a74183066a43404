extension RecordKind {
    /// Any other body, company, network or site that is worth a record. Never on a roster.
    package static let organisation = RecordKind(
        "organisation", plural: "organisations",
        label: Label(fr: "organisation", en: "organisation"),
        pluralLabel: Label(fr: "organisations", en: "organisations"),
        aliases: ["organization", "organizations", "organisme", "organismes"],
        titleField: "name",
        fields: .identity + [
            .init("as_written", fr: "Tel qu’écrit", en: "As written"),
            .init("part_of", .reference, fr: "Fait partie de", en: "Part of"),
            .init("scope", .texts, fr: "Périmètre", en: "Scope"),
            .init("themes", .texts, fr: "Thématiques", en: "Themes"),
            .init("created", .date, fr: "Création", en: "Created"),
            .init("located_in", .reference, fr: "Situé dans", en: "Located in"),
            .init("space_provider", .reference, fr: "Fournit les espaces", en: "Space provider"),
            .init(
                "hosted", .quantity(unit: "companies"), fr: "Entreprises hébergées",
                en: "Companies hosted"),
            .init(
                "domiciled", .quantity(unit: "companies"), fr: "Entreprises domiciliées",
                en: "Companies domiciled"),
            .init(
                "direct_jobs", .quantity(unit: "jobs"), fr: "Emplois directs", en: "Direct jobs"),
        ] + .provenance)
}
