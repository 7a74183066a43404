import ClubTestSupport
import Foundation
import Testing

@testable import ClubRegistry

@Suite struct MassDeleteTests {
    /// Two offices or more, with `count` records of Rouen that everybody holds since yesterday.
    private struct Club {
        let club: TestClub
        let clock = TestClock.tomorrow
        let keys: [RecordKey]

        init(_ nodes: [String] = ["rouen", "caen"], records count: Int) async throws {
            club = try await TestClub(nodes)
            let rouen = try club.open("rouen", calls: clock.calls)
            var keys: [RecordKey] = []
            for index in 0..<count {
                let (id, _) = try await rouen.add(
                    kind: "member", .set(["name": .string("M\(index)")]))
                keys.append(RecordKey(kind: "member", id: id))
            }
            self.keys = keys
            for node in nodes.dropFirst() { try await pull(node, from: ["rouen"]) }
            clock.pass(days: 1)
        }

        func open(_ node: String) throws -> Registry { try club.open(node, calls: clock.calls) }

        @discardableResult
        func pull(_ node: String, from others: [String], allowing nodes: String...) async throws
            -> PullReport
        {
            var options = Pull.Options()
            options.allowedMassDeletes = Set(nodes)
            let peers = try others.map { LocalPeer(name: $0, source: try open($0)) }
            return try await club.pull(node, peers: peers, options: options, calls: clock.calls)
        }

        func delete(_ keys: some Sequence<RecordKey>, by node: String) async throws {
            let registry = try open(node)
            for key in keys { try await registry.delete(key) }
        }

        func visible(at node: String) async throws -> Int {
            try await open(node).records().count { !$0.isHidden }
        }
    }

    @Test func `a mass of deletions waits at the commit before, until a person allows it`()
        async throws
    {
        let club = try await Club(records: 30)
        defer { club.club.remove() }
        try await club.delete(club.keys.prefix(25), by: "caen")
        let held = try await club.pull("rouen", from: ["caen"])
        #expect(held.exit == .partial)
        #expect(held.peers[0].refusals.map(\.reason) == [Refusal.massDelete])
        let alarm = try #require(held.alarms.waiting.first)
        #expect(alarm.node == "caen" && alarm.home == "rouen")
        #expect(alarm.count == 25 && alarm.total == 30)
        // Nineteen are fewer than a mass.
        #expect(try await club.visible(at: "rouen") == 11)
        // It is a guard and no accusation, and it does not silence this node.
        #expect(held.forks.isEmpty && held.peers[0].outcome == .partial)
        #expect(held.heartbeat?.dots.count == 1)

        let again = try await club.pull("rouen", from: ["caen"])
        #expect(again.exit == .partial && again.applied == 0)
        #expect(try await club.open("rouen").alarms().waiting.count == 1)
        let other = try await club.pull("rouen", from: ["caen"], allowing: "rouen")
        #expect(other.exit == .partial)

        let allowed = try await club.pull("rouen", from: ["caen"], allowing: "caen")
        #expect(allowed.exit == .done && allowed.alarms.waiting.isEmpty)
        #expect(try await club.visible(at: "rouen") == 5)
        #expect(try await club.club.digest("rouen") == club.club.digest("caen"))
        // What was allowed is old: what follows is counted anew.
        try await club.delete(club.keys.suffix(5), by: "caen")
        #expect(try await club.pull("rouen", from: ["caen"]).exit == .done)
        #expect(try await club.visible(at: "rouen") == 0)
    }

    @Test(arguments: [(30, 19), (101, 20)])
    func `fewer than twenty, or no more than a fifth, are taken without a question`(
        _ total: Int, _ deleted: Int
    ) async throws {
        let club = try await Club(records: total)
        defer { club.club.remove() }
        try await club.delete(club.keys.prefix(deleted), by: "caen")
        #expect(try await club.pull("rouen", from: ["caen"]).exit == .done)
        #expect(try await club.visible(at: "rouen") == total - deleted)
    }

