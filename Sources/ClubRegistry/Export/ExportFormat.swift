/// A kind of file that records are exported to. One file of source a format.
///
/// The bytes are a function of records, columns and the format's own settings: the same on every
/// node.
package protocol ExportFormat: Sendable {
    /// Without the dot.
    var fileExtension: String { get }

    /// Writes the records that `columns` is about, in its order, in pieces.
    func write(
        _ records: [RecordView], columns: Columns, to output: ([UInt8]) throws -> Void) throws
}

extension ExportFormat {
    /// The whole file; for small ones and tests.
    package func bytes(_ records: [RecordView], columns: Columns) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            try write(records, columns: columns) { bytes.append(contentsOf: $0) }
        } catch {
            preconditionFailure("only the output throws, and it does not: \(error)")
        }
        return bytes
    }
}
