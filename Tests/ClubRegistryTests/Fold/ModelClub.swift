import ClubTestSupport

@testable import ClubRegistry

/// A club in memory: nodes that write real signed lines and pull feeds cut at any seal.
///
/// Lines are built without bytes, which is what makes thousands of histories affordable; that bytes
/// and lines agree is what the vectors test. For every line the model remembers what its author had
/// *folded* of that record: happened-before itself, from which ``SlowFold`` is taken.
struct ModelClub {
    let directory: NodeDirectory
    var actors: [Actor]
    /// By `pre`: the record lines, by `pre`, that the author had folded when it wrote this one.
    var seen: [Hash256: Set<Hash256>] = [:]
    var generator: SeededGenerator
    private var counter = 0

    /// A node, or a clone of one: what it holds, and the feed it writes.
    struct Actor {
        let node: String
        var feed: FeedID
        var key: SigningKey
        var branch: Int = 0
        var history: History
        var isStopped = false
        /// The chain end of what it wrote itself.
        var tip: (seq: Int, pre: Hash256, chain: Hash256)
    }

    static let kind = "action"

    init(nodes: Int, generator: SeededGenerator) {
        let names = (0..<nodes).map { "n\($0)" }
        directory = NodeDirectory(network: .of([1, 2, 3]), keys: [:])
        self.generator = generator
        actors = []
        for name in names { actors.append(openActor(name)) }
    }

    private mutating func openActor(_ node: String) -> Actor {
        let key = SigningKey(
            seed: (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })!
        let feed = FeedID(node: node, key: key.publicKey)
        let opening = Change.Opening(
            node: node, key: key.publicKey, proof: [], continues: [:], continuesBytes: [])
        let start = Chain.start(network: directory.network, feed: feed)
        let entry = makeEntry(
            feed: feed, key: key, seq: 1, chain: start, kind: "feed", body: .opening(opening),
            operations: [], isSealed: true)
        var history = History(network: directory.network)
        history.feeds[feed] = FeedTree(feed: feed, key: key.publicKey, entries: [entry])
        return Actor(
            node: node, feed: feed, key: key, history: history,
            tip: (1, entry.pre, entry.chain))
    }

    mutating func makeEntry(
        feed: FeedID, key: SigningKey, seq: Int, chain: Hash256, kind: String, body: Change.Body,
        operations: [FieldOperation], isSealed: Bool
    ) -> FeedTree.Entry {
        counter += 1
        let leaf = Hash256.of("model leaf", Framing.u64(counter), Array(feed.text.utf8))
        let pre = Chain.pre(chain: chain, leaf: leaf)
        var seal: Seal?
        if isSealed {
            seal = Seal(
                bytes: key.sign(
                    Chain.sealed(network: directory.network, feed: feed, seq: seq, pre: pre)))
        }
        let part = Part(hash: leaf, isErased: false, note: nil, operations: operations)
        let change = Change(
            feed: feed, seq: seq, at: "2027-01-01T00:00:00Z", kind: kind, v: 1, body: body,
            payload: operations.isEmpty ? nil : part, personal: nil, seal: seal, leaf: leaf,
            byteCeiling: 1)
        return FeedTree.Entry(
            change: change, pre: pre, chain: Chain.link(pre: pre, seal: seal), byteCount: 1)
    }

    // MARK: What actors do

    /// Actor `i` writes one commit: the checkpoints it owes, then `bodies`.
    @discardableResult
    mutating func write(_ i: Int, _ edits: [(RecordKey, Draft.Edit)], extra: [Draft] = [])
        -> [FeedTree
        .Entry]
    {
        let fold = Fold(actors[i].history)
        var drafts = Statement.drafts(for: actors[i].feed, fold: fold) + extra
        drafts += edits.map { .record($0.0, after: fold.state(of: $0.0).version, $0.1) }
        return append(drafts, to: i, folded: fold)
    }

