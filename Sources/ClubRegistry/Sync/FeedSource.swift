/// What a node shows to its peers: its frontier, and the lines of the feeds it holds.
///
/// The server asks through this protocol and owns no file. A conformer promises that everything it
/// returns is sealed and durable: a peer counts what it was given, so a line that a crash could
/// take back must never be handed out. Calls come concurrently, one per request in flight.
package protocol FeedSource: Sendable {
    /// The SHA-256 of the charter, base64url without padding.
    var networkID: String { get }

    /// The id of this node.
    var nodeID: String { get }

    /// Who may ask, and by which key they are known.
    var directory: NodeDirectory { get }

    /// The heads of every feed held here, as canonical JSON.
    ///
    /// Body and digest belong to one instant: a digest that is newer than its body would make a
    /// peer skip lines it never saw.
    ///
    /// - Throws: When the store cannot be read; the peer gets a 500 that does not say why.
    func frontier() async throws -> ServedFrontier

    /// The sealed lines of `feed` past line `seq`.
    ///
    /// - Parameters:
    ///   - feed: A feed name whose grammar has been checked; no feed of that name need exist.
    ///   - seq: The last line the peer holds, 0 for none, at most 2^53 − 1.
    ///   - chain: chain(`seq`) as the peer holds it, base64url, canonical. Never nil when `seq` is
    ///     above 0.
    ///   - head: pre of the head the peer wants to reach, where a feed has branches. Nil means the
    ///     branch that `chain` lies on.
    func lines(of feed: String, after seq: Int, chain: String?, head: String?) async throws
        -> FeedAnswer
}

/// The frontier at one instant.
package struct ServedFrontier: Sendable, Equatable {
    /// Canonical JSON.
    package let body: [UInt8]

    /// SHA-256 of `body`, base64url without padding; becomes the entity tag.
    package let digest: String

    package init(body: [UInt8], digest: String) {
        self.body = body
        self.digest = digest
    }
}

/// The answer to a question about the lines of one feed.
package enum FeedAnswer: Sendable {
    /// No feed of that name is held here.
    case unknownFeed

    /// The line asked from is held, with another chain: a fork, or a peer that lost its way.
    case otherChain

    /// The lines that follow, none when the peer has them all.
    case lines(FeedLines)
}

/// Lines of one feed, read as they are sent, so that a feed never has to fit in memory.
///
/// For one consumer, once. Bytes are those received or written here, never re-serialised.
package struct FeedLines: Sendable {
    private let produce: @Sendable () async throws -> [UInt8]?

    /// - Parameter produce: Gives chunks of whole lines, each with its LF, then nil. 64 KiB is a
    ///   good size for a chunk.
    package init(_ produce: @escaping @Sendable () async throws -> [UInt8]?) {
        self.produce = produce
    }

    /// The next chunk of whole lines, nil at the end.
    ///
    /// - Throws: When the feed cannot be read further; what was given before stays good, the
    ///   response is cut short.
    package func next() async throws -> [UInt8]? {
        try await produce()
    }
}
