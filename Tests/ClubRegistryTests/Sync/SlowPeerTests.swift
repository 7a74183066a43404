import ClubTestSupport
import Foundation
import Synchronization
import Testing

@testable import ClubRegistry

/// A peer that is slow within one answer, which no number of questions bounds.
@Suite struct SlowPeerTests {
    /// States what an honest peer states, and answers with what a test gives, piece by piece.
    private struct DrippingPeer: Peer {
        let honest: LocalPeer
        let pieces: @Sendable () -> [UInt8]?
        var name: String { honest.name }

        func frontier(known: Hash256?, held: Held?) async throws -> Frontier? {
            try await honest.frontier(known: known, held: held)
        }

        func lines(of feed: FeedID, after seq: Int, chain: Hash256, head: Hash256)
            async throws -> PeerLines
        {
            .stream(LineStream { pieces() })
        }
    }

    /// A pull by Rouen of Caen's feed, each piece of which takes `step`.
    ///
    /// - Parameter pieces: gives piece n, from 0.
    private func pull(
        _ club: TestClub, step: Duration,
        _ pieces: @escaping @Sendable (_ index: Int) -> [UInt8]?
    ) async throws -> (report: PullReport.PeerReport, pieceCount: Int) {
        let count = Mutex(0)
        var calls = SystemCalls.system
        calls.monotonicTime = { count.withLock { step * $0 } }
        calls.sleep = { _ in }
        let rouen = try Registry(
            dir: club.dir("rouen"), stateRoot: club.root.appending(path: "state").path,
            calls: calls)
        let peer = DrippingPeer(honest: LocalPeer(name: "caen", source: try club.open("caen"))) {
            pieces(
                count.withLock {
                    $0 += 1
                    return $0 - 1
                })
        }
        let report = try await Pull(rouen, peers: [peer], permit: WritePermit()).run()
        return (report.peers[0], count.withLock { $0 })
    }

    /// The lines of Caen's feed, its opening and one a title.
    private func lines(_ club: TestClub, titles: Int) async throws -> [[UInt8]] {
        for title in 0..<titles {
            _ = try await club.open("caen")
                .add(kind: "action", .set(["title": .string("\(title)")]))
        }
        let feeds = club.dir("caen") + "/feeds"
        let name = try #require(
            FileManager.default.contentsOfDirectory(atPath: feeds).first { $0.hasPrefix("caen-") })
        let bytes = try Data(contentsOf: URL(filePath: "\(feeds)/\(name)"))
        return bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] }
    }

    @Test func `a peer that talks on and seals nothing is given up after two minutes`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let lines = try await lines(club, titles: 1)
        // The opening line is taken; then a line that never ends.
        let (report, count) = try await pull(club, step: .seconds(19)) { index in
            index == 0 ? lines[0] : [UInt8(ascii: " ")]
        }
        #expect(report.outcome == .failed(.interrupted("stall")))
        #expect(report.applied == 1)
        #expect(count < 20, "\(count)")
    }

    @Test func `a peer that brings a line a minute is given up after an hour, and the lines stay`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let lines = try await lines(club, titles: 80)
        let (report, count) = try await pull(club, step: .seconds(60)) { index in
            index < lines.count ? lines[index] : nil
        }
        #expect(report.outcome == .failed(.interrupted("total")))
        #expect(report.applied == 60 && count == 60, "\(report.applied) of \(count)")
        #expect(try await club.open("rouen").records().count == 59)
    }

    /// What was sealed by then is taken, and the next two minutes begin.
    @Test func `a slow line is no reason to give up a peer that brings something`() async throws {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let lines = try await lines(club, titles: 4)
        let (report, _) = try await pull(club, step: .seconds(119)) { index in
            index < lines.count ? lines[index] : nil
        }
        #expect(report.outcome == .fresh(isUnchanged: false))
        #expect(try await club.open("rouen").records().count == 4)
    }
}
