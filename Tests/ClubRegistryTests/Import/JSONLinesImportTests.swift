@testable import ClubRegistry
import Testing

struct JSONLinesImportTests {
    private func outcomes(_ text: String) throws -> [ImportOutcome] {
        try JSONLinesImport().outcomes(Array(text.utf8))
    }

    private func refused(_ line: Int, _ column: Int?, _ reason: ImportRefusal.Reason)
        -> ImportOutcome
    {
        .refused(ImportRefusal(line: line, column: column, reason))
    }

    @Test func `a flat line is an id and its fields`() throws {
        let line =
            #"{ "name":"Évry","id":"caen.czzb7nc6ek2p","kind":"technopole", "tags":["a","b"], "edition":1, "ok":true, "siren":null, "naf":" " }"#
        #expect(
            try outcomes(line) == [
                .row(
                    ImportRow(
                        line: 1, id: RecordID("caen.czzb7nc6ek2p"),
                        cells: [
                            .init(field: "name", column: 10, content: .text("Évry")),
                            .init(field: "kind", column: 49, content: .text("technopole")),
                            .init(field: "tags", column: 70, content: .elements(["a", "b"])),
                            .init(field: "edition", column: 91, content: .value(.integer(1))),
                            .init(field: "ok", column: 99, content: .value(.flag(true))),
                        ]))
            ])
    }

    @Test func `a whole record gives its id, kind and fields`() throws {
        let line =
            #"{"id":"caen.czzb7nc6ek2p","kind":"member","node":"caen","fields":{"kind":"technopole","name":"X"},"version":{"caen-7k2mq4x9p0c3d5fh":3},"conflicts":[{"field":"name","values":[]}],"deleted":false}"#
        guard case .row(let row)? = try outcomes(line).first else {
            Issue.record("refused")
            return
        }
        #expect(row.kind == "member")
        #expect(row.id?.text == "caen.czzb7nc6ek2p")
        #expect(row.cells.map(\.field) == ["kind", "name"])
        let deleted = line.replacing("false}", with: "true}")
        #expect(try outcomes(deleted) == [refused(1, 190, .deletedRow)])
    }

    @Test func `mark, line ends, empty lines and a last line without end do not matter`() throws {
        let text = "\u{feff}{\"a\":\"1\"}\r\n\r\n  \n{\"a\":\"2\"}\n{\"a\":\"3\"}"
        let lines = try outcomes(text).map { outcome in
            if case .row(let row) = outcome { row.line } else { -1 }
        }
        #expect(lines == [1, 4, 5])
        for text in ["", "\u{feff}", "\n", "\u{feff}\r\n"] { #expect(try outcomes(text).isEmpty) }
    }

    @Test(
        arguments: [
            ("[1]", 1, .notAnObject), ("\"x\"", 1, .notAnObject), ("  7", 3, .notAnObject),
            (#"{"é":1.5}"#, 6, .json(.decimal)), (#"{"a":[1]}"#, 7, .badElement("a")),
            (#"{"a":["x",null]}"#, 11, .badElement("a")), (#"{"a":{"b":null}}"#, 6, .badValue("a")),
            (#"{"a":{"b":["x"]}}"#, 6, .badValue("a")), (#"{"id":7}"#, 7, .badID("")),
            (#"{"id":"caen.x"}"#, 7, .badID("caen.x")),
            (#"{"a":1,"a":1}"#, 8, .json(.duplicateName("a"))),
            ("{\"a\":\"\u{0}\"}", 7, .json(.controlCharacter)),
            ("{\"a\":1}\u{feff}", 8, .json(.trailing)),
        ] as [(String, Int, ImportRefusal.Reason)])
    func `a bad line is refused with its column, and the next is read`(
        line: String, column: Int, reason: ImportRefusal.Reason
    ) throws {
        let all = try outcomes(line + "\n{}\n")
        #expect(all == [refused(1, column, reason), .row(ImportRow(line: 2, cells: []))])
        for language in Language.allCases {
            #expect(!ImportRefusal(line: 1, reason).message.text(in: language).contains("{"))
        }
    }

    @Test func `bytes that are not UTF-8 are refused by column`() throws {
        let bytes = Array(#"{"é":""#.utf8) + [0xe9, 0x22, 0x7d, 0x0a]
        #expect(try JSONLinesImport().outcomes(bytes) == [refused(1, 7, .json(.notUTF8))])
        let utf16: [UInt8] = [0xff, 0xfe, 0x7b, 0, 0x7d, 0]
        #expect(try JSONLinesImport().outcomes(utf16) == [refused(1, 1, .json(.notUTF8))])
    }

    @Test func `a line has at most 64 KiB, and a longer one is skipped whole`() throws {
        let longest = "{\"a\":\"" + String(repeating: "x", count: 64 * 1024 - 9) + "\"}\n"
        #expect(longest.utf8.count == 64 * 1024)
        let tooLong = "{\"a\":\"" + String(repeating: "x", count: 300_000) + "\"}\n"
        let all = try outcomes(longest + tooLong + "{}")
        #expect(all.count == 3)
        #expect(all[1] == refused(2, nil, .lineTooLong))
        #expect(all[2] == .row(ImportRow(line: 3, cells: [])))
        let brackets = String(repeating: "[", count: 10_000)
        #expect(try outcomes(brackets) == [refused(1, 17, .json(.tooDeep))])
    }

    @Test func `a file past its limit is refused, without being held`() throws {
        #expect(ImportLimits.fileByteLimit == 256 * 1024 * 1024)
        var count = 0
        var lines = LineReader(
            {
                count += 1
                return [UInt8](repeating: 0x78, count: 1_000)
            }, fileByteLimit: 300_000)
        #expect(throws: ImportRefusal(line: 0, .fileTooLong)) { try lines.next() }
        #expect(count == 301)
    }

    @Test(arguments: [1, 2, 3, 7, 64])
    func `lines are the same however the file is cut`(size: Int) throws {
        let bytes = Array("\u{feff}{\"a\":\"é\"}\r\n\n{\"b\":\"😀\"}\nx".utf8)
        var pieces = stride(from: 0, to: bytes.count, by: size).map {
            Array(bytes[$0..<min($0 + size, bytes.count)])
        }
        var all: [ImportOutcome] = []
        try JSONLinesImport().read({ pieces.isEmpty ? [] : pieces.removeFirst() }) {
            all.append($0)
        }
        #expect(all == (try JSONLinesImport().outcomes(bytes)))
        #expect(all.count == 3)
    }

    @Test func `random bytes never do harm`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SplitMix(state: seed)
        let alphabet = Array("{}[]\",:\\u0e1. \r\ntfn-é\u{feff}".utf8) + [0xff, 0]
        for _ in 0..<3_000 {
            let bytes = (0..<Int.random(in: 0..<60, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator)!
            }
            let all = try JSONLinesImport().outcomes(bytes)
            let table = try? CSVImport().outcomes(bytes)
            #expect(all.count <= bytes.count && (table?.count ?? 0) <= bytes.count, "seed \(seed)")
        }
    }
}

/// A seeded generator (Steele et al., "Fast Splittable Pseudorandom Number Generators", 2014).
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
