/// What one node may ask another. Answers are claims: nothing in them counts until it has been
/// verified.
///
/// A conformer bounds everything: bytes, time without progress, time altogether for small answers.
/// It may be called concurrently. A test conformer that lies is the same to a pull as one that
/// speaks HTTP.
package protocol Peer: Sendable {
    /// The name that this node's configuration gives it.
    var name: String { get }

    /// The peer's frontier; nil when it is still the one with digest `known` (HTTP 304).
    func frontier(known: Hash256?, held: Held?) async throws -> Frontier?

    /// The lines of `feed` after the line `seq` whose chain is `chain`, towards the head `head`.
    func lines(of feed: FeedID, after seq: Int, chain: Hash256, head: Hash256)
        async throws -> PeerLines

    /// The peer's clock minus ours, in seconds, as it last said; nil when it has not. To be
    /// reported, never used.
    var clockDifferenceSeconds: Int? { get }
}

extension Peer {
    package var clockDifferenceSeconds: Int? { nil }
}

/// What is held of the peer's own newest feed, said with every question: whoever holds more of a feed than its
/// writer tells the writer that it was restored.
package struct Held: Sendable, Hashable {
    package let feed: FeedID
    package let head: Head
}

/// The answer to a question for lines.
package enum PeerLines: Sendable {
    /// The peer holds another chain at the line asked after.
    case otherChain
    case stream(LineStream)
}

/// Bytes as they come; nil at the end. The end is not a proof that the peer had no more.
package struct LineStream: Sendable {
    private let produce: @Sendable () async throws -> [UInt8]?

    package init(_ produce: @escaping @Sendable () async throws -> [UInt8]?) {
        self.produce = produce
    }

    package func next() async throws -> [UInt8]? { try await produce() }
}

/// Why a peer gave no usable answer.
package enum PeerError: Error, Hashable, Sendable {
    /// Not reached: no such host, refused, timed out before it answered.
    case unreachable(String)
    /// Whoever answers at its address has not shown that it is that server: no TLS, or a certificate
    /// of an authority that is unknown here, or for another name.
    case untrusted(String)
    /// It began, and stopped half-way: cut, stalled.
    case interrupted(String)
    /// It answered that it will not answer: 401, 403, or another error status.
    case refused(status: Int)
    /// What it sent is not what the protocol says: not a frontier, too large, bad HTTP.
    case nonsense(String)
    /// Its configured address cannot be used at all.
    case badAddress(String)

    /// Whether asking again may help.
    var isPassing: Bool {
        switch self {
        case .unreachable, .interrupted: true
        case .refused(let status): status >= 500 || status == 429
        case .nonsense, .badAddress, .untrusted: false
        }
    }
}
