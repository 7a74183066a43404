import Foundation
import Testing

/// `import`: a preview, then exactly that; what cannot be taken goes to a file with its reason.
@Suite struct ImportTests {
    @Test func `a second import of the same rows writes nothing`() async throws {
        let club = try await CommandClub("rouen")
        try club.write(
            "rows.jsonl",
            """
            {"id":"rouen.abcd00000000","name":"A","tags":["x","y"],"siren":"732829320"}
            {"name":"B","city":"Rouen"}
            """)
        let importing = [
            "--dir", "rouen", "import", "rows.jsonl", "--into", "member", "--key", "name",
        ]
        let first = try await club.run(importing + ["--lang", "en"])
        #expect(first.errors.contains("2 new, 0 changed, 0 the same, 0 refused"))
        let before = try club.contents("rouen")
        let second = try await club.run(importing + ["--lang", "en"])
        #expect(second.errors.contains("0 new, 0 changed, 2 the same, 0 refused"))
        #expect(try club.contents("rouen") == before)
        try club.write("rows.jsonl", #"{"name":"B","city":"Caen"}"#)
        let third = try await club.run(importing + ["--lang", "en"])
        #expect(third.errors.contains("0 new, 1 changed, 0 the same, 0 refused"))
        let listed = try JSON(try await club("rouen", "list", "members", "--json").output)
        #expect(listed.elements.map { $0["fields"]?["city"] } == [nil, .text("Caen")])
    }

    @Test func `bad rows are refused one by one, with line, column and reason`() async throws {
        let club = try await CommandClub("rouen")
        let deep = String(repeating: #"{"a":"#, count: 17) + "1" + String(repeating: "}", count: 17)
        let rows: [(row: [UInt8], column: Int?, reason: String)] = [
            (Array(#"{"name":"A"}"#.utf8), nil, ""),
            (Array(#"{"name":"B"#.utf8) + [0xff] + Array(#""}"#.utf8), 11, "not UTF-8"),
            (Array(#"{"name":"C","name":"D"}"#.utf8), 13, "stands twice"),
            (Array(#"{"name":"E","x":\#(deep)}"#.utf8), 92, "16 levels"),
            (Array(#"{"name":"F","x":9007199254740992}"#.utf8), 17, "too great"),
            (
                Array(#"{"name":"G","x":1\#(String(repeating: "0", count: 400))}"#.utf8), 17,
                "too great"
            ),
            (Array(#"{"name":"H","x":1.5}"#.utf8), 17, "only integers"),
            (Array(#"["name"]"#.utf8), 1, "object is expected"),
            (Array(#"{"name":"I""#.utf8), 12, "stops before"),
            (Array("name".utf8), 2, "Unexpected character"),
            (Array(#"{"name":"\ud800"}"#.utf8), 10, "sequence"),
            (Array(#"{"id":"moi","name":"J"}"#.utf8), 7, "not the id"),
            (Array(#"{"name":"K","siren":"123456789"}"#.utf8), 21, "SIREN"),
            (Array(#"{"name":"L","tags":[1]}"#.utf8), 21, "texts only"),
            (Array(#"{"name":"M\u001b[31m"}"#.utf8), 9, "U+1B"),
            (Array(#"{"name":"N"}"#.utf8), nil, ""),
        ]
        try club.write("rows.jsonl", Array(rows.map(\.row).joined(separator: [0x0a])))
        let outcome = try await club(
            "rouen", "--lang", "en", "import", "rows.jsonl", "--into", "member", exit: 3)
        #expect(outcome.errors.contains("2 new, 0 changed, 0 the same, 14 refused"))
        let listed = try JSON(try await club("rouen", "list", "members", "--json").output)
        #expect(listed.elements.map { $0["fields"]?["name"] } == [.text("A"), .text("N")])
        let report = try club.text("rows.jsonl.refused.csv").split(separator: "\r\n")
        #expect(report.first?.hasSuffix("Line;Column;Reason") == true)
        let refused = rows.enumerated().filter { $0.element.column != nil }
        #expect(report.count == refused.count + 1)
        for (line, (index, row)) in zip(report.dropFirst(), refused) {
            let cells = line.split(separator: ";", maxSplits: 2)
            #expect(cells[0] == "\(index + 1)" && cells[1] == "\(row.column!)", "\(line)")
            #expect(cells[2].contains(row.reason), "\(line)")
        }
    }

    @Test func `rows of another kind are refused`() async throws {
        let club = try await CommandClub("rouen")
        try await club("rouen", "-q", "add", "action", "title=Visite")
        try club.write(
            "rows.jsonl", try await club("rouen", "list", "actions", "--format", "jsonl").text)
        let before = try club.contents("rouen")
        let refused = try await club("rouen", "import", "rows.jsonl", "--into", "member", exit: 3)
        #expect(refused.errors.contains("autre genre"))
        #expect(try club.contents("rouen") == before)
        try await club("rouen", "import", "rows.jsonl", "--into", "action")
        #expect(try club.contents("rouen") == before)
    }

    @Test func `a table from Excel is taken as it is`() async throws {
        let club = try await CommandClub("rouen")
        try club.write(
            "liste.csv",
            "\u{feff}Nom;SIREN;Étiquettes;Code postal\r\n"
                + "\"A; et fils\";732 829 320;x | y;76000\r\n"
                + "'=B;;;\r\nC;732829321;;\r\nD;;;;trop\r\n")
        let outcome = try await club(
            "rouen", "--lang", "en", "import", "liste.csv", "--into", "member", exit: 3)
        #expect(outcome.errors.contains("2 new, 0 changed, 0 the same, 2 refused"))
        let listed = try JSON(try await club("rouen", "list", "members", "--json").output)
        let fields = Set(listed.elements.compactMap { $0["fields"] })
        #expect(
            fields == [
                .object([
                    "name": .text("A; et fils"), "siren": .text("732829320"),
                    "tags": .list([.text("x"), .text("y")]), "postcode": .text("76000"),
                ]),
                .object(["name": .text("=B")]),
            ])
        #expect(try club.text("liste.csv.refused.csv").contains("\r\n4;2;"))
    }

    @Test func `an import deletes nothing and restores nothing unless asked`() async throws {
        let club = try await CommandClub("rouen")
        try club.write("rows.jsonl", #"{"id":"rouen.abcd00000000","name":"A"}"#)
        let importing = ["--dir", "rouen", "import", "rows.jsonl", "--into", "member"]
        try await club.run(importing)
        try await club("rouen", "-q", "delete", "rouen.abcd00000000")
        let before = try club.contents("rouen")
        try await club.run(importing, exit: 3)
        #expect(try club.contents("rouen") == before)
        try await club.run(importing + ["--restore"])
        let record = try JSON(try await club("rouen", "show", "abcd", "--json").output)
        #expect(record["deleted"] == .flag(false))
    }

    @Test func `rows come from standard input too`() async throws {
        let club = try await CommandClub("rouen")
        try await club("rouen", "import", "-", "--into", "member", input: #"{"name":"A"}"#)
        #expect(try await club("rouen", "list", "members", "--json").text.contains(#""A""#))
        try await club("rouen", "import", "-", "--into", "member", input: "\n \n")
    }

    @Test(
        arguments: [
            ("absent.jsonl", nil), ("folder.jsonl", nil), ("empty.csv", ""),
            ("bad.csv", "Nom;\"SIREN\"x\r\nA;\r\n"),
        ] as [(String, String?)])
    func `a file that cannot be read is refused whole`(
        _ file: String, _ text: String?
    ) async throws {
        let club = try await CommandClub("rouen")
        if let text { try club.write(file, text) }
        if file.hasPrefix("folder") {
            try FileManager.default.createDirectory(
                atPath: "\(club.folder)/\(file)", withIntermediateDirectories: false)
        }
        let before = try club.contents("rouen")
        let refused = try await club("rouen", "import", file, "--into", "member", exit: 1)
        #expect(refused.errors.hasPrefix("club-sync: "))
        #expect(try club.contents("rouen") == before)
    }

    @Test func `a key that no record can have is refused`() async throws {
        let club = try await CommandClub("rouen")
        try club.write("rows.jsonl", #"{"name":"A"}"#)
        try await club(
            "rouen", "import", "rows.jsonl", "--into", "member", "--key", "nmae", exit: 64)
    }

    @Test func `with --format json the result of an import is JSON`() async throws {
        let club = try await CommandClub("rouen")
        try club.write("rows.jsonl", "{}\nno\n")
        let outcome = try await club(
            "rouen", "--json", "import", "rows.jsonl", "--into", "member", exit: 3)
        #expect(outcome.errorLines.allSatisfy { (try? JSON($0)) != nil })
    }
}
