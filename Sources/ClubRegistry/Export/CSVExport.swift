/// A table in text, for people's spreadsheets or for machines.
package struct CSVExport: ExportFormat {
    package let dialect: Dialect
    /// Of labels, dates and quantities; machines get names and raw values instead.
    package let language: Language
    /// Names for references, where people read them.
    package let name: @Sendable (RecordID) -> String?

    package enum Dialect: String, Sendable, CaseIterable {
        /// What French Excel opens: byte order mark, `;`, CRLF, labels, readable values, an
        /// apostrophe before what it would take for a formula, and `\u{…}` for controls that no
        /// value typed here can have, only one that a strange program wrote.
        case excelFR = "excel-fr"
        /// RFC 4180: `,`, CRLF, names of fields, raw values that can be typed again.
        case rfc4180
    }

    package var fileExtension: String { "csv" }

    package init(
        _ dialect: Dialect = .excelFR, language: Language = .french,
        name: @escaping @Sendable (RecordID) -> String? = { _ in nil }
    ) {
        self.dialect = dialect
        self.language = language
        self.name = name
    }

    package func write(
        _ records: [RecordView], columns: Columns, to output: ([UInt8]) throws -> Void
    ) throws {
        let isForPeople = dialect == .excelFR
        if isForPeople { try output(ImportLimits.byteOrderMark) }
        try output(
            line(columns.list.map { isForPeople ? $0.label.text(in: language) : $0.name }))
        for record in columns.rows(of: records) {
            try output(line(columns.list.map { text(of: $0, in: record, kind: columns.kind) }))
        }
    }

    private func line(_ cells: [String]) -> [UInt8] {
        let separator = dialect == .excelFR ? ";" : ","
        return Array((cells.map(quoted).joined(separator: separator) + "\r\n").utf8)
    }

    /// Line ends, and the marks that Arabic and Hebrew text needs.
    private static let kept: Set<Unicode.Scalar> = ["\n", "\u{200e}", "\u{200f}", "\u{61c}"]

    private func quoted(_ cell: String) -> String {
        let cell =
            dialect == .excelFR
            ? FormulaGuard.applied(to: Printable.text(cell, keeping: Self.kept)) : cell
        let special = Array(";,\t\r\n\"".utf8)
        let isPlain = !cell.utf8.contains { special.contains($0) }
        // Readers trim unquoted cells.
        if isPlain, cell.utf8.first != 0x20, cell.utf8.last != 0x20 { return cell }
        return "\"" + cell.escaping(["\""], with: "\"") + "\""
    }

    private func text(of column: Column, in record: RecordView, kind: RecordKind) -> String {
        switch column {
        case .id: return record.id.text
        case .homeNode: return record.home
        case .field(let field): return text(of: field, in: record)
        case .contestedFields:
            let names = record.conflicts.map { conflict in
                let label = kind.field(conflict.field)?.label.text(in: language)
                return dialect == .excelFR ? label ?? conflict.field : conflict.field
            }
            return ListText.joined(names, isSpaced: dialect == .excelFR)
        case .lastChange: return record.lastChange?.dot.description ?? ""
        case .lastChangeAt:
            guard let at = record.lastChange?.at else { return "" }
            guard dialect == .excelFR else { return at }
            // A time that is none is shown as it was claimed, so why it is none does not matter.
            let date = try? PartialDate(iso: String(at.prefix(16)))
            return date?.readable(in: language) ?? at
        }
    }

    private func text(of field: FieldDeclaration, in record: RecordView) -> String {
        switch (record[field.name], dialect) {
        case (nil, _), (.missing, _): return ""
        case (.value(let value), .rfc4180): return ValueText.typed(value, as: field.type)
        case (.value(let value), .excelFR):
            return ValueText.readable(value, as: field.type, in: language, name: name)
        case (.elements(let elements), .rfc4180):
            return ListText.joined(elements.map(\.string), isSpaced: false)
        case (.elements(let elements), .excelFR):
            return ListText.joined(
                elements.map {
                    field.type.isReference
                        ? ValueText.readable(reference: $0.string, name: name) : $0.string
                }, isSpaced: true)
        }
    }
}
