/// Asks one peer, whose heads are all held, for the lines that are incomplete here, and puts back
/// what they lost.
///
/// Asked once each; what a peer does not have, or was cut, waits for another peer or the next pull.
struct Healing: Sendable {
    let registry: Registry
    let peer: any Peer
    let permit: WritePermit

    /// What came of it.
    struct Outcome: Sendable {
        /// Lines that are fuller than before.
        var healed = 0
        /// Lines that came and were verified.
        var received = 0
        var refusals: [Refusal] = []
    }

    /// - Throws: `PeerError` when the peer did not answer, or was cut; what was put back before
    ///   stays. `RegistryError` for a failure here.
    func run(_ frontier: Frontier, _ outcome: inout Outcome) async throws {
        let end = registry.calls.monotonicTime() + Stretch.timeLimit
        for stretch in try await registry.stretches(frontier) {
            guard registry.calls.monotonicTime() < end else {
                throw PeerError.interrupted("stall")
            }
            let answer = try await peer.lines(
                of: stretch.feed, after: stretch.after, chain: stretch.chain,
                head: stretch.head.pre)
            // The chain is that of a head which it stated: it has changed since, or does not say the
            // truth. Nobody is accused for lines that are held.
            guard case .stream(let lines) = answer else { continue }
            try await take(lines, stretch, until: end, &outcome)
        }
    }

    /// Streams and verifies one stretch, and keeps the copies that are wanted.
    private func take(
        _ lines: LineStream, _ stretch: Stretch, until end: Duration, _ outcome: inout Outcome
    ) async throws {
        var intake = Intake(try await registry.verifier(for: stretch))
        var copies: [FeedArchive.Copy] = []
        var byteCount = 0
        var defect: LineDefect?
        var cut: PeerError?
        while defect == nil, cut == nil, intake.readSeq < stretch.upto,
            byteCount < Stretch.byteLimit
        {
            do {
                guard let chunk = try await lines.next() else { break }
                defect = intake.read(chunk)
            } catch let error as PeerError {
                cut = error
            }
            if registry.calls.monotonicTime() >= end { cut = cut ?? .interrupted("stall") }
            if intake.byteCount >= FeedVerifier.commitByteLimit {
                _ = Self.settle(&intake, stretch, &copies, &byteCount, &outcome)
            }
        }
        // A seal that is bad here may stand before one that is good and is not read any more, and
        // lines after those wanted are not looked at: only what lies before them accuses.
        let bad = Self.settle(&intake, stretch, &copies, &byteCount, &outcome)
        outcome.healed += try await registry.heal(copies, of: stretch.feed, permit: permit)
        let isWhole = (intake.last?.seq ?? stretch.after) >= stretch.upto
        if let code = (defect ?? bad)?.code, !isWhole {
            outcome.refusals.append(Refusal(feed: stretch.feed, reason: code.rawValue))
        }
        if let cut { throw cut }
    }

    private static func settle(
        _ intake: inout Intake, _ stretch: Stretch, _ copies: inout [FeedArchive.Copy],
        _ byteCount: inout Int, _ outcome: inout Outcome
    ) -> LineDefect? {
        let (entries, bytes, defect) = intake.settle()
        outcome.received += entries.count
        var at = 0
        for entry in entries {
            let line = bytes[at..<at + entry.byteCount]
            at += entry.byteCount
            guard stretch.pres.contains(entry.pre) else { continue }
            copies.append(FeedArchive.Copy(entry: entry, line: Array(line)))
            byteCount += line.count
        }
        return defect
    }
}
