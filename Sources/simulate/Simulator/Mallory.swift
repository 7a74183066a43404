import MutantRegistry

/// A member of the club who lies: forks its feed, invents heads, claims to have seen what it did
/// not, and writes what only a later program would.
///
/// It has no store and no machine. What it writes is well-formed and sealed with its own key, so
/// honest offices take it; nothing of it may hide what they wrote. The ledger is told what each of
/// its lines really had seen.
final class Mallory: @unchecked Sendable {
    // One thread runs a simulation; see Scheduler.
    static let name = "mallory"
    private let identity: SigningKey
    private(set) var feeds: [MalloryFeed] = []
    private var directory: NodeDirectory!
    private var random: SeededRandom
    private let struck: (String) -> Void
    /// What an honest office holds, as anybody may see who pulls.
    private var view: History?
    /// Whether different askers are shown different branches.
    var isTwoFaced = true

    init(seed: UInt64, struck: @escaping (String) -> Void) {
        var random = SeededRandom(seed: seed, 6)
        identity = SigningKey(seed: (0..<32).map { _ in UInt8(random.below(256)) })!
        self.random = random
        self.struck = struck
    }

    var founder: Charter.Founder {
        Charter.Founder(node: Self.name, name: "Mallory", key: identity.publicKey)
    }

    func join(_ charter: Charter) {
        directory = charter.directory
        openFeed()
    }

    private func openFeed() {
        let key = SigningKey(seed: (0..<32).map { _ in UInt8(random.below(256)) })!
        let opening = try! CommitWriter.opening(
            node: Self.name, feedKey: key, identity: identity, directory: directory, at: at,
            using: random)
        feeds.append(MalloryFeed(id: opening.feed, key: key, opening.commit))
    }

    private var at: String { "20\(10 + random.below(80))-01-01T00:00:00Z" }

    func look(_ history: History) { view = history }

    // MARK: Writing

    private enum Deed: CaseIterable {
        case writeHonestly, inventHead, claimBeyondHead, fork, adopt, writeLater, delete
    }

    /// Writes one commit of some kind.
    func act(_ ledger: inout Ledger) {
        switch random.pick(Deed.allCases) {
        case .writeHonestly: write(&ledger, .honest)
        case .inventHead: write(&ledger, .inventedHead)
        case .claimBeyondHead: write(&ledger, .beyondHead)
        case .delete: write(&ledger, .honest, edit: random.one(in: 3) ? .restore : .delete)
        case .fork: fork(&ledger)
        case .adopt: adopt(&ledger)
        case .writeLater: writeLater(&ledger)
        }
    }

    private enum Claim { case honest, inventedHead, beyondHead }

    /// Writes on a record that honest offices hold.
    private func write(_ ledger: inout Ledger, _ claim: Claim, edit: Draft.Edit? = nil) {
        guard let view else { return }
        let entries = view.feeds.values.filter { $0.branches.count == 1 }
            .flatMap { $0.branches[0].entries }
        let keys = Set(entries.compactMap { $0.change.record?.key }).sorted()
        guard !keys.isEmpty else { return }
        let key = random.pick(keys)
        let feed = feeds[random.below(feeds.count)]
        let branch = random.below(feed.branches.count)
        var heads: [FeedID: [Head]] = [:]
        var after = VersionVector()
        var seen: Set<Hash256> = []
        for line in feed.branches[branch].entries where line.change.record?.key == key {
            after.insert(line.change.dot)
            seen.insert(line.pre)
        }
        let foreign = view.feeds.filter { id, tree in
            tree.branches.count == 1 && !feeds.contains { $0.id == id }
        }
        for (about, tree) in foreign.sorted(by: { $0.key < $1.key }) {
            let entries = tree.branches[0].entries
            let lines = entries.filter { $0.change.record?.key == key }
            guard let last = lines.last else { continue }
            let sealed = entries.compactMap(\.head)
            var stated = sealed.last!
            switch claim {
            case .honest: seen.formUnion(lines.map(\.pre))
            case .inventedHead:
                struck("invented head")
                stated = Head(
                    seq: stated.seq + 1 + random.below(40), pre: .of(stated.pre.bytes),
                    seal: stated.seal)
            case .beyondHead:
                struck("claim beyond head")
                stated = random.pick(sealed)
                seen.formUnion(lines.filter { $0.seq <= stated.seq }.map(\.pre))
            }
            heads[about] = [stated]
            after.insert(last.change.dot)
        }
        let edit = edit ?? .fields(operations())
        var drafts: [Draft] = heads.isEmpty ? [] : [.checkpoint(heads)]
        drafts.append(.record(key, after: after, edit))
        append(drafts, to: feed, branch, &ledger, seen: seen)
    }

    private func operations() -> Draft.Operations {
        let element = ByteText(random.pick(World.elements))
        let operation: FieldOperation =
            switch random.below(5) {
            case 0: FieldOperation(field: "themes", effect: .add([element]))
            case 1: FieldOperation(field: "themes", effect: .remove([element]))
            case 2: FieldOperation(field: random.pick(World.fields), effect: .unset)
            default:
                FieldOperation(field: random.pick(World.fields), effect: .set(.string("mine")))
            }
        return Draft.Operations(payload: [operation])
    }

