/// What an export shows: which kind of record, which columns, and whether personal fields.
package struct Columns: Sendable, Hashable {
    package let kind: RecordKind
    package let list: [Column]
    /// Personal fields are left out of every format unless asked for.
    package let includesPersonal: Bool

    /// The named fields between id and home node, in that order; the personal ones come last of
    /// all.
    package init(_ kind: RecordKind, fields: [String], includesPersonal: Bool) {
        let shown = fields.map { name -> Column in
            guard let field = kind.field(name) else { preconditionFailure("\(name) is undeclared") }
            return .field(field)
        }
        let personal = kind.fields.filter(\.isPersonal).map { Column.field($0) }
        self.kind = kind
        self.includesPersonal = includesPersonal
        list =
            [.id] + shown + [.homeNode, .contestedFields, .lastChange, .lastChangeAt]
            + (includesPersonal ? personal : [])
    }

    /// The roster: members, and nobody else.
    package static func roster(includesPersonal: Bool = false) -> Columns {
        Columns(
            .member,
            fields: [
                "name", "kind", "siren", "siret", "rna", "naf", "city", "commune", "postcode",
                "website", "tags",
            ], includesPersonal: includesPersonal)
    }

    package static func actions(includesPersonal: Bool = false) -> Columns {
        Columns(
            .action,
            fields: [
                "title", "kind", "state", "starts", "ends", "scope", "themes", "organiser",
                "participants", "agreement", "network", "venue", "possible_place", "edition",
                "follows", "programme", "attendance", "met_per_participant", "outcome",
            ], includesPersonal: includesPersonal)
    }

    package static func agreements(includesPersonal: Bool = false) -> Columns {
        Columns(
            .agreement,
            fields: [
                "title", "kind", "state", "parties", "scope", "network", "signed_on",
                "in_force_from", "ends_on",
            ], includesPersonal: includesPersonal)
    }

    /// The records that the export is about, in its order: of the kind, not hidden.
    package func rows(of records: some Sequence<RecordView>) -> [RecordView] {
        kind.ordered(records.filter { $0.kind == kind.name && !$0.isHidden })
    }
}
