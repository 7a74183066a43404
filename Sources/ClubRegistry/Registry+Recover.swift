/// The way out for a store that was restored, copied, or lost its STATE: a new feed beside the old
/// one, and the branches of forks taken over.
extension Registry {
    /// What `recover` did, or without a permit would do.
    package struct Recovery: Sendable {
        /// Why nothing could be written; nil where the store was sound.
        package var reason: RegistryError.Restoration?
        /// The feed of this node that could not be written because its file is damaged.
        package var damagedFile: String?
        /// The feed that is open now.
        package internal(set) var opened: FeedID?
        /// Lines of this node's older feeds that somebody saw and this folder does not hold.
        package var missing: [Missing] = []
        /// Branches of this node's forked feeds that count from now on.
        package internal(set) var adopted: [FeedID: Int] = [:]

        /// Whether a new feed is needed.
        package var needsFeed: Bool { reason != nil || damagedFile != nil }
    }

    /// The numbers of lines that are missing here, all at the end of a feed.
    package struct Missing: Sendable, Hashable {
        package let feed: FeedID
        package let lines: ClosedRange<Int>
    }

    /// Lets a store that was restored or copied write again, and adopts the branches of this node's
    /// forks; needs no peer, takes nothing away. On a sound store without a new fork it does
    /// nothing.
    ///
    /// The old feed is never written to again. The node gets a new instance, so that a copy of the
    /// folder, or what is left of the old STATE, has nothing to do with it any more:
    ///
    /// 1. STATE of a new instance: its folder, `feed.key`, a mark at 0.
    /// 2. `instance` names it. If we crash before, then the store is stopped as it was, and an
    ///    unused folder stays in STATE. If we crash after, then the mark at 0 says that this is
    ///    unfinished, and the same command goes on at 3.
    /// 3. Line 1 of the new feed, as `join` writes it.
    /// 4. A line that adopts what the older feeds of this node have past a fork. If we crash
    ///    before, then the next `recover` does it.
    ///
    /// - Complexity: O(lines).
    package func recover(permit: WritePermit?) async throws -> Recovery {
        guard let charter else { throw RegistryError.notJoined(dir: place.dir) }
        let identity = try signingKey(place.identityKey)
        guard charter[node]?.key == identity.publicKey else {
            throw RegistryError.notInCharter(node: node)
        }
        guard let permit else {
            var plan = try assess()
            plan.adopted = try fold().unadopted(of: node).mapValues(\.count)
            return plan
        }
        var recovery = try await withLockEvenRestored("recover", permit) {
            () throws(RegistryError) in
            var recovery = try assess()
            guard recovery.needsFeed else { return recovery }
            if isPlanted(.recoverGoesOn), try goesOn() { return recovery }
            if Reserve.isNeeded(dir: place.dir, state: state, calls: calls) {
                _ = try RegistryError.wrapping {
                    try Reserve.release(dir: place.dir, state: state, calls: calls)
                }
            }
            let continued = try continuedHead()
            if recovery.reason != .unfinished { try renewInstance(charter) }
            recovery.opened = try openFeed(charter, identity, continues: continued).feed
            return recovery
        }
        let written = try await write(command: "recover", permit: permit) {
            fold throws(RegistryError) in
            let heads = isPlanted(.adoptionForgotten) ? [:] : fold.unadopted(of: node)
            recovery.adopted = heads.mapValues(\.count)
            return Self.adoptions(heads)
        }
        if written.dots.isEmpty { recovery.adopted = [:] }
        return recovery
    }

    /// What is wrong, and what is missing; reads only.
    private func assess() throws(RegistryError) -> Recovery {
        var recovery = Recovery()
        do throws(RegistryError) {
            _ = try checkedOwnFeed()
        } catch {
            switch error {
            case .restored(let why): recovery.reason = why
            case .damaged(let file, _, _): recovery.damagedFile = file
            // A folder without a feed of its own, made by `recover --identity`.
            case .notJoined: recovery.reason = .unfinished
            default: throw error
            }
        }
        recovery.missing = try missingLines()
        return recovery
    }

