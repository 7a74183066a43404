import Foundation

/// Signs what a node asks of others, with its identity key.
package struct RequestSigner: Sendable {
    /// The node that asks.
    package let node: String
    private let key: SigningKey

    package init(node: String, key: SigningKey) {
        self.node = node
        self.key = key
    }

    /// The two fields to send along.
    ///
    /// - Parameters:
    ///   - addressee: the node that is asked; another one refuses the request.
    ///   - created: the time to claim, in seconds since 1970.
    package func fields(for request: SignedRequest, to addressee: String, created: Int)
        -> [(name: String, value: String)]
    {
        let parameters = SignatureParameters(
            components: SignedRequest.components, created: created, keyID: node,
            tag: SignedRequest.tag(to: addressee))
        guard let base = request.base(parameters) else {
            preconditionFailure("every component that we sign has a value")
        }
        let signature = Data(key.sign(base)).base64EncodedString()
        return [
            (name: "Signature-Input", value: "s=\(parameters.text)"),
            (name: "Signature", value: "s=:\(signature):"),
        ]
    }
}
