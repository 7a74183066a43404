/// A file under `feeds/` that makes sense only up to some line, or not at all.
struct Wound: Sendable, Hashable {
    let feed: FeedID
    /// Its name in the folder.
    let file: String
    /// The number of the line that is wrong.
    let line: Int
    /// A code of `docs/format.md`, or ``Refusal/unsealed`` where no seal is.
    let code: String
    let kind: Kind
    /// The last good line, 0 for none, and what it takes to go on from there.
    let seq: Int
    let chain: Hash256
    let key: PublicKey?
    /// Bytes up to there; what was on disk, to notice that it has changed.
    let goodByteCount: Int
    let byteCount: Int
    let version: FeedArchive.Version
    /// For the feed that this node writes: the line that was acknowledged here, which a repair must
    /// reach, or it would take back what people were promised.
    let goal: Goal?

    enum Kind: Sendable, Hashable {
        /// A feed: lines are missing that peers may have.
        case feed
        /// A branch beside it: what is wrong is cut off, and the ordinary pull brings it again.
        case branch
        /// No line of it counts: nothing is lost with it.
        case barren
    }

    struct Goal: Sendable, Hashable {
        let seq: Int
        let chain: Hash256
    }

    /// Whether it is a branch file, by its name.
    var isBranchFile: Bool { FeedFileName(file)?.branch != nil }
}

/// Verified lines that follow the good ones of a damaged file.
struct Patch: Sendable {
    /// The last of them, or what they follow.
    private(set) var seq: Int
    private(set) var chain: Hash256
    private(set) var key: PublicKey?
    private(set) var bytes: [UInt8] = []
    private(set) var lineCount = 0

    /// Bytes that one repair of one file fetches and keeps in memory; the ordinary pull brings the
    /// rest of another node's feed.
    static let byteLimit = 256 << 20

    init(_ wound: Wound) {
        seq = wound.seq
        chain = wound.chain
        key = wound.key
    }

    var isFull: Bool { bytes.count >= Self.byteLimit }

    /// Whether a file with these lines may take the place of the damaged one.
    func mends(_ wound: Wound) -> Bool {
        switch wound.kind {
        case .branch, .barren: true
        // What stands behind the mark was acknowledged to nobody.
        case .feed where wound.goal != nil: seq >= wound.goal!.seq
        case .feed: seq > wound.seq
        }
    }

    func verifier(_ wound: Wound, _ directory: NodeDirectory) -> FeedVerifier {
        guard seq > 0, let key else { return FeedVerifier(feed: wound.feed, directory: directory) }
        return FeedVerifier(
            feed: wound.feed, directory: directory, key: key, seq: seq, chain: chain)
    }

    /// - Parameter entries: sealed lines that follow, with their bytes.
    mutating func append(_ entries: [FeedTree.Entry], _ bytes: [UInt8], key: PublicKey?) {
        guard let last = entries.last else { return }
        seq = last.seq
        chain = last.chain
        self.key = key ?? self.key
        self.bytes += bytes
        lineCount += entries.count
    }

    /// Takes over what stands intact behind the damage, as far as it follows; garbage between is
    /// passed over.
    ///
    /// - Parameter rest: the bytes of the damaged file behind its good ones.
    /// - Returns: how many lines.
    mutating func takeOver(_ rest: [UInt8], _ wound: Wound, _ directory: NodeDirectory) -> Int {
        var verifier = verifier(wound, directory)
        var bytes: [UInt8] = []
        var at = 0
        while let end = rest[at...].firstIndex(of: UInt8(ascii: "\n")) {
            let range = at..<end + 1
            at = end + 1
            // The grammar alone, to find the line that is next: what is none of ours is the damage.
            guard let change = try? LineScanner.scan(rest, in: range),
                change.seq == verifier.seq + 1
            else { continue }
            // A line of that number which does not fit may stand before one that does.
            guard (try? verifier.read(rest, in: range)) != nil else { continue }
            bytes += rest[range]
        }
        let accepted = verifier.settle().accepted
        append(
            accepted, Array(bytes.prefix(accepted.reduce(0) { $0 + $1.byteCount })),
            key: verifier.key)
        return accepted.count
    }
}
