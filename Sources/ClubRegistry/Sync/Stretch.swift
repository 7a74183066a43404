/// A run of lines to ask a peer for once more, because some of them are stripped here.
struct Stretch: Sendable {
    let feed: FeedID
    /// A head of the peer on whose chain the lines lie.
    let head: Head
    /// The sealed line held before the first of them, 0 for none.
    let after: Int
    let chain: Hash256
    /// The sealed line at the end of the commit that has the last of them: no more is read.
    let upto: Int
    /// The lines that are wanted.
    let pres: Set<Hash256>

    /// Stretches that one pull asks one peer for. Which ones is left to chance, so that lines that
    /// no peer has do not keep others waiting for ever; the rest waits for the next pull.
    static let limit = 16
    /// Lines between two wanted ones for which no second question is asked.
    static let gapLineLimit = 1_000
    /// Bytes of wanted lines that are kept of one stretch; the rest of it waits for the next pull.
    static let byteLimit = 8 << 20
    /// How long one peer may be asked for such lines, in one pull.
    static let timeLimit = Duration.seconds(120)
}

extension History {
    /// The stretches in which a peer that states `frontier` has the incomplete lines.
    ///
    /// Lines whose feed the peer holds to a head that is not held here are left out: the ordinary
    /// pull comes first.
    ///
    /// - Complexity: O(lines × heads).
    func stretches(
        _ incomplete: [(feed: FeedID, seq: Int, pre: Hash256)], _ frontier: Frontier
    ) -> [Stretch] {
        var places: [FeedID: [Head: [(seq: Int, pre: Hash256)]]] = [:]
        for line in incomplete {
            guard let tree = feeds[line.feed] else { continue }
            let head = frontier.feeds[line.feed, default: []].first { head in
                guard tree.holds(head), head.seq >= line.seq,
                    let tip = tree.position(seq: head.seq, pre: head.pre)
                else { return false }
                return tree.entry(line.seq, on: tip.branch)?.pre == line.pre
            }
            guard let head else { continue }
            places[line.feed, default: [:]][head, default: []].append((line.seq, line.pre))
        }
        return places.sorted { $0.key < $1.key }.flatMap { feed, heads in
            heads.sorted { $0.key < $1.key }.flatMap { head, lines in
                runs(lines.sorted { $0.seq < $1.seq }).map { run in
                    stretch(of: feed, to: head, run)
                }
            }
        }
    }

    private func runs(_ lines: [(seq: Int, pre: Hash256)]) -> [[(seq: Int, pre: Hash256)]] {
        var runs: [[(seq: Int, pre: Hash256)]] = []
        for line in lines {
            if let last = runs.last?.last, line.seq - last.seq <= Stretch.gapLineLimit {
                runs[runs.count - 1].append(line)
            } else {
                runs.append([line])
            }
        }
        return runs
    }

    private func stretch(of feed: FeedID, to head: Head, _ run: [(seq: Int, pre: Hash256)])
        -> Stretch
    {
        let tree = feeds[feed]!
        let branch = tree.position(seq: head.seq, pre: head.pre)!.branch
        func isSealed(_ seq: Int) -> Bool { tree.entry(seq, on: branch)?.change.seal != nil }
        var after = run[0].seq - 1
        while after > 0, !isSealed(after) { after -= 1 }
        var upto = run.last!.seq
        while upto < head.seq, !isSealed(upto) { upto += 1 }
        return Stretch(
            feed: feed, head: head, after: after,
            chain: tree.chain(after, on: branch, network: network)!, upto: upto,
            pres: Set(run.map(\.pre)))
    }
}
