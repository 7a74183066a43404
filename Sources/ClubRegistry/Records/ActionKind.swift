extension RecordKind {
    /// What technopoles do together: an event, a project, a visit. Not an agreement.
    package static let action = RecordKind(
        "action", plural: "actions",
        label: Label(fr: "action", en: "action"),
        pluralLabel: Label(fr: "actions", en: "actions"),
        aliases: ["action commune", "actions communes", "joint action", "joint actions"],
        titleField: "title",
        span: Span(starts: ["starts"], ends: "ends", isOpenEnded: false),
        fields: [
            .init("title", fr: "Intitulé", en: "Title"),
            .init("kind", fr: "Nature", en: "Kind"),
            .init("state", fr: "État", en: "State"),
            .init("scope", .texts, fr: "Périmètre", en: "Scope"),
            .init("themes", .texts, fr: "Thématiques", en: "Themes"),
            .init("organiser", .reference, fr: "Organisateur", en: "Organiser"),
            .init("participants", .references, fr: "Participants", en: "Participants"),
            .init(
                "participants_basis", fr: "Base des participants", en: "Basis of the participants"),
            .init("agreement", .reference, fr: "Accord", en: "Agreement"),
            .init("network", .reference, fr: "Réseau", en: "Network"),
            .init("venue", fr: "Lieu", en: "Venue"),
            .init("possible_place", fr: "Lieu envisagé", en: "Possible place"),
            .init("starts", .date, fr: "Début", en: "Starts"),
            .init("ends", .date, fr: "Fin", en: "Ends"),
            .init("edition", .integer, fr: "Édition", en: "Edition"),
            .init("follows", .reference, fr: "Suit", en: "Follows"),
            .init("programme", fr: "Dispositif", en: "Programme"),
            .init("facility", .reference, fr: "Équipement", en: "Facility"),
            .init(
                "attendance", .quantity(unit: "company_heads"), fr: "Dirigeants présents",
                en: "Company heads attending"),
            .init(
                "met_per_participant", .quantity(unit: "people"),
                fr: "Personnes rencontrées par participant", en: "People met per participant"),
            .init("outcome", fr: "Bilan", en: "Outcome"),
            .init("description", .prose, fr: "Description", en: "Description"),
        ] + .provenance)
}
