import ClubRegistry

/// Lets in who is a member: looked at before anything of a question is.
///
/// Nothing but the signature counts. An address is whatever a network says, and behind a proxy it is
/// the proxy's.
struct ReaderCheck: Sendable {
    private let source: any FeedSource
    private let now: @Sendable () -> Int

    /// - Parameter now: this machine's clock, in seconds since 1970; the one that `Date` states.
    init(_ source: any FeedSource, now: @escaping @Sendable () -> Int) {
        self.source = source
        self.now = now
    }

    /// - Throws: `Problem.notRecognised`; the source was not asked.
    func admit(_ request: WebRequest) throws(Problem) {
        // Asked anew each time: whom the charter admits may change while this runs.
        let verifier = RequestVerifier(directory: source.directory, node: source.nodeID)
        do throws(SignatureRefusal) {
            // Who it is changes nothing: every member may read everything.
            _ = try verifier.reader(
                SignedRequest(method: request.method, target: request.target),
                input: request.header("signature-input"),
                signature: request.header("signature"), now: now())
        } catch {
            throw .notRecognised(error)
        }
    }
}
