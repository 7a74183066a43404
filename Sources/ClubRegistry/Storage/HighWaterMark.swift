/// The last change of the own feed that was acknowledged here: what the feed may never fall below.
///
/// It stands in STATE, outside of every backup, so that a restored DIR is noticed. Exactly one
/// form: `{"chain":"…","feed":"…","seq":N}` and LF. Owned by whoever holds the node's lock.
package struct HighWaterMark: Hashable, Sendable {
    package let feed: FeedID
    /// Zero for a feed that is opened but has no line yet.
    package let seq: Int
    /// chain(seq) as base64url, 43 characters.
    package let chain: String

    /// Nil when `seq` is out of range or `chain` is not the one text of 32 bytes.
    package init?(feed: FeedID, seq: Int, chain: String) {
        guard (0...Self.greatestSeq).contains(seq), Base64URL.decode(chain.utf8, count: 32) != nil
        else { return nil }
        self.feed = feed
        self.seq = seq
        self.chain = chain
    }

    private static let greatestSeq = 1 << 53 - 1
    private static let byteLimit = 256

    /// What is found at the mark's place. Only ``found(_:)`` permits writing.
    package enum Loaded: Hashable, Sendable {
        case absent
        /// There is something, and it is not a mark.
        case damaged
        case found(HighWaterMark)
    }

    /// Reads the mark. What cannot be read at all (no right, a failing disk) is thrown: it is not
    /// absent.
    package static func load(
        _ path: String, calls: SystemCalls = .system
    ) throws(DurableFileError) -> Loaded {
        do throws(DurableFileError) {
            let bytes = try DurableFile.read(
                path, limit: byteLimit, followsLinks: false, calls: calls)
            return HighWaterMark(bytes: bytes).map { .found($0) } ?? .damaged
        } catch {
            switch error {
            case .tooLarge, .notRegular: return .damaged
            case _ where error.isAbsent: return .absent
            case .exists, .system: throw error
            }
        }
    }

    /// Replaces the mark at `path`, by ``DurableFile/replace(_:with:mode:calls:)``, after the lines
    /// it covers are durable.
    ///
    /// If we crash before it, then the feed has one commit above the mark, which the tail check
    /// counts in.
    func save(_ path: String, calls: SystemCalls = .system) throws(SystemError) {
        try DurableFile.replace(path, with: bytes, mode: 0o600, calls: calls)
    }

    /// The file's content.
    package var bytes: [UInt8] {
        Array("{\"chain\":\"\(chain)\",\"feed\":\"\(feed)\",\"seq\":\(seq)}\n".utf8)
    }

    /// Nil unless `bytes` are exactly what ``bytes`` of a mark gives.
    package init?(bytes: [UInt8]) {
        let parts = bytes.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
        guard parts.count == 11,
            let feed = FeedID(String(decoding: parts[7], as: UTF8.self)),
            let seq = Int(String(decoding: parts[10].dropFirst().dropLast(2), as: UTF8.self)),
            let mark = HighWaterMark(
                feed: feed, seq: seq, chain: String(decoding: parts[3], as: UTF8.self)),
            mark.bytes == bytes
        else { return nil }
        self = mark
    }
}