    /// Lines of this node's feeds that the mark, or what anybody has said it folds, goes beyond
    /// those held.
    private func missingLines() throws(RegistryError) -> [Missing] {
        let history = try history()
        var seen: [FeedID: Int] = [:]
        func note(_ feed: FeedID, _ seq: Int) {
            if feed.node == node { seen[feed] = max(seen[feed] ?? 0, seq) }
        }
        // A mark that says nonsense says nothing of this either.
        if let mark = try? loadMark() { note(mark.feed, mark.seq) }
        for entry in history.feeds.values.lazy.flatMap(\.branches).flatMap(\.entries) {
            switch entry.change.body {
            case .checkpoint(let heads), .adoption(let heads):
                for (feed, heads) in heads { for head in heads { note(feed, head.seq) } }
            case .opening(let opening):
                for (feed, heads) in opening.continues {
                    for head in heads { note(feed, head.seq) }
                }
            default: break
            }
        }
        return seen.sorted { $0.key < $1.key }.compactMap { feed, seq in
            let held = history.feeds[feed].map { $0.tips.map(\.seq).max() ?? 0 } ?? 0
            return seq > held ? Missing(feed: feed, lines: held + 1...seq) : nil
        }
    }

    /// Where the feed stands that the new one goes on from: the one that was open, else the longest.
    private func continuedHead() throws(RegistryError) -> (FeedID, Head)? {
        // Of no consequence: what it says is a lower bound for people.
        let open = (try? loadMark())?.feed
        let own = try history().feeds.values.filter { $0.feed.node == node }
        let tree =
            own.first { $0.feed == open }
            ?? own.max { ($0.lastSeq, $0.feed) < ($1.lastSeq, $1.feed) }
        return tree.flatMap { tree in tree.heads.last.map { (tree.feed, $0) } }
    }

    /// A new STATE for this folder, whose mark says that a feed is to be opened.
    private func renewInstance(_ charter: Charter) throws(RegistryError) {
        let next = InstanceID.random(calls)
        let folder = StateFolder(root: stateRoot, instance: next, calls: calls)
        guard !folder.isInside(place.dir) else {
            throw .input(Message(.stateInsideDir, ["state": stateRoot]))
        }
        try RegistryError.wrapping {
            try folder.create()
            try DurableFile.writePrivateKey(folder.feedKey, calls.randomBytes(32), calls: calls)
        }
        let key = try signingKey(folder.feedKey)
        let feed = FeedID(node: node, key: key.publicKey)
        let start = Chain.start(network: charter.network, feed: feed)
        try RegistryError.wrapping {
            try HighWaterMark(feed: feed, seq: 0, chain: start.text)!
                .save(folder.highWater, calls: calls)
            try next.replace(dir: place.dir, calls: calls)
        }
        try followInstance()
    }

    /// Adoption lines, each of a size that a line may have.
    private static func adoptions(_ heads: [FeedID: [Head]]) -> [Group] {
        let all = heads.sorted { $0.key < $1.key }
        return stride(from: 0, to: all.count, by: Statement.adoptionLimit).map { first in
            let chunk = all[first..<min(first + Statement.adoptionLimit, all.count)]
            return [.adoption(Dictionary(uniqueKeysWithValues: Array(chunk)))]
        }
    }
}

extension Registry {
    /// Opens a store for ``recover(permit:)``, also one whose `instance` is missing or damaged: it
    /// gets one that has no STATE, as in a copy. If we crash after that, the same command goes on.
    package static func openForRecovery(
        dir: String, stateRoot: String, permit: WritePermit?, calls: SystemCalls = .system
    ) throws(RegistryError) -> Registry {
        do throws(RegistryError) {
            return try Registry(dir: dir, stateRoot: stateRoot, calls: calls)
        } catch {
            guard case .instanceUnusable = error, permit != nil else { throw error }
        }
        try RegistryError.wrapping {
            try InstanceID.random(calls).replace(dir: NodePlace(dir: dir).dir, calls: calls)
        }
        return try Registry(dir: dir, stateRoot: stateRoot, calls: calls)
    }

