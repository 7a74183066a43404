/// Making a node, and opening its feed in a network.
extension Registry {
    /// The line that a node gives to the others: `ID ed25519:KEY NAME`.
    package struct KeyLine: Sendable, Hashable {
        package let node: String
        package let name: String
        package let key: PublicKey

        package var text: String { "\(node) ed25519:\(key.text) \(name)" }

        package init(node: String, name: String, key: PublicKey) {
            self.node = node
            self.name = name
            self.key = key
        }

        /// Reads such a line; the name is everything after the second space.
        package init(_ line: some StringProtocol) throws(RegistryError) {
            let parts = line.split(separator: " ", maxSplits: 2)
            guard parts.count == 3, Name.isNode(parts[0]), parts[1].hasPrefix("ed25519:"),
                let bytes = Base64URL.decode(parts[1].dropFirst(8).utf8, count: 32),
                NodeConfiguration.isDisplayName(String(parts[2]))
            else { throw .badKeyLine(String(line)) }
            self.init(
                node: String(parts[0]), name: String(parts[2]), key: PublicKey(bytes: bytes)!)
        }
    }

    /// Makes a new node. If we crash, the same command run again completes what is there;
    /// `node.yaml` comes last.
    ///
    /// - Returns: the line to give to the others; nil without a permit, when it could be made.
    package static func initialise(
        dir: String, stateRoot: String, node: String, name: String, language: Language,
        listen: ListenAddress, permit: WritePermit?, calls: SystemCalls = .system
    ) throws(RegistryError) -> KeyLine? {
        guard Name.isNode(node) else { throw .badNode(node) }
        guard NodeConfiguration.isDisplayName(name) else { throw .badName(name) }
        let place = NodePlace(dir: dir)
        if try RegistryError.wrapping({ try calls.exists(place.configuration) }) {
            // A command that was killed before it could print its line: the same one again prints it.
            let made = try Registry(dir: dir, stateRoot: stateRoot, calls: calls)
            guard made.node == node, made.configuration.name == name, !made.isJoined else {
                throw .alreadyInitialised(dir: dir)
            }
            if permit != nil {
                // It may have been killed before the names it made were on disk.
                try RegistryError.wrapping { try DurableFile.syncFolder(place.dir, calls) }
            }
            return try made.storedKeyLine()
        }
        guard permit != nil else { return nil }
        return try RegistryError.wrapping(path: place.identityKey) {
            try DurableFile.createFolder(place.dir, calls: calls)
            let instance: InstanceID
            if let found = try InstanceID.load(dir: place.dir, calls: calls) {
                instance = found
            } else {
                instance = .random(calls)
                try instance.create(dir: place.dir, calls: calls)
            }
            let state = StateFolder(root: stateRoot, instance: instance, calls: calls)
            // A backup of DIR that takes STATE along would undo what STATE is for.
            guard !state.isInside(place.dir) else {
                throw RegistryError.input(Message(.stateInsideDir, ["state": stateRoot]))
            }
            try state.create()
            if try !calls.exists(place.identityKey) {
                try DurableFile.writePrivateKey(
                    place.identityKey, calls.randomBytes(32), calls: calls)
            }
            let identity = SigningKey(
                seed: try DurableFile.readPrivateKey(place.identityKey, calls: calls))!
            try DurableFile.createFolder(place.feeds, calls: calls)
            let text = NodeConfiguration.newFile(
                node: node, name: name, language: language, listen: listen)
            Reserve.keep(dir: place.dir, state: state, calls: calls)
            try DurableFile.create(
                place.configuration, with: Array(text.utf8), mode: 0o644, calls: calls)
            return KeyLine(node: node, name: name, key: identity.publicKey)
        }
    }

    /// The line to give to the others, again.
    package nonisolated func storedKeyLine() throws(RegistryError) -> KeyLine {
        let identity = try signingKey(place.identityKey)
        return KeyLine(node: node, name: configuration.name, key: identity.publicKey)
    }

    /// Opens this node's feed in the network of `bytes`. A second time does nothing; after a crash
    /// it completes.
    ///
    /// - Returns: the charter, and whether this node had joined before. Open the registry again to use it.
    package func join(_ bytes: [UInt8], permit: WritePermit?) async throws
        -> (Charter, wasJoined: Bool)
    {
        let charter: Charter
        do throws(LineDefect) {
            charter = try Charter(bytes: bytes)
        } catch {
            throw RegistryError.badCharter(path: "-", code: error.code.rawValue)
        }
        if let held = self.charter, held.network != charter.network {
            throw RegistryError.otherNetwork(dir: place.dir)
        }
        let identity = try signingKey(place.identityKey)
        guard charter[node]?.key == identity.publicKey else {
            throw RegistryError.notInCharter(node: node)
        }
        guard let permit else { return (charter, isJoined) }
        let opened = try await withLock("join", permit) { () throws(RegistryError) in
            let opened = try openFeed(charter, identity, continues: nil)
            Reserve.keep(dir: place.dir, state: state, calls: calls)
            return opened
        }
        return (charter, opened.wasOpen)
    }

    /// 1. `charter.json`. 2. `feed.key`. 3. The mark at 0, so that a feed file without a mark
    ///   always means a restored store. 4. Line 1, fsync. 5. The mark at 1. If we crash in between,
    ///   the next call goes on from there.
    func openFeed(_ charter: Charter, _ identity: SigningKey, continues: (FeedID, Head)?)
        throws(RegistryError) -> (feed: FeedID, wasOpen: Bool)
    {
        try RegistryError.wrapping(path: state.feedKey) {
            // What is found here may be of a call that was killed before the names were on disk.
            try DurableFile.syncFolder(place.dir, calls)
            try DurableFile.syncFolder(state.path, calls)
            if try !calls.exists(place.charter) {
                try DurableFile.create(
                    place.charter, with: charter.bytes, mode: 0o644, calls: calls)
            }
            var archive = try FeedArchive(
                reading: place.feeds, directory: charter.directory, calls: calls)
            let mark = try loadMark()
            if try !calls.exists(state.feedKey) {
                // Feeds of this node without its key: this folder was restored without its STATE.
                guard mark == nil, !(archive.history.feeds.keys.contains { $0.node == node }) else {
                    throw RegistryError.restored(.stateMissing)
                }
                try DurableFile.writePrivateKey(
                    state.feedKey, calls.randomBytes(32), calls: calls)
            }
            let key = try signingKey(state.feedKey)
            let feed = FeedID(node: node, key: key.publicKey)
            if let mark, mark.seq > 0 { return (feed, true) }
            if mark == nil {
                guard archive.history.feeds[feed] == nil else {
                    throw RegistryError.restored(.stateMissing)
                }
                let start = Chain.start(network: charter.network, feed: feed)
                try save(HighWaterMark(feed: feed, seq: 0, chain: start.text)!)
            }
            if archive.history.feeds[feed] == nil {
                let opening = try CommitWriter.opening(
                    node: node, feedKey: key, identity: identity, continues: continues,
                    directory: charter.directory, at: now, using: calls.generator)
                _ = try archive.store(
                    opening.commit.entries, bytes: opening.commit.bytes, of: feed,
                    key: key.publicKey)
            } else {
                let file = try AppendFile(opening: "\(place.feeds)/\(feed).jsonl", calls: calls)
                try file.rewrite(from: 0)
            }
            let first = archive.history.feeds[feed]!.entry(1, on: 0)!
            try save(HighWaterMark(feed: feed, seq: 1, chain: first.chain.text)!)
            return (feed, false)
        }
    }
}
