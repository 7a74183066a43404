extension FeedTree {
    /// What taking in lines did.
    package struct Taken: Sendable {
        /// Lines that were not held before.
        package var added = 0
        /// The branch that got them, and whether it is new: then the feed has (another) fork.
        package var branch = 0
        package var isNewBranch = false
        /// What the branch got, for whoever stores it: for a new branch, from the shared seal on.
        package var stored: [Entry] = []
        /// The last seal shared with the branch that a new branch leaves.
        package var parent: Position?
        /// For a new branch: one that has the lines between that seal and the difference, too.
        package var matched = 0
        /// Lines behind those taken wait for a person.
        package var isHeldBack = false
    }

    /// Takes in verified, sealed lines that follow the held line `seq` (0: the start of the feed).
    ///
    /// Lines held already are passed over, so taking twice changes nothing; lines that continue a
    /// branch extend it; others open a branch at the last seal they share. Nil when the lines do
    /// not follow a held line.
    ///
    /// - Complexity: O(entries × branches).
    package mutating func take(_ entries: [Entry], network: Hash256) -> Taken? {
        guard let first = entries.first, entries.last?.change.seal != nil else { return nil }
        let bases = branches.indices.filter { branch in
            chain(first.seq - 1, on: branch, network: network).map {
                Chain.pre(chain: $0, leaf: first.change.leaf) == first.pre
            } ?? false
        }
        // The branch that has most of these lines already is the one they belong to, or leave last.
        let matches = bases.map { branch in
            (branch, entries.prefix { entry(entry: $0, on: branch) }.count)
        }
        if isPlanted(.secondBranchDropped), let first = matches.first,
            first.1 < entries.count, entries[first.1].seq <= branches[first.0].lastSeq
        {
            return Taken(branch: first.0)
        }
        guard let (branch, count) = matches.max(by: { $0.1 < $1.1 }) else { return nil }
        var taken = Taken(branch: branch)
        guard count < entries.count else { return taken }
        let rest = Array(entries[count...])
        taken.added = rest.count
        if rest[0].seq == branches[branch].lastSeq + 1 {
            append(rest, to: branch)
            taken.stored = rest
            return taken
        }
        var shared = rest[0].seq - 1
        while shared > 0, entry(shared, on: branch)?.change.seal == nil { shared -= 1 }
        let parent = owner(of: shared, on: branch)
        taken.parent = parent
        taken.matched = branch
        taken.isNewBranch = true
        taken.branch = branches.count
        // Lines between the shared seal and the difference stand in both branches, so each reads
        // alone.
        let common = (shared + 1..<rest[0].seq).compactMap { entry($0, on: branch) }
        taken.stored = common + rest
        addBranch(taken.stored, leaving: parent)
        return taken
    }

    /// Where the lines of a file of their own, which follow a held sealed line or begin the feed,
    /// part from those held: from the last seal that they share with a branch on.
    ///
    /// Nil when all of them are held, or when they only go on where a branch ends: then they are not
    /// a branch.
    ///
    /// - Complexity: O(entries × branches).
    func parting(_ entries: [Entry], after base: Position?)
        -> (rest: [Entry], parent: Position?)?
    {
        let counts = branches.indices.map { branch in
            (branch, entries.prefix { entry(entry: $0, on: branch) }.count)
        }
        let (branch, count) = counts.max { $0.1 < $1.1 }!
        guard count < entries.count else { return nil }
        let owner = count == 0 ? base?.branch ?? 0 : branch
        guard entries[count].seq <= branches[owner].lastSeq else { return nil }
        guard let shared = entries[..<count].lastIndex(where: { $0.change.seal != nil }) else {
            return (entries, base.map { self.owner(of: $0.seq, on: $0.branch) })
        }
        return (
            Array(entries[(shared + 1)...]), self.owner(of: entries[shared].seq, on: branch)
        )
    }

    private func entry(entry: Entry, on branch: Int) -> Bool {
        self.entry(entry.seq, on: branch)?.chain == entry.chain
    }

    /// The branch that stores the line `seq` of the chain of `branch`.
    private func owner(of seq: Int, on branch: Int) -> Position {
        var branch = branch
        while let parent = branches[branch].parent, seq <= parent.seq { branch = parent.branch }
        return Position(branch: branch, seq: seq)
    }
}