    /// The identity key in a file that somebody kept: the `identity.key` of a backup, or what stands
    /// on the paper that `init` printed.
    ///
    /// - Throws: also for a file that others can read, as for every private key; for a text with
    ///   mistakes, which groups of it.
    package static func keptIdentity(at path: String) throws(RegistryError) -> [UInt8] {
        do throws(PrivateKeyError) {
            return try DurableFile.readPrivateKey(path)
        } catch .damaged {
            return try typedIdentity(at: path)
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    /// The key in a file of ours alone that holds no key in the form of key files.
    private static func typedIdentity(at path: String) throws(RegistryError) -> [UInt8] {
        let bytes = try RegistryError.wrapping(path: path) {
            try DurableFile.read(path, limit: PaperKey.textByteLimit, followsLinks: false)
        }
        do throws(PaperKeyError) {
            return try PaperKey.decode(String(decoding: bytes, as: UTF8.self))
        } catch {
            throw .input(error.message)
        }
    }

    /// Makes what a node lost with its disk, from its identity key and the charter: everything but
    /// what it had written, which ``recover(permit:)`` then lets come back from its peers.
    ///
    /// Files that are there stay; one that says something else is refused. `node.yaml` comes last:
    /// if we crash here, then the same command completes it.
    ///
    /// - Parameter charter: the bytes of the charter, where DIR has none.
    package static func rebuild(
        dir: String, stateRoot: String, identity seed: [UInt8], charter bytes: [UInt8]?,
        language: Language, listen: ListenAddress, permit: WritePermit?,
        calls: SystemCalls = .system
    ) throws(RegistryError) -> Charter.Founder {
        let place = NodePlace(dir: dir)
        guard let identity = SigningKey(seed: seed) else {
            throw .keyUnusable(path: place.identityKey, reason: "≠ 32")
        }
        var charter = try Self.charter(at: place.charter, calls)
        if let bytes {
            let given: Charter
            do throws(LineDefect) { given = try Charter(bytes: bytes) } catch {
                throw .badCharter(path: "--charter", code: error.code.rawValue)
            }
            guard charter == nil || charter?.network == given.network else {
                throw .otherNetwork(dir: dir)
            }
            charter = given
        }
        guard let charter else { throw .input(Message(.recoverNeedsCharter, ["dir": dir])) }
        guard let founder = charter.founders.first(where: { $0.key == identity.publicKey }) else {
            throw .input(Message(.identityNotInCharter))
        }
        guard permit != nil else { return founder }
        try RegistryError.wrapping(path: place.identityKey) {
            try DurableFile.createFolder(place.dir, calls: calls)
            if try InstanceID.load(dir: place.dir, calls: calls) == nil {
                try InstanceID.random(calls).create(dir: place.dir, calls: calls)
            }
            if try calls.exists(place.identityKey) {
                let held = try DurableFile.readPrivateKey(place.identityKey, calls: calls)
                guard held == seed else {
                    throw RegistryError.input(
                        Message(.otherIdentity, ["path": place.identityKey]))
                }
            } else {
                try DurableFile.writePrivateKey(place.identityKey, seed, calls: calls)
            }
            if try !calls.exists(place.charter) {
                try DurableFile.create(
                    place.charter, with: charter.bytes, mode: 0o644, calls: calls)
            }
            try DurableFile.createFolder(place.feeds, calls: calls)
            if try !calls.exists(place.configuration) {
                let text = NodeConfiguration.newFile(
                    node: founder.node, name: founder.name, language: language, listen: listen)
                try DurableFile.create(
                    place.configuration, with: Array(text.utf8), mode: 0o644, calls: calls)
            }
            // What is found here may be of a call that was killed before the names were on disk.
            try DurableFile.syncFolder(place.dir, calls)
        }
        return founder
    }
}
