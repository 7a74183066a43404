import ClubTestSupport
import Foundation
import Testing

@testable import ClubRegistry

/// Which record a row of a file is about, and what an import leaves alone.
@Suite struct ImportPlanTests {
    private func read(
        _ text: String, _ kind: RecordKind, _ registry: Registry, table: Bool = false
    ) async throws -> [TypedRow] {
        let index = ReferenceIndex(try await registry.records())
        let reader = RowReader(
            kind, values: ValueParser(table ? .table : .json, resolve: index.match))
        let format: any ImportFormat = table ? CSVImport() : JSONLinesImport()
        return try format.outcomes(Array(text.utf8)).map { outcome in
            switch outcome {
            case .row(let row): try reader.read(row)
            case .refused(let refusal): throw refusal
            }
        }
    }

    @Test func `a row that names another row of its file is known again when that one is there`()
        async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        let file = "title;follows;participants\nDeuxième;Première;Première|Autre\nPremière;;\n"
        let first = try await registry.importRows(
            try await read(file, .action, registry, table: true))
        #expect(first.new == 2)
        // Now « Première » is a record, and the name is read as a reference to it.
        let rows = try await read(file, .action, registry, table: true)
        #expect(rows[0]["follows"] != .value(.string("Première")))
        let again = try await registry.importRows(rows)
        #expect((again.new, again.changed, again.same) == (0, 0, 2))
    }

    @Test func `a text in a reference field stays a text when its row comes back with its id`()
        async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        var edit = RecordEdit.set([
            "title": .string("Visite"), "organiser": .string("Ville de Rouen"),
        ])
        edit.adds["participants"] = ["Ville de Rouen", "Caen"]
        let (id, _) = try await registry.add(kind: "action", edit)
        _ = try await registry.add(kind: "member", .set(["name": .string("Ville de Rouen")]))
        let file = "id;organiser;participants\n\(id);Ville de Rouen;Caen | Ville de Rouen\n"
        let again = try await registry.importRows(
            try await read(file, .action, registry, table: true))
        #expect((again.changed, again.same) == (0, 1))
    }

    @Test func `a postcode of four digits, typed here, is not changed by its row in a table`()
        async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        let fields: [String: Value] = ["siren": .string("732829320"), "postcode": .string("1000")]
        let (id, _) = try await registry.add(kind: "member", .set(fields))
        let again = try await registry.importRows(
            try await read(
                "id;siren;postcode\n\(id);732829320;1000\n", .member, registry, table: true))
        #expect((again.changed, again.same) == (0, 1))
        // One that holds another gets the zero.
        let changed = try await registry.importRows(
            try await read(
                "id;siren;postcode\n\(id);732829320;6000\n", .member, registry, table: true))
        #expect(changed.changed == 1)
        #expect(try await registry.records()[0]["postcode"] == .value(.string("06000")))
    }

    @Test func `a key finds a deleted record, and its row is refused unless it may come back`()
        async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        let rows = try await read("{\"name\":\"A\"}", .member, registry)
        var options = Registry.ImportOptions()
        options.keyField = "name"
        _ = try await registry.importRows(rows, options: options)
        let key = try #require(try await registry.records().first?.key)
        try await registry.delete(key)
        let refused = try await registry.importRows(rows, options: options)
        #expect(refused.new == 0 && refused.refused.map(\.message.phrase) == [.recordIsDeleted])
        options.restores = true
        let back = try await registry.importRows(rows, options: options)
        #expect(back.changed == 1)
        #expect(try await registry.records().map(\.key) == [key])
        #expect(try await registry.record(key).deletion == .no)
        // One that is shown goes before one that is deleted.
        try await registry.delete(key)
        _ = try await registry.add(kind: "member", .set(["name": .string("A")]))
        options.restores = false
        #expect(try await registry.importRows(rows, options: options).same == 1)
    }

    @Test func `a key is found whichever way its accents are composed`() async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        _ = try await registry.add(
            kind: "member", .set(["name": .text(ByteText("E\u{301}vreux"))]))
        var options = Registry.ImportOptions()
        options.keyField = "name"
        let rows = try await read("{\"name\":\"Évreux\"}", .member, registry)
        #expect(try await registry.importRows(rows, options: options).same == 1)
    }

    @Test func `a row that no feed could hold is refused alone`() async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        let depth = 14
        let deep =
            String(repeating: "{\"a\":", count: depth) + "1" + String(repeating: "}", count: depth)
        let fit = String(deep.dropFirst(5).dropLast())
        let text = String(repeating: "é", count: 3_990)
        let long = (0..<8).map { "\"f\($0)\":\"\(text)\"" }.joined(separator: ",")
        let file = """
            {"name":"A"}
            {"name":"B","x":\(deep)\("}")
            {"name":"C","x":\(fit)\("}")
            {"name":"D",\(long),"g":"\(String(repeating: "x", count: 1_300))"}
            {"name":"E",\(long)}
            """
        let result = try await registry.importRows(try await read(file, .member, registry))
        #expect(result.new == 3)
        #expect(result.refused.map(\.line) == [2, 4])
        #expect(result.refused.allSatisfy { $0.message.phrase == .importRowTooLarge })
    }

    @Test func `an import does not decide a conflict, neither with a value of it nor from one`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let rouen = try club.open("rouen")
        let (id, _) = try await rouen.add(
            kind: "action", .set(["title": .string("T"), "venue": .string("A")]))
        let key = RecordKey(kind: "action", id: id)
        try await club.pull("caen", from: ["rouen"])
        try await rouen.edit(key, .set(["venue": .string("R")]))
        try await club.open("caen").edit(key, .set(["venue": .string("C")]))
        try await club.pull("rouen", from: ["caen"])
        for venue in ["R", "C"] {
            let row = "{\"id\":\"\(id)\",\"title\":\"T\",\"venue\":\"\(venue)\"}"
            let result = try await rouen.importRows(try await read(row, .action, rouen))
            #expect(result.same == 1)
            #expect(try await rouen.record(key).conflicts.map(\.field) == ["venue"])
        }
        // The other node has seen nothing of it yet: the file says that nobody has decided.
        let bytes = JSONLExport.bytes(try await rouen.records(), includesPersonal: true)
        let caen = try club.open("caen")
        let rows = try await read(String(decoding: bytes, as: UTF8.self), .action, caen)
        #expect(rows.map(\.contested) == [["venue"]])
        #expect(try await caen.importRows(rows).same == 1)
        #expect(try await caen.record(key).text("venue") == "C")
        // A table says it by labels.
        let table = CSVExport().bytes(try await rouen.records(), columns: .actions())
        let cells = try await read(
            String(decoding: table, as: UTF8.self), .action, caen, table: true)
        #expect(cells.map(\.contested) == [["venue"]])
        #expect(try await caen.importRows(cells).same == 1)
        // Where there is no such record yet, the value that was shown comes, and is counted.
        let other = try await TestClub(["rouen"])
        defer { other.remove() }
        let new = try await other.open("rouen").importRows(rows)
        #expect((new.new, new.contested) == (1, 1))
        #expect(try await other.open("rouen").record(key).text("venue") == "R")
        // A value that stands nowhere is what the file wants.
        let row = "{\"id\":\"\(id)\",\"venue\":\"N\"}"
        _ = try await rouen.importRows(try await read(row, .action, rouen))
        #expect(try await rouen.record(key).conflicts.isEmpty)
    }
}
