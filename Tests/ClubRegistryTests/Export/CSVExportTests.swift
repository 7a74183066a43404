@testable import ClubRegistry
import Testing

struct CSVExportTests {
    private static let records = [
        sampleRecord(
            "member", "caen.czzb7nc6ek2p",
            values: [
                "name": .string("Œuvre; \"A\""), "kind": .string("technopole"),
                "siren": .string("000000083"), "email": .string("a@b.fr"), "city": .string("Évry"),
                "website": .string("=cmd|'/C calc'!A0"),
            ], lists: ["tags": ["b|c", "a"]], missing: ["postcode"],
            conflicts: [
                .init(
                    field: "city",
                    candidates: [
                        .init(state: .value(.string("Évry")), sources: [sampleSource("caen", 2)]),
                        .init(state: .none, sources: [sampleSource("rouen", 1)]),
                    ], elements: [])
            ], seq: 2),
        sampleRecord("member", "rouen.yq16eqmrwhm6", values: ["name": .string("élan")]),
        sampleRecord("member", "rouen.000000000000", values: ["name": .string("Élan")]),
        sampleRecord(
            "member", "rouen.111111111111", values: ["name": .string("x")], deletion: .yes),
        sampleRecord("organisation", "rouen.e6n5rjgaj8f7", values: ["name": .string("Club")]),
    ]

    private func text(
        _ export: CSVExport, _ columns: Columns, _ records: [RecordView] = records
    ) -> String {
        String(decoding: export.bytes(records, columns: columns), as: UTF8.self)
    }