    /// Appends exactly these drafts, honest or not.
    @discardableResult
    mutating func append(_ drafts: [Draft], to i: Int, folded fold: Fold) -> [FeedTree.Entry] {
        let actor = actors[i]
        var entries: [FeedTree.Entry] = []
        var own: [RecordKey: [FeedTree.Entry]] = [:]
        var (seq, _, chain) = actor.tip
        for (index, draft) in drafts.enumerated() {
            seq += 1
            var body: Change.Body
            var operations: [FieldOperation] = []
            var kind = Self.kind
            switch draft {
            case .record(let key, var after, let edit):
                if let last = own[key]?.last { after.insert(Dot(feed: actor.feed, seq: last.seq)) }
                var action = Change.Action.fields
                switch edit {
                case .fields(let given): operations = given.payload
                case .delete: action = .delete
                case .restore: action = .restore
                }
                kind = key.kind
                body = .record(Change.RecordChange(key: key, after: after, action: action))
            case .checkpoint(let heads): (body, kind) = (.checkpoint(heads), "checkpoint")
            case .adoption(let heads): (body, kind) = (.adoption(heads), "adoption")
            default: preconditionFailure("not used by the model")
            }
            let entry = makeEntry(
                feed: actor.feed, key: actor.key, seq: seq, chain: chain, kind: kind, body: body,
                operations: operations, isSealed: index == drafts.count - 1)
            if let key = draft.record {
                let before = fold.state(of: key).lines.map(\.pre) + (own[key] ?? []).map(\.pre)
                seen[entry.pre] = Set(before)
                own[key, default: []].append(entry)
            }
            chain = entry.chain
            entries.append(entry)
        }
        let taken = actors[i].history.feeds[actor.feed]!.take(entries, network: directory.network)
        precondition(taken != nil)
        let last = entries.last!
        actors[i].tip = (last.seq, last.pre, last.chain)
        return entries
    }

    /// Actor `i` pulls from `j`: every branch of every feed, each cut at a random seal.
    mutating func pull(_ i: Int, from j: Int, cuts: Bool = true) {
        // Sorted: the order of a dictionary differs from run to run, and a seed must not.
        for (feed, theirs) in actors[j].history.feeds.sorted(by: { $0.key < $1.key }) {
            for branch in theirs.branches.indices {
                let chain = Self.chain(of: branch, in: theirs)
                let mine = actors[i].history.feeds[feed]
                let held = chain.prefix { entry in
                    mine?.position(seq: entry.seq, pre: entry.pre) != nil
                }.count
                var end = cuts ? Int.random(in: held...chain.count, using: &generator) : chain.count
                while end > held, chain[end - 1].change.seal == nil { end -= 1 }
                guard end > held else { continue }
                Self.take(
                    Array(chain[..<end]), feed: feed, key: theirs.key, into: &actors[i].history)
            }
        }
        if actors[i].history.feeds[actors[i].feed]!.branches.count > 1 {
            actors[i].isStopped = true
        }
    }

    static func take(
        _ chain: [FeedTree.Entry], feed: FeedID, key: PublicKey, into history: inout History
    ) {
        if history.feeds[feed] == nil {
            history.feeds[feed] = FeedTree(feed: feed, key: key, entries: chain)
        } else {
            precondition(history.feeds[feed]!.take(chain, network: history.network) != nil)
        }
    }

    static func chain(of branch: Int, in tree: FeedTree) -> [FeedTree.Entry] {
        (1...tree.branches[branch].lastSeq).map { tree.entry($0, on: branch)! }
    }

    /// A copy of the actor's folder and state, both in use from now on.
    mutating func clone(_ i: Int) { actors.append(actors[i]) }

    /// A stopped actor opens a new feed that adopts every branch of its node's feeds that it holds.
    mutating func recover(_ i: Int) {
        let old = actors[i]
        var fresh = openActor(old.node)
        for (feed, tree) in old.history.feeds { fresh.history.feeds[feed] = tree }
        actors[i] = fresh
        let heads = old.history.feeds.filter { $0.key.node == old.node && $0.key != fresh.feed }
            .mapValues(\.heads)
        write(i, [], extra: [.adoption(heads)])
    }
}
