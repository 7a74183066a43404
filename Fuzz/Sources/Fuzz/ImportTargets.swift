import Foundation

@testable import ClubRegistry

/// Files that people import: tables and JSON lines.
enum ImportTargets {
    // Made once: a reader folds the labels of all fields.
    private nonisolated(unsafe) static let tableReaders = readers(.table)
    private nonisolated(unsafe) static let jsonReaders = readers(.json)

    private static func readers(_ origin: ValueParser.Origin) -> [RowReader] {
        Schema.kinds.map { RowReader($0, values: ValueParser(origin)) }
    }

    static func table(_ bytes: [UInt8]) {
        let outcomes = read(CSVImport(), bytes, origin: .table)
        var rows: [ImportRow] = []
        // A row of blanks has no cells; written again it would be empty, and passed over.
        for case .row(let row)? in outcomes ?? [] where row.id != nil || !row.cells.isEmpty {
            rows.append(row)
        }
        let texts = rows.flatMap(\.cells).flatMap { cell -> [String] in
            if case .text(let text) = cell.content { [cell.field, text] } else { [] }
        }
        // A CR before an LF inside quotes is taken for the line's end, as it should.
        guard !rows.isEmpty, bytes.count < 16_384, !texts.contains(where: hasLineEnd) else {
            return
        }
        let again = try? CSVImport().outcomes(written(rows))
        let read = again?.compactMap { if case .row(let row) = $0 { row } else { nil } }
        promise(
            read?.map(\.cells) == rows.map(\.cells) && read?.map(\.id) == rows.map(\.id),
            "another table when written again: \(bytes.shown)\n\(written(rows).shown)")
    }

    static func rows(_ bytes: [UInt8]) {
        _ = read(JSONLinesImport(), bytes, origin: .json)
        let isJSON = (try? JSONReader.node(bytes)) != nil
        guard isJSON else { return }
        let other = try? JSONSerialization.jsonObject(
            with: Data(bytes), options: [.fragmentsAllowed])
        promise(other != nil, "no JSON to Foundation: \(bytes.shown)")
    }

    private static func hasLineEnd(_ text: String) -> Bool {
        zip(text.utf8, text.utf8.dropFirst()).contains { $0 == 0x0d && $1 == 0x0a }
    }

    /// Everything in `bytes`, the same in pieces of 5 bytes, each row read as every kind.
    private static func read(
        _ format: some ImportFormat, _ bytes: [UInt8], origin: ValueParser.Origin
    ) -> [ImportOutcome]? {
        let outcomes = bounded(bytes) { try? format.outcomes(bytes) }
        if bytes.count < 16_384 {
            var rest = bytes[...]
            var pieces: [ImportOutcome]? = []
            do {
                try format.read(
                    {
                        defer { rest = rest.dropFirst(5) }
                        return Array(rest.prefix(5))
                    }, each: { pieces?.append($0) })
            } catch { pieces = nil }
            promise(pieces == outcomes, "other rows in pieces: \(bytes.shown)")
        }
        for reader in origin == .table ? tableReaders : jsonReaders {
            bounded(bytes) {
                for case .row(let row)? in outcomes ?? [] {
                    guard let typed = try? reader.read(row) else { continue }
                    let names = typed.fields.map(\.name)
                    promise(Set(names).count == names.count, "a field twice: \(bytes.shown)")
                    promise(names.allSatisfy(Name.isIdentifier), "a bad name: \(bytes.shown)")
                }
            }
        }
        return outcomes
    }

    /// The rows as a table of ours: commas, everything in quotes, each cell in its column.
    private static func written(_ rows: [ImportRow]) -> [UInt8] {
        var names: [Int: String] = [:]
        for cell in rows.flatMap(\.cells) { names[cell.column] = cell.field }
        // The first column that no cell has is the id's; there are at least two columns.
        let last = (names.keys.max() ?? 0) + 2
        let idColumn = last
        func line(_ cell: (Int) -> String) -> String {
            (1...last).map { "\"" + cell($0).escaping(["\""], with: "\"") + "\"" }
                .joined(separator: ",") + "\n"
        }
        var text = line { $0 == idColumn ? "id" : names[$0] ?? "unused_\($0)" }
        for row in rows {
            text += line { column in
                if column == idColumn { return row.id?.text ?? "" }
                guard let cell = row.cells.first(where: { $0.column == column }),
                    case .text(let text) = cell.content
                else { return "" }
                return text
            }
        }
        return Array(text.utf8)
    }
}
