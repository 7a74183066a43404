/// What a pull may take in without asking a person.
extension Registry {
    func loadReceipts() throws(RegistryError) -> Receipts {
        try RegistryError.wrapping { try Receipts.load(place.receipts, calls: calls) }
    }

    private func save(_ receipts: Receipts, unless old: Receipts) throws(RegistryError) {
        guard receipts != old else { return }
        try RegistryError.wrapping { try receipts.save(place.receipts, calls: calls) }
    }

    /// Verified lines as far as they are taken in.
    struct Admitted {
        var entries: [FeedTree.Entry]
        var bytes: [UInt8]
        /// The lines behind them wait for a person.
        var isHeldBack = false
    }

    /// Looks at verified lines before they are stored; the lock is held, and ``refresh(sync:)`` was
    /// called under it.
    ///
    /// The receipt is written first. If we crash after it, it says what is true: that no more was
    /// held when lines began to come.
    ///
    /// - Parameter isAllowed: a person has allowed what this feed deletes.
    func admit(
        _ entries: [FeedTree.Entry], bytes: [UInt8], of feed: FeedID, key: PublicKey,
        isAllowed: Bool
    ) throws(RegistryError) -> Admitted {
        var admitted = Admitted(entries: entries, bytes: bytes)
        // What this node wrote, at the keyboard or before a restore, is its own affair.
        guard feed.node != node else { return admitted }
        let old = try loadReceipts()
        var receipts = old
        let seconds = calls.realTime()
        let today = Self.day(seconds)
        let start = Self.day(seconds - Receipts.windowDayCount * 86_400)
        receipts.begin(feed, held: lastSeq(of: feed), on: today, since: start)
        if !isAllowed {
            let guarding = MassDeleteGuard(
                history: archive!.history, receipts: receipts, ownNode: node, today: today,
                start: start)
            if let verdict = guarding.verdict(on: entries, of: feed, key: key) {
                admitted.entries = Array(entries[..<verdict.takenCount])
                admitted.bytes = Array(
                    bytes.prefix(admitted.entries.reduce(0) { $0 + $1.byteCount }))
                admitted.isHeldBack = true
                receipts.wait(for: verdict.alarm)
            } else {
                receipts.clear(feed.text)
            }
        }
        try save(receipts, unless: old)
        return admitted
    }

    /// Notes that lines which a person allowed are stored; the lock is held.
    ///
    /// Only now: if we crash before it, then the lines are here and the next ones of that feed that
    /// delete may wait once more. Nothing is ever allowed that nobody was asked about.
    func noteAllowed(_ feed: FeedID) throws(RegistryError) {
        guard feed.node != node else { return }
        let old = try loadReceipts()
        var receipts = old
        receipts.allow(feed, upTo: lastSeq(of: feed))
        receipts.clear(feed.text)
        try save(receipts, unless: old)
    }

    /// Puts down what a person allows on the command line, before peers are asked.
    ///
    /// More feeds of a node: at once and durably; if we crash after it, the next pull takes them
    /// too. Deletions are only taken off the list of what waits; they are allowed line by line, by
    /// ``noteAllowed(_:)``.
    func allow(
        massDeletes: Set<String>, feeds: Set<String>, _ permit: WritePermit
    ) async throws {
        guard !massDeletes.isEmpty || !feeds.isEmpty else { return }
        try await withLockEvenRestored("pull", permit) { () throws(RegistryError) in
            try refresh()
            let old = try loadReceipts()
            var receipts = old
            for node in massDeletes { receipts.clear(node: node) }
            for node in feeds {
                let count = archive!.history.feeds.keys.count { $0.node == node }
                receipts.allowMore(of: node, held: count)
            }
            try save(receipts, unless: old)
        }
    }

    /// The last seq held of a feed on any branch, 0 for none.
    private func lastSeq(of feed: FeedID) -> Int {
        archive!.history.feeds[feed]?.branches.map(\.lastSeq).max() ?? 0
    }

    private static func day(_ seconds: Int) -> String {
        String(ClaimedTime.text(ofSeconds: seconds).prefix(10))
    }
}
