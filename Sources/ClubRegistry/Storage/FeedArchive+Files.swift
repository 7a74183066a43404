import Glibc

extension FeedArchive {
    /// The feed files of the folder, and what `lstat` says of each. Other names are not ours and stay untouched.
    ///
    /// - Parameter known: the names found the last time; afterwards those found now.
    static func list(
        _ folder: String, _ calls: SystemCalls, _ known: inout [String: FeedFileName]
    ) throws(SystemError) -> [FeedFileName: FileStatus] {
        guard let names = calls.list(folder) else {
            // No folder, no feeds: version control, for one, does not keep an empty folder.
            if errno == ENOENT { return [:] }
            throw SystemError(call: "opendir", path: folder, errno: errno)
        }
        var found: [FeedFileName: FileStatus] = [:]
        let before = known
        known = [:]
        for text in names {
            guard let name = before[text] ?? FeedFileName(text) else { continue }
            known[text] = name
            let path = "\(folder)/\(text)"
            guard let status = calls.lstat(path) else {
                throw SystemError(call: "lstat", path: path, errno: errno)
            }
            guard status.isRegularFile else { continue }
            found[name] = status
        }
        return found
    }

    /// `count` bytes from `offset` on, or fewer when the file has become shorter.
    ///
    /// - Parameter inode: of the file in which the offset means something; nil for any.
    /// - Throws: `ESTALE` when another file has taken its name.
    static func read(
        _ path: String, from offset: Int, count: Int, sync: Bool, inode: UInt64? = nil,
        _ calls: SystemCalls
    ) throws(SystemError) -> [UInt8] {
        let file = try Descriptor(opening: path, O_RDONLY | O_NOFOLLOW, calls)
        if let inode {
            guard try file.status().inode == inode else {
                throw SystemError(call: "open", path: path, errno: ESTALE)
            }
        }
        if sync { try file.sync() }
        return try file.read(count, at: offset)
    }

    /// Where the lines after `seq` on the chain of `branch` stand, up to its last sealed line.
    func segments(of feed: FeedID, branch: Int, after seq: Int) -> [Segment] {
        guard let tree = history.feeds[feed], let stored = files[feed] else { return [] }
        var segments: [Segment] = []
        var branch = branch
        var last = tree.branches[branch].lastSeq
        while true {
            let entries = tree.branches[branch].entries
            let firstSeq = tree.branches[branch].firstSeq
            let skipped = max(0, seq - firstSeq + 1)
            let kept = max(0, last - firstSeq + 1)
            if kept > skipped {
                let offset = entries[..<skipped].reduce(stored[branch].sharedByteCount) {
                    $0 + $1.byteCount
                }
                segments.append(
                    Segment(
                        path: "\(folder)/\(stored[branch].name.text)",
                        inode: stored[branch].version.inode, offset: offset,
                        lineByteCounts: entries[skipped..<kept].map(\.byteCount), calls: calls))
            }
            guard let parent = tree.branches[branch].parent, parent.seq > seq else { break }
            branch = parent.branch
            last = parent.seq
        }
        return segments.reversed()
    }

    /// A run of whole lines in one file.
    struct Segment: Sendable {
        let path: String
        let inode: UInt64
        var offset: Int
        var lineByteCounts: [Int]
        let calls: SystemCalls

        /// Bytes of a chunk, about; a line longer than that is a chunk of its own.
        static let chunkByteCount = 64 * 1024

        /// Reads the next chunk of whole lines; nil at the end.
        ///
        /// - Throws: also when the file has become shorter than it was, or lines end elsewhere in
        ///   it: somebody replaced it underneath, and a part of a line is nothing to send.
        mutating func next() throws(SystemError) -> [UInt8]? {
            guard !lineByteCounts.isEmpty else { return nil }
            var count = 0
            var lines = 0
            while lines < lineByteCounts.count,
                lines == 0 || count + lineByteCounts[lines] <= Self.chunkByteCount
            {
                count += lineByteCounts[lines]
                lines += 1
            }
            let bytes = try FeedArchive.read(
                path, from: offset, count: count, sync: false, inode: inode, calls)
            guard bytes.count == count, Self.ends(lineByteCounts[..<lines], in: bytes) else {
                throw SystemError(call: "read", path: path, errno: EIO)
            }
            offset += count
            lineByteCounts.removeFirst(lines)
            return bytes
        }

