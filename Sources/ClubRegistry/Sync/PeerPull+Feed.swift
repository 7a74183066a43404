/// Taking in one feed from a peer: the lines up to a head that it states, verified while they stream.
extension PeerPull {
    /// Takes in the lines up to one head. A bad feed is a line in the report and does not stop the
    /// others.
    mutating func take(_ need: Need, _ permit: WritePermit) async throws {
        var place = (seq: need.after, chain: need.chain)
        var failures = 0
        while true {
            let before = report.applied
            do {
                guard try await stream(need, after: place, permit) != nil else {
                    // SEQ is held there with another chain: a fork, or a liar. Find where the
                    // chains part.
                    guard let shared = try await lastCommonPlace(need) else {
                        return refuse(need, Refusal.falseFork)
                    }
                    let applied = report.applied
                    _ = try await stream(need, after: shared, permit)
                    // Held now, whoever brought it: another peer may have been faster with the branch.
                    guard try await !holds(need), !isRefused(need) else { return }
                    let isFalse = report.applied == applied
                    refuse(need, isFalse ? Refusal.falseFork : Refusal.notDelivered)
                    return
                }
                if !isRefused(need), try await !holds(need) {
                    refuse(need, Refusal.notDelivered)
                }
                return
            } catch {
                // Cut half-way. What was verified is stored: go on from there, as long as every
                // request brings something, and else as often as a peer is asked at all.
                guard case End.peer(let peerError) = error else { throw error }
                switch peerError {
                // It answers, only not for this feed: the others are still asked for.
                case .refused(let status): return refuse(need, Refusal.status(status))
                case .nonsense: return refuse(need, Refusal.nonsense)
                case .badAddress, .untrusted: throw error
                case .unreachable, .interrupted: break
                }
                failures = report.applied > before ? 0 : failures + 1
                guard failures < options.attempts else { throw error }
                try await pause(failures)
                let again = try await here {
                    try await registry.place(of: need)
                }
                place = again
            }
        }
    }

    /// Whether the very head that the peer stated is held now.
    func holds(_ need: Need) async throws -> Bool {
        try await here { try await registry.holds(need) }
    }

    mutating func refuse(_ need: Need, _ reason: String) {
        let refusal = Refusal(feed: need.feed, reason: reason)
        guard !report.refusals.contains(refusal) else { return }
        guard report.refusals.count < PullReport.PeerReport.refusalLimit || refusal.isUntrusted
        else { return report.refusedBeyond += 1 }
        report.refusals.append(refusal)
    }

    func isRefused(_ need: Need) -> Bool {
        report.refusals.contains { $0.feed == need.feed }
    }

    /// The greatest sealed place of ours that the peer has too; nil when it denies even the start
    /// of the feed.
    ///
    /// - Complexity: O(log commits) requests.
    func lastCommonPlace(_ need: Need) async throws -> (seq: Int, chain: Hash256)? {
        let places = try await here {
            try await registry.sealedPlaces(of: need)
        }
        var low = 0
        var high = places.count
        guard try await peerHas(places[0], need) else { return nil }
        while high - low > 1 {
            let middle = (low + high) / 2
            if try await peerHas(places[middle], need) { low = middle } else { high = middle }
        }
        return places[low]
    }

    func peerHas(_ place: (seq: Int, chain: Hash256), _ need: Need) async throws -> Bool {
        let answer = try await askingAgain {
            try await peer.lines(
                of: need.feed, after: place.seq, chain: place.chain, head: need.head.pre)
        }
        if case .stream = answer { return true }
        return false
    }

    /// Streams, verifies and stores the lines after a place. Nil when the peer holds another chain
    /// there.
    ///
    /// - Returns: the last line verified.
    mutating func stream(
        _ need: Need, after place: (seq: Int, chain: Hash256), _ permit: WritePermit
    ) async throws -> (seq: Int, chain: Hash256)? {
        let answer = try await askingAgain {
            try await peer.lines(
                of: need.feed, after: place.seq, chain: place.chain, head: need.head.pre)
        }
        guard case .stream(let lines) = answer else { return nil }
        let verifier = try await here {
            try await registry.verifier(
                for: Need(
                    feed: need.feed, head: need.head, after: place.seq, chain: place.chain))
        }
        var intake = Intake(verifier)
        if isPlanted(.sealUncheckedOnRelay), need.feed.node != peer.name { intake.takeAnySeal() }
        var cut: End?
        var defect: LineDefect?
        while cut == nil, defect == nil, !heldBack.contains(need.feed) {
            do {
                guard let chunk = try await lines.next() else { break }
                defect = intake.read(chunk)
            } catch let error as PeerError {
                cut = .peer(error)
            }
            if intake.lineCount >= options.batchLineLimit
                || intake.byteCount >= options.batchByteLimit || overdue != nil
            {
                // A seal that is bad here may stand before one that is good.
                _ = try await settle(&intake, need, permit)
            }
            cut = cut ?? overdue
        }
        let bad = try await settle(&intake, need, permit)
        if heldBack.contains(need.feed) { return intake.last ?? place }
        if let defect { refuse(need, defect.code.rawValue) }
        if let cut, defect == nil { throw cut }
        if let bad, defect == nil { refuse(need, bad.code.rawValue) }
        if defect == nil, bad == nil, intake.hasRest { refuse(need, Refusal.unsealed) }
        return intake.last ?? place
    }

    /// Verifies the last seal read and stores what it covers.
    mutating func settle(
        _ intake: inout Intake, _ need: Need, _ permit: WritePermit
    ) async throws -> LineDefect? {
        let (entries, bytes, defect) = intake.settle()
        if isPlanted(.bytesBeforeSeal), !intake.rest.isEmpty {
            try await here { try await registry.storeUnverified(intake.rest, of: need.feed) }
        }
        guard !entries.isEmpty, let key = intake.key else { return defect }
        report.received += entries.count
        let taken = try await here {
            try await registry.store(
                entries, bytes: bytes, of: need.feed, key: key, from: peer.name,
                isAllowed: options.allowedMassDeletes.contains(need.feed.node), permit: permit)
        }
        report.applied += taken?.added ?? 0
        if taken?.isHeldBack == true {
            heldBack.insert(need.feed)
            refuse(need, Refusal.massDelete)
        }
        if let taken, taken.added > 0 { lastGain = calls.monotonicTime() }
        return defect
    }
}
