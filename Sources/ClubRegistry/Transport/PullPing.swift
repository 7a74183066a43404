/// Tells a monitoring service how a nightly pull ended: one GET of URL/EXITCODE, as healthchecks.io
/// and its like have it.
///
/// Nothing else is sent: no body, no header that says who asks. No redirect is followed. The answer
/// is not looked at but for its status.
package struct PullPing: Sendable {
    private let base: String
    private let client: HTTPClient

    /// For the whole call, name lookup included.
    package static let timeLimit = Duration.seconds(10)
    private static let bodyByteLimit = 64 << 10

    package init(_ url: PeerURL, client: HTTPClient = HTTPClient()) {
        base = url.text.hasSuffix("/") ? String(url.text.dropLast()) : url.text
        self.client = client
    }

    /// Calls, and returns why it failed; nil when the service answered with 2xx. Never throws: a
    /// pull is what it is, whoever hears of it.
    package func send(_ exit: ExitStatus) async -> PeerError? {
        let limits = TransferLimits(
            bodyByteLimit: Self.bodyByteLimit, connect: Self.timeLimit, firstByte: Self.timeLimit,
            stall: Self.timeLimit, total: Self.timeLimit)
        let request = HTTPGet(url: "\(base)/\(exit.rawValue)", limits: limits)
        do {
            let status = try await client.get(request).head.status
            return (200..<300).contains(status) ? nil : .refused(status: status)
        } catch let error as TransferError {
            return HTTPPeer.peerError(error)
        } catch {
            preconditionFailure("a transfer throws TransferError only: \(error)")
        }
    }
}
