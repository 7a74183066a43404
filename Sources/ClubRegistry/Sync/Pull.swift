import Foundation

/// One pull: asks every peer for what is not held here, verifies it while it streams, and takes it
/// in.
///
/// Peers run beside one another and never wait for one another; a dead, slow or lying one costs its
/// own line of the report. What was verified and stored stays, however its peer ends.
///
/// - SeeAlso: Demers et al., "Epidemic Algorithms for Replicated Database Maintenance" (1987),
///   anti-entropy.
package struct Pull: Sendable {
    private let registry: Registry
    private let peers: [any Peer]
    private let urls: [String: String]
    private let options: Options
    private let permit: WritePermit?

    package struct Options: Sendable {
        /// How often a peer that does not answer is asked, and the pause between, jittered and
        /// doubled.
        package var attempts = 3
        package var pause = Duration.milliseconds(500)
        /// Lines that are verified together: one signature, one fsync.
        package var batchLineLimit = 4_096
        package var batchByteLimit = 1_048_576
        /// Rounds of asking one peer while every round brings something.
        package var roundLimit = 8
        /// How long a peer may answer without bringing one new line; then the rest waits for the next pull. A
        /// peer that states a thousand heads and takes its time over each would else hold a pull for hours.
        package var patience = Duration.seconds(120)
        /// How long one peer may take in all; the rest waits for the next pull, which goes on from there. A member
        /// that writes a line a minute for the occasion would else be a pull that never ends.
        package var timeLimit = Duration.seconds(3_600)
        /// Nodes of which a person allows what their feeds delete, and nodes of which a person allows more feeds.
        package var allowedMassDeletes: Set<String> = []
        package var allowedFeeds: Set<String> = []

        package init() {}
    }

    /// Without a permit, peers are asked what they hold, and nothing is fetched.
    package init(
        _ registry: Registry, peers: [any Peer], urls: [String: String] = [:],
        options: Options = .init(), permit: WritePermit?
    ) {
        self.registry = registry
        self.peers = peers
        self.urls = urls
        self.options = options
        self.permit = permit
    }

    /// - Parameter progress: called as peers finish.
    package func run(progress: @Sendable (PullReport.PeerReport) -> Void = { _ in })
        async throws -> PullReport
    {
        guard registry.isJoined else { throw RegistryError.notJoined(dir: registry.place.dir) }
        // What is not asked for because it is held had better be on disk: a branch is stored without
        // the lines that it shares.
        try await registry.load(sync: permit != nil)
        if let permit {
            try await registry.allow(
                massDeletes: options.allowedMassDeletes, feeds: options.allowedFeeds, permit)
        }
        var report = PullReport()
        report.node = registry.node
        await withTaskGroup(of: (PullReport.PeerReport, RegistryError?).self) { group in
            for peer in peers {
                group.addTask { await PeerPull(registry, peer, options, permit).run() }
            }
            for await (peer, failure) in group {
                if let permit { await registry.note(peer, url: urls[peer.name], permit) }
                progress(peer)
                report.peers.append(peer)
                if report.failure == nil { report.failure = failure }
            }
        }
        report.peers.sort { $0.name < $1.name }
        try await registry.markAcknowledged(&report.peers)
        if let permit { await registry.keepReserve(permit) }
        let standing = try await registry.standing()
        report.forks = standing.forks
        report.incompleteLines = standing.incomplete
        report.restoration = standing.restoration
        report.alarms = try await registry.alarms()
        if let permit, report.allowsHeartbeat {
            do {
                report.heartbeat = try await registry.beat(permit)
            } catch RegistryError.restored(let why) {
                report.restoration = why
            } catch let error as RegistryError {
                // What was pulled stays; only the sign of life is missing.
                report.failure = report.failure ?? error
            }
        }
        return report
    }
}

/// The pull from one peer. Owned by one task.
private struct PeerPull {
    private let registry: Registry
    private let peer: any Peer
    private let options: Pull.Options
    private let permit: WritePermit?
    private var report: PullReport.PeerReport
    /// Feeds of which a guard held lines back.
    private var heldBack: Set<FeedID> = []
    private let calls: SystemCalls
    private let start: Duration
    private var lastGain: Duration

    init(
        _ registry: Registry, _ peer: any Peer, _ options: Pull.Options, _ permit: WritePermit?
    ) {
        self.registry = registry
        self.peer = peer
        self.options = options
        self.permit = permit
        calls = registry.calls
        start = calls.monotonicTime()
        lastGain = start
        report = PullReport.PeerReport(name: peer.name, outcome: .partial)
    }

    /// Why this peer's pull ended early: the peer's fault, or ours.
    private enum End: Error {
        case peer(PeerError)
        case here(RegistryError)
    }

    func run() async -> (PullReport.PeerReport, RegistryError?) {
        var pull = self
        var failure: RegistryError?
        do {
            try await pull.rounds()
        } catch End.peer(let error) {
            pull.report.outcome = .failed(error)
        } catch End.here(let error) {
            pull.report.outcome = .stopped
            failure = error
        } catch {
            preconditionFailure("everything is thrown as an End: \(error)")
        }
        pull.report.note(clockDifference: pull.peer.clockDifferenceSeconds)
        let elapsed = (calls.monotonicTime() - start).components
        pull.report.seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
        return (pull.report, failure)
    }

