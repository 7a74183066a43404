/// A kind of file that records are imported from. One file of source a format.
///
/// A format knows bytes and rows and no kinds of records; ``RowReader`` reads the cells. It holds
/// one row at a time, whatever the length of the file.
package protocol ImportFormat: Sendable {
    /// Hands over what each row is, in the order of the file; a bad row does not end it.
    ///
    /// - Parameter chunks: the next bytes of the file, none at its end.
    /// - Throws: ``ImportRefusal`` when the whole file is refused, and whatever `chunks` and `each`
    ///   throw.
    func read(_ chunks: @escaping ByteChunks, each: (ImportOutcome) throws -> Void) throws
}

/// Gives the next bytes of a file; an empty array at its end.
package typealias ByteChunks = () throws -> [UInt8]

package enum ImportLimits {
    /// Longest line, or row of a table, with its end.
    package static let lineByteLimit = 64 * 1024
    package static let fileByteLimit = 256 * 1024 * 1024
    static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
}

extension ImportFormat {
    /// Everything in `bytes`; for small files and tests.
    package func outcomes(_ bytes: [UInt8]) throws -> [ImportOutcome] {
        var rest: [UInt8]? = bytes
        var outcomes: [ImportOutcome] = []
        try read(
            {
                defer { rest = nil }
                return rest ?? []
            }, each: { outcomes.append($0) })
        return outcomes
    }
}
