/// Tells which member of the network asks this node, or why nobody is recognised.
///
/// A pure function of request, charter and clock: nothing is remembered, so a request may be played
/// again while its time lasts. It only reads, and whoever could play it has seen it (decision 20).
package struct RequestVerifier: Sendable {
    private let directory: NodeDirectory
    private let node: String

    /// How far `created` may lie from this node's clock, in seconds, either way.
    package static let window = 300

    /// - Parameter node: this node, for which requests must be made.
    package init(directory: NodeDirectory, node: String) {
        self.directory = directory
        self.node = node
    }

    /// The node that signed the request.
    ///
    /// - Parameters:
    ///   - input: the value of `Signature-Input`, nil when it is absent.
    ///   - signature: the value of `Signature`, likewise.
    ///   - now: this node's clock, in seconds since 1970.
    /// - Complexity: one signature to verify, about 100 µs, when all that is cheaper was right.
    package func reader(_ request: SignedRequest, input: String?, signature: String?, now: Int)
        throws(SignatureRefusal) -> String
    {
        guard let input, let signature else { throw .missing }
        let fields = try SignatureFields(input: input, signature: signature)
        let parameters = fields.parameters
        guard Set(parameters.components) == Set(SignedRequest.components),
            let base = request.base(parameters), let created = parameters.created,
            let reader = parameters.keyID,
            parameters.algorithm == nil || parameters.algorithm == "ed25519"
        else { throw .malformed }
        guard parameters.tag == SignedRequest.tag(to: node) else { throw .otherAddressee }
        guard let key = directory[reader] else { throw .notAMember }
        // Field values are 15 digits at most, so nothing overflows.
        guard abs(created - now) <= Self.window, parameters.expires.map({ $0 >= now }) ?? true
        else { throw .outOfTime }
        guard key.verifies(fields.signature, of: base) else { throw .invalid }
        return reader
    }
}
