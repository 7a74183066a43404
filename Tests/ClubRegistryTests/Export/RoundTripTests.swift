import ClubTestSupport
import Foundation
import Testing

@testable import ClubRegistry

/// What an export writes, an import reads back.
@Suite struct RoundTripTests {
    /// Texts that spreadsheets, CSV and JSON have each mangled somewhere.
    private static let texts = [
        "Œuvre", "e\u{301}te\u{301}", "005520135", "01000", "=1+1", "'=1", "''", "'x", "+33 2 35",
        "-5", "@home", "a;b", "a,b", "a\"b", "\"", "l’été : « oui »", "2027", "1e5", "TRUE", "oui",
        "\u{202f}x\u{202f}y", "＝1", "NULL", "#N/A", "x | y", "a\\b", "a|b", "0", "007", "é|\\|;",
        "5,52E+13", "12/03", "sep=;", "' = '",
        String(repeating: "long; \"é\" ", count: 330) + "fin",
    ]

    /// Names of records that references are shown by, or must not be.
    private static let names = [
        "Évreux", "E\u{301}coquartier", "@home", "abcd", "a|b", "=1+1", "x",
    ]

    /// A store with records of declared and undeclared fields, by seed.
    private func fill(_ club: TestClub, _ seed: Int) async throws {
        var random = SeededGenerator(seed: seed)
        let registry = try club.open("rouen")
        var members: [ByteText] = ["@caen.czzb7nc6ek2p"]
        for name in Self.names {
            let (id, _) = try await registry.add(
                kind: "organisation", .set(["name": .string(name)]))
            members.append(ByteText("@\(id)"))
        }
        for kind in Schema.kinds {
            for _ in 0..<4 {
                var edit = RecordEdit()
                for field in kind.fields where Int.random(in: 0..<3, using: &random) == 0 {
                    let text = Self.texts.randomElement(using: &random)!
                    switch field.type {
                    case .prose:
                        edit.sets[field.name] = .string(text + "\n\n; \"fin\"\n=2")
                    case .text: edit.sets[field.name] = .string(text)
                    case .texts: edit.adds[field.name] = [ByteText(text), "b"]
                    case .integer:
                        edit.sets[field.name] = .integer(Int.random(in: -9...9, using: &random))
                    case .flag: edit.sets[field.name] = .flag(Bool.random(using: &random))
                    case .date: edit.sets[field.name] = .string("2027-01")
                    case .quantity(let unit):
                        edit.sets[field.name] =
                            Quantity(
                                .allCases.randomElement(using: &random)!,
                                Int.random(in: -9...99_999, using: &random),
                                unit: Bool.random(using: &random) ? unit : "tables",
                                asOf: ["2026", "2026-02", "2026-02-03", nil]
                                    .randomElement(using: &random)!
                            ).object
                    case .reference:
                        // A text that is also the name of a record is no reference.
                        edit.sets[field.name] = .text(
                            (members + ["Évreux", "Une autre"]).randomElement(using: &random)!)
                    case .references:
                        edit.adds[field.name] = [
                            members.randomElement(using: &random)!, "Une autre", "Évreux",
                        ]
                    default: continue
                    }
                }
                edit.sets["undeclared_\(kind.name)"] = .object([
                    .init("a", .integer(1)), .init("b", .string("x")),
                ])
                edit.sets["empty"] = .string("")
                edit.sets[kind.titleField] = .string("N \(Int.random(in: 0...999, using: &random))")
                _ = try await registry.add(kind: kind.name, edit)
            }
        }
    }

    /// The dump without what differs between stores: the network, feeds, dots and versions.
    private func contents(_ club: TestClub) async throws -> [RecordKey: [String: String]] {
        var contents: [RecordKey: [String: String]] = [:]
        for record in try await club.open("rouen").records() {
            contents[record.key] = Dictionary(
                uniqueKeysWithValues: record.fields.map { ($0.name, "\($0.content)") })
        }
        return contents
    }

    @Test(arguments: 0..<6)
    func `JSON lines out and into a new store give the same records`(_ seed: Int) async throws {
        let club = try await TestClub(["rouen"])
        let other = try await TestClub(["rouen"])
        defer {
            club.remove()
            other.remove()
        }
        try await fill(club, seed)
        let records = try await club.open("rouen").records()
        for kind in Schema.kinds {
            let columns = Columns(kind, fields: [], includesPersonal: true)
            let bytes = JSONLExport().bytes(records, columns: columns)
            let rows = try read(JSONLinesImport(), bytes, RowReader(kind, values: values(.json)))
            _ = try await other.open("rouen").importRows(rows)
        }
        let before = try await contents(club)
        let after = try await contents(other)
        for (key, fields) in before {
            for (name, content) in fields {
                #expect(after[key]?[name] == content, "seed \(seed) \(key.kind) \(name)")
            }
        }
        #expect(before.count == after.count)
    }

    @Test(arguments: 0..<6, [CSVExport.Dialect.excelFR, .rfc4180])
    func `a table out and in again changes nothing`(_ seed: Int, _ dialect: CSVExport.Dialect)
        async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        try await fill(club, seed)
        let records = try await club.open("rouen").records()
        let index = ReferenceIndex(records)
        for columns in [
            Columns.roster(includesPersonal: true), .actions(includesPersonal: true),
            .agreements(includesPersonal: true),
        ] {
            for language in Language.allCases {
                let bytes = CSVExport(
                    dialect, language: language, name: { index.uniqueName(of: $0) }
                ).bytes(records, columns: columns)
                let values = ValueParser(.table, resolve: index.match)
                let rows = try read(CSVImport(), bytes, RowReader(columns.kind, values: values))
                #expect(rows.count == 4)
                for row in rows {
                    let record = try await club.open("rouen").record(
                        RecordKey(kind: columns.kind.name, id: #require(row.id)))
                    for field in row.fields where field.references.isEmpty {
                        // Tables compose accents; JSON lines keep every byte.
                        let (old, new) = (record[field.name].map { "\($0)" }, "\(field.content)")
                        #expect(old == new, "seed \(seed) \(field.name)")
                    }
                }
                let result = try await club.open("rouen").importRows(rows)
                #expect(result.same == 4, "seed \(seed) \(dialect) \(language)")
            }
        }
    }

    private func values(_ origin: ValueParser.Origin) -> ValueParser {
        ValueParser(origin, resolve: { _ in .none })
    }

    private func read(_ format: any ImportFormat, _ bytes: [UInt8], _ reader: RowReader) throws
        -> [TypedRow]
    {
        var rows: [TypedRow] = []
        var rest = bytes
        try format.read({
            defer { rest = [] }; return rest
        }) { outcome in
            switch outcome {
            case .refused(let refusal): Issue.record("\(refusal)")
            case .row(let row): rows.append(try reader.read(row))
            }
        }
        return rows
    }
}
