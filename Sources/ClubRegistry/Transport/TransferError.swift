/// Why a transfer brought no answer, or only the beginning of one.
///
/// An HTTP status, be it 500, is an answer and not an error. Texts are for a log, in English;
/// callers decide on the case alone.
package enum TransferError: Error, Equatable, Sendable {
    /// The URL is malformed, is not http or https, or carries what a peer's URL must not carry.
    case notHTTP(String)
    /// A header of the request has a name or value that cannot be sent; the text is the name.
    case unsendableHeader(String)
    /// The host's name has no address, as far as the resolver knows.
    case unresolvable
    /// No connection: refused, no route, and the like.
    case unreachable(String)
    /// No trust: the TLS handshake failed, or the certificate does not prove the host's name.
    case untrusted(String)
    /// The peer was slower than the limit of this phase allows.
    case timedOut(Phase)
    /// The body is longer than `limit` bytes after decompression.
    case tooLarge(limit: Int)
    /// The header block is longer than `limit` bytes.
    case headersTooLarge(limit: Int)
    /// The connection ended before the answer did: closed early, or reset.
    case cut
    /// What came is not HTTP/1: no status line, bad header, bad chunk, bad gzip.
    case protocolViolation(String)
    /// The task was cancelled, or the body was dropped.
    case cancelled
    /// This process has no thread, memory or descriptor left for a transfer.
    case exhausted(String)
    /// Whatever else curl reports, with its `CURLcode`.
    case curl(code: Int, String)

    /// The limits of time, each named as in `TransferLimits`.
    package enum Phase: Equatable, Sendable {
        case connect, firstByte, stall, total
    }
}
