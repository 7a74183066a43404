import Foundation
import Testing

/// `list`: which records, in which order, in which format.
@Suite struct ListTests {
    private static func clubWithActions() async throws -> CommandClub {
        let club = try await CommandClub("rouen")
        try club.write(
            "actions.jsonl",
            """
            {"title":"Sans date","scope":["grand-paris"]}
            {"title":"Été","starts":"2027-07","scope":["normandie"],"state":"idea"}
            {"title":"École","starts":"2027-03-10","ends":"2027-03-12","scope":["grand-paris"]}
            {"title":"Eau","starts":"2027-03-10","scope":["grand-paris","normandie"]}
            """)
        try await club("rouen", "-q", "import", "actions.jsonl", "--into", "action")
        return club
    }

    @Test(
        arguments: [
            ([], ["Eau", "École", "Été", "Sans date"], 0),
            (["--scope", "grand-paris"], ["Eau", "École", "Sans date"], 0),
            (["--scope", "ailleurs"], [], 0),
            (["--from", "2027-03-11"], ["École", "Été"], 1),
            (["--to", "2027-03"], ["Eau", "École"], 1),
            (["--from", "2027-03-12", "--to", "2027-07-01"], ["École", "Été"], 1),
            (["--from", "2028"], [], 1),
            (["--where", "title=ecole"], ["École"], 0),
            (["--where", "scope=normandie", "--where", "state=IDEA"], ["Été"], 0),
            (["--node", "rouen"], ["Eau", "École", "Été", "Sans date"], 0),
            (["--node", "caen"], [], 0),
        ] as [([String], [String], Int)])
    func `filters choose, dates overlap, undated ones come last and are counted`(
        _ filters: [String], _ titles: [String], _ undated: Int
    ) async throws {
        let club = try await Self.clubWithActions()
        let listed = try await club.run(["--dir", "rouen", "list", "actions", "--json"] + filters)
        let found = try JSON(listed.output).elements.map { $0["fields"]?["title"]?.text }
        #expect(found == titles)
        #expect(listed.errors.isEmpty == (undated == 0))
        if undated > 0 { #expect(listed.errors.contains("\(undated) fiche")) }
    }

    @Test func `every format shows the same records`() async throws {
        let club = try await Self.clubWithActions()
        let table = try await club("rouen", "list", "actions")
        #expect(table.lines.count == 5)
        #expect(table.lines[0].hasPrefix("ID") && table.lines[1].contains("Eau"))
        let json = try JSON(try await club("rouen", "list", "actions", "--json").output)
        let lines = try await club("rouen", "list", "actions", "--format", "jsonl").lines
        #expect(try lines.map { try JSON($0) } == json.elements)
        let csv = try await club("rouen", "list", "actions", "--format", "csv").text
        let rows = csv.split(separator: "\r\n")
        #expect(rows.count == 5 && rows[0].hasPrefix("id,title,") && rows[1].contains(",Eau,"))
        let short = try #require(table.lines[1].split(separator: " ").first)
        #expect(short.count == 8)
        try await club("rouen", "show", String(short))
    }

    @Test func `an empty list is a success, and an empty list`() async throws {
        let club = try await CommandClub("rouen")
        for (format, text) in [("json", "[]\n"), ("jsonl", ""), ("table", "")] {
            for kind in ["members", "organisations", "actions", "agreements"] {
                let listed = try await club("rouen", "list", kind, "--format", format)
                #expect(listed.text == text, "\(kind) \(format)")
            }
        }
        #expect(try await club("rouen", "conflicts", "--json").text == "[]\n")
        #expect(try await club("rouen", "peers", "list", "--json").text == "[]\n")
    }

    @Test func `a kind answers to its names in both languages`() async throws {
        let club = try await CommandClub("rouen")
        let id = try await club("rouen", "-q", "add", "membre", "name=A").lines[0]
        for word in ["member", "members", "adhérents", "Adherent"] {
            #expect(try await club("rouen", "list", word, "--json").text.contains(id), "\(word)")
        }
        #expect(try await !club("rouen", "list", "organismes", "--json").text.contains(id))
    }

    @Test func `lists keep personal fields to themselves`() async throws {
        let club = try await CommandClub("rouen")
        let secret = "personne@example.org"
        let id = try await club("rouen", "-q", "add", "member", "name=A", "email=\(secret)").lines[
            0]
        for format in ["table", "json", "jsonl", "csv"] {
            let listed = try await club("rouen", "list", "members", "--format", format).text
            #expect(listed.contains(id.suffix(12).prefix(8)) && !listed.contains(secret))
        }
        #expect(try await club("rouen", "show", id).text.contains(secret))
    }
}
