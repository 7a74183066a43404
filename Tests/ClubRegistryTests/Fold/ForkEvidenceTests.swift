import ClubTestSupport
import Testing

@testable import ClubRegistry

@Suite struct ForkEvidenceTests {
    /// A peer that shows no feed of `node`.
    private static func hiding(_ node: String, _ club: TestClub, by name: String) throws
        -> FaultyPeer
    {
        FaultyPeer(
            LocalPeer(name: name, source: try club.open(name)),
            frontier: { answer in
                answer.map { frontier in
                    Frontier(
                        network: frontier.network,
                        feeds: frontier.feeds.filter { $0.key.node != node })
                }
            })
    }

    private static func write(_ registry: Registry, _ title: String) async throws {
        _ = try await registry.add(kind: "action", .set(["title": .string(title)]))
    }

    /// Whether every head of a proof is sealed by the feed's key, and no chain has two of them.
    private static func isProof(_ evidence: ForkEvidence, in history: History) throws -> Bool {
        let tree = try #require(history.feeds[evidence.feed])
        return Set(evidence.heads).count >= 2
            && evidence.heads.allSatisfy { tree.hasSealed($0, in: history.network) }
    }

    @Test func `a peer that told somebody another story is found out by what that one states`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen", "le-havre"])
        defer { club.remove() }
        let rouen = try club.open("rouen")
        try await Self.write(rouen, "shared")
        let twin = try club.clone("rouen")
        try await Self.write(rouen, "to Le Havre")
        try await Self.write(rouen, "to Le Havre, too")
        try await Self.write(twin, "to Caen")
        try await club.pull("caen", peers: [LocalPeer(name: "rouen", source: twin)])
        try await Self.write(try club.open("caen"), "states what it saw")
        let before = try await club.pull("le-havre", from: ["rouen"])
        #expect(before.exit == .done && before.alarms.evidence.isEmpty)

        let report = try await club.pull(
            "le-havre", peers: [try Self.hiding("rouen", club, by: "caen")])
        #expect(report.exit == .untrusted)
        #expect(report.forks.map(\.feed.node) == ["rouen"])
        let evidence = try #require(report.alarms.evidence.first)
        #expect(evidence.statedBy?.feed.node == "caen" && evidence.seq == 3)
        let history = try await club.open("le-havre").history()
        #expect(try Self.isProof(evidence, in: history))
        #expect(history.feeds[evidence.feed]?.forkPoint == nil)

        // With the other branch it is a fork like any other.
        let whole = try await club.pull("le-havre", from: ["caen"])
        let held = try #require(whole.alarms.evidence.first)
        #expect(whole.alarms.evidence.count == 1 && held.statedBy == nil && held.seq == 2)
        #expect(try Self.isProof(held, in: await club.open("le-havre").history()))
        #expect(whole.forks.map(\.feed.node) == ["rouen"])
    }

    @Test func `a head beyond what is held, or without a good seal, accuses nobody`() async throws {
        let club = try await TestClub(["rouen", "caen", "le-havre"])
        defer { club.remove() }
        let rouen = try club.open("rouen")
        try await club.pull("le-havre", from: ["rouen"])
        try await Self.write(rouen, "A")
        try await club.pull("caen", from: ["rouen"])
        let caen = try club.open("caen")
        try await Self.write(caen, "states line 2 of Rouen")
        let beyond = try await club.pull(
            "le-havre", peers: [try Self.hiding("rouen", club, by: "caen")])
        #expect(beyond.exit == .done && beyond.alarms.evidence.isEmpty)
        // A seal that is not of the key it is said to be of.
        let tree = try #require(
            try await caen.history().feeds.values.first { $0.feed.node == "rouen" })
        let forged = Head(seq: 1, pre: .of([7]), seal: tree.heads[0].seal)
        _ = try await caen.write(command: "add", permit: WritePermit()) { _ in
            [[.checkpoint([tree.feed: [forged]])]]
        }
        let report = try await club.pull("le-havre", from: ["caen"])
        #expect(report.exit == .done && report.alarms.evidence.isEmpty)
    }
}
