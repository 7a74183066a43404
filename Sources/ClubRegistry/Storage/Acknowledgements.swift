/// The warnings that a person of this office has taken note of, so that last month's fork does not
/// hide tonight's: `acknowledged.json` in DIR, local, never sent.
///
/// Losing it is harmless: what it holds is warned of once more.
package struct Acknowledgements: Hashable, Sendable, Codable {
    /// Per feed, the branches known: for each place where branches part, the first sealed line of
    /// each.
    package private(set) var forks: [String: [String]] = [:]
    /// What peers sent that was refused: `peer feed reason`.
    package private(set) var refusals: [String] = []

    package init() {}

    /// What is warned of: a fork with just these branches, or a refusal.
    package enum Warning: Hashable, Sendable {
        case fork(FeedID, branches: Set<Hash256>)
        case refusal(peer: String, feed: String, reason: String)
    }

    package func covers(_ warning: Warning) -> Bool {
        switch warning {
        case .fork(let feed, let branches):
            Set(branches.map(\.text)).isSubset(of: forks[feed.text] ?? [])
        case .refusal(let peer, let feed, let reason):
            refusals.contains(Self.text(peer, feed, reason))
        }
    }

    package mutating func insert(_ warning: Warning) {
        switch warning {
        case .fork(let feed, let branches):
            forks[feed.text] = Set(forks[feed.text] ?? []).union(branches.map(\.text)).sorted()
        case .refusal(let peer, let feed, let reason):
            let text = Self.text(peer, feed, reason)
            if !refusals.contains(text) { refusals.append(text) }
            // The oldest go first; what goes and still happens is warned of again.
            refusals.removeFirst(max(0, refusals.count - Self.refusalLimit))
        }
    }

    private static func text(_ peer: String, _ feed: String, _ reason: String) -> String {
        "\(peer) \(feed) \(reason)"
    }

    private static let refusalLimit = 1_000
    private static let byteLimit = 1 << 20

    /// What stands at `path`; nothing, when that is no such file: then everything is warned of.
    ///
    /// - Throws: when the disk does not answer.
    static func load(_ path: String, calls: SystemCalls) throws(DurableFileError)
        -> Acknowledgements
    {
        try LocalNotes.load(path, byteLimit: byteLimit, calls: calls) ?? Self()
    }

    func save(_ path: String, calls: SystemCalls) throws(SystemError) {
        try LocalNotes.save(self, path, calls: calls)
    }
}
