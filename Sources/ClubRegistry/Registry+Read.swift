/// What commands, pages and exports read. Values only; the fold stays in the actor.
extension Registry {
    package func records(kind: String? = nil) throws(RegistryError) -> [RecordView] {
        try fold().views(kind: kind)
    }

    /// Reads the feeds, or what is new of them; every other call does so by itself.
    ///
    /// - Parameter sync: make durable first what a process that died may have left in memory.
    package func load(sync: Bool = false) throws(RegistryError) { _ = try fold(sync: sync) }

    package func record(_ key: RecordKey) throws(RegistryError) -> RecordView {
        try fold().view(of: key)
    }

    /// The record that `text` names: an id, or a prefix of one (or of its random part) of at least
    /// 4 characters, in any case.
    package func find(_ text: String, kind: String? = nil) throws(RegistryError) -> RecordKey {
        // `kind:id` tells apart two records that have one id.
        let parts = text.split(separator: ":", maxSplits: 1)
        if parts.count == 2, kind == nil {
            return try find(String(parts[1]), kind: String(parts[0]))
        }
        let wanted = text.lowercased()
        let fold = try fold()
        let keys = fold.keys.filter { kind == nil || $0.kind == kind }
        let exact = keys.filter { $0.id.text == wanted }
        guard exact.count < 2 else {
            throw .ambiguousRecord(text, exact.map { "\($0.kind):\($0.id)" })
        }
        if let only = exact.first { return only }
        guard wanted.utf8.count >= 4 else { throw .unknownRecord(text) }
        let matches = keys.filter { key in
            key.id.text.hasPrefix(wanted)
                || key.id.text.dropFirst(key.id.home.utf8.count + 1).hasPrefix(wanted)
        }
        guard let only = matches.first else { throw .unknownRecord(text) }
        guard matches.count == 1 else {
            throw .ambiguousRecord(text, matches.prefix(5).map(\.id.text))
        }
        return only
    }

    /// One change of a record, for its history.
    package struct Event: Sendable {
        package let source: RecordView.Source
        package let change: Change
        /// The changes of this record that its author had folded.
        package let covered: Set<Dot>
    }

    /// The changes of a record, causes before effects.
    package func history(of key: RecordKey) throws(RegistryError) -> [Event] {
        try fold().changes(of: key).map { change, covered in
            Event(
                source: RecordView.Source(dot: change.dot, at: change.at), change: change,
                covered: covered)
        }
    }

    package func dump() throws(RegistryError) -> (bytes: [UInt8], digest: String) {
        let dump = Dump(try fold())
        return (dump.bytes, dump.digest.hexadecimal)
    }

    /// The feeds held, for status and verify.
    package struct FeedSummary: Sendable {
        package let feed: FeedID
        package let lineCount: Int
        package let forkPoint: Int?
        package let branchCount: Int
        /// The last sign of life: the claimed time of its last line.
        package let lastAt: String?
    }

    package func feeds() throws(RegistryError) -> [FeedSummary] {
        Self.summaries(of: try fold().history)
    }

    static func summaries(of history: History) -> [FeedSummary] {
        history.feeds.values.sorted { $0.feed < $1.feed }.map { tree in
            FeedSummary(
                feed: tree.feed, lineCount: tree.branches.reduce(0) { $0 + $1.entries.count },
                forkPoint: tree.forkPoint, branchCount: tree.branches.count,
                lastAt: tree.tips.map(\.change.at).max())
        }
    }

    package func incompleteLineCount() throws(RegistryError) -> Int {
        try fold().incompleteLines.count
    }
}

extension Registry {
    /// A feed file that somebody holds, anywhere, checked against this network's charter.
    package func verify(file path: String) throws(RegistryError) -> FileVerdict {
        guard let charter else { throw .notJoined(dir: place.dir) }
        return try Self.verify(file: path, directory: charter.directory, calls)
    }

    /// How many lines of a file stand, and the code of what comes after them.
    package typealias FileVerdict = (lineCount: Int, defect: String?)

    static func verify(file path: String, directory: NodeDirectory, _ calls: SystemCalls)
        throws(RegistryError) -> FileVerdict
    {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let file = FeedFileName(name), file.branch == nil else {
            throw .input(Message(.notAFeedFile, ["path": path]))
        }
        let bytes = try RegistryError.wrapping(path: path) {
            try DurableFile.read(path, limit: 4 << 30, calls: calls)
        }
        var intake = Intake(FeedVerifier(feed: file.feed, directory: directory))
        let defect = intake.read(bytes)
        let settled = intake.settle()
        let wrong = defect ?? settled.defect
        return (
            settled.entries.count,
            wrong?.code.rawValue
                ?? (intake.hasRest || settled.entries.isEmpty ? Refusal.unsealed : nil)
        )
    }
}
