/// The hashes that tie the lines of a feed together; `docs/format.md` §5.
///
/// - SeeAlso: Crosby and Wallach, "Efficient Data Structures for Tamper-Evident Logging" (2009).
package enum Chain {
    /// chain(0): where a feed starts, in one network only.
    package static func start(network: Hash256, feed: FeedID) -> Hash256 {
        .of("club-sync feed start", network.bytes, Array(feed.text.utf8))
    }

    static func leaf(envelope: [UInt8], payload: PartHash?, personal: PartHash?) -> Hash256 {
        .of(
            "club-sync leaf", envelope, payload?.operations ?? [], payload?.hash.bytes ?? [],
            personal?.operations ?? [], personal?.hash.bytes ?? [])
    }

    /// The hash of a part and the canonical bytes of its operation and field names.
    struct PartHash {
        let operations: [UInt8]
        let hash: Hash256
    }

    static func part(_ bytes: [UInt8]) -> Hash256 { .of("club-sync part", bytes) }

    package static func pre(chain: Hash256, leaf: Hash256) -> Hash256 {
        .of("club-sync pre", chain.bytes, leaf.bytes)
    }

    /// chain(n); the seal is part of it, so that one signature vouches for all lines before it.
    package static func link(pre: Hash256, seal: Seal?) -> Hash256 {
        .of("club-sync chain", pre.bytes, seal?.bytes ?? [])
    }

    /// What a seal signs.
    package static func sealed(network: Hash256, feed: FeedID, seq: Int, pre: Hash256) -> [UInt8] {
        Framing.bytes(
            "club-sync seal", [network.bytes, Array(feed.text.utf8), Framing.u64(seq), pre.bytes])
    }

    /// What the identity key signs in line 1.
    package static func opening(
        network: Hash256, node: String, feed: FeedID, key: PublicKey, continues: [UInt8]
    ) -> [UInt8] {
        Framing.bytes(
            "club-sync open",
            [network.bytes, Array(node.utf8), Array(feed.text.utf8), key.bytes, continues])
    }
}
