import ClubRegistry
import Testing

struct SchemaTests {
    @Test(arguments: [
        ("member", "member"), ("members", "member"), ("adhérent", "member"),
        ("ADHERENTS", "member"), ("membres", "member"), ("organisation", "organisation"),
        ("organizations", "organisation"), ("action", "action"), ("Actions communes", "action"),
        ("accord", "agreement"), ("Accords", "agreement"), ("agreements", "agreement"),
    ])
    func `a kind is found by name, plural and label`(word: String, name: String) {
        #expect(Schema.kind(word)?.name == name)
    }

    @Test(arguments: ["", "convention", "memb", "fiche"])
    func `no other word is a kind`(word: String) {
        #expect(Schema.kind(word) == nil)
    }

    @Test(arguments: Schema.kinds)
    func `names and labels of a kind's fields are distinct, and none is reserved`(
        kind: RecordKind
    ) {
        #expect(Set(kind.fields.map(\.name)).count == kind.fields.count)
        for language in Language.allCases {
            let labels = kind.fields.map { Collation.folded($0.label.text(in: language)) }
            #expect(Set(labels).count == kind.fields.count)
        }
        #expect(Schema.reservedFields.isDisjoint(with: kind.fields.map(\.name)))
        for field in kind.fields {
            #expect(kind.field(labelled: field.label.french) == field)
            #expect(kind.field(labelled: field.label.english.uppercased()) == field)
            #expect(!Column.derived.contains { $0.isNamed(field.label.french) })
        }
        #expect(kind.field(kind.titleField)?.type == .text)
        for name in (kind.span?.starts ?? []) + [kind.span?.ends].compactMap({ $0 }) {
            #expect(kind.field(name)?.type == .date)
        }
    }

    @Test func `what concerns a person is personal, for members and organisations alone`() {
        let personal = Schema.kinds.map { $0.fields.filter(\.isPersonal).map(\.name) }
        #expect(
            personal == [["contact", "email", "phone"], ["contact", "email", "phone"], [], []])
    }

    @Test func `the fields that the command line promises are declared`() {
        let promised: [(RecordKind, String)] = [
            (.member, "name kind siren siret rna naf city commune postcode website description"),
            (.member, "contact email phone tags"),
            (.organisation, "name kind siren siret rna naf city commune postcode website tags"),
            (.action, "title kind state scope themes organiser participants agreement venue"),
            (.action, "starts ends description edition attendance met_per_participant programme"),
            (.action, "follows outcome possible_place"),
            (.agreement, "title kind parties scope signed_on in_force_from ends_on state"),
        ]
        for (kind, names) in promised {
            for name in names.split(separator: " ") {
                #expect(kind.field(String(name)) != nil, "\(kind.name).\(name)")
            }
        }
    }
}
