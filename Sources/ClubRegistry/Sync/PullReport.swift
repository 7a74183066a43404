/// What a pull did, per peer and altogether; one value, printed as a table or JSON, and kept in the
/// journal.
package struct PullReport: Sendable {
    /// The node that pulled.
    package var node = ""
    package var peers: [PeerReport] = []
    /// Feeds held with a fork, from this pull or an earlier one.
    package var forks: [Registry.Fork] = []
    package var incompleteLines = 0
    package var restoration: RegistryError.Restoration?
    /// What a person should look at, from this pull or an earlier one.
    package var alarms = Alarms()
    /// The heartbeat of today, when this pull wrote it.
    package var heartbeat: Registry.Written?
    /// What failed here: the disk, the lock.
    package var failure: RegistryError?

    package struct PeerReport: Sendable {
        package let name: String
        package var outcome: Outcome
        /// Lines that came and were verified; those of them that were new here.
        package var received = 0
        package var applied = 0
        /// Lines held already that got back a part which they had lost.
        package var healed = 0
        package internal(set) var refusals: [Refusal] = []
        /// Those of them that a person here has taken note of.
        package internal(set) var acknowledged: Set<Refusal> = []
        /// How many more there were: a peer may state feeds of unknown nodes by the thousands.
        package internal(set) var refusedBeyond = 0
        package var seconds = 0.0
        /// The peer's clock minus ours, in seconds, when they lie more than an hour apart. One of
        /// them is wrong; that is said, and nothing else made of it.
        package internal(set) var clockSkewSeconds: Int?
        /// It proved that it holds lines of the own open feed that were not held here.
        var isAheadOfOwnFeed = false

        /// Refusals that are named; those that accuse somebody come first.
        package static let refusalLimit = 100

        mutating func note(clockDifference difference: Int?) {
            clockSkewSeconds = difference.flatMap { $0.magnitude > 3_600 ? $0 : nil }
        }

        /// Puts in what was refused, and counts what is too much to be named.
        mutating func refuse(_ all: [Refusal]) {
            let untrusted = all.filter(\.isUntrusted)
            let ordered = untrusted + all.filter { !$0.isUntrusted }
            refusals = Array(ordered.prefix(Self.refusalLimit))
            refusedBeyond = ordered.count - refusals.count
        }
    }

    package enum Outcome: Sendable, Hashable {
        /// Everything the peer holds is held here. `isUnchanged`: it said so itself (304).
        case fresh(isUnchanged: Bool)
        case partial
        /// A dry run: so many lines would be fetched.
        case planned(lineCount: Int)
        case failed(PeerError)
        /// It serves another network.
        case foreignNetwork
        /// Given up for a failure here, which the report names.
        case stopped

        package var code: String {
            switch self {
            case .fresh(let isUnchanged): isUnchanged ? "unchanged" : "fresh"
            case .partial: "partial"
            case .planned: "planned"
            case .failed(.unreachable): "unreachable"
            case .failed(.untrusted): "untrusted"
            case .failed(.interrupted): "interrupted"
            case .failed(.refused): "refused"
            case .failed(.nonsense): "nonsense"
            case .failed(.badAddress): "bad-address"
            case .foreignNetwork: "foreign-network"
            case .stopped: "stopped"
            }
        }
    }

    /// Whether this pull is a reason for a sign of life: a peer of this network answered, and none knows better
    /// what this node wrote.
    var allowsHeartbeat: Bool {
        restoration == nil && !peers.contains(where: \.isAheadOfOwnFeed)
            && peers.contains { peer in
                // A feed that is held, by the guard for instance, makes a peer partial for as long as nobody
                // decides; its answer is one all the same.
                switch peer.outcome {
                case .fresh, .partial: true
                default: false
                }
            }
    }

    /// Reasons of refusals that no pull overcomes until a person decides.
    static let reasonsForPerson: Set<String> = [Refusal.tooManyFeeds, Refusal.massDelete]

    package var applied: Int { peers.reduce(0) { $0 + $1.applied } }

    /// The exit code: the first that applies of ``ExitStatus/pullOrder``.
    package var exit: ExitStatus {
        var all = Set(peers.map(Self.exit))
        if let failure { all.insert(failure.exit) }
        if restoration != nil { all.insert(.restored) }
        if forks.contains(where: { !$0.isAcknowledged }) { all.insert(.untrusted) }
        // Known, and still changes that nobody sees.
        if forks.contains(where: { $0.waiting > 0 }) { all.insert(.partial) }
        if !alarms.waiting.isEmpty { all.insert(.partial) }
        if incompleteLines > 0 { all.insert(.partial) }
        return ExitStatus.pullOrder.first { all.contains($0) } ?? .done
    }

    private static func exit(_ peer: PeerReport) -> ExitStatus {
        let untrusted = peer.refusals.filter(\.isUntrusted)
        if untrusted.contains(where: { !peer.acknowledged.contains($0) }) { return .untrusted }
        switch peer.outcome {
        case .fresh, .planned: return peer.refusals.isEmpty ? .done : .partial
        case .foreignNetwork, .failed(.nonsense): return .untrusted
        case .failed(.refused): return .refusedByPeer
        case .failed(.badAddress): return .usage
        case .partial, .failed: return .partial
        case .stopped: return .failed
        }
    }
}