    /// Goes on from an earlier seal as if what came after had never been.
    private func fork(_ ledger: inout Ledger) {
        let feed = feeds[0]
        guard feed.branches.count < 4 else { return }
        struck("forked feed")
        let branch = random.below(feed.branches.count)
        let places = feed.branches[branch].entries.indices.filter {
            feed.branches[branch].entries[$0].change.seal != nil
        }
        let count = random.pick(places) + 1
        guard count < feed.branches[branch].entries.count else { return }
        feed.branches.append(feed.branches[branch].prefix(count))
        write(&ledger, on: feed, feed.branches.count - 1)
    }

    private func write(_ ledger: inout Ledger, on feed: MalloryFeed, _ branch: Int) {
        guard
            let key = view?.feeds.values.lazy.flatMap({ $0.branches[0].entries })
                .compactMap({ $0.change.record?.key }).min()
        else {
            return append([.checkpoint([:])], to: feed, branch, &ledger, seen: [])
        }
        append(
            [.record(key, after: [:], .fields(operations()))], to: feed, branch, &ledger, seen: [])
    }

    /// A second feed that stands by the branches of the first.
    private func adopt(_ ledger: inout Ledger) {
        guard feeds[0].branches.count > 1 else { return }
        struck("adopted branches")
        if feeds.count == 1 { openFeed() }
        var heads = feeds[0].branches.compactMap { $0.entries.last?.head }
        if random.one(in: 3) { heads = [random.pick(heads)] }
        append(
            [.adoption([feeds[0].id: Array(Set(heads)).sorted()])], to: feeds[1], 0, &ledger,
            seen: [])
    }

    private func writeLater(_ ledger: inout Ledger) {
        let later = random.pick(Forgery.Later.allCases)
        // A lock on a record of others would keep them from writing; that is its own matter.
        let key = RecordKey(kind: "action", id: RecordID(home: Self.name, using: &random))
        struck("unknown \(later)")
        let feed = feeds[random.below(feeds.count)]
        let branch = random.below(feed.branches.count)
        let last = feed.branches[branch].entries.last!
        let open = Forgery.open(
            later, of: key, feed: feed.id, seq: last.seq + 1, at: at, &random)
        // Whatever the defect, a line of ours that is none is a bug of the simulator.
        guard let leaf = try? LineScanner.scan(Array((open + "}\n").utf8)).leaf else {
            preconditionFailure("not a line: \(open)")
        }
        let pre = Chain.pre(chain: last.chain, leaf: leaf)
        let seal = Seal(
            bytes: feed.key.sign(
                Chain.sealed(
                    network: directory.network, feed: feed.id, seq: last.seq + 1, pre: pre)))!
        let line = Array((open + #","seal":"\#(seal.text)"}"# + "\n").utf8)
        var verifier = FeedVerifier(
            feed: feed.id, directory: directory, key: feed.key.publicKey, seq: last.seq,
            chain: last.chain)
        try! verifier.read(line)
        feed.branches[branch].append(verifier.settle().accepted, line)
    }

    private func append(
        _ drafts: [Draft], to feed: MalloryFeed, _ branch: Int, _ ledger: inout Ledger,
        seen: Set<Hash256>
    ) {
        let last = feed.branches[branch].entries.last!
        let writer = CommitWriter(
            feed: feed.id, key: feed.key, directory: directory, seq: last.seq, chain: last.chain)
        // A line too long for a commit is one that mallory cannot write either.
        guard let commit = try? writer.commit(drafts, at: at, using: &random) else { return }
        feed.branches[branch].append(commit.entries, commit.bytes)
        for entry in commit.entries { ledger.write(entry, seen: seen) }
        struck("line of mallory's")
    }

    // MARK: Serving

    /// The branches of a feed that an asker is shown.
    private func shown(_ feed: MalloryFeed, to asker: Int) -> [MalloryFeed.Branch] {
        isTwoFaced && feed.branches.count > 1
            ? [feed.branches[asker % feed.branches.count]] : feed.branches
    }

    func frontier(for asker: Int) -> Frontier {
        var heads: [FeedID: [Head]] = [:]
        for feed in feeds {
            heads[feed.id] = Array(Set(shown(feed, to: asker).compactMap { $0.entries.last?.head }))
                .sorted()
        }
        if isTwoFaced, random.one(in: 4), let view {
            // It says that it has more of others' feeds than there is.
            let feed = random.pick(view.feeds.keys.sorted())
            if let head = view.feeds[feed]?.heads.last, heads[feed] == nil {
                struck("invented frontier")
                heads[feed] = [
                    Head(seq: head.seq + 1, pre: .of(head.pre.bytes), seal: head.seal)
                ]
            }
        }
        return Frontier(network: directory.network, feeds: heads)
    }

    /// Nil when it holds another chain at `seq`.
    func lines(of id: FeedID, after seq: Int, chain: Hash256, head: Hash256, for asker: Int)
        -> [UInt8]?
    {
        guard let feed = feeds.first(where: { $0.id == id }) else {
            // A line of its own under the name of somebody else's feed.
            struck("foreign line")
            return feeds[0].branches[0].bytes(after: max(0, feeds[0].branches[0].entries.count - 1))
        }
        let branches = shown(feed, to: asker)
        let branch = branches.first { $0.entries.contains { $0.pre == head } } ?? branches[0]
        guard seq <= branch.entries.count else { return [] }
        let start = Chain.start(network: directory.network, feed: id)
        guard (seq == 0 ? start : branch.entries[seq - 1].chain) == chain else { return nil }
        return branch.bytes(after: seq)
    }
}
