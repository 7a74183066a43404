import ClubTestSupport
import Foundation
import Testing

@testable import ClubRegistry

/// What Prometheus reads, read by a parser as strict as promtool.
@Suite struct PullMetricsTests {
    private var sample: PullMetrics {
        var metrics = PullMetrics(
            exit: .partial, lastRun: 1_800_000_000, duration: .milliseconds(1_042))
        metrics.peers = [
            .init(name: "caen", lastSuccess: 1_799_990_000, consecutiveFailures: 0, applied: 12),
            .init(name: "le-havre", lastSuccess: 0, consecutiveFailures: 3, applied: 0),
        ]
        metrics.standing = .init()
        metrics.standing?.conflicts = 2
        metrics.standing?.forkedFeeds = 1
        return metrics
    }

    @Test func `every family and sample is there`() throws {
        let families = try PrometheusText(sample.text).families
        let values = Dictionary(
            uniqueKeysWithValues: families.flatMap { family in
                family.samples.map {
                    ("\(family.name)\($0.labels.map { "[\($0)=\($1)]" }.joined())", $0.value)
                }
            })
        #expect(
            values == [
                "club_sync_pull_exit_code": 3,
                "club_sync_pull_last_run_timestamp_seconds": 1_800_000_000,
                "club_sync_pull_duration_seconds": 1.042,
                "club_sync_peer_last_success_timestamp_seconds[peer=caen]": 1_799_990_000,
                "club_sync_peer_last_success_timestamp_seconds[peer=le-havre]": 0,
                "club_sync_peer_consecutive_failures[peer=caen]": 0,
                "club_sync_peer_consecutive_failures[peer=le-havre]": 3,
                "club_sync_peer_applied_lines[peer=caen]": 12,
                "club_sync_peer_applied_lines[peer=le-havre]": 0,
                "club_sync_conflicts": 2, "club_sync_incomplete_lines": 0,
                "club_sync_held_feeds[reason=forked]": 1,
                "club_sync_held_feeds[reason=held]": 0,
                "club_sync_held_feeds[reason=damaged]": 0,
            ])
    }

    @Test func `without peers and without a store no family is empty`() throws {
        let metrics = PullMetrics(exit: .noStore, lastRun: 0, duration: .zero)
        let names = try PrometheusText(metrics.text).families.map(\.name)
        #expect(
            names == [
                "club_sync_pull_exit_code", "club_sync_pull_last_run_timestamp_seconds",
                "club_sync_pull_duration_seconds",
            ])
    }

    @Test func `labels are escaped`() throws {
        let hostile = "a\\b\"c\nd"
        let text =
            "# HELP x_total X.\n# TYPE x_total gauge\nx_total\(PullMetrics.label("peer", hostile)) 1\n"
        let labels = try PrometheusText(text).families[0].samples[0].labels
        #expect(labels == ["peer": hostile])
    }

    @Test func `peers are those of node.yaml, with what journal and report know of them`() throws {
        let url = try #require(PeerURL("http://a.example"))
        func entry(_ peer: String, _ outcome: String, _ at: String) -> JournalEntry {
            JournalEntry(
                at: at, peer: peer, received: 0, applied: 0, outcome: outcome, frontier: "")
        }
        let trend = Journal.Trend(
            last: entry("caen", "unreachable", "2027-01-11T02:30:00Z"),
            lastSuccess: entry("caen", "fresh", "2027-01-10T02:30:00Z"), consecutiveFailures: 1)
        var report = PullReport()
        report.peers = [.init(name: "caen", outcome: .partial, received: 9, applied: 7)]
        var metrics = PullMetrics(exit: .partial, lastRun: 0, duration: .zero)
        metrics.add(
            [.init(name: "caen", url: url), .init(name: "rouen", url: url)],
            trends: ["caen": trend, "gone": trend], report: report)
        #expect(
            metrics.peers == [
                .init(name: "caen", lastSuccess: 1_799_548_200, consecutiveFailures: 1, applied: 7),
                .init(name: "rouen", lastSuccess: 0, consecutiveFailures: 0, applied: 0),
            ])
    }
}
