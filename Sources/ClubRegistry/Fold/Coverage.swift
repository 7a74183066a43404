/// Decides whether one change had seen another: `docs/format.md` §9, *Coverage*.
///
/// A context names what its author had folded, and counts only as far as a signed checkpoint of the
/// same feed states a head that exists. So nobody can claim to have seen what does not exist, and a
/// fork cannot make a claim cover the branch that its author did not hold.
///
/// - Complexity: one lookup of a statement per question; each statement is resolved once.
final class Coverage {
    private let history: History
    /// Per feed and branch: the checkpoints that state a feed, ascending by seq.
    private var statements: [FeedID: [[FeedID: [Statement]]]] = [:]
    private var resolved: [Site: Reach] = [:]
    /// Heads with a bad seal, and good ones that disagree with what is held: shown to people.
    private(set) var flags: Set<Flag> = []

    private struct Statement {
        let seq: Int
        let heads: [Head]
    }

    private struct Site: Hashable {
        let author: FeedID
        let position: FeedTree.Position
        let about: FeedID
    }

    /// How far a statement reaches in the feed it states.
    private enum Reach {
        /// No head with a good seal: covers nothing.
        case nothing
        /// Every good head disagrees with what is held: the earlier statement applies.
        case against
        /// Lines on the chains to these, and, for a head beyond what is held, lines up to the fork
        /// point.
        case upTo([FeedTree.Position], isBeyond: Bool)
    }

    struct Flag: Hashable {
        let author: Dot
        let about: FeedID
        let reason: Reason

        enum Reason: Hashable { case badSeal, disagrees }
    }

    init(_ history: History) {
        self.history = history
        for (feed, tree) in history.feeds {
            statements[feed] = tree.branches.map { branch in
                var byFeed: [FeedID: [Statement]] = [:]
                for entry in branch.entries {
                    guard case .checkpoint(let heads) = entry.change.body else { continue }
                    for (about, heads) in heads {
                        byFeed[about, default: []].append(Statement(seq: entry.seq, heads: heads))
                    }
                }
                return byFeed
            }
        }
    }

    /// Whether `d` covers `c`, two changes of one record.
    func covers(_ d: FoldedLine, _ c: FoldedLine) -> Bool {
        if isPlanted(.contextIgnored) { return d.change.at > c.change.at }
        let after = d.record.after[c.feed]
        guard after >= c.seq, let tree = history.feeds[c.feed] else { return false }
        if c.feed == d.feed {
            return c.seq < d.seq && tree.entry(c.seq, on: d.position.branch)?.pre == c.pre
        }
        guard let author = history.feeds[d.feed] else { return false }
        var branch = d.position.branch
        var before = d.seq
        while true {
            for statement in (statements[d.feed]?[branch][c.feed] ?? []).reversed()
            where statement.seq < before {
                let position = FeedTree.Position(branch: branch, seq: statement.seq)
                switch reach(
                    of: statement, at: Site(author: d.feed, position: position, about: c.feed))
                {
                case .nothing: return false
                case .against: continue
                case .upTo(let ends, let isBeyond):
                    if isBeyond, c.seq <= tree.forkPoint ?? .max { return true }
                    if isPlanted(.contextBeyondHead) { return true }
                    return ends.contains {
                        if isPlanted(.otherBranchHead), c.seq <= $0.seq { return true }
                        return c.seq <= $0.seq && tree.entry(c.seq, on: $0.branch)?.pre == c.pre
                    }
                }
            }
            guard let parent = author.branches[branch].parent else { return false }
            branch = parent.branch
            before = min(before, parent.seq + 1)
        }
    }

    private func reach(of statement: Statement, at site: Site) -> Reach {
        if let reach = resolved[site] { return reach }
        let reach = resolve(statement, site)
        resolved[site] = reach
        return reach
    }

    private func resolve(_ statement: Statement, _ site: Site) -> Reach {
        guard let tree = history.feeds[site.about] else { return .nothing }
        let author = Dot(feed: site.author, seq: site.position.seq)
        var ends: [FeedTree.Position] = []
        var isBeyond = false
        var isAgainst = false
        for head in statement.heads {
            let position = tree.position(seq: head.seq, pre: head.pre)
            let held = position.flatMap { tree.entry($0.seq, on: $0.branch) }
            if held?.change.seal != head.seal, !tree.hasSealed(head, in: history.network),
                !isPlanted(.badStatementCounts)
            {
                flags.insert(Flag(author: author, about: site.about, reason: .badSeal))
            } else if let position {
                ends.append(position)
            } else if tree.tips.contains(where: { $0.seq < head.seq }) {
                isBeyond = true
            } else {
                isAgainst = true
                flags.insert(Flag(author: author, about: site.about, reason: .disagrees))
            }
        }
        if ends.isEmpty, !isBeyond { return isAgainst ? .against : .nothing }
        return .upTo(ends, isBeyond: isBeyond)
    }
}

/// A record line that is folded, with its place.
struct FoldedLine {
    let change: Change
    let record: Change.RecordChange
    let pre: Hash256
    let position: FeedTree.Position
    /// Past the fork point of its feed, where a dot needs `pre` to name one line.
    let isBeyondFork: Bool

    var feed: FeedID { change.feed }
    var seq: Int { change.seq }
    var source: RecordView.Source { RecordView.Source(dot: change.dot, at: change.at) }

    /// Listing order: feed, seq, pre.
    static func isListedBefore(_ a: FoldedLine, _ b: FoldedLine) -> Bool {
        a.change.dot == b.change.dot ? a.pre < b.pre : a.change.dot < b.change.dot
    }
}
