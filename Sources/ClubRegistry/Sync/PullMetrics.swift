/// What a pull tells Prometheus, in its text format 0.0.4, for node_exporter's textfile collector.
///
/// One value: gathered at the end of every pull, also of one that failed, and written whole. Names
/// and help are English in any language: they are what dashboards are made with.
///
/// - SeeAlso: https://prometheus.io/docs/instrumenting/exposition_formats/
package struct PullMetrics: Sendable {
    package var exit: ExitStatus
    /// Seconds since 1970, by this machine's clock, at the end of the pull.
    package var lastRun: Int
    package var duration: Duration
    /// All peers of node.yaml, whether they were asked this time or not.
    package var peers: [Peer] = []
    /// Nil when the store could not be read: those families are left out then.
    package var standing: Standing?

    package init(exit: ExitStatus, lastRun: Int, duration: Duration) {
        self.exit = exit
        self.lastRun = lastRun
        self.duration = duration
    }

    package struct Peer: Sendable, Hashable {
        package var name: String
        /// Seconds since 1970; 0 for never, so that "too long ago" is true of it.
        package var lastSuccess: Int
        /// As far back as the journal is read.
        package var consecutiveFailures: Int
        /// Lines that this pull took in from it.
        package var applied: Int
    }

    /// What is held after the pull, whoever it came from.
    package struct Standing: Sendable, Hashable {
        package var conflicts = 0
        package var incompleteLines = 0
        /// Feeds with a branch that nobody has adopted.
        package var forkedFeeds = 0
        /// Feeds of which something was refused in this pull.
        package var heldFeeds = 0
        package var damagedFeeds = 0

        package init() {}
    }

    /// The peers of `configuration`, as journal and report know them.
    package mutating func add(
        _ peers: [NodeConfiguration.Peer], trends: [String: Journal.Trend], report: PullReport?
    ) {
        self.peers = peers.map { peer in
            let trend = trends[peer.name]
            let success = trend?.lastSuccess.flatMap { ClaimedTime.seconds(of: $0.at) }
            let applied = report?.peers.first { $0.name == peer.name }?.applied
            return Peer(
                name: peer.name, lastSuccess: success ?? 0,
                consecutiveFailures: trend?.consecutiveFailures ?? 0, applied: applied ?? 0)
        }
    }

    // MARK: Text

    package var text: String {
        var text = ""
        Self.family("pull_exit_code", "Exit code of the last pull; 0 is well.", to: &text) {
            [("", String(exit.rawValue))]
        }
        Self.family("pull_last_run_timestamp_seconds", "When the last pull ended.", to: &text) {
            [("", String(lastRun))]
        }
        Self.family("pull_duration_seconds", "How long the last pull took.", to: &text) {
            [("", Self.seconds(duration))]
        }
        Self.family(
            "peer_last_success_timestamp_seconds",
            "When all that the peer holds was last held here; 0 is never.", to: &text
        ) { peers.map { (Self.label("peer", $0.name), String($0.lastSuccess)) } }
        Self.family(
            "peer_consecutive_failures", "Pulls from the peer that failed since its last success.",
            to: &text
        ) { peers.map { (Self.label("peer", $0.name), String($0.consecutiveFailures)) } }
        Self.family(
            "peer_applied_lines", "Lines that the last pull took in from the peer.", to: &text
        ) { peers.map { (Self.label("peer", $0.name), String($0.applied)) } }
        guard let standing else { return text }
        Self.family("conflicts", "Contested fields that wait for a decision.", to: &text) {
            [("", String(standing.conflicts))]
        }
        Self.family("incomplete_lines", "Lines of which a part is missing.", to: &text) {
            [("", String(standing.incompleteLines))]
        }
        Self.family(
            "held_feeds",
            "Feeds that are not taken as they come: forked, refused in the last pull, damaged here.",
            to: &text
        ) {
            [
                (Self.label("reason", "forked"), String(standing.forkedFeeds)),
                (Self.label("reason", "held"), String(standing.heldFeeds)),
                (Self.label("reason", "damaged"), String(standing.damagedFeeds)),
            ]
        }
        return text
    }

    /// HELP, TYPE and the samples; nothing for a family without samples.
    private static func family(
        _ name: String, _ help: String, to text: inout String,
        _ samples: () -> [(labels: String, value: String)]
    ) {
        let samples = samples()
        guard !samples.isEmpty else { return }
        text += "# HELP club_sync_\(name) \(help)\n# TYPE club_sync_\(name) gauge\n"
        for sample in samples { text += "club_sync_\(name)\(sample.labels) \(sample.value)\n" }
    }

    /// `{name="value"}`; backslash, quote and line feed are escaped, as the format asks.
    static func label(_ name: String, _ value: String) -> String {
        let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
        return "{\(name)=\"\(escaped)\"}"
    }

    /// With milliseconds.
    private static func seconds(_ duration: Duration) -> String {
        let milliseconds = max(0, duration.wholeMilliseconds)
        let rest = String(1000 + milliseconds % 1000).dropFirst()
        return "\(milliseconds / 1000).\(rest)"
    }
}
