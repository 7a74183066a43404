/// The name of a file under `feeds/`: a feed, or a branch of one past a fork.
///
/// Checked before a path is built from it, so nothing that a peer sends can leave the folder.
struct FeedFileName: Hashable, Sendable {
    let feed: FeedID
    /// For a branch: the first 16 base32 characters of the chain at its first seal.
    let branch: String?

    init(feed: FeedID, branch: Hash256? = nil) {
        self.feed = feed
        self.branch = branch.map { Base32.text($0.bytes.prefix(10)) }
    }

    /// Nil for names that are not ours.
    init?(_ name: String) {
        guard name.hasSuffix(".jsonl") else { return nil }
        let stem = name.dropLast(".jsonl".count)
        let parts = stem.split(separator: "~", omittingEmptySubsequences: false)
        guard parts.count <= 2, let feed = FeedID(String(parts[0])) else { return nil }
        if parts.count == 2 {
            guard (1...64).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy(Base32.isDigit)
            else {
                return nil
            }
        }
        self.feed = feed
        branch = parts.count == 2 ? String(parts[1]) : nil
    }

    var text: String { branch.map { "\(feed)~\($0).jsonl" } ?? "\(feed).jsonl" }
}
