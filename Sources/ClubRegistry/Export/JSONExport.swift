/// One JSON array, a record a line; `[]` when there is none.
package struct JSONExport: ExportFormat {
    package var fileExtension: String { "json" }

    package init() {}

    package func write(
        _ records: [RecordView], columns: Columns, to output: ([UInt8]) throws -> Void
    ) throws {
        let record = RecordJSON(includesPersonal: columns.includesPersonal)
        var separator = "[\n  "
        for row in columns.rows(of: records) {
            try output(Array(separator.utf8) + record.bytes(of: row))
            separator = ",\n  "
        }
        try output(Array((separator.first == "[" ? "[]\n" : "\n]\n").utf8))
    }
}
