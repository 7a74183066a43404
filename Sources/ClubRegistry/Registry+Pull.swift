/// The registry's side of a pull: what is needed, and taking in what was verified.
extension Registry {
    /// Where a pull from one peer stands, at one instant.
    struct PullStart: Sendable {
        let digest: Hash256
        /// What is held of the peer's own newest feed, for it to notice that it was restored.
        let held: Held?
    }

    func pullStart(peer: String) throws(RegistryError) -> PullStart {
        let fold = try fold()
        let theirs = fold.history.feeds.values.filter { $0.feed.node == peer }
            .compactMap { tree in tree.heads.last.map { Held(feed: tree.feed, head: $0) } }
            .max { ($0.head.seq, $0.feed) < ($1.head.seq, $1.feed) }
        return PullStart(
            digest: memory.digest(of: try statedFrontier(), for: peer), held: theirs)
    }

    func needs(_ frontier: Frontier, of peer: String) throws(RegistryError) -> (
        needs: [Need], refusals: [Refusal]
    ) {
        // Everything durable counts here, also a commit of our own that no mark acknowledges yet: a
        // peer that has it got it from us.
        try refresh()
        var (needs, refusals) = archive!.history.needs(
            frontier, directory: charter!.directory, feedLimits: try loadReceipts().feedLimits)
        needs = memory.needs(needs, stated: frontier, by: peer)
        for feed in archive!.damages.keys {
            guard needs.contains(where: { $0.feed == feed }) else { continue }
            needs.removeAll { $0.feed == feed }
            refusals.append(Refusal(feed: feed, reason: Refusal.damagedHere))
        }
        return (needs, refusals)
    }

    func holds(_ need: Need) throws(RegistryError) -> Bool {
        try history().feeds[need.feed]?.holds(need.head) ?? false
    }

    /// The verifier for the lines after a need's place.
    func verifier(for need: Need) throws(RegistryError) -> FeedVerifier {
        guard let tree = try history().feeds[need.feed], need.after > 0 else {
            return FeedVerifier(feed: need.feed, directory: charter!.directory)
        }
        return FeedVerifier(
            feed: need.feed, directory: charter!.directory, key: tree.key, seq: need.after,
            chain: need.chain)
    }

    /// Sealed places of the branch on which a need stands, ascending, the start of the feed
    /// included: where a fork may leave it.
    func sealedPlaces(of need: Need) throws(RegistryError) -> [(seq: Int, chain: Hash256)] {
        var places = [(seq: 0, chain: Chain.start(network: charter!.network, feed: need.feed))]
        guard let tree = try history().feeds[need.feed],
            let branch = tree.branches.indices.first(where: {
                tree.chain(need.after, on: $0, network: charter!.network) == need.chain
            })
        else { return places }
        for seq in stride(from: 1, to: need.after, by: 1) {
            guard let entry = tree.entry(seq, on: branch), entry.change.seal != nil else {
                continue
            }
            places.append((seq, entry.chain))
        }
        return places
    }

    /// Takes in verified lines of a feed: durable when this returns.
    ///
    /// Lines of our own open feed that we do not hold mean that this store was restored or cloned:
    /// writing is stopped, durably, before they are imported. If we crash in between, the next pull
    /// finds the same. What a guard holds back (``admit(_:bytes:of:key:isAllowed:)``) is not stored.
    ///
    /// - Parameter isAllowed: a person has allowed what this feed deletes.
    func store(
        _ entries: [FeedTree.Entry], bytes: [UInt8], of feed: FeedID, key: PublicKey,
        from peer: String, isAllowed: Bool, permit: WritePermit
    ) async throws -> FeedTree.Taken? {
        return try await withLockEvenRestored("pull", permit) { () throws(RegistryError) in
            try refresh()
            let admitted = try admit(
                entries, bytes: bytes, of: feed, key: key, isAllowed: isAllowed)
            guard !admitted.entries.isEmpty else { return FeedTree.Taken(isHeldBack: true) }
            return try RegistryError.wrapping {
                if try loadOpenFeed() == feed, holdsNew(entries, of: feed),
                    !isPlanted(.stopForgotten)
                {
                    try state.stop(reason: peer)
                }
                // The archive changes under the fold: the next one is made from what it holds then.
                cache = nil
                var taken = try archive!.store(
                    admitted.entries, bytes: admitted.bytes, of: feed, key: key)
                taken?.isHeldBack = admitted.isHeldBack
                if isAllowed { try noteAllowed(feed) }
                return taken
            }
        }
    }

    private func loadOpenFeed() throws(RegistryError) -> FeedID? {
        do throws(RegistryError) {
            return try loadMark()?.feed
        } catch {
            // A mark that says nonsense belongs to a store that does not write anyway. One that
            // cannot be read might be that of this feed: its lines must wait.
            if case .restored = error { return nil }
            throw error
        }
    }

    private func holdsNew(_ entries: [FeedTree.Entry], of feed: FeedID) -> Bool {
        guard let tree = archive!.history.feeds[feed] else { return true }
        return entries.contains { tree.position(seq: $0.seq, pre: $0.pre) == nil }
    }

    /// What stands at the end of a pull, whoever it came from.
    func standing() throws(RegistryError) -> (
        forks: [Fork], incomplete: Int, restoration: RegistryError.Restoration?
    ) {
        (try forks(), try fold().incompleteLines.count, try restoration())
    }

    func note(_ report: PullReport.PeerReport, url: String?, _: WritePermit) {
        let limit = 20
        var entry = JournalEntry(
            at: now, peer: report.name, url: url, received: report.received,
            applied: report.applied,
            refused: report.refusals.prefix(limit).map {
                JournalEntry.Refusal(feed: $0.feed.text, reason: $0.reason)
            },
            outcome: report.outcome.code,
            // Without a frontier the line still says what happened.
            frontier: (try? statedFrontier().digest.text) ?? "")
        let beyond = report.refusedBeyond + max(0, report.refusals.count - limit)
        if beyond > 0 { entry.refusedBeyond = beyond }
        entry.clockSkewSeconds = report.clockSkewSeconds
        // The journal is for people: a pull that cannot write it has still pulled.
        try? Journal(path: place.journal, calls: calls).append(entry)
    }
}

extension Registry {
    /// Where a need stands now, after some of its lines were taken in.
    func place(of need: Need) throws(RegistryError) -> (seq: Int, chain: Hash256) {
        let frontier = Frontier(network: charter!.network, feeds: [need.feed: [need.head]])
        let again = try history().needs(
            frontier, directory: charter!.directory, feedLimits: try loadReceipts().feedLimits
        ).needs.first
        return again.map { ($0.after, $0.chain) } ?? (need.after, need.chain)
    }
}
