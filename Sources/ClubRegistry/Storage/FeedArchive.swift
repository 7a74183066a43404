import Glibc

/// The folder `feeds/` as read: the history, and which bytes of which file say so.
///
/// A value without open files. It reads and never writes; ``FeedArchive/store(_:bytes:of:key:)`` and
/// the tail check, which do, run under the node's lock. Reading verifies everything with the
/// verifier that a pull uses.
package struct FeedArchive: Sendable {
    package let folder: String
    let calls: SystemCalls
    package let directory: NodeDirectory
    package internal(set) var history: History
    /// Feeds whose file stops making sense in the middle: the lines before stand, the file is not
    /// written to.
    package private(set) var damages: [FeedID: Damage] = [:]
    /// Feed files of which no line could be accepted: empty, torn before their first seal, or a branch that joins nothing
    /// held. Nothing of them counts.
    package private(set) var barren: Set<String> = []
    /// The files of ``damages``, as they were when they were read.
    private var damaged: [FeedFileName: Version] = [:]
    /// Per feed, its files in the order of its branches.
    var files: [FeedID: [StoredFile]] = [:]

    /// The names found last, which need not be read again.
    private var names: [String: FeedFileName] = [:]

    /// A file and how far it is good.
    struct StoredFile: Sendable {
        let name: FeedFileName
        /// Bytes before the first line of the branch: lines that another file has, too. We write no
        /// such file; others may.
        var sharedByteCount = 0
        /// Bytes of accepted lines.
        var goodByteCount: Int
        /// Bytes that were there when it was read; more than the good ones when a tail is unsealed.
        var byteCount: Int
        /// The file as it was then, but for its size.
        var version: Version
    }

    /// Which file stood under a name, and in which state.
    struct Version: Sendable, Hashable {
        let inode: UInt64
        let changedAt: Int

        init(_ status: FileStatus) {
            inode = status.inode
            changedAt = status.changedAt
        }
    }

    package struct Damage: Sendable, Hashable {
        package let file: String
        /// The number of the line that is wrong.
        package let line: Int
        package let code: LineDefect.Code
    }

    /// - Throws: when the folder or a file cannot be read. What a file holds never throws, it is in
    ///   ``damages``.
    package init(
        reading folder: String, directory: NodeDirectory, calls: SystemCalls = .system
    ) throws(SystemError) {
        self.folder = folder
        self.calls = calls
        self.directory = directory
        history = History(network: directory.network)
        try refresh(sync: false)
    }

    // MARK: Reading

    /// Takes in what has been appended since; reads everything again when a file shrank, or another
    /// one took its place: lines stand elsewhere in a file that was healed or repaired.
    ///
    /// - Parameter sync: `fsync` files that have grown before their lines count, for a process that
    ///   shows them to others: the process that wrote them may not have got that far.
    /// - Returns: whether anything changed.
    /// - Complexity: O(new bytes); O(files) when there are none.
    @discardableResult
    package mutating func refresh(sync: Bool) throws(SystemError) -> Bool {
        do throws(SystemError) {
            return try takeIn(sync: sync)
        } catch let error where error.errno == ESTALE {
            // Replaced between the listing and the reading, or twice since the last time: from the
            // start then. Files are replaced by hand or once a pull, so not again at once.
            forget()
            _ = try takeIn(sync: sync)
            return true
        }
    }

    private mutating func forget() {
        history = History(network: directory.network)
        files = [:]
        damages = [:]
        damaged = [:]
        barren = []
    }

    private mutating func takeIn(sync: Bool) throws(SystemError) -> Bool {
        let found = try Self.list(folder, calls, &names)
        let hasBeenReplaced = files.values.joined().contains { file in
            guard let now = found[file.name], now.size >= file.byteCount else { return true }
            let version = Version(now)
            return version.inode != file.version.inode
                || now.size == file.byteCount && version != file.version
        }
        // Nobody appends to a damaged file: whatever has changed, somebody mended it.
        let hasBeenMended = damaged.contains { found[$0].map(Version.init) != $1 }
        if hasBeenReplaced || hasBeenMended { forget() }
        // The name of a file that took the place of another counts from here on, too.
        if sync, files.isEmpty, !found.isEmpty { try DurableFile.syncFolder(folder, calls) }
        var hasChanged = hasBeenReplaced || hasBeenMended
        let mains = found.keys.filter { $0.branch == nil }
        let branches = found.keys.filter { $0.branch != nil }.sorted { $0.text < $1.text }
        for name in mains.sorted(by: { $0.text < $1.text }) {
            if try read(name, found[name]!, sync: sync) { hasChanged = true }
        }
        // A branch may leave another branch, so those that found no place are tried again after the
        // others.
        var waiting = branches
        while !waiting.isEmpty {
            var left: [FeedFileName] = []
            for name in waiting {
                let isKnown = files[name.feed]?.contains { $0.name == name } ?? false
                if isKnown {
                    if try read(name, found[name]!, sync: sync) { hasChanged = true }
                } else if try readBranch(name, found[name]!, sync: sync) {
                    hasChanged = true
                } else {
                    left.append(name)
                }
            }
            barren.subtract(waiting.map(\.text))
            barren.formUnion(left.map(\.text))
            guard left.count < waiting.count else { break }
            waiting = left
        }
        return hasChanged
    }

    /// Reads what is new in the file of a branch that is known, or of a feed that is not.
    ///
    /// - Throws: `ESTALE`, also when what was read before does not stand before it any more.
    private mutating func read(_ name: FeedFileName, _ status: FileStatus, sync: Bool)
        throws(SystemError) -> Bool
    {
        guard damages[name.feed] == nil else { return false }
        let index = files[name.feed]?.firstIndex { $0.name == name }
        let good = index.map { files[name.feed]![$0].goodByteCount } ?? 0
        guard status.size > (index.map { files[name.feed]![$0].byteCount } ?? 0) else {
            if index == nil { barren.insert(name.text) }
            return false
        }
        // The last line is read once more: numbers of files are used again, so a file that was
        // replaced twice may have the number that it had.
        let last = index.flatMap { history.feeds[name.feed]!.branches[$0].entries.last }
        let again = last?.byteCount ?? 0
        let path = "\(folder)/\(name.text)"
        var bytes = try Self.read(
            path, from: good - again, count: status.size - good + again, sync: sync,
            inode: status.inode, calls)
        if let last {
            // Whatever is wrong with it, it is not that line.
            let line = try? LineScanner.scan(bytes, in: 0..<min(again, bytes.count))
            guard line?.leaf == last.change.leaf, line?.seal == last.change.seal else {
                throw SystemError(call: "read", path: path, errno: ESTALE)
            }
            bytes.removeFirst(again)
        }
        let verifier: FeedVerifier
        if let index, let tree = history.feeds[name.feed] {
            let last = tree.branches[index].lastSeq
            verifier = FeedVerifier(
                feed: name.feed, directory: directory, key: tree.key, seq: last,
                chain: tree.chain(last, on: index, network: directory.network)!)
        } else {
            verifier = FeedVerifier(feed: name.feed, directory: directory)
        }
        let reading = Reading(bytes, verifier)
        note(reading.defect, of: name, status)
        if index == nil, reading.accepted.isEmpty {
            barren.insert(name.text)
        } else {
            barren.remove(name.text)
        }
        if let index {
            history.feeds[name.feed]!.append(reading.accepted, to: index)
            files[name.feed]![index].goodByteCount += reading.goodByteCount
            files[name.feed]![index].byteCount = good + bytes.count
            files[name.feed]![index].version = Version(status)
        } else if let key = reading.verifier.key, !reading.accepted.isEmpty {
            history.feeds[name.feed] = FeedTree(
                feed: name.feed, key: key, entries: reading.accepted)
            files[name.feed] = [
                StoredFile(
                    name: name, goodByteCount: reading.goodByteCount, byteCount: bytes.count,
                    version: Version(status))
            ]
        }
        return !reading.accepted.isEmpty
    }

    /// Reads the file of a branch for the first time: it follows some sealed line of its feed.
    private mutating func readBranch(_ name: FeedFileName, _ status: FileStatus, sync: Bool)
        throws(SystemError) -> Bool
    {
        guard let tree = history.feeds[name.feed] else { return false }
        let bytes = try Self.read(
            "\(folder)/\(name.text)", from: 0, count: status.size, sync: sync,
            inode: status.inode, calls)
        // Grammar first: without a first line there is no place to look for.
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")),
            let first = try? LineScanner.scan(bytes, in: 0..<end + 1)
        else { return false }
        for branch in tree.branches.indices {
            let seq = first.seq - 1
            guard seq == 0 || tree.entry(seq, on: branch)?.change.seal != nil,
                let chain = tree.chain(seq, on: branch, network: directory.network)
            else { continue }
            let verifier = FeedVerifier(
                feed: name.feed, directory: directory, key: tree.key, seq: seq, chain: chain)
            let reading = Reading(bytes, verifier)
            guard !reading.accepted.isEmpty else { continue }
            note(reading.defect, of: name, status)
            let base = seq == 0 ? nil : FeedTree.Position(branch: branch, seq: seq)
            history.feeds[name.feed]!.complete(with: reading.accepted)
            guard let parting = tree.parting(reading.accepted, after: base) else { return true }
            history.feeds[name.feed]!.addBranch(parting.rest, leaving: parting.parent)
            files[name.feed]!.append(
                StoredFile(
                    name: name,
                    sharedByteCount: reading.goodByteCount
                        - parting.rest.reduce(0) { $0 + $1.byteCount },
                    goodByteCount: reading.goodByteCount, byteCount: bytes.count,
                    version: Version(status)))
            return true
        }
        return false
    }

    private mutating func note(
        _ defect: (line: Int, code: LineDefect.Code)?, of name: FeedFileName, _ status: FileStatus
    ) {
        guard let defect else { return }
        damaged[name] = Version(status)
        damages[name.feed] = Damage(file: name.text, line: defect.line, code: defect.code)
    }
}
