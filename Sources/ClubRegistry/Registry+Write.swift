/// Writing to the own feed: lock, tail check, append, fsync, mark; only then is anything
/// acknowledged.
extension Registry {
    /// What a writing command did: the dots it wrote, none when there was nothing to do.
    package struct Written: Sendable {
        package var dots: [Dot] = []
        /// For a dry run: how many lines would be written.
        package var planned = 0
        /// A torn tail was found, copied aside and cut off.
        package var setAside: String?
    }

    /// Lines that must stay in one commit: those of one action on one record.
    typealias Group = [Draft]

    /// The own feed and its last acknowledged line, checked against the mark.
    struct OwnFeed {
        let feed: FeedID
        let key: SigningKey
        let mark: HighWaterMark
        /// Sealed lines beyond the mark, at most one commit: written, but not acknowledged when the
        /// process died.
        let unacknowledged: [FeedTree.Entry]
    }

    /// Runs `build` on the fold under the lock and writes what it drafts, as one commit, or as
    /// several when it is much. Without a permit, only counts what would be written.
    func write(
        command: String, permit: WritePermit?, _ build: (Fold) throws(RegistryError) -> [Group]
    ) async throws -> Written {
        guard let permit else {
            _ = try checkedOwnFeed()
            var written = Written()
            written.planned = try build(fold()).reduce(0) { $0 + $1.count }
            return written
        }
        return try await withLock(command, permit) { () throws(RegistryError) in
            var written = Written()
            let own = try tailCheck(&written)
            let fold = try fold()
            let groups = try build(fold)
            guard !groups.isEmpty else { return written }
            #if MUTANTS
            witness?(own.mark.seq + 1, fold.allLines.mapValues { Set($0.map(\.pre)) })
            #endif
            var statements = Statement.drafts(for: own.feed, fold: fold)
            guard Statement.reach(statements + groups.flatMap { $0 }, by: own.feed, fold: fold)
            else {
                throw .refusedLine(code: "uncovered-context")
            }
            var mark = own.mark
            for chunk in Self.chunks(groups) {
                do throws(RegistryError) {
                    try append(statements + chunk, own: own, mark: &mark, &written)
                } catch {
                    guard !written.dots.isEmpty else { throw error }
                    throw .partlyWritten(lineCount: written.dots.count, reason: error.reason)
                }
                statements = []
            }
            return written
        }
    }

    /// The one door to changing a store that exists.
    func withLock<Result>(
        _ command: String, _: WritePermit, _ body: () throws(RegistryError) -> Result
    ) async throws -> Result {
        guard try RegistryError.wrapping({ try state.exists() }) else {
            throw RegistryError.restored(.stateMissing)
        }
        let lock = try await acquireLock(command)
        defer { lock.release() }
        return try body()
    }

    /// The same for what a store may do that was restored or copied, whose STATE may be missing: then
    /// an empty one is made, for its lock, and the store stays stopped.
    func withLockEvenRestored<Result>(
        _ command: String, _ permit: WritePermit, _ body: () throws(RegistryError) -> Result
    ) async throws -> Result {
        try RegistryError.wrapping {
            if try !state.exists() { try state.create() }
        }
        return try await withLock(command, permit, body)
    }

    private func acquireLock(_ command: String) async throws -> NodeLock {
        do {
            return try await NodeLock.acquire(
                state: state, dir: place.dir, command: command, wait: lockWait)
        } catch let error as FileLockError {
            throw RegistryError(error)
        }
    }

    /// Groups packed into commits; a commit that is still too long for the limits is cut where it
    /// is written.
    static func chunks(_ groups: [Group]) -> [[Draft]] {
        var chunks: [[Draft]] = []
        var chunk: [Draft] = []
        // Room for checkpoints, and for lines of some length: 1 MiB a commit is the other limit.
        let lineLimit = 500
        for group in groups {
            if !chunk.isEmpty, chunk.count + group.count > lineLimit {
                chunks.append(chunk)
                chunk = []
            }
            chunk += group
        }
        if !chunk.isEmpty { chunks.append(chunk) }
        return chunks
    }

    /// Writes drafts as one commit, or as two where one is too long; the lock is held, and the tail was checked.
    func append(
        _ drafts: [Draft], own: OwnFeed, mark: inout HighWaterMark, _ written: inout Written
    ) throws(RegistryError) {
        var generator = calls.generator
        let writer = CommitWriter(
            feed: own.feed, key: own.key, directory: charter!.directory, seq: mark.seq,
            chain: Hash256(text: mark.chain)!)
        let commit: CommitWriter.Commit
        do throws(LineDefect) {
            commit = try writer.commit(drafts, at: now, using: &generator)
        } catch {
            // Too long for one commit: cut it in two where no record is torn apart.
            if error.code == .commitTooLong, let middle = Self.middle(of: drafts) {
                try append(Array(drafts[..<middle]), own: own, mark: &mark, &written)
                try append(Array(drafts[middle...]), own: own, mark: &mark, &written)
                return
            }
            if error.code == .tooLong || error.code == .commitTooLong { throw .tooLarge }
            throw .refusedLine(code: error.code.rawValue)
        }
        try RegistryError.wrapping {
            let file = try AppendFile(
                opening: "\(place.feeds)/\(FeedFileName(feed: own.feed).text)", calls: calls)
            try file.append(commit.bytes)
            if isPlanted(.ackBeforeFsync) {
                let last = commit.entries.last!
                try save(
                    HighWaterMark(feed: own.feed, seq: last.seq, chain: last.chain.text)!)
            }
            // If we crash here, the next tail check finds a whole sealed commit above the mark and
            // counts it: a command that failed may still have written. The message says so.
            try file.sync()
        }
        let last = commit.entries.last!
        mark = HighWaterMark(feed: own.feed, seq: last.seq, chain: last.chain.text)!
        try save(mark)
        written.dots += commit.entries.map(\.change.dot)
    }

    private static func middle(of drafts: [Draft]) -> Int? {
        let half = drafts.count / 2
        return (1..<drafts.count).filter { drafts[$0].record != drafts[$0 - 1].record }
            .min { abs($0 - half) < abs($1 - half) }
    }
}