    @Test func `a first pull of everything deletes nothing that anybody here has seen`()
        async throws
    {
        let club = try await Club(records: 30)
        defer { club.club.remove() }
        try await club.delete(club.keys.prefix(25), by: "caen")
        try await club.pull("rouen", from: ["caen"], allowing: "caen")
        // As on a new disk: no feed of others, no receipts.
        let caen = try club.open("caen")
        let rouens = try #require(
            try await caen.feeds().first { $0.feed.node == "rouen" }
        ).feed.text
        try FileManager.default.removeItem(atPath: "\(caen.place.feeds)/\(rouens).jsonl")
        try FileManager.default.removeItem(atPath: caen.place.receipts)
        try await club.delete(club.keys.suffix(5), by: "rouen")
        #expect(try await club.pull("caen", from: ["rouen"]).exit == .done)
        #expect(try await club.visible(at: "caen") == 0)
    }

    @Test func `a node that deletes its own records is asked about by the others, not at home`()
        async throws
    {
        let club = try await Club(records: 30)
        defer { club.club.remove() }
        try await club.delete(club.keys, by: "rouen")
        #expect(try await club.visible(at: "rouen") == 0)
        #expect(try await club.pull("caen", from: ["rouen"]).exit == .partial)
        #expect(try await club.visible(at: "caen") == 11)
        // Its own lines that come back to it are its own affair.
        #expect(try await club.pull("rouen", from: ["caen"]).exit == .done)
    }

    @Test func `records that are emptied count, and restored ones do not`() async throws {
        let club = try await Club(records: 25)
        defer { club.club.remove() }
        let caen = try club.open("caen")
        var empty = RecordEdit()
        empty.unsets = ["name"]
        for key in club.keys { try await caen.edit(key, empty) }
        let held = try await club.pull("rouen", from: ["caen"])
        #expect(held.alarms.waiting.map(\.count) == [25])
        for key in club.keys { try await caen.edit(key, .set(["name": .string("again")])) }
        let mended = try await club.pull("rouen", from: ["caen"])
        #expect(mended.exit == .done && mended.alarms.waiting.isEmpty)
        #expect(try await club.visible(at: "rouen") == 25)
    }

    @Test func `the window ends after thirty days, and lost receipts make everything held old`()
        async throws
    {
        let club = try await Club(records: 40)
        defer { club.club.remove() }
        try await club.delete(club.keys.prefix(15), by: "caen")
        #expect(try await club.pull("rouen", from: ["caen"]).exit == .done)
        club.clock.pass(days: 31)
        try await club.delete(club.keys[15..<30], by: "caen")
        #expect(try await club.pull("rouen", from: ["caen"]).exit == .done)
        // Fifteen and five more of the last days are a mass, unless nobody remembers the fifteen.
        try await club.delete(club.keys[30..<35], by: "caen")
        #expect(try await club.pull("rouen", from: ["caen"]).exit == .partial)
        try FileManager.default.removeItem(atPath: club.open("rouen").place.receipts)
        #expect(try await club.pull("rouen", from: ["caen"]).exit == .done)
        #expect(try await club.visible(at: "rouen") == 5)
    }

    @Test func `what was allowed and could not be noted is asked once more, and stays`()
        async throws
    {
        let club = try await Club(records: 30)
        defer { club.club.remove() }
        try await club.delete(club.keys.prefix(25), by: "caen")
        try await club.pull("rouen", from: ["caen"])
        let own = try club.open("rouen").place.receipts
        var calls = club.clock.calls
        let rename = calls.rename
        let left = TestClock(1)
        calls.rename = { old, new in
            // The first replacement takes it off the list, the second one would allow it.
            if new == own, left.now <= 0 {
                errno = ENOSPC
                return -1
            }
            if new == own { left.pass(seconds: -1) }
            return rename(old, new)
        }
        var options = Pull.Options()
        options.allowedMassDeletes = ["caen"]
        let caen = LocalPeer(name: "caen", source: try club.open("caen"))
        let failed = try await club.club.pull(
            "rouen", peers: [caen], options: options, calls: calls)
        #expect(failed.exit == .failed)
        #expect(try await club.visible(at: "rouen") == 5)
        try await club.delete([club.keys[25]], by: "caen")
        let asked = try await club.pull("rouen", from: ["caen"])
        #expect(asked.exit == .partial && asked.alarms.waiting.count == 1)
        #expect(try await club.visible(at: "rouen") == 5)
        #expect(
            try await club.pull("rouen", from: ["caen"], allowing: "caen").exit == .done)
    }

    @Test
    func `more than sixteen feeds of a node wait for a person, who is asked once for sixteen`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let made = (0..<40).map {
            FeedID(
                node: "caen",
                key: SigningKey(seed: [UInt8](repeating: UInt8($0), count: 32))!.publicKey)
        }
        let peer = FaultyPeer(
            LocalPeer(name: "caen", source: try club.open("caen")),
            frontier: { answer in
                let head = answer!.feeds.values.first!
                return Frontier(
                    network: answer!.network,
                    feeds: answer!.feeds.merging(made.map { ($0, head) }) { first, _ in first })
            })
        func waiting(_ allowed: String...) async throws -> Int {
            var options = Pull.Options()
            options.allowedFeeds = Set(allowed)
            let report = try await club.pull("rouen", peers: [peer], options: options)
            #expect(report.exit == .partial)
            return report.peers[0].refusals.count { $0.reason == Refusal.tooManyFeeds }
        }
        #expect(try await waiting() == 25)
        #expect(try await waiting("rouen") == 25)
        #expect(try await waiting("caen") == 9)
        // None of them came, so asking again lifts nothing more; and it stays.
        #expect(try await waiting("caen") == 9)
        #expect(try await waiting() == 9)
        let registry = try club.open("rouen")
        #expect(try await registry.loadReceipts().feedLimits == ["caen": 32, "rouen": 32])
    }
}
