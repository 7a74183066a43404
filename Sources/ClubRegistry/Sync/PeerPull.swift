/// The pull from one peer. Owned by one task.
struct PeerPull {
    let registry: Registry
    let peer: any Peer
    let options: Pull.Options
    let permit: WritePermit?
    var report: PullReport.PeerReport
    /// Feeds of which a guard held lines back.
    var heldBack: Set<FeedID> = []
    let calls: SystemCalls
    let start: Duration
    var lastGain: Duration

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
    enum End: Error {
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
    mutating func rounds() async throws {
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
    mutating func heal(_ frontier: Frontier, _ permit: WritePermit) async throws {
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

    // MARK: Asking

    /// Why this peer has had its time; asked before every question, and after every piece of an answer.
    var overdue: End? {
        let now = calls.monotonicTime()
        if now - start >= options.timeLimit { return .peer(.interrupted("total")) }
        return now - lastGain >= options.patience ? .peer(.interrupted("stall")) : nil
    }

    /// Asks the registry; what it throws is a failure here and not the peer's.
    func here<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as RegistryError {
            throw End.here(error)
        }
    }

    /// Asks the peer, up to `attempts` times while the failure may pass.
    func askingAgain<Result: Sendable>(_ body: () async throws -> Result) async throws
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
    func pause(_ failures: Int) async throws {
        let longest = options.pause * (1 << min(max(failures - 1, 0), 6))
        do {
            var generator = calls.generator
            try await calls.sleep(longest * Double.random(in: 0.5...1, using: &generator))
        } catch {
            throw End.peer(.interrupted("cancelled"))
        }
    }
}
