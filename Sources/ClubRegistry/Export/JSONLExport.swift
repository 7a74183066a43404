/// JSON Lines: one record a line, each ending with LF. ``JSONLinesImport`` reads it back.
package struct JSONLExport: ExportFormat {
    package var fileExtension: String { "jsonl" }

    package init() {}

    package func write(
        _ records: [RecordView], columns: Columns, to output: ([UInt8]) throws -> Void
    ) throws {
        let record = RecordJSON(includesPersonal: columns.includesPersonal)
        for row in columns.rows(of: records) { try output(record.bytes(of: row) + [0x0a]) }
    }
}
