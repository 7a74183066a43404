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

    /// Records of any kinds, in the order given.
    package static func bytes(_ records: [RecordView], includesPersonal: Bool) -> [UInt8] {
        let record = RecordJSON(includesPersonal: includesPersonal)
        return records.flatMap { record.bytes(of: $0) + [0x0a] }
    }
}
