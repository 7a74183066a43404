@testable import ClubRegistry
import Testing

struct CSVImportTests {
    private func cells(_ text: String) throws -> [[String]] {
        try CSVImport().outcomes(Array(text.utf8)).map { outcome in
            switch outcome {
            case .row(let row):
                row.cells.map { cell in
                    if case .text(let text) = cell.content { cell.field + "=" + text } else { "?" }
                }
            case .refused(let refusal): ["\(refusal.line):\(refusal.column ?? 0)"]
            }
        }
    }

    @Test(arguments: [
        "Nom;Ville\r\nA;B\r\n", "\u{feff}Nom;Ville\nA;B", "Nom,Ville\nA,B\n", "Nom\tVille\nA\tB\n",
        "sep=;\r\nNom;Ville\r\nA;B\r\n", "\"Nom\";\"Ville\"\n\"A\";\"B\"\n",
        " Nom* ;**Ville\nA;B\n;\n\n",
        "\n\nNom;Ville\nA;B\n", "Nom;Ville;\nA;B;\n",
    ])
    func `separators, marks, quotes and line ends are found out`(text: String) throws {
        #expect(try cells(text) == [["Nom=A", "Ville=B"]])
    }

    @Test func `quoted cells hold separators, quotes and line feeds`() throws {
        let text = "a;b\n\"x;\"\"y\"\"\r\nz\";1\nv\"w;2\n"
        #expect(try cells(text) == [["a=x;\"y\"\nz", "b=1"], ["a=v\"w", "b=2"]])
        let outcomes = try CSVImport().outcomes(Array(text.utf8))
        guard case .row(let second)? = outcomes.last else {
            Issue.record("refused")
            return
        }
        #expect(second.line == 4)
    }

    @Test(arguments: [";", ",", "\t"])
    func `the first cell of a header may run over lines before the first separator`(
        separator: String
    ) throws {
        let text = "\"Raison;\nsociale,\"S\"Ville\"\nASB\n".replacing("S", with: separator)
        #expect(try cells(text) == [["Raison;\nsociale,=A", "Ville=B"]])
    }

    @Test func `the id column is the row's id`() throws {
        let text = "Identifiant;Nom\ncaen.czzb7nc6ek2p;A\nx;B\n;C\n"
        let outcomes = try CSVImport().outcomes(Array(text.utf8))
        #expect(
            outcomes == [
                .row(
                    ImportRow(
                        line: 2, id: RecordID("caen.czzb7nc6ek2p"),
                        cells: [.init(field: "Nom", column: 2, content: .text("A"))])),
                .refused(ImportRefusal(line: 3, column: 1, .badID("x"))),
                .row(
                    ImportRow(line: 4, cells: [.init(field: "Nom", column: 2, content: .text("C"))])
                ),
            ])
    }

    @Test func `bad rows are refused by line and cell, the others are read`() throws {
        let bytes =
            Array("a;b;\n1;2;3\n1;2;;4\n\"x\"y;2\n".utf8) + [0x31, 0x3b, 0xe9, 0x0a]
            + Array("5;6\n\"open;\n7;8\n".utf8)
        let outcomes = try CSVImport().outcomes(bytes)
        let refusals = outcomes.compactMap { outcome in
            if case .refused(let refusal) = outcome { refusal } else { nil }
        }
        #expect(
            refusals == [
                ImportRefusal(line: 2, column: 3, .cellWithoutHeader),
                ImportRefusal(line: 3, column: 4, .tooManyCells),
                ImportRefusal(line: 4, column: 1, .textAfterQuote),
                ImportRefusal(line: 5, column: 2, .notUTF8),
                ImportRefusal(line: 7, .quoteNotClosed),
            ])
        #expect(outcomes.count == 6)
    }

    @Test func `a quote that nobody closes does not swallow the file`() throws {
        let text = "a;b\n\"open;1\n" + String(repeating: "12345;12345\n", count: 20_000)
        let outcomes = try CSVImport().outcomes(Array(text.utf8))
        #expect(outcomes[0] == .refused(ImportRefusal(line: 2, column: 1, .quoteNotClosed)))
        #expect(outcomes.count > 14_000)
    }

    @Test func `a file without a header, or with a broken one, is refused whole`() {
        #expect(throws: ImportRefusal(line: 0, .noHeader)) { try cells("") }
        #expect(throws: ImportRefusal(line: 0, .noHeader)) { try cells("\u{feff}\n") }
        #expect(throws: ImportRefusal(line: 1, .quoteNotClosed)) { try cells("\"a;b\n1;2\n") }
        #expect(throws: ImportRefusal(line: 1, column: 2, .notUTF8)) {
            try CSVImport().outcomes(Array("a;".utf8) + [0xe9, 0x0a])
        }
    }

    @Test func `the guard comes off where spreadsheets wrote, and only there`() throws {
        #expect(try cells("a;b\n'=1+1;'-5\n") == [["a==1+1", "b=-5"]])
        #expect(try cells("\u{feff}a,b\n'@x,'x\n") == [["a=@x", "b='x"]])
        #expect(try cells("a,b\n'=1+1,x\n") == [["a='=1+1", "b=x"]])
    }
}
