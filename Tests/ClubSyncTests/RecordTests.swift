import Foundation
import Testing

/// What people do to records: add, edit, show, list, delete, restore.
@Suite struct RecordTests {
    @Test func `add prints the id, show has every field with its source`() async throws {
        let club = try await CommandClub("rouen")
        let added = try await club(
            "rouen", "add", "action", "title=Visite", "scope+=normandie", "scope+=axe-seine",
            "starts=2027-03", "attendance=>100", "--because", "décidé au bureau")
        let id = try #require(added.lines.first)
        #expect(id.wholeMatch(of: /rouen\.[0-9a-hjkmnp-tv-z]{12}/) != nil)
        #expect(added.lines.count == 1 && added.errors.contains(id))
        let record = try JSON(try await club("rouen", "show", id, "--json").output)
        #expect(record["id"] == .text(id) && record["kind"] == .text("action"))
        #expect(record["node"] == .text("rouen") && record["deleted"] == .flag(false))
        #expect(record["conflicts"] == .list([]))
        #expect(
            record["fields"]
                == .object([
                    "title": .text("Visite"), "starts": .text("2027-03"),
                    "scope": .list([.text("axe-seine"), .text("normandie")]),
                    "attendance": .object([
                        "qualifier": .text("more_than"), "unit": .text("company_heads"),
                        "value": .number(100),
                    ]),
                ]))
        let shown = try await club("rouen", "show", id).text
        for text in ["Visite", "mars 2027", "axe-seine, normandie", "100", "rouen"] {
            #expect(shown.contains(text), "\(text): \(shown)")
        }
        #expect(try await club("rouen", "show", id, "--lang", "en").text.contains("March 2027"))
    }

    @Test func `a record answers to a prefix of its id, in any case, of 4 characters`() async throws
    {
        let club = try await CommandClub("rouen")
        try club.write(
            "rows.jsonl",
            """
            {"id":"rouen.abcd00000000","name":"A"}
            {"id":"rouen.abce00000000","name":"B"}
            """)
        try await club("rouen", "-q", "import", "rows.jsonl", "--into", "member")
        for prefix in ["abcd", "ABCD0000", "rouen.abcd", "rouen.abcd00000000"] {
            let record = try JSON(try await club("rouen", "show", prefix, "--json").output)
            #expect(record["fields"]?["name"] == .text("A"), "\(prefix)")
        }
        try await club("rouen", "show", "abc", exit: 1)
        let several = try await club("rouen", "show", "rouen.abc", exit: 1)
        #expect(several.errors.contains("rouen.abcd00000000, rouen.abce00000000"))
        try await club("rouen", "show", "abcf", exit: 1)
    }

    @Test func `one id under two kinds is never taken for the other`() async throws {
        let club = try await CommandClub("rouen")
        for (kind, field) in [("member", "name"), ("action", "title")] {
            try club.write("row.jsonl", #"{"id":"rouen.abcd00000000","\#(field)":"A"}"#)
            try await club("rouen", "-q", "import", "row.jsonl", "--into", kind)
        }
        try await club("rouen", "delete", "rouen.abcd00000000", exit: 1)
    }

    @Test func `edit changes, adds, removes and empties; history keeps all of it`() async throws {
        let club = try await CommandClub("rouen")
        let id = try await club(
            "rouen", "-q", "add", "member", "name=A", "city=Rouen", "tags+=x", "tags+=y"
        ).lines[0]
        try await club(
            "rouen", "edit", id, "name=B", "tags+=z", "tags-=x", "--unset", "city", "--because",
            "nouveau nom")
        let record = try JSON(try await club("rouen", "show", id, "--json").output)
        #expect(
            record["fields"]
                == .object(["name": .text("B"), "tags": .list([.text("y"), .text("z")])]))
        let history = try await club("rouen", "show", id, "--history").text
        #expect(history.contains("A → B"))
        #expect(history.contains("+ z") && history.contains("− x"))
        #expect(history.contains("nouveau nom"))
        let events = try JSON(try await club("rouen", "show", id, "--history", "--json").output)
        #expect(events[0]?["node"] == .text("rouen") && events[0]?["because"] == nil)
        #expect(events.elements.last?["feed"]?.text?.hasPrefix("rouen-") == true)
        #expect(events.elements.contains { $0["because"] == .text("nouveau nom") })
    }

    @Test func `an edit to what is so already writes nothing`() async throws {
        let club = try await CommandClub("rouen")
        let id = try await club("rouen", "-q", "add", "member", "name=A", "tags+=x").lines[0]
        let before = try club.contents("rouen")
        let outcome = try await club(
            "rouen", "edit", id, "name=A", "tags+=x", "tags-=y", "--lang=en")
        #expect(outcome.errors.contains("Nothing to write"))
        try await club("rouen", "edit", id, "--unset", "city")
        try await club("rouen", "restore", id)
        #expect(try club.contents("rouen") == before)
    }

    @Test(
        arguments: [
            (["nmae=B"], 1, "name"), (["Nom=B"], 1, "name"), (["mail=a@b"], 1, "email"),
            (["budget=1"], 1, "--new-field"), (["name=B", "name=C"], 1, "name"),
            (["name"], 64, "name"),
            (["name+=B"], 1, "name="), (["tags=B"], 1, "tags+="),
            (["name=B", "--unset", "name"], 64, "name"),
            // The second word behind --unset is an assignment without its =.
            (["--unset", "siren", "city"], 64, "city"), (["--unset", "cityy"], 1, "city"),
            (["id=B", "--new-field"], 1, "id"), (["A-b=B", "--new-field"], 1, "A-b"),
        ] as [([String], Int32, String)])
    func `an edit that cannot be meant is refused whole`(
        _ edit: [String], _ exit: Int32, _ says: String
    ) async throws {
        let club = try await CommandClub("rouen")
        let id = try await club("rouen", "-q", "add", "member", "name=A", "city=Rouen").lines[0]
        let before = try club.contents("rouen")
        let refused = try await club.run(
            ["--dir", "rouen", "edit", id, "siren=732829320"] + edit, exit: exit)
        #expect(refused.errors.contains(says), "\(refused.errors)")
        #expect(try club.contents("rouen") == before)
    }

    @Test func `an edit that asks for nothing is 64`() async throws {
        let club = try await CommandClub("rouen")
        let id = try await club("rouen", "-q", "add", "member", "name=A").lines[0]
        let refused = try await club("rouen", "edit", id, exit: 64)
        #expect(refused.errors.contains("--unset"))
    }

    @Test func `a new field is taken when asked for`() async throws {
        let club = try await CommandClub("rouen")
        let id = try await club("rouen", "-q", "add", "member", "budget=9 M€", "--new-field").lines[
            0]
        let record = try JSON(try await club("rouen", "show", id, "--json").output)
        #expect(record["fields"]?["budget"] == .text("9 M€"))
    }

    @Test func `a deleted record is refused until it is restored`() async throws {
        let club = try await CommandClub("rouen")
        let id = try await club("rouen", "-q", "add", "member", "name=A").lines[0]
        try await club("rouen", "delete", id, "--because", "doublon")
        #expect(try await club("rouen", "list", "members", "--json").text == "[]\n")
        let before = try club.contents("rouen")
        let refused = try await club("rouen", "edit", id, "name=B", exit: 1)
        #expect(refused.errors.contains("club-sync restore \(id)"))
        #expect(try club.contents("rouen") == before)
        #expect(try await club("rouen", "show", id, "--history").text.contains("doublon"))
        try await club("rouen", "restore", id)
        try await club("rouen", "edit", id, "name=B")
        let record = try JSON(try await club("rouen", "show", id, "--json").output)
        #expect(record["fields"]?["name"] == .text("B") && record["deleted"] == .flag(false))
        try await club("rouen", "-q", "delete", id)
        try await club("rouen", "edit", id, "name=C", "--restore")
        let again = try JSON(try await club("rouen", "show", id, "--json").output)
        #expect(again["deleted"] == .flag(false))
    }
}