    /// Asks for the frontier and what it states, until a round brings nothing new.
    private mutating func rounds() async throws {
        for _ in 0..<options.roundLimit {
            let start = try await here {
                try await registry.pullStart(peer: peer.name)
            }
            guard
                let frontier = try await askingAgain({
                    try await peer.frontier(known: start.digest, held: start.held)
                })
            else {
                report.outcome = .fresh(isUnchanged: report.applied == 0)
                return
            }
            guard frontier.network.text == registry.networkID else {
                report.outcome = .foreignNetwork
                return
            }
            var (needs, refusals) = try await here {
                try await registry.needs(frontier, of: peer.name)
            }
            if try await here({ try await registry.isBehind(frontier) }) {
                report.isAheadOfOwnFeed = true
            }
            // What waits for a person is not asked for again in this pull.
            needs.removeAll { heldBack.contains($0.feed) }
            refusals += heldBack.sorted().map { Refusal(feed: $0, reason: Refusal.massDelete) }
            // What was untrusted in an earlier round stays named, also when the peer thinks better of it; what was
            // only missing may have come.
            let kept = report.refusals.filter { $0.isUntrusted && !refusals.contains($0) }
            report.refuse(kept + refusals)
            guard let permit else {
                let count = needs.reduce(0) { $0 + max(0, $1.head.seq - $1.after) }
                report.outcome =
                    needs.isEmpty ? .fresh(isUnchanged: false) : .planned(lineCount: count)
                return
            }
            let before = report.applied
            for need in needs { try await take(need, permit) }
            report.outcome = report.refusals.isEmpty ? .fresh(isUnchanged: false) : .partial
            if report.applied == before { return try await heal(frontier, permit) }
        }
    }

    /// When all is held: what lines lost on their way here, and this peer may have.
    private mutating func heal(_ frontier: Frontier, _ permit: WritePermit) async throws {
        let healing = Healing(registry: registry, peer: peer, permit: permit)
        var outcome = Healing.Outcome()
        do {
            defer {
                report.received += outcome.received
                report.healed += outcome.healed
            }
            try await here { try await healing.run(frontier, &outcome) }
        } catch let error as PeerError {
            throw End.peer(error)
        }
        let fresh = outcome.refusals.filter { !report.refusals.contains($0) }
        guard !fresh.isEmpty else { return }
        report.refuse(report.refusals + fresh)
        report.outcome = .partial
    }

    // MARK: One feed

    /// Takes in the lines up to one head. A bad feed is a line in the report and does not stop the
    /// others.
    private mutating func take(_ need: Need, _ permit: WritePermit) async throws {
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
    private func holds(_ need: Need) async throws -> Bool {
        try await here { try await registry.holds(need) }
    }

    private mutating func refuse(_ need: Need, _ reason: String) {
        let refusal = Refusal(feed: need.feed, reason: reason)
        guard !report.refusals.contains(refusal) else { return }
        guard report.refusals.count < PullReport.PeerReport.refusalLimit || refusal.isUntrusted
        else { return report.refusedBeyond += 1 }
        report.refusals.append(refusal)
    }

    private func isRefused(_ need: Need) -> Bool {
        report.refusals.contains { $0.feed == need.feed }
    }

    /// The greatest sealed place of ours that the peer has too; nil when it denies even the start
    /// of the feed.
    ///
    /// - Complexity: O(log commits) requests.
    private func lastCommonPlace(_ need: Need) async throws -> (seq: Int, chain: Hash256)? {
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

    private func peerHas(_ place: (seq: Int, chain: Hash256), _ need: Need) async throws -> Bool {
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
    private mutating func stream(
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
    private mutating func settle(
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

    // MARK: Asking

    /// Why this peer has had its time; asked before every question, and after every piece of an answer.
    private var overdue: End? {
        let now = calls.monotonicTime()
        if now - start >= options.timeLimit { return .peer(.interrupted("total")) }
        return now - lastGain >= options.patience ? .peer(.interrupted("stall")) : nil
    }

    /// Asks the registry; what it throws is a failure here and not the peer's.
    private func here<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as RegistryError {
            throw End.here(error)
        }
    }

    /// Asks the peer, up to `attempts` times while the failure may pass.
    private func askingAgain<Result: Sendable>(_ body: () async throws -> Result) async throws
        -> Result
    {
        var failures = 0
        while true {
            if let overdue { throw overdue }
            do {
                return try await body()
            } catch let error as PeerError {
                failures += 1
                guard error.isPassing, failures < options.attempts else { throw End.peer(error) }
                try await pause(failures)
            }
        }
    }

    /// Between half and all of a pause that doubles, so that four offices do not ask in step.
    private func pause(_ failures: Int) async throws {
        let longest = options.pause * (1 << min(max(failures - 1, 0), 6))
        do {
            var generator = calls.generator
            try await calls.sleep(longest * Double.random(in: 0.5...1, using: &generator))
        } catch {
            throw End.peer(.interrupted("cancelled"))
        }
    }
}
