extension RecordKind {
    /// Who belongs to the network, with what is known of the admission. Only members are on the
    /// roster.
    package static let member = RecordKind(
        "member", plural: "members",
        label: Label(fr: "adhérent", en: "member"),
        pluralLabel: Label(fr: "adhérents", en: "members"),
        aliases: ["membre", "membres"],
        titleField: "name",
        fields: .identity + [
            .init("member_of", .reference, fr: "Membre de", en: "Member of"),
            .init("category", fr: "Catégorie d’adhésion", en: "Membership category"),
            .init("category_basis", fr: "Base de la catégorie", en: "Basis of the category"),
            .init("membership_state", fr: "État de l’adhésion", en: "Membership state"),
            .init("decision_body", fr: "Organe de décision", en: "Deciding body"),
            .init("decision_kind", fr: "Nature de la décision", en: "Kind of decision"),
            .init("decision_outcome", fr: "Issue de la décision", en: "Outcome of the decision"),
            .init("decision_unanimous", .flag, fr: "À l’unanimité", en: "Unanimous"),
            .init("support_since", .date, fr: "Accompagne depuis", en: "Supports since"),
            .init(
                "associated_body_of", .reference, fr: "Organisme associé de",
                en: "Associated body of"),
        ] + .provenance)
}
