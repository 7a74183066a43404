/// One JSON array, a record a line; `[]` when there is none.
package struct JSONExport: ExportFormat {
    package var fileExtension: String { "json" }

    package init() {}

    package func write(
        _ records: [RecordView], columns: Columns, to output: ([UInt8]) throws -> Void
    ) throws {
        let record = RecordJSON(includesPersonal: columns.includesPersonal)
        try Self.write(columns.rows(of: records), record, to: output)
    }

    /// Records of any kinds, in the order given.
    package static func bytes(_ records: [RecordView], includesPersonal: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        write(records, RecordJSON(includesPersonal: includesPersonal)) {
            bytes.append(contentsOf: $0)
        }
        return bytes
    }

    private static func write(
        _ records: [RecordView], _ record: RecordJSON, to output: ([UInt8]) throws -> Void
    ) rethrows {
        var separator = "[\n  "
        for row in records {
            try output(Array(separator.utf8) + record.bytes(of: row))
            separator = ",\n  "
        }
        try output(Array((separator.first == "[" ? "[]\n" : "\n]\n").utf8))
    }
}
