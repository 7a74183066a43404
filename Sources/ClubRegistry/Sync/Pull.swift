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