    @Test func `the roster for French Excel`() {
        #expect(
            text(CSVExport(.excelFR), .roster()) == """
                \u{feff}Identifiant;Nom;Nature;SIREN;SIRET;RNA;Code NAF;Ville;Code commune;Code postal;Site web;\
                Étiquettes;Nœud d’origine;Champs en conflit;Dernier changement;Date du dernier changement (UTC)\r
                rouen.yq16eqmrwhm6;élan;;;;;;;;;;;rouen;;rouen-7k2mq4x9p0c3d5fh:1;10/01/2027 14:05\r
                rouen.000000000000;Élan;;;;;;;;;;;rouen;;rouen-7k2mq4x9p0c3d5fh:1;10/01/2027 14:05\r
                caen.czzb7nc6ek2p;"Œuvre; ""A\""";technopole;000000083;;;;Évry;;;'=cmd|'/C calc'!A0;\
                a | b\\|c;caen;Ville;caen-7k2mq4x9p0c3d5fh:2;10/01/2027 14:05\r

                """)
    }

    @Test func `the roster for machines`() {
        #expect(
            text(CSVExport(.rfc4180), .roster()) == """
                id,name,kind,siren,siret,rna,naf,city,commune,postcode,website,tags,home_node,contested_fields,\
                last_change,last_change_at\r
                rouen.yq16eqmrwhm6,élan,,,,,,,,,,,rouen,,rouen-7k2mq4x9p0c3d5fh:1,2027-01-10T14:05:00Z\r
                rouen.000000000000,Élan,,,,,,,,,,,rouen,,rouen-7k2mq4x9p0c3d5fh:1,2027-01-10T14:05:00Z\r
                caen.czzb7nc6ek2p,"Œuvre; ""A\""",technopole,000000083,,,,Évry,,,=cmd|'/C calc'!A0,\
                a|b\\|c,caen,city,caen-7k2mq4x9p0c3d5fh:2,2027-01-10T14:05:00Z\r

                """)
    }

    /// Typed here they are refused; a member may sign them all the same.
    @Test func `controls that a strange program wrote are inert for people, exact for machines`() {
        let strange = "A\u{1b}[2J\u{9b}31m\u{202e}\t\r"
        let record = sampleRecord(
            "member", "caen.czzb7nc6ek2p",
            values: [
                "name": .string(strange), "city": .string("1\n2\u{200e}"),
                "website": .string("\u{1b}=1"),
            ])
        let people = text(CSVExport(.excelFR), .roster(), [record])
        #expect(people.contains(#";A\u{1b}[2J\u{9b}31m\u{202e}\u{9}\u{d};"#), "\(people)")
        #expect(people.contains(";\"1\n2\u{200e}\";") || people.contains(";1\n2\u{200e};"))
        #expect(people.contains(#";\u{1b}=1;"#))
        let machines = text(CSVExport(.rfc4180), .roster(), [record])
        #expect(machines.contains(strange))
    }

    /// A quote and a combining mark are one character, and still two scalars to every spreadsheet.
    @Test(arguments: ["\u{301}", "\u{200d}", "\u{fe0f}"])
    func `a quote under a combining mark does not end its cell`(mark: String) {
        let record = sampleRecord(
            "member", "caen.czzb7nc6ek2p", values: ["name": .string("A\"\(mark);=1+1")])
        for (dialect, separator) in [(CSVExport.Dialect.excelFR, ";"), (.rfc4180, ",")] {
            let written = text(CSVExport(dialect), .roster(), [record])
            let cell = "czzb7nc6ek2p\(separator)\"A\"\"\(mark);=1+1\"\(separator)"
            #expect(written.utf8.contains(cell.utf8), "\(written)")
        }
    }

    @Test func `the language changes labels, and dates and quantities that people read`() {
        let english = text(CSVExport(.excelFR, language: .english), .roster())
        #expect(english.hasPrefix("\u{feff}Id;Name;Kind;SIREN;SIRET;RNA;NAF code;City;"))
        #expect(english.contains(";10 January 2027 14:05\r\n"))
        let machine = text(CSVExport(.rfc4180, language: .english), .roster())
        #expect(machine == text(CSVExport(.rfc4180), .roster()))
    }

    @Test func `personal fields come last, and only when asked for`() {
        for dialect in CSVExport.Dialect.allCases {
            #expect(!text(CSVExport(dialect), .roster()).contains("a@b.fr"))
        }
        let personal = text(CSVExport(.rfc4180), .roster(includesPersonal: true))
        #expect(personal.contains("last_change_at,contact,email,phone\r\n"))
        #expect(personal.contains(",,a@b.fr,\r\n"))
    }

    @Test func `actions show names and words to people, ids and signs to machines`() {
        let rouen = RecordID("rouen.yq16eqmrwhm6")!
        let action = sampleRecord(
            "action", "caen.51f14r9vnaan",
            values: [
                "title": .string("-5 °C"), "starts": .string("2027-01"),
                "organiser": .string("@rouen.yq16eqmrwhm6"),
                "attendance": Quantity(.moreThan, 70, unit: "company_heads").object,
            ], lists: ["participants": ["@rouen.yq16eqmrwhm6", "@caen.000000000000", "Plusieurs"]])
        let people = text(
            CSVExport(.excelFR) { $0 == rouen ? "Technopole de Rouen" : nil }, .actions(), [action])
        #expect(people.contains(";'-5 °C;;;janvier 2027;;;;Technopole de Rouen;"))
        #expect(people.contains(";'@caen.000000000000 | Plusieurs | Technopole de Rouen;") == false)
        #expect(people.contains(";'@caen.000000000000 | Technopole de Rouen | Plusieurs;"))
        #expect(people.contains(";plus de 70;"))
        let machine = text(CSVExport(.rfc4180), .actions(), [action])
        #expect(
            machine.contains(
                ",-5 °C,,,2027-01,,,,@rouen.yq16eqmrwhm6,@caen.000000000000|@rouen.yq16eqmrwhm6|Plusieurs,"
            ))
        #expect(machine.contains(",>70,"))
    }

    @Test(arguments: CSVExport.Dialect.allCases)
    func `an exported table reads back as what it was`(dialect: CSVExport.Dialect) throws {
        let rouen = RecordID("rouen.yq16eqmrwhm6")!
        let index = ReferenceIndex([(rouen, "Technopole de Rouen")])
        let hostile = ["=1+1", " a ", "'=x", "\"", "a\nb", "a;b,c", "'", "@x", "|\\|", "－1"]
        let records = hostile.enumerated().map { place, text in
            sampleRecord(
                "action", "caen.00000000000\(place)",
                values: [
                    "title": .string(text), "starts": .string("2027-01-10T14:00"),
                    "ends": .string("2027-02"), "organiser": .string("@rouen.yq16eqmrwhm6"),
                    "agreement": .string("@rouen.8xpmcj54yhf9"), "network": .string("Club"),
                    "edition": .integer(3),
                    "attendance": Quantity(.upTo, 1_200, unit: "company_heads").object,
                ],
                lists: [
                    "scope": ["val-d-oise", "=1|\\"],
                    "participants": ["@rouen.yq16eqmrwhm6", "Total"],
                ])
        }
        let export = CSVExport(dialect, name: { index.uniqueName(of: $0) })
        let outcomes = try CSVImport().outcomes(export.bytes(records, columns: .actions()))
        let reader = RowReader(.action, values: ValueParser(.table, resolve: index.match))
        #expect(outcomes.count == records.count)
        for outcome in outcomes {
            guard case .row(let row) = outcome else {
                Issue.record("refused: \(outcome)")
                continue
            }
            let record = records.first { $0.id == row.id }!
            // A line feed is no part of a title; reading refuses it.
            if record.text("title") == "a\nb" {
                #expect(throws: ImportRefusal.self) { try reader.read(row) }
                continue
            }
            let typed = try reader.read(row)
            #expect(typed.undeclared == [])
            for field in record.fields where field.name != "title" {
                #expect(typed[field.name] == field.content, "\(field.name)")
            }
            #expect(typed["title"] == .value(.string(record.text("title")!.trimmingWhitespace())))
            #expect(typed.fields.count == record.fields.count)
        }
    }

    @Test func `every column that an export may have is declared and named once`() {
        for columns in [Columns.roster(includesPersonal: true), .actions(), .agreements()] {
            #expect(Set(columns.list.map(\.name)).count == columns.list.count)
            for language in Language.allCases {
                #expect(
                    Set(columns.list.map { $0.label.text(in: language) }).count
                        == columns.list.count)
            }
        }
    }
}
