import Foundation
import Testing

/// What one store exports, another one imports, with the built program.
@Suite struct RoundTripTests {
    /// Facts as people have them, and what files have done to such facts elsewhere.
    private static let rows = """
        {"id":"rouen.abcd00000001","kind":"member","fields":{"name":"Rouen Normandy Invest","siren":"005520135","siret":"","postcode":"01000","city":"L’Aÿ","tags":["a;b","x | y","=1","œuvre"],"phone":"02 35 00 00 00","email":"accueil@example.org","description":"Ligne 1\\n=2;\\"trois\\"\\n\\nfin"}}
        {"id":"rouen.abcd00000002","kind":"organisation","fields":{"name":"@home","website":"+33 2","city":"'=x","commune":"01004","jobs":{"as_of":"2026-12-31","qualifier":"more_than","unit":"jobs","value":70}}}
        {"id":"rouen.abcd00000003","kind":"action","fields":{"title":"E\\u0301te\\u0301 2027","starts":"2027-01","organiser":"@rouen.abcd00000001","participants":["@rouen.abcd00000002","Ville de Caen"],"attendance":{"qualifier":"about","unit":"tables","value":40},"edition":7,"venue":"-5","scope":["grand-paris","normandie"]}}
        {"id":"rouen.abcd00000004","kind":"agreement","fields":{"title":"Accord\\u00a0: « cadre »","parties":["@rouen.abcd00000001"],"signed_on":"2026-03-01","ends_on":"2027","x_rate":"1e5","x_flag":true,"x_object":{"a":{"b":"c"},"n":-1},"x_list":[" b","a"],"x_empty":""}}
        {"id":"rouen.abcd00000005","kind":"machine","fields":{"label":"d’un autre programme"}}
        """

    private func club(_ nodes: String) async throws -> CommandClub {
        let club = try await CommandClub(nodes)
        try club.write("rows.jsonl", Self.rows.replacing(#""siret":"","#, with: ""))
        try await club(nodes, "import", "rows.jsonl")
        return club
    }

    /// The canonical state without what two stores do not share: network, feeds, dots, versions.
    private func state(_ club: CommandClub, _ node: String) async throws -> Set<JSON> {
        func bare(_ json: JSON) -> JSON {
            switch json {
            case .object(let members):
                .object(
                    members.filter { !["dots", "version"].contains($0.key) }.mapValues(bare))
            case .list(let elements): .list(elements.map(bare))
            default: json
            }
        }
        let lines = try await club(node, "dump").lines.dropFirst()
        return Set(try lines.map { bare(try JSON($0)) })
    }

    @Test func `export all, and import in a new network: the same state but for dots`()
        async throws
    {
        let club = try await club("rouen")
        let other = try await CommandClub("rouen")
        try await club(
            "rouen", "-q", "export", "all", "--with-personal", "-o", "\(other.folder)/all.jsonl")
        let before = try await state(club, "rouen")
        #expect(before.count == 5)
        let result = try await other("rouen", "--lang", "en", "import", "all.jsonl")
        #expect(result.errors.contains("5 new, 0 changed, 0 the same, 0 refused"))
        #expect(try await state(other, "rouen") == before)
        // And back: nothing to write.
        let contents = try club.contents("rouen")
        try await other("rouen", "-q", "export", "all", "--with-personal", "-o", "again.jsonl")
        let again = try await club(
            "rouen", "--lang", "en", "import", "\(other.folder)/again.jsonl")
        #expect(again.errors.contains("0 new, 0 changed, 5 the same, 0 refused"))
        #expect(try club.contents("rouen") == contents)
    }

    @Test func `without --with-personal everything comes but what is personal`() async throws {
        let club = try await club("rouen")
        let other = try await CommandClub("rouen")
        let text = try await club("rouen", "export", "all").text
        #expect(!text.contains("accueil@example.org") && !text.contains("02 35"))
        try other.write("all.jsonl", text)
        try await other("rouen", "import", "all.jsonl")
        #expect(try await other("rouen", "export", "all").lines.count == 5)
        #expect(try await other("rouen", "export", "all", "--with-personal").lines.count == 5)
        let array = try JSON(try await club("rouen", "export", "all", "--json").output)
        #expect(try text.split(separator: "\n").map { try JSON($0) } == array.elements)
    }

    @Test(arguments: ["excel-fr", "rfc4180"], ["fr", "en"])
    func `a table comes back to its store without a change`(_ dialect: String, _ lang: String)
        async throws
    {
        let club = try await club("rouen")
        let contents = try club.contents("rouen")
        for (what, kind) in [
            ("roster", "member"), ("actions", "action"), ("agreements", "agreement"),
        ] {
            try await club(
                "rouen", "--lang", lang, "-q", "export", what, "--dialect", dialect,
                "--with-personal", "-o", "\(what).csv")
            let again = try await club(
                "rouen", "--lang", "en", "import", "\(what).csv", "--into", kind)
            #expect(again.errors.contains("0 new, 0 changed, 1 the same, 0 refused"), "\(what)")
        }
        #expect(try club.contents("rouen") == contents)
        #expect(!club.exists("roster.csv.refused.csv"))
    }

    @Test(arguments: ["excel-fr", "rfc4180"])
    func `a table in a new store has the same values in its columns`(_ dialect: String)
        async throws
    {
        let club = try await club("rouen")
        let other = try await CommandClub("rouen")
        for (what, kind) in [
            ("roster", "member"), ("actions", "action"), ("agreements", "agreement"),
        ] {
            let table = try await club(
                "rouen", "export", what, "--dialect", dialect, "--with-personal")
            try other.write("\(what).csv", table.output)
            try await other("rouen", "import", "\(what).csv", "--into", kind)
            let again = try await other(
                "rouen", "export", what, "--dialect", dialect, "--with-personal")
            // The last change is another, and where names stand for records they must be there.
            func cells(_ outcome: Command.Outcome) -> [[Substring]] {
                outcome.text.split(separator: "\r\n").map { line in
                    line.split(
                        separator: dialect == "rfc4180" ? "," : ";",
                        omittingEmptySubsequences: false
                    ).filter { $0.wholeMatch(of: /rouen-[0-9a-z]{16}:\d+|\d{2}\/.*|20.*Z/) == nil }
                }
            }
            #expect(cells(again) == cells(table), "\(what)")
        }
        let member = try JSON(try await other("rouen", "show", "abcd00000001", "--json").output)
        #expect(member["fields"]?["siren"] == .text("005520135"))
        #expect(member["fields"]?["postcode"] == .text("01000"))
        #expect(member["fields"]?["phone"] == .text("02 35 00 00 00"))
    }

    @Test func `rows that do not say what they are, or something that cannot be, are refused`()
        async throws
    {
        let club = try await CommandClub("rouen")
        try club.write(
            "rows.jsonl",
            """
            {"name":"A","kind":"member"}
            {"kind":"feed","fields":{"a":"b"}}
            {"kind":"Membre","fields":{"a":"b"}}
            {"kind":"member","fields":{"name":"B"}}
            """)
        let result = try await club("rouen", "--lang", "en", "import", "rows.jsonl", exit: 3)
        #expect(result.errors.contains("1 new, 0 changed, 0 the same, 3 refused"))
        try club.write("rows.csv", "Nom\nA\n")
        let table = try await club("rouen", "--lang", "en", "import", "rows.csv", exit: 64)
        #expect(table.errors.contains("--into"))
        try await club("rouen", "export", "all", "--format", "csv", exit: 64)
    }
}
