/// The identity key on paper: what is left when machine and backup are gone.
extension Registry {
    /// The groups of ``PaperKey`` for this node's identity key. A secret: shown to the person who
    /// makes the node, and to nobody else; never logged.
    ///
    /// - Throws: `keyUnusable` when the key file is not ours alone. Nothing is written.
    package nonisolated func paperKey() throws(RegistryError) -> [String] {
        PaperKey.groups(try signingKey(place.identityKey).seed)
    }
}
