@testable import ClubRegistry

/// The network of the feed target: two nodes with two feeds each, keys from fixed seeds.
enum Keys {
    private static func key(_ number: UInt8) -> SigningKey {
        SigningKey(seed: [UInt8](repeating: number, count: 32))!
    }

    private static let identities = ["caen": key(1), "rouen": key(2)]

    private static let charter = try! Charter(
        name: "Fuzz",
        founders: identities.map { .init(node: $0.key, name: $0.key, key: $0.value.publicKey) })

    static let directory = charter.directory

    /// What the inputs call the feeds, and their keys: `caen-0000000000000003` and so on.
    private static let aliases: [(alias: String, node: String, key: SigningKey)] = [
        ("caen", 3), ("caen", 4), ("rouen", 5), ("rouen", 6),
    ].map { node, number in ("\(node)-000000000000000\(number)", node, key(number)) }

    static let feeds: [FeedID: SigningKey] = Dictionary(
        uniqueKeysWithValues: aliases.map { (FeedID(node: $0.node, key: $0.key.publicKey), $0.key) }
    )

    /// `bytes` with the names of the feeds in the place of their aliases.
    static func named(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for (alias, node, key) in aliases {
            let name = Array(FeedID(node: node, key: key.publicKey).text.utf8)
            bytes.replace(Array(alias.utf8), with: name)
        }
        return bytes
    }

    /// Line 1 of a feed; each time gives another one, so a feed can fork there.
    static func opening(of feed: FeedID, at: String) -> [UInt8] {
        try! CommitWriter.opening(
            node: feed.node, feedKey: feeds[feed]!, identity: identities[feed.node]!,
            directory: directory, at: at
        ).commit.bytes
    }
}
