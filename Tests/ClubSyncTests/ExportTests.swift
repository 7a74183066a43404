import Foundation
import Testing

/// `export`: the roster, the actions and the agreements, for people and for machines.
@Suite struct ExportTests {
    private static let secret = "personne@example.org"

    private static func club() async throws -> CommandClub {
        let club = try await CommandClub("rouen")
        try club.write(
            "rows.jsonl",
            """
            {"id":"rouen.abcd00000000","name":"=HYPERLINK(\\"http://x\\")","tags":["x","y"]}
            {"id":"rouen.bbcd00000000","name":"Été; \\"eau\\"","siren":"732829320","email":"\(secret)"}
            {"id":"rouen.cbcd00000000","name":"+33 1","city":"-1"}
            """)
        try await club("rouen", "-q", "import", "rows.jsonl", "--into", "member")
        return club
    }

    @Test func `excel-fr has a mark, semicolons, labels, and no formula`() async throws {
        let club = try await Self.club()
        let text = try await club("rouen", "export", "roster").text
        let lines = text.components(separatedBy: "\r\n")
        #expect(
            lines[0].hasPrefix("\u{feff}Identifiant;Nom;Nature;SIREN;SIRET;RNA;Code NAF;Ville;"))
        #expect(lines.count == 5 && lines[4].isEmpty)
        let rows = Dictionary(uniqueKeysWithValues: lines[1...3].map { ($0.prefix(18), $0) })
        #expect(rows["rouen.abcd00000000"]?.contains(";\"'=HYPERLINK(\"\"http://x\"\")\";") == true)
        #expect(rows["rouen.abcd00000000"]?.contains(";x | y;") == true)
        #expect(rows["rouen.bbcd00000000"]?.contains(";\"Été; \"\"eau\"\"\";;732829320;") == true)
        #expect(rows["rouen.cbcd00000000"]?.contains(";'+33 1;") == true)
        #expect(rows["rouen.cbcd00000000"]?.contains(";'-1;") == true)
        let english = try await club("rouen", "export", "roster", "--lang", "en").text
        #expect(english.hasPrefix("\u{feff}Id;Name;Kind;SIREN;"))
    }

    @Test func `rfc4180 has ids, commas and raw values`() async throws {
        let club = try await Self.club()
        for lang in ["fr", "en"] {
            let text = try await club(
                "rouen", "export", "roster", "--dialect", "rfc4180", "--lang", lang
            ).text
            #expect(
                text.hasPrefix(
                    "id,name,kind,siren,siret,rna,naf,city,commune,postcode,website,tags,home_node,"
                        + "contested_fields,last_change,last_change_at\r\n"))
            #expect(text.contains("\r\nrouen.abcd00000000,\"=HYPERLINK(\"\"http://x\"\")\","))
            #expect(text.contains(",x|y,rouen,,") && text.contains(",+33 1,"))
        }
    }

    @Test func `what is exported is imported without a change`() async throws {
        let club = try await Self.club()
        let before = try club.contents("rouen")
        for (file, arguments) in [
            ("excel.csv", []), ("raw.csv", ["--dialect", "rfc4180"]),
            ("lines.jsonl", ["--format", "jsonl"]),
        ] {
            try await club.run(["--dir", "rouen", "export", "roster", "-o", file] + arguments)
            let again = try await club(
                "rouen", "--lang", "en", "import", file, "--into", "member")
            #expect(again.errors.contains("3 the same"), "\(file): \(again.errors)")
        }
        #expect(try club.contents("rouen") == before)
    }

    @Test func `JSON is one array, JSON lines a record a line`() async throws {
        let club = try await Self.club()
        let array = try JSON(try await club("rouen", "export", "roster", "--json").output)
        let lines = try await club("rouen", "export", "roster", "--format", "jsonl").lines
        #expect(array.elements.count == 3)
        #expect(try lines.map { try JSON($0) } == array.elements)
        #expect(
            array.elements.contains { $0["fields"]?["name"] == .text("=HYPERLINK(\"http://x\")") })
    }

    @Test(arguments: ["csv", "json", "jsonl"])
    func `personal fields are there only when asked for`(_ format: String) async throws {
        let club = try await Self.club()
        let export = ["--dir", "rouen", "export", "roster", "--format", format]
        #expect(try await !club.run(export).text.contains(Self.secret))
        #expect(try await club.run(export + ["--with-personal"]).text.contains(Self.secret))
    }

    @Test func `members only are on the roster, deleted records on nothing`() async throws {
        let club = try await CommandClub("rouen")
        let gone = try await club("rouen", "-q", "add", "member", "name=A").lines[0]
        try await club("rouen", "-q", "delete", gone)
        try await club("rouen", "-q", "add", "organisation", "name=B")
        try await club("rouen", "-q", "add", "action", "title=C")
        try await club("rouen", "-q", "add", "agreement", "title=D")
        for (what, titles) in [("roster", []), ("actions", ["C"]), ("agreements", ["D"])] {
            let rows = try JSON(try await club("rouen", "export", what, "--json").output)
            let found = rows.elements.compactMap { $0["fields"]?["title"]?.text }
            #expect(found == titles && rows.elements.count == titles.count, "\(what)")
        }
    }

    @Test func `-o writes a file and says how many, - is standard output`() async throws {
        let club = try await Self.club()
        let said = try await club("rouen", "export", "roster", "-o", "roster.csv")
        #expect(said.output.isEmpty && said.errors.contains("3 fiches"))
        let printed = try await club("rouen", "export", "roster", "-o", "-")
        #expect(try club.bytes("roster.csv") == printed.output)
        #expect(!club.exists("-"))
        let failed = try await club("rouen", "export", "roster", "-o", "no/roster.csv", exit: 1)
        #expect(failed.output.isEmpty)
    }
}
