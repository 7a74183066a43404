import Glibc

extension FeedArchive {
    /// A copy of a held line that may have in full what the held one lost.
    struct Copy: Sendable {
        let entry: FeedTree.Entry
        let line: [UInt8]
    }

    /// Puts parts back that held lines have lost; the node's lock is held, and
    /// ``refresh(sync:)`` has been called under it.
    ///
    /// Only a part that is stripped here, that no held erasure covers, and that the copy has in full
    /// is taken, never the reverse: what was erased stays erased. Leaf, chain and seals are the same
    /// before and after, so nothing else of the feed changes.
    ///
    /// Each file that has such a line is written anew, whole, and takes the place of the old one
    /// (``DurableFile/replace(_:with:mode:calls:)``), what stands behind its good lines included. If
    /// we crash before the rename, then the lines are still stripped, and asked for again; after it
    /// they are full. Memory holds the file twice meanwhile.
    ///
    /// - Parameter copies: verified behind a held sealed line, so that an equal `pre` is an equal line.
    /// - Returns: how many lines of the feed are fuller than before.
    /// - Throws: when the disk refuses; what this value says of the files may then be wrong, make
    ///   it anew.
    mutating func heal(_ copies: [Copy], of feed: FeedID) throws(SystemError) -> Int {
        guard damages[feed] == nil, let branches = history.feeds[feed]?.branches else { return 0 }
        let erasures = Erasures(history)
        var healed = Set<Hash256>()
        for index in branches.indices {
            let branch = branches[index]
            let wanted = copies.filter { copy in
                let place = copy.entry.seq - branch.firstSeq
                return branch.entries.indices.contains(place)
                    && branch.entries[place].pre == copy.entry.pre
                    && !lost(branch.entries[place].change, copy.entry.change, erasures).isEmpty
            }
            guard !wanted.isEmpty else { continue }
            let byPlace = Dictionary(
                wanted.map { ($0.entry.seq - branch.firstSeq, $0) }, uniquingKeysWith: { a, _ in a }
            )
            let done = try rewrite(feed, index, taking: byPlace, erasures)
            healed.formUnion(done)
        }
        return healed.count
    }

    private enum Member { case payload, personal }

    /// The parts that `held` lost and `copy` has.
    private func lost(_ held: Change, _ copy: Change, _ erasures: Erasures) -> Set<Member> {
        func isLost(_ mine: Part?, _ theirs: Part?) -> Bool {
            guard let mine, let theirs else { return false }
            return mine.isErased && !theirs.isErased && !erasures.covers(mine, in: held)
        }
        var lost = Set<Member>()
        if isLost(held.payload, copy.payload) { lost.insert(.payload) }
        if isLost(held.personal, copy.personal) { lost.insert(.personal) }
        return lost
    }

    /// Writes the file of a branch anew with fuller lines.
    ///
    /// - Returns: `pre` of those that are.
    private mutating func rewrite(
        _ feed: FeedID, _ branch: Int, taking copies: [Int: Copy], _ erasures: Erasures
    ) throws(SystemError) -> [Hash256] {
        let stored = files[feed]![branch]
        let path = "\(folder)/\(stored.name.text)"
        let old = try Self.read(
            path, from: 0, count: stored.byteCount, sync: false, inode: stored.version.inode, calls)
        var new = Array(old[..<stored.sharedByteCount])
        var at = stored.sharedByteCount
        var fuller: [Int: FeedTree.Entry] = [:]
        for (place, held) in history.feeds[feed]!.branches[branch].entries.enumerated() {
            let line = Array(old[at..<at + held.byteCount])
            at += held.byteCount
            guard let copy = copies[place],
                let (bytes, entry) = Self.completed(
                    line, held, by: copy, lost(held.change, copy.entry.change, erasures))
            else {
                new += line
                continue
            }
            fuller[place] = entry
            new += bytes
        }
        guard !fuller.isEmpty else { return [] }
        let goodByteCount = new.count
        new += old[at...]
        // The bits that a feed is made with; one that has others keeps them.
        try DurableFile.replace(path, with: new, mode: AppendFile.mode, calls: calls)
        guard let status = calls.lstat(path) else {
            throw SystemError(call: "lstat", path: path, errno: ENOENT)
        }
        files[feed]![branch].goodByteCount = goodByteCount
        files[feed]![branch].byteCount = new.count
        files[feed]![branch].version = Version(status)
        for (place, entry) in fuller {
            history.feeds[feed]!.replace(place, of: branch, with: entry)
        }
        return fuller.values.map(\.pre)
    }

    /// A held line with the parts that it lost; nil when what comes out is not that line after all.
    private static func completed(
        _ line: [UInt8], _ held: FeedTree.Entry, by copy: Copy, _ lost: Set<Member>
    ) -> (bytes: [UInt8], entry: FeedTree.Entry)? {
        // Both were accepted, and so was every part of them: this throws for a bug of ours only, and
        // then the line stays as it is.
        guard
            let bytes = try? LineParts.line(
                line, taking: lost.contains(.payload), lost.contains(.personal), of: copy.line),
            // As above.
            let change = try? LineScanner.scan(bytes), change.leaf == held.change.leaf,
            change.seal == held.change.seal
        else { return nil }
        return (
            bytes,
            FeedTree.Entry(
                change: change, pre: held.pre, chain: held.chain, byteCount: bytes.count)
        )
    }
}
