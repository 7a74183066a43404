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
        let bytes = name.utf8
        guard bytes.count > 6, bytes.suffix(6).elementsEqual(".jsonl".utf8) else { return nil }
        let stem = name[..<bytes.index(bytes.endIndex, offsetBy: -6)]
        let end = stem.utf8.firstIndex(of: UInt8(ascii: "~"))
        guard let feed = FeedID(String(stem[..<(end ?? stem.endIndex)])) else { return nil }
        self.feed = feed
        branch = end.map { String(stem[stem.utf8.index(after: $0)...]) }
        if let branch {
            guard (1...64).contains(branch.utf8.count), branch.utf8.allSatisfy(Base32.isDigit)
            else { return nil }
        }
    }

    var text: String { branch.map { "\(feed)~\($0).jsonl" } ?? "\(feed).jsonl" }
}
