import ClubRegistry
import Testing

struct RowReaderTests {
    private func row(_ cells: [(String, ImportRow.Content)], kind: String? = nil) -> ImportRow {
        ImportRow(
            line: 3, kind: kind,
            cells: cells.enumerated().map {
                ImportRow.Cell(field: $1.0, column: $0 + 1, content: $1.1)
            })
    }

    private func refusal(_ row: ImportRow, _ kind: RecordKind = .action) -> ImportRefusal? {
        do throws(ImportRefusal) {
            _ = try RowReader(kind, values: ValueParser(.json)).read(row)
            return nil
        } catch {
            return error
        }
    }

    @Test func `cells become values of the fields' types`() throws {
        let quantity = Quantity(.about, 40, unit: "people").object
        let typed = try RowReader(.action, values: ValueParser(.json)).read(
            row([
                ("title", .text("E\u{301}té")), ("starts", .text("10/01/2027")),
                ("edition", .value(.integer(2))), ("attendance", .text("plus de 70")),
                ("met_per_participant", .value(quantity)), ("scope", .elements(["b", "a", "b"])),
                ("themes", .text("innovation | technologie")), ("organiser", .text("Ville")),
                ("ends", .value(.integer(2027))), ("participants", .elements([])),
                ("budget", .value(.integer(5))), ("note", .text("a\nb")),
                ("partners", .elements(["z"])),
            ]))
        #expect(typed["title"] == .value(.text("Été")))
        #expect(typed["starts"] == .value(.string("2027-01-10")))
        #expect(typed["edition"] == .value(.integer(2)))
        #expect(
            typed["attendance"] == .value(Quantity(.moreThan, 70, unit: "company_heads").object))
        #expect(typed["met_per_participant"] == .value(quantity))
        #expect(typed["scope"] == .elements(["a", "b"]))
        #expect(typed["themes"] == .elements(["innovation | technologie"]))
        #expect(typed["organiser"] == .value(.string("Ville")))
        #expect(typed["ends"] == .value(.string("2027")))
        #expect(typed["participants"] == .elements([]))
        #expect(typed["budget"] == .value(.integer(5)))
        #expect(typed["note"] == .value(.string("a\nb")))
        #expect(typed["partners"] == .elements(["z"]))
        #expect(typed.undeclared == ["budget", "note", "partners"])
    }

    @Test func `a list in a table is cut at its bars`() throws {
        let reader = RowReader(.action, values: ValueParser(.table))
        let typed = try reader.read(row([("Thématiques", .text("innovation | technologie"))]))
        #expect(typed["themes"] == .elements(["innovation", "technologie"]))
    }

    @Test(
        arguments: [
            ("siret", .field("siret")), ("Ville", .field("city")),
            ("CODE POSTAL", .field("postcode")),
            ("email", .field("email")), ("Courriel", .field("email")),
            ("Nœud d’origine", .leftOut), ("last_change", .leftOut),
            ("Identifiant", .leftOut), ("Chiffre d’affaires (k€)", .field("chiffre_d_affaires_k")),
            ("effectif", .field("effectif")), ("Raison sociale", .field("name")),
            ("Col. F", .leftOut),
            ("2027", .malformed), ("", .malformed), ("€", .malformed), ("deleted", .malformed),
            ("mauvais", .malformed), ("fields", .malformed),
        ] as [(String, RowReader.Target)])
    func `a column is a field by map, name or label`(column: String, target: RowReader.Target) {
        let reader = RowReader(
            .member, map: ["raison sociale": "name", "Col. F": "", "mauvais": "Bad Name"],
            values: ValueParser(.table))
        #expect(reader.field(named: column) == target)
    }

    @Test func `what does not fit is refused with line, column and reason`() {
        let cases: [([(String, ImportRow.Content)], Int, ValueRefusal)] = [
            ([("starts", .text("x"))], 1, .init(field: "starts", .notADate("x", suggestion: nil))),
            (
                [("title", .text("a")), ("scope", .value(.flag(true)))], 2,
                .init(field: "scope", .wrongType)
            ),
            ([("title", .elements(["a"]))], 1, .init(field: "title", .wrongType)),
            ([("edition", .value(.flag(true)))], 1, .init(field: "edition", .wrongType)),
            (
                [("attendance", .value(.object(of: ["a": .integer(1)])))], 1,
                .init(field: "attendance", .wrongType)
            ),
            ([("note", .text("a\u{0}"))], 1, .init(field: "note", .controlCharacter("\u{0}"))),
            (
                [("x", .value(.object(of: ["a": .string("\u{1b}")])))], 1,
                .init(field: "x", .controlCharacter("\u{1b}"))
            ),
            (
                [("organiser", .text("@nobody"))], 1,
                .init(field: "organiser", .noSuchRecord("@nobody"))
            ),
        ]
        for (cells, column, reason) in cases {
            #expect(refusal(row(cells)) == ImportRefusal(line: 3, column: column, .value(reason)))
        }
        #expect(
            refusal(row([("title", .text("a")), ("Intitulé", .text("b"))]))
                == ImportRefusal(line: 3, column: 2, .sameFieldTwice("title")))
        #expect(refusal(row([], kind: "member")) == ImportRefusal(line: 3, .otherKind("member")))
        #expect(refusal(row([], kind: "action")) == nil)
    }

    @Test func `numbers where codes are meant are read as codes`() throws {
        let reader = RowReader(.member, values: ValueParser(.json))
        let typed = try reader.read(
            row([
                ("siret", .value(.integer(6_220_119_900_031))),
                ("postcode", .value(.integer(7400))),
            ]))
        #expect(typed["siret"] == .value(.string("06220119900031")))
        #expect(typed["postcode"] == .value(.string("07400")))
        #expect(typed.fields.allSatisfy { $0.isDeclared && !$0.isPersonal })
        #expect(try reader.read(row([("email", .text("a@b.fr"))])).fields[0].isPersonal)
    }

    @Test(
        arguments: [
            // A number, or a cell that may have been one, in a row that is about France.
            (.json, .value(.integer(1000)), ["siren": "732829320"], "01000"),
            (.table, .text("1000"), ["siren": "732829320"], "01000"),
            (.table, .text("1000.0"), ["commune": "1004"], "01000"),
            (.table, .text("1000"), ["Pays": "FRANCE"], "01000"),
            (.table, .text("76000"), ["commune": "76540"], "76000"),
            // Text of JSON was never a number.
            (.json, .text("1000"), ["siren": "732829320"], "1000"),
            // Nothing says that it is in France, or something says that it is not.
            (.json, .value(.integer(1000)), [:], "1000"),
            (.table, .text("1000"), ["city": "Bruxelles"], "1000"),
            (.table, .text("1000"), ["siren": "732829320", "country": "Belgique"], "1000"),
            (.table, .text("10115"), ["Pays": "Allemagne"], "10115"),
        ] as [(ValueParser.Origin, ImportRow.Content, [String: String], String)])
    func `a postcode of four digits gets a zero only in a row of France, where it may be a number`(
        origin: ValueParser.Origin, content: ImportRow.Content, others: [String: String],
        code: String
    ) throws {
        let cells = [("postcode", content)] + others.map { ($0.key, .text($0.value)) }
        let typed = try RowReader(.member, values: ValueParser(origin)).read(row(cells))
        #expect(typed["postcode"] == .value(.string(code)))
    }
}
