@testable import ClubRegistry

/// Lines of several feeds, through verifier, tree, fold and dump.
///
/// A mutated line has no good seal, so the target seals again: of each line of the input that the
/// scanner accepts, the seal is made with the feed's key, unless it is all `A`. A line whose number
/// was given before opens a branch. What comes out must not depend on the order in which chains are
/// taken, on how often, or on how the bytes are cut.
enum FeedTarget {
    private typealias Chains = [(feed: FeedID, key: PublicKey, entries: [FeedTree.Entry])]

    static func run(_ bytes: [UInt8]) {
        cut(bytes)
        let chains = chains(of: bytes)
        guard !chains.isEmpty else { return }
        let dump = bounded(bytes) { self.dump(chains) }
        promise(self.dump(chains.reversed()) == dump, "another dump in another order")
        promise(self.dump(chains + chains) == dump, "another dump when lines come twice")
        var prefixes: Chains = []
        for chain in chains.reversed() {
            for end in chain.entries.indices where chain.entries[end].change.seal != nil {
                prefixes.append((chain.feed, chain.key, Array(chain.entries[...end])))
            }
        }
        promise(self.dump(prefixes + chains) == dump, "another dump when lines come bit by bit")
    }

    // MARK: Cutting

    /// `Intake` takes the same lines of the raw bytes, however they are cut.
    private static func cut(_ bytes: [UInt8]) {
        guard let feed = firstFeed(bytes) else { return }
        func accepted(_ size: Int) -> (Int?, LineDefect.Code?) {
            var intake = Intake(FeedVerifier(feed: feed, directory: Keys.directory))
            var defect: LineDefect?
            for start in stride(from: 0, to: bytes.count, by: size) where defect == nil {
                defect = intake.read(Array(bytes[start..<min(bytes.count, start + size)]))
            }
            return (intake.settle().entries.last?.seq, defect?.code)
        }
        let whole = accepted(max(1, bytes.count))
        promise(whole == accepted(7), "another result in pieces of 7 bytes")
    }

    private static func firstFeed(_ bytes: [UInt8]) -> FeedID? {
        let end = bytes.firstIndex(of: 0x0a).map { $0 + 1 } ?? bytes.count
        return (try? LineScanner.scan(bytes, in: 0..<end))?.feed
    }

    // MARK: Sealing

    private static func chains(of bytes: [UInt8]) -> Chains {
        let bytes = Keys.named(bytes)
        var runs: [FeedID: [Run]] = [:]
        var start = 0
        while let end = bytes[start...].firstIndex(of: 0x0a) {
            let line = Array(bytes[start...end])
            start = end + 1
            guard let change = try? LineScanner.scan(line), let key = Keys.feeds[change.feed],
                let (meant, line) = meant(change, line, runs)
            else { continue }
            if runs[change.feed]?.last?.take(line, meant, key) == true { continue }
            // It does not continue: a new branch from a sealed line of the last one, or from the
            // start.
            if let run = Run(meant, leaving: runs[change.feed]?.last), run.take(line, meant, key) {
                runs[change.feed, default: []].append(run)
            }
        }
        return runs.sorted { $0.key < $1.key }.flatMap { feed, runs in
            runs.compactMap { run in
                let entries = run.accepted
                return entries.isEmpty ? nil : (feed, Keys.feeds[feed]!.publicKey, entries)
            }
        }
    }

    /// The line with what only a program can know: the proof of an opening, and heads that are held
    /// where the input names one by its number.
    private static func meant(
        _ change: Change, _ line: [UInt8], _ runs: [FeedID: [Run]]
    ) -> (Change, [UInt8])? {
        func held(_ heads: [FeedID: [Head]]) -> [FeedID: [Head]] {
            Dictionary(
                uniqueKeysWithValues: heads.map { feed, heads in
                    let found = heads.map { head in
                        runs[feed]?.last { $0.head(head.seq) != nil }?.head(head.seq) ?? head
                    }
                    return (feed, Array(Set(found)))
                })
        }
        let draft: Draft
        switch change.body {
        case .opening:
            let line = Keys.opening(of: change.feed, at: change.at)
            return (try? LineScanner.scan(line)).map { ($0, line) }
        case .checkpoint(let heads): draft = .checkpoint(held(heads))
        case .adoption(let heads): draft = .adoption(held(heads))
        default: return (change, line)
        }
        var generator = SystemRandomNumberGenerator()
        let open = LineWriter.open(
            draft, feed: change.feed, seq: change.seq, at: change.at, using: &generator)
        let line = LineWriter.close(open, seal: change.seal)
        return (try? LineScanner.scan(line)).map { ($0, line) }
    }

    /// One chain of a feed while it is being sealed.
    private final class Run {
        private let base: [FeedTree.Entry]
        private var verifier: FeedVerifier

        /// Starts at the place of `change`, behind the lines of `run`.
        init?(_ change: Change, leaving run: Run?) {
            base = Array((run?.all ?? []).prefix(change.seq - 1))
            guard base.count == change.seq - 1, base.last.map({ $0.change.seal != nil }) ?? true
            else { return nil }
            let start = Chain.start(network: Keys.directory.network, feed: change.feed)
            verifier = FeedVerifier(
                feed: change.feed, directory: Keys.directory,
                key: Keys.feeds[change.feed]!.publicKey, seq: base.count,
                chain: base.last?.chain ?? start)
        }

        private var all: [FeedTree.Entry] { base + verifier.pending }

        /// The head of line `seq`, when it has a seal.
        func head(_ seq: Int) -> Head? { all.first { $0.seq == seq }?.head }

        /// The lines that a good seal covers, from line 1 on.
        var accepted: [FeedTree.Entry] {
            var verifier = verifier
            let settled = verifier.settle()
            return settled.accepted.isEmpty ? [] : base + settled.accepted
        }

        func take(_ line: [UInt8], _ change: Change, _ key: SigningKey) -> Bool {
            guard change.seq == verifier.seq + 1 else { return false }
            var line = line
            if let seal = change.seal, seal.bytes.contains(where: { $0 != 0 }) {
                let pre = Chain.pre(chain: verifier.chain, leaf: change.leaf)
                let signed = key.sign(
                    Chain.sealed(
                        network: Keys.directory.network, feed: change.feed, seq: change.seq,
                        pre: pre))
                // 86 characters, then `"}` and LF: the one end of every sealed line.
                let end = line.count - 3
                line.replaceSubrange(end - 86..<end, with: Base64URL.bytes(of: signed))
            }
            return (try? verifier.read(line)) != nil
        }
    }

    // MARK: Folding

    private static func dump(_ chains: Chains) -> [UInt8] {
        var history = History(network: Keys.directory.network)
        for (feed, key, entries) in chains {
            if history.feeds[feed] == nil {
                history.feeds[feed] = FeedTree(feed: feed, key: key, entries: entries)
            } else {
                let taken = history.feeds[feed]!.take(entries, network: history.network)
                promise(taken != nil, "lines from line 1 on find no place")
                // As an archive does that reads several files.
                history.feeds[feed]!.complete(with: entries)
            }
        }
        return Dump(Fold(history)).bytes
    }
}
