/// Which identity key speaks for which node: what the charter says (later: with what was admitted
/// since).
package struct NodeDirectory: Sendable {
    package let network: Hash256
    private let keys: [String: PublicKey]

    package init(network: Hash256, keys: [String: PublicKey]) {
        self.network = network
        self.keys = keys
    }

    package subscript(node: String) -> PublicKey? { keys[node] }
    package var nodes: [String] { keys.keys.sorted() }
}
