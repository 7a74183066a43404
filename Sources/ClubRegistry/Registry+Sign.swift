extension Registry {
    /// What signs this node's requests to its peers.
    ///
    /// Also of a store that was restored: it does not write, and it still pulls.
    ///
    /// - Throws: `keyUnusable` when `identity.key` cannot be read, or others can read it; nothing was
    ///   asked.
    package nonisolated func requestSigner() throws(RegistryError) -> RequestSigner {
        RequestSigner(node: node, key: try signingKey(place.identityKey))
    }
}
