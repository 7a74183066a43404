/// Asks peers over HTTP/1.1, with the limits that a stranger's server calls for.
///
/// No redirect is followed, and no proxy, cookie, password or `.netrc` is used: whom we talk to is
/// what the node's configuration says, not what a peer or an environment variable says.
/// Certificates are always verified. Every transfer has a thread and a connection of its own, so
/// the caller bounds how many run at once.
package struct HTTPClient: Sendable {
    /// A PEM file with authorities to trust beside those in the system's folder of certificates.
    package var certificateAuthorityFile: String?

    package init(certificateAuthorityFile: String? = nil) {
        self.certificateAuthorityFile = certificateAuthorityFile
    }

    /// Sends the request and returns when the head of the answer is complete, whatever its status.
    ///
    /// Cancelling the task ends the wait at once. Nothing is written to disk, so a crash loses
    /// nothing but the transfer.
    ///
    /// - Throws: `TransferError` if no head came; what happens to the body later, the body throws.
    package func get(_ request: HTTPGet) async throws -> HTTPAnswer {
        try request.validate()
        guard !Task.isCancelled else { throw TransferError.cancelled }
        let channel = TransferChannel()
        // From here on, leaving this function without it ends the transfer.
        let body = BodyStream(reading: channel)
        try CurlTransfer.start(request, trusting: certificateAuthorityFile, into: channel)
        switch await channel.next() {
        case .head(let head): return HTTPAnswer(head: head, body: body)
        case .ended(let error?): throw error
        case .ended(nil), .bytes: preconditionFailure("a transfer begins with its head")
        }
    }

    /// Sends the request and returns with the whole body, of at most `bodyByteLimit` bytes.
    ///
    /// - Throws: `TransferError` also if only the beginning of the body came.
    package func collect(
        _ request: HTTPGet
    ) async throws -> (head: HTTPHead, body: [UInt8]) {
        let answer = try await get(request)
        var body: [UInt8] = []
        while let bytes = try await answer.body.next() { body += bytes }
        return (answer.head, body)
    }
}
