/// Checks the lines of one feed in order: size, grammar, chain, seal, who may write.
///
/// Lines wait in ``pending`` until a seal that covers them has been verified; nothing else may be
/// stored, served or folded. One signature is verified for each call of ``settle()``, not one a
/// line.
///
/// A writer runs its own commit through this before it appends, so the reader is exercised every
/// day.
package struct FeedVerifier: Sendable {
    package let feed: FeedID
    private let directory: NodeDirectory
    package private(set) var key: PublicKey?
    /// The number and chain of the last line read, pending ones included.
    package private(set) var seq: Int
    package private(set) var chain: Hash256
    package private(set) var pending: [FeedTree.Entry] = []
    /// So many of the pending lines, from the first, have no seal or one that is known to be bad.
    private var knownBadCount = 0
    private var commitLineCount = 0
    private var commitByteCount = 0

    package static let commitLineLimit = 1_000
    package static let commitByteLimit = 1_048_576

    /// Starts at the beginning of a feed.
    package init(feed: FeedID, directory: NodeDirectory) {
        self.feed = feed
        self.directory = directory
        seq = 0
        chain = Chain.start(network: directory.network, feed: feed)
    }

    /// Goes on after a sealed line that is held.
    package init(feed: FeedID, directory: NodeDirectory, key: PublicKey, seq: Int, chain: Hash256) {
        self.feed = feed
        self.directory = directory
        self.key = seq == 0 ? nil : key
        self.seq = seq
        self.chain = chain
    }

    /// Reads the next line, its LF included. Whatever it throws, what was pending stays pending.
    package mutating func read(_ bytes: [UInt8], in range: Range<Int>? = nil) throws(LineDefect) {
        let range = range ?? bytes.indices
        let change = try LineScanner.scan(bytes, in: range)
        guard change.feed == feed else { throw LineDefect(.wrongFeed) }
        guard change.seq == seq + 1 else { throw LineDefect(.gap) }
        guard commitLineCount < Self.commitLineLimit,
            commitByteCount + change.byteCeiling <= Self.commitByteLimit
        else { throw LineDefect(.commitTooLong) }
        if change.seq == 1 {
            try open(change)
        } else if change.kind == ReservedKind.feed.rawValue {
            throw LineDefect(.badShape)
        }
        let pre = Chain.pre(chain: chain, leaf: change.leaf)
        chain = Chain.link(pre: pre, seal: change.seal)
        seq = change.seq
        commitLineCount = change.seal == nil ? commitLineCount + 1 : 0
        commitByteCount = change.seal == nil ? commitByteCount + change.byteCeiling : 0
        pending.append(
            FeedTree.Entry(change: change, pre: pre, chain: chain, byteCount: range.count))
    }

    /// Line 1: the charter's identity key vouches for the feed key.
    private mutating func open(_ change: Change) throws(LineDefect) {
        guard case .opening(let opening) = change.body, change.seal != nil else {
            throw LineDefect(.notOpened)
        }
        guard opening.node == feed.node, FeedID(node: opening.node, key: opening.key) == feed else {
            throw LineDefect(.badOpening)
        }
        guard let identity = directory[opening.node] else { throw LineDefect(.unknownNode) }
        let message = Chain.opening(
            network: directory.network, node: opening.node, feed: feed, key: opening.key,
            continues: opening.continuesBytes)
        guard identity.verifies(opening.proof, of: message) else { throw LineDefect(.badProof) }
        key = opening.key
    }

    /// Takes out the pending lines that a good seal covers; the others stay.
    ///
    /// The last seal is tried first: when it is good, all before it is. A bad one makes this try
    /// the seals before it, and is reported beside the lines that stand. No seal is tried twice.
    package mutating func settle() -> (accepted: [FeedTree.Entry], defect: LineDefect?) {
        var defect: LineDefect?
        for index in pending.indices[knownBadCount...].reversed() {
            guard let seal = pending[index].change.seal else { continue }
            let message = Chain.sealed(
                network: directory.network, feed: feed, seq: pending[index].seq,
                pre: pending[index].pre)
            if let key, key.verifies(seal.bytes, of: message) {
                let accepted = Array(pending[...index])
                pending.removeSubrange(...index)
                // Those behind it were tried before it was.
                knownBadCount = pending.count
                return (accepted, defect)
            }
            defect = LineDefect(.badSeal)
        }
        // Only now do the bad ones from earlier count: a good seal behind them would cover them.
        if pending[..<knownBadCount].contains(where: { $0.change.seal != nil }) {
            defect = LineDefect(.badSeal)
        }
        knownBadCount = pending.count
        return ([], defect)
    }
}
