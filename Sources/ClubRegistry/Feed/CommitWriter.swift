/// Turns drafts into the sealed lines of one commit of the own feed.
///
/// It holds no file. The bytes it returns have been through the reader's full verifier: a writer
/// never appends what a reader would refuse.
package struct CommitWriter: Sendable {
    package let feed: FeedID
    private let key: SigningKey
    private let directory: NodeDirectory
    private let seq: Int
    private let chain: Hash256

    /// Goes on after the sealed line `seq` whose chain is `chain`; for a new feed, 0 and its start.
    package init(
        feed: FeedID, key: SigningKey, directory: NodeDirectory, seq: Int, chain: Hash256
    ) {
        self.feed = feed
        self.key = key
        self.directory = directory
        self.seq = seq
        self.chain = chain
    }

    package struct Commit: Sendable {
        package let bytes: [UInt8]
        package let entries: [FeedTree.Entry]
    }

    /// The lines of `drafts`, the last one sealed. A later draft on the same record has the earlier
    /// ones of this commit in its context.
    ///
    /// - Throws: what the verifier would refuse: a commit or a line that is too long, mostly.
    package func commit(
        _ drafts: [Draft], at: String, using generator: inout some RandomNumberGenerator
    ) throws(LineDefect) -> Commit {
        precondition(!drafts.isEmpty)
        var verifier = FeedVerifier(
            feed: feed, directory: directory, key: key.publicKey, seq: seq, chain: chain)
        var bytes: [UInt8] = []
        var chain = chain
        var seq = seq
        var own: [RecordKey: Int] = [:]
        for (index, draft) in drafts.enumerated() {
            seq += 1
            var draft = draft
            if case .record(let key, var after, let edit) = draft {
                if let last = own[key] { after.insert(Dot(feed: feed, seq: last)) }
                own[key] = seq
                draft = .record(key, after: after, edit)
            }
            let open = LineWriter.open(draft, feed: feed, seq: seq, at: at, using: &generator)
            var line = LineWriter.close(open, seal: nil)
            let leaf = try LineScanner.scan(line).leaf
            let pre = Chain.pre(chain: chain, leaf: leaf)
            var seal: Seal?
            if index == drafts.count - 1 {
                let message = Chain.sealed(
                    network: directory.network, feed: feed, seq: seq, pre: pre)
                seal = Seal(bytes: key.sign(message))
                line = LineWriter.close(open, seal: seal)
            }
            chain = Chain.link(pre: pre, seal: seal)
            try verifier.read(line)
            bytes += line
        }
        let (accepted, defect) = verifier.settle()
        if let defect { throw defect }
        guard verifier.pending.isEmpty else { throw LineDefect(.badSeal) }
        return Commit(bytes: bytes, entries: accepted)
    }
}

extension CommitWriter {
    /// Line 1 of a new feed of `node`, vouched for by its identity key.
    ///
    /// - Parameter continues: an older feed of the node and the head it is known to have: a lower
    ///   bound, for people.
    package static func opening(
        node: String, feedKey: SigningKey, identity: SigningKey, continues: (FeedID, Head)? = nil,
        directory: NodeDirectory, at: String,
        using generator: some RandomNumberGenerator = SystemRandomNumberGenerator()
    ) throws(LineDefect) -> (feed: FeedID, commit: Commit) {
        let feed = FeedID(node: node, key: feedKey.publicKey)
        let older = continues.map { [$0.0: [$0.1]] } ?? [:]
        let proof = identity.sign(
            Chain.opening(
                network: directory.network, node: node, feed: feed, key: feedKey.publicKey,
                continues: Draft.continuesBytes(older)))
        let writer = CommitWriter(
            feed: feed, key: feedKey, directory: directory, seq: 0,
            chain: Chain.start(network: directory.network, feed: feed))
        var generator = generator
        let draft = Draft.opening(
            node: node, key: feedKey.publicKey, proof: proof, continues: older)
        return (feed, try writer.commit([draft], at: at, using: &generator))
    }
}
