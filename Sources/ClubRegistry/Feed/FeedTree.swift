/// One feed as it is held: its accepted lines, and the branches of a fork beside one another.
///
/// A feed without a fork has one branch. Only sealed lines are in here. Branch 0 is the one held
/// first; which one that is has no meaning for the fold.
package struct FeedTree: Sendable {
    package let feed: FeedID
    package let key: PublicKey
    package private(set) var branches: [Branch]

    /// An accepted line and its place in the chain.
    package struct Entry: Sendable {
        package let change: Change
        package let pre: Hash256
        package let chain: Hash256
        /// Bytes of the line, its LF included.
        package let byteCount: Int

        package var seq: Int { change.seq }
        package var head: Head? { change.seal.map { Head(seq: seq, pre: pre, seal: $0) } }
    }

    package struct Branch: Sendable {
        /// The last line shared with the branch it left; nil for branch 0.
        package let parent: Position?
        package internal(set) var entries: [Entry]

        package var firstSeq: Int { (parent?.seq ?? 0) + 1 }
        package var lastSeq: Int { firstSeq + entries.count - 1 }
    }

    /// A line: the branch that has it, and its number.
    package struct Position: Sendable, Hashable {
        package let branch: Int
        package let seq: Int

        package init(branch: Int, seq: Int) {
            self.branch = branch
            self.seq = seq
        }
    }

    /// A feed begins with its opening line.
    package init(feed: FeedID, key: PublicKey, entries: [Entry]) {
        precondition(entries.first?.seq == 1 && entries.last?.change.seal != nil)
        self.feed = feed
        self.key = key
        branches = [Branch(parent: nil, entries: entries)]
    }

    /// The first `seq` lines of a feed without a fork; nil when none is left. A fork stays as it
    /// is.
    package func trimmed(to seq: Int) -> FeedTree? {
        guard branches.count == 1, seq < lastSeq else { return self }
        guard seq > 0 else { return nil }
        var trimmed = self
        trimmed.branches[0].entries.removeSubrange(seq...)
        return trimmed
    }

    /// Appends sealed lines to a branch.
    package mutating func append(_ entries: [Entry], to branch: Int = 0) {
        guard !entries.isEmpty else { return }
        precondition(entries[0].seq == branches[branch].lastSeq + 1)
        branches[branch].entries += entries
    }

    /// Adds a branch that leaves at `parent`, a sealed line, or at the start of the feed (nil).
    package mutating func addBranch(_ entries: [Entry], leaving parent: Position?) {
        branches.append(Branch(parent: parent ?? Position(branch: 0, seq: 0), entries: entries))
    }

    /// The line numbered `seq` on the chain of `branch`, wherever it is stored; nil where the chain
    /// ends before it, which is what a peer that asks for more is told.
    ///
    /// - Complexity: O(branches).
    package func entry(_ seq: Int, on branch: Int) -> Entry? {
        var branch = branch
        while let parent = branches[branch].parent, seq <= parent.seq { branch = parent.branch }
        let index = seq - branches[branch].firstSeq
        return branches[branch].entries.indices.contains(index)
            ? branches[branch].entries[index] : nil
    }

    /// chain(seq) on the chain of `branch`; for 0, where the feed starts.
    package func chain(_ seq: Int, on branch: Int, network: Hash256) -> Hash256? {
        seq == 0 ? Chain.start(network: network, feed: feed) : entry(seq, on: branch)?.chain
    }

    /// Where the line (seq, pre) is held.
    package func position(seq: Int, pre: Hash256) -> Position? {
        for branch in branches.indices {
            let index = seq - branches[branch].firstSeq
            if branches[branch].entries.indices.contains(index),
                branches[branch].entries[index].pre == pre
            {
                return Position(branch: branch, seq: seq)
            }
        }
        return nil
    }

    /// A line in its fullest form: branches may hold copies of one line, some with a part stripped.
    func fullest(_ entry: Entry) -> Change {
        guard branches.count > 1, entry.change.parts.contains(where: \.isErased) else {
            return entry.change
        }
        return branches.indices.reduce(entry.change) { change, branch in
            guard let copy = self.entry(entry.seq, on: branch), copy.pre == entry.pre else {
                return change
            }
            return change.completed(by: copy.change)
        }
    }

    /// Takes over the parts that other copies of held lines have in full.
    mutating func complete(with copies: [Entry]) {
        for copy in copies {
            guard let place = position(seq: copy.seq, pre: copy.pre) else { continue }
            let index = place.seq - branches[place.branch].firstSeq
            let held = branches[place.branch].entries[index]
            guard held.change.parts.contains(where: \.isErased) else { continue }
            branches[place.branch].entries[index] = Entry(
                change: held.change.completed(by: copy.change), pre: held.pre, chain: held.chain,
                byteCount: held.byteCount)
        }
    }

    /// Puts another form of a held line in its place: the same leaf, so the same chain.
    mutating func replace(_ index: Int, of branch: Int, with entry: Entry) {
        precondition(branches[branch].entries[index].chain == entry.chain)
        branches[branch].entries[index] = entry
    }

    /// Whether the sealed line of a head is held, with that very seal.
    package func holds(_ head: Head) -> Bool {
        branches.indices.contains { entry(head.seq, on: $0)?.head == head }
    }

    /// Whether the key of this feed made the seal of a head, held or not.
    package func hasSealed(_ head: Head, in network: Hash256) -> Bool {
        key.verifies(
            head.seal.bytes,
            of: Chain.sealed(network: network, feed: feed, seq: head.seq, pre: head.pre))
    }

    /// The seq of the last seal common to all branches; nil when there is no fork.
    package var forkPoint: Int? {
        branches.count == 1 ? nil : branches.compactMap { $0.parent?.seq }.min()
    }

    /// The last lines of the branches.
    package var tips: [Entry] { branches.compactMap(\.entries.last) }
    package var lastSeq: Int { branches[0].lastSeq }

    /// The heads held, in the order of frontiers.
    package var heads: [Head] { tips.compactMap(\.head).sorted() }
}

/// All feeds that a node holds; what the fold is a function of.
package struct History: Sendable {
    package let network: Hash256
    package var feeds: [FeedID: FeedTree]

    package init(network: Hash256, feeds: [FeedID: FeedTree] = [:]) {
        self.network = network
        self.feeds = feeds
    }
}