        private static func ends(_ lineByteCounts: ArraySlice<Int>, in bytes: [UInt8]) -> Bool {
            var end = 0
            return lineByteCounts.allSatisfy { count in
                let first = end
                end += count
                return bytes[first] == UInt8(ascii: "{") && bytes[end - 1] == UInt8(ascii: "\n")
            }
        }
    }
}

extension FeedArchive {
    /// Takes in verified lines of a feed and makes them durable; the node's lock is held, and
    /// ``refresh(sync:)`` has been called under it.
    ///
    /// What is held already is passed over. Lines that continue a file are appended to it, after a
    /// tail that no seal covers was cut off: write, fsync. Lines past a fork become a file of their
    /// own. If we crash here, then the tail of that file is cut off at the next append and the
    /// lines are pulled again.
    ///
    /// - Returns: what was taken in; nil when the lines do not follow what is held.
    /// - Throws: when the disk refuses; what was held stays as it was.
    mutating func store(
        _ entries: [FeedTree.Entry], bytes: [UInt8], of feed: FeedID, key: PublicKey
    )
        throws(AppendFileError) -> FeedTree.Taken?
    {
        guard damages[feed] == nil else { return nil }
        guard var tree = history.feeds[feed] else {
            guard entries.first?.seq == 1 else { return nil }
            let name = FeedFileName(feed: feed)
            let version = try append(bytes, to: name, good: 0)
            history.feeds[feed] = FeedTree(feed: feed, key: key, entries: entries)
            files[feed] = [
                StoredFile(
                    name: name, goodByteCount: bytes.count, byteCount: bytes.count,
                    version: version)
            ]
            return FeedTree.Taken(added: entries.count, stored: entries)
        }
        guard let taken = tree.take(entries, network: directory.network) else { return nil }
        guard taken.added > 0 else { return taken }
        var fresh = Array(
            bytes.suffix(taken.stored.suffix(taken.added).reduce(0) { $0 + $1.byteCount }))
        if taken.isNewBranch {
            let commonCount = taken.stored.count - taken.added
            let common = try commonBytes(
                of: feed, branch: taken.matched, after: taken.parent?.seq ?? 0, count: commonCount)
            let name = FeedFileName(
                feed: feed, branch: taken.stored.first { $0.change.seal != nil }!.chain)
            guard !(files[feed]!.contains { $0.name == name }) else { return nil }
            let version = try append(common + fresh, to: name, good: 0)
            files[feed]!.append(
                StoredFile(
                    name: name, goodByteCount: common.count + fresh.count,
                    byteCount: common.count + fresh.count, version: version))
        } else {
            if isPlanted(.headJumpsGap), taken.added > 2 {
                fresh.removeFirst(taken.stored[0].byteCount)
            }
            let file = files[feed]![taken.branch]
            files[feed]![taken.branch].version = try append(
                fresh, to: file.name, good: file.goodByteCount)
            files[feed]![taken.branch].goodByteCount += fresh.count
            files[feed]![taken.branch].byteCount = file.goodByteCount + fresh.count
        }
        history.feeds[feed] = tree
        return taken
    }

    /// The first lines after a seal on the chain of a branch, wherever they are stored: what a new branch has in
    /// common with it.
    private func commonBytes(of feed: FeedID, branch: Int, after seq: Int, count: Int)
        throws(AppendFileError) -> [UInt8]
    {
        var bytes: [UInt8] = []
        var left = count
        for var segment in segments(of: feed, branch: branch, after: seq) where left > 0 {
            segment.lineByteCounts = Array(segment.lineByteCounts.prefix(left))
            left -= segment.lineByteCounts.count
            do throws(SystemError) {
                while let chunk = try segment.next() { bytes += chunk }
            } catch {
                throw .system(error)
            }
        }
        return bytes
    }

    private func append(_ bytes: [UInt8], to name: FeedFileName, good: Int)
        throws(AppendFileError) -> Version
    {
        let file = try AppendFile(opening: "\(folder)/\(name.text)", calls: calls)
        if file.length > good { try file.truncate(to: good) }
        guard file.length == good else { throw .changedUnderneath(file.path) }
        try file.append(bytes)
        try file.sync()
        return Version(try file.status())
    }
}
