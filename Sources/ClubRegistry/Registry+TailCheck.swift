/// The check of the own feed's end, every time the write lock is taken.
extension Registry {
    /// The own feed as far as it may be written to; reads only.
    ///
    /// - Throws: `restored` when feed and mark are not each other's: somebody restored or copied
    ///   DIR, or lost STATE.
    func checkedOwnFeed() throws(RegistryError) -> OwnFeed {
        guard charter != nil else { throw .notJoined(dir: place.dir) }
        try followInstance()
        guard try RegistryError.wrapping({ try state.exists() }) else {
            throw .restored(.stateMissing)
        }
        if let reason = try RegistryError.wrapping({ try state.stopReason() }),
            !isPlanted(.writesAfterRestore)
        {
            throw .restored(.seenAtPeer(reason))
        }
        guard let mark = try loadMark() else { throw .restored(.stateMissing) }
        let key = try signingKey(state.feedKey)
        let feed = FeedID(node: node, key: key.publicKey)
        guard mark.feed == feed, let chain = Hash256(text: mark.chain) else {
            throw .restored(.markUnusable)
        }
        try refresh()
        // Beyond the mark nothing was acknowledged: what is wrong there is a torn tail, whatever it
        // looks like.
        if let damage = archive!.damages[feed],
            archive!.history.feeds[feed].map({ $0.lastSeq < mark.seq }) ?? true
        {
            throw .damaged(file: damage.file, line: damage.line, code: damage.code.rawValue)
        }
        guard mark.seq > 0 else {
            let isFirst = !archive!.history.feeds.keys.contains { $0.node == node }
            throw isFirst ? .notJoined(dir: place.dir) : .restored(.unfinished)
        }
        guard let tree = archive!.history.feeds[feed], tree.lastSeq >= mark.seq else {
            if isPlanted(.writesAfterRestore), let last = archive!.history.feeds[feed]?.tips[0] {
                let mark = HighWaterMark(feed: feed, seq: last.seq, chain: last.chain.text)!
                return OwnFeed(feed: feed, key: key, mark: mark, unacknowledged: [])
            }
            throw .restored(.behind)
        }
        guard tree.entry(mark.seq, on: 0)?.chain == chain, tree.branches.count == 1 else {
            throw .restored(.otherChain)
        }
        let beyond = Array(tree.branches[0].entries[mark.seq...])
        guard beyond.count(where: { $0.change.seal != nil }) <= 1 else { throw .restored(.ahead) }
        return OwnFeed(feed: feed, key: key, mark: mark, unacknowledged: beyond)
    }

    /// Makes the end of the own feed fit to be appended to; the lock is held.
    ///
    /// 1. Bytes that no seal covers are a torn tail: copied aside, cut off, and said.
    /// 2. A sealed commit beyond the mark was written by a process that died before it could say
    ///   so: the same bytes are written and synced once more (an fsync that failed may have left
    ///   them in memory only), then counted.
    func tailCheck(_ written: inout Written) throws(RegistryError) -> OwnFeed {
        let own = try checkedOwnFeed()
        try makeDurable(own.mark)
        for folder in [state.path, place.dir, place.feeds, place.aside] {
            // Half-written files of processes that died; they hold nothing that was acknowledged.
            // Most stores never set anything aside and have no folder for it.
            try RegistryError.wrapping {
                if folder == place.aside, try !calls.exists(folder) { return }
                try DurableFile.removeLeftovers(in: folder, calls: calls)
            }
        }
        let path = "\(place.feeds)/\(FeedFileName(feed: own.feed).text)"
        let good = archive!.files[own.feed]![0].goodByteCount
        return try RegistryError.wrapping {
            let file = try AppendFile(opening: path, calls: calls)
            if file.length > good, !isPlanted(.tornTailKept) {
                let tail = try file.read(file.length - good, at: good)
                written.setAside = try setAside(tail, of: own.feed, offset: good)
                try file.truncate(to: good)
            }
            guard let last = own.unacknowledged.last else { return own }
            let count = own.unacknowledged.reduce(0) { $0 + $1.byteCount }
            if isPlanted(.unacknowledgedCutOff) {
                try file.truncate(to: good - count)
                archive = nil
                try refresh()
                return OwnFeed(feed: own.feed, key: own.key, mark: own.mark, unacknowledged: [])
            }
            try file.rewrite(from: good - count)
            let mark = HighWaterMark(feed: own.feed, seq: last.seq, chain: last.chain.text)!
            try save(mark)
            return OwnFeed(feed: own.feed, key: own.key, mark: mark, unacknowledged: [])
        }
    }

    /// A copy of what a crash left half written, for a person who wants to look.
    private func setAside(_ bytes: [UInt8], of feed: FeedID, offset: Int) throws(RegistryError)
        -> String
    {
        let random = Base32.text(calls.randomBytes(5))
        let path = "\(place.aside)/\(feed)-\(offset)-\(random).torn"
        try RegistryError.wrapping {
            try DurableFile.createFolder(place.aside, calls: calls)
            try DurableFile.create(path, with: bytes, calls: calls)
        }
        return path
    }

    nonisolated func signingKey(_ path: String) throws(RegistryError) -> SigningKey {
        try RegistryError.wrapping(path: path) {
            SigningKey(seed: try DurableFile.readPrivateKey(path, calls: calls))!
        }
    }
}
