import Glibc
import Synchronization

/// One node: its folder, its state, and what folds from its feeds. The front door for commands and
/// server.
///
/// The actor owns the files. One uninterrupted turn of it, with the node's lock held, reads what
/// other processes wrote, decides, appends, syncs and advances the mark; there is no `await`
/// between reading and appending. Several processes on one store are safe: writers take the lock,
/// readers read what is sealed and, of the own feed, what the mark acknowledges.
package actor Registry {
    package nonisolated let place: NodePlace
    package nonisolated let configuration: NodeConfiguration
    package nonisolated let charter: Charter?
    /// How long to wait for another process that holds the lock.
    package nonisolated let lockWait: Duration
    nonisolated let calls: SystemCalls
    nonisolated let stateRoot: String
    private nonisolated let instance: Mutex<InstanceID>
    private nonisolated let syncFailure = SyncFailure()

    var archive: FeedArchive?
    var cache: (fold: Fold, mark: HighWaterMark?)? { didSet { stated = nil } }
    /// The frontier of the cached fold, once somebody has asked for it.
    private var stated: StatedFrontier?
    #if MUTANTS
    /// Told, before a command writes, the number of its first line and the folded lines of each
    /// record that it builds on: what the author had seen, for a simulator to hold against what
    /// the line says.
    package typealias Witness = (_ firstSeq: Int, _ folded: [RecordKey: Set<Hash256>]) -> Void
    // Unchecked, because it is set once, by whoever opened this, before anything is asked of it.
    nonisolated(unsafe) package var witness: Witness?
    #endif
    /// What bugs that are planted remember; nothing else reads it.
    var memory = MutantMemory()
    /// Whether all that `archive` holds was synced when it was read.
    private var isSynced = false
    /// The mark that is known to be on disk, and not in the cache of the machine alone.
    var durableMark: HighWaterMark?

    /// Opens the store in `dir`. Nothing is written; a store that was restored opens too, it only
    /// does not write.
    package init(
        dir: String, stateRoot: String, lockWait: Duration = .seconds(10),
        calls: SystemCalls = .system
    ) throws(RegistryError) {
        place = NodePlace(dir: dir)
        self.lockWait = lockWait
        self.calls = syncFailure.ending(calls)
        let instance = try RegistryError.wrapping {
            try InstanceID.load(dir: NodePlace(dir: dir).dir, calls: calls)
        }
        let settings = place.configuration
        let isInitialised = try RegistryError.wrapping { try calls.exists(settings) }
        guard let instance else {
            // `init` makes node.yaml last, so this is a store that somebody took it from.
            throw isInitialised
                ? .instanceUnusable(path: InstanceID.path(in: place.dir)) : .noStore(dir: dir)
        }
        guard isInitialised else { throw .initIncomplete(dir: dir) }
        configuration = try RegistryError.wrapping {
            try NodeConfiguration.load(NodePlace(dir: dir).configuration, calls: calls)
        }
        self.stateRoot = stateRoot
        self.instance = Mutex(instance)
        charter = try Self.charter(at: place.charter, calls)
    }

    /// What this machine knows about the store. Its fsyncs end with the others.
    package nonisolated var state: StateFolder {
        StateFolder(root: stateRoot, instance: instance.withLock { $0 }, calls: calls)
    }

    /// Goes on with the instance that the folder has now: `recover`, in this process or another, may
    /// have given it a new one, with a mark of its own.
    ///
    /// - Complexity: O(1), a read of a small file.
    func followInstance() throws(RegistryError) {
        let found = try RegistryError.wrapping {
            try InstanceID.load(dir: place.dir, calls: calls)
        }
        guard let found else { throw .instanceUnusable(path: InstanceID.path(in: place.dir)) }
        guard found != state.instance, !isPlanted(.instanceNotFollowed) else { return }
        instance.withLock { $0 = found }
        cache = nil
        durableMark = nil
    }

    /// The time that this machine claims, for the lines written now.
    nonisolated var now: String { ClaimedTime.text(ofSeconds: calls.realTime()) }

    package nonisolated var node: String { configuration.node }

    package nonisolated var isJoined: Bool { charter != nil }

    // MARK: What is held

    /// Reads what has been appended to the feeds since the last time, by whichever process; what folds
    /// of it is for ``fold(sync:)``.
    ///
    /// - Complexity: O(files + what came in).
    func refresh(sync: Bool = false) throws(RegistryError) {
        guard let charter else { throw .notJoined(dir: place.dir) }
        try RegistryError.wrapping {
            let isFirst = archive == nil
            if isFirst {
                archive = try FeedArchive(
                    reading: place.feeds, directory: charter.directory, calls: calls)
            }
            // Should syncing fail, the next fold still has to see what has changed.
            let sync = sync && !isPlanted(.serveBeforeFsync)
            let hasChanged = try isFirst || archive!.refresh(sync: sync)
            if hasChanged { cache = nil }
            if sync, !isSynced {
                try syncAll()
                isSynced = true
            } else if !sync, hasChanged {
                isSynced = false
            }
        }
    }

    /// The feeds as they were read last, or now if never: for questions about what this process has
    /// just taken in itself.
    func history() throws(RegistryError) -> History {
        if archive == nil { try refresh() }
        return archive!.history
    }

    /// The fold of what is durable and sealed here; of the own feed, up to the mark.
    ///
    /// - Parameter sync: `fsync` first what has not been since it was read: whoever wrote it may have
    ///   died before its own. For what is shown to others; after an `fsync` that failed it throws
    ///   until the process ends.
    /// - Complexity: O(what came in since the last call); O(lines) the first time.
    func fold(sync: Bool = false) throws(RegistryError) -> Fold {
        try followInstance()
        // The mark is read before the files: a writer advances it last, so it is never beyond what
        // is read after it. One that says nonsense hides nothing; the commands that write refuse
        // because of it.
        var mark = try? loadMark()
        if sync { try makeDurable(mark) }
        try refresh(sync: sync)
        // A writer may have gone on in between by several commits, each with its mark.
        while isPassed(mark) {
            // As above.
            let later = try? loadMark()
            guard later != mark else { break }
            mark = later
            if sync { try makeDurable(mark) }
        }
        if let cache, cache.mark == mark { return cache.fold }
        var history = archive!.history
        // Once stopped, nothing is written any more: what peers gave back of the own feed is shown like theirs.
        let isStopped = try RegistryError.wrapping { try state.stopReason() } != nil
        // A mark on another chain, or passed by more than a crash leaves, is of another past: then all
        // of this came from a backup, and is shown.
        if !isStopped, !isPlanted(.serveBeforeFsync), let mark, let tree = history.feeds[mark.feed],
            mark.seq == 0 || tree.entry(mark.seq, on: 0)?.chain.text == mark.chain, !isPassed(mark)
        {
            history.feeds[mark.feed] = tree.trimmed(to: mark.seq)
        }
        let fold = Fold(history)
        cache = (fold, mark)
        return fold
    }

    /// Whether the own feed goes beyond a mark by more than one commit, which no crash leaves.
    private func isPassed(_ mark: HighWaterMark?) -> Bool {
        guard let mark, mark.seq > 0, let tree = archive?.history.feeds[mark.feed] else {
            return false
        }
        return tree.branches[0].entries.dropFirst(mark.seq).count { $0.change.seal != nil } > 1
    }

    /// A frontier as it travels. Peers ask for it far more often than it changes.
    struct StatedFrontier {
        let frontier: Frontier
        let bytes: [UInt8]
        let digest: Hash256

        init(_ frontier: Frontier) {
            self.frontier = frontier
            bytes = frontier.bytes
            digest = .of(bytes)
        }
    }

    /// What this node states that it holds: the frontier of ``fold(sync:)``.
    ///
    /// - Complexity: O(1) while nothing changes; O(lines) after a change.
    func statedFrontier(sync: Bool = false) throws(RegistryError) -> StatedFrontier {
        let fold = try fold(sync: sync)
        if let stated { return stated }
        let new = StatedFrontier(fold.frontier)
        stated = new
        return new
    }

    private func syncAll() throws(SystemError) {
        var names: [String: FeedFileName] = [:]
        for name in try FeedArchive.list(place.feeds, calls, &names).keys {
            _ = try FeedArchive.read(
                "\(place.feeds)/\(name.text)", from: 0, count: 0, sync: true, calls)
        }
        // A file may have got its name from a process that died before it synced the folder.
        if !names.isEmpty { try DurableFile.syncFolder(place.feeds, calls) }
    }

    /// Waits until an `fsync` of this process has failed; nil when the waiting task is cancelled. For
    /// one caller, who then ends the process.
    package nonisolated func failedSync() async -> RegistryError? {
        await syncFailure.wait().map {
            .disk(path: place.dir, reason: "\($0.call): \($0.reason)")
        }
    }

    package func damages() throws(RegistryError) -> [FeedArchive.Damage] {
        try refresh()
        return (archive?.damages.values.sorted { $0.file < $1.file }) ?? []
    }

    /// Feed files that hold no sealed line.
    ///
    /// A pull that ended between making a file and its first seal leaves one, and the next pull
    /// fills it. One of this node's own is a loss, unless the mark says that it has no line yet: then
    /// `join` is to be run again.
    package func barrenFiles() throws(RegistryError) -> [BarrenFile] {
        try refresh()
        // A mark that says nonsense excuses nothing.
        let mark = try? loadMark()
        return (archive?.barren.sorted() ?? []).compactMap { text in
            guard let name = FeedFileName(text), name.feed.node == node else {
                return BarrenFile(file: text, isLost: false)
            }
            if let mark, mark.feed == name.feed, mark.seq == 0 { return nil }
            return BarrenFile(file: text, isLost: true)
        }
    }

    /// A feed file without a sealed line.
    package struct BarrenFile: Hashable, Sendable {
        package let file: String
        /// Whether it held lines once, as far as can be told here.
        package let isLost: Bool
    }

    // MARK: Opening

    static func charter(at path: String, _ calls: SystemCalls) throws(RegistryError)
        -> Charter?
    {
        let bytes: [UInt8]
        do throws(DurableFileError) {
            bytes = try DurableFile.read(path, limit: Charter.byteLimit, calls: calls)
        } catch {
            if error.isAbsent { return nil }
            throw RegistryError(error)
        }
        do throws(LineDefect) {
            return try Charter(bytes: bytes)
        } catch {
            throw .badCharter(path: path, code: error.code.rawValue)
        }
    }
}
