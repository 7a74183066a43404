/// The body of an answer, in pieces, as it comes; its reader sets the pace.
///
/// Owns the transfer: when the last reference goes, or the reading task is cancelled, the transfer
/// ends and its thread is freed. Hold it without reading and the thread waits, without limit.
///
/// Single pass, one reader at a time. The pieces are cut anywhere, also inside a line. Bytes that
/// came before an error are delivered before it is thrown, save when cancelled.
///
/// The end of the stream does not prove that the body is whole. Without a length and without chunks
/// HTTP/1 ends it with the connection, where a cut looks like an end; and curl 7.88 takes a gzip
/// stream that stops early for a complete one. What is read must know its own end, as the lines
/// of a feed do.
package final class BodyStream: Sendable {
    private let channel: TransferChannel

    init(reading channel: TransferChannel) {
        self.channel = channel
    }

    deinit {
        channel.abandon()
    }

    /// The next bytes, never empty, or `nil` at the end of a whole body.
    ///
    /// - Throws: ``TransferError``: what ended the transfer early, and the same again at every later call.
    package func next() async throws -> [UInt8]? {
        switch await channel.next() {
        case .bytes(let bytes): return bytes
        case .ended(let error?): throw error
        case .ended(nil): return nil
        case .head: preconditionFailure("a transfer has one head, read before its body")
        }
    }
}
