import ClubTestSupport
import Foundation
import Synchronization
import Testing

@testable import ClubRegistry

@Suite struct PullTests {
    private static func titles(_ club: TestClub, _ node: String) async throws -> Set<String> {
        Set(try await club.open(node).records().compactMap { $0.text("title") })
    }

    private static func write(_ club: TestClub, _ node: String, _ titles: String...) async throws {
        for title in titles {
            _ = try await club.open(node).add(kind: "action", .set(["title": .string(title)]))
        }
    }

    @Test func `lines come by way of a third node when their own is down`() async throws {
        let club = try await TestClub(["rouen", "caen", "le-havre"])
        defer { club.remove() }
        try await Self.write(club, "caen", "C")
        try await club.pull("le-havre", from: ["caen"])
        let report = try await club.pull("rouen", from: ["le-havre"])
        #expect(report.exit == .done)
        #expect(try await Self.titles(club, "rouen") == ["C"])
    }

    @Test func `a second pull is one question, and writes nothing but a line of the journal`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        try await Self.write(club, "caen", "C")
        try await club.pull("rouen", from: ["caen"])
        try await club.pull("caen", from: ["rouen"])
        let asked = Mutex(0)
        let peer = FaultyPeer(
            LocalPeer(name: "caen", source: try club.open("caen")),
            frontier: { answer in
                asked.withLock { $0 += 1 }
                return answer
            })
        let report = try await club.pull("rouen", peers: [peer])
        #expect(asked.withLock { $0 } == 1)
        #expect(report.peers[0].outcome == .fresh(isUnchanged: true))
        let entries = try Journal(path: club.open("rouen").place.journal).entries(last: 10)
        #expect(entries.map(\.outcome) == ["fresh", "unchanged"])
    }

    @Test func `a wrong byte holds its feed at the last good seal, and no other feed`() async throws
    {
        let club = try await TestClub(["rouen", "caen", "le-havre"])
        defer { club.remove() }
        try await Self.write(club, "caen", "C1", "C2")
        try await Self.write(club, "le-havre", "H")
        try await club.pull("le-havre", from: ["caen"])
        let liar = FaultyPeer(LocalPeer(name: "le-havre", source: try club.open("le-havre"))) {
            (feed: FeedID, bytes: [UInt8]) -> [UInt8]? in
            guard feed.node == "caen" else { return bytes }
            return Array(
                String(decoding: bytes, as: UTF8.self).replacing(
                    #""title":"C2""#, with: #""title":"CX""#
                ).utf8)
        }
        let report = try await club.pull("rouen", peers: [liar])
        #expect(report.exit == .untrusted)
        #expect(report.peers[0].refusals.map(\.reason) == ["bad-seal"])
        #expect(try await Self.titles(club, "rouen") == ["C1", "H"])
        // The honest node makes up for it.
        #expect(try await club.pull("rouen", from: ["caen"]).exit == .done)
        #expect(try await Self.titles(club, "rouen") == ["C1", "C2", "H"])
    }

    @Test(arguments: [
        ("duplicate keys", #""at":"2"#, #""at":"2","at":"2"#),
        ("white space", #""v":1"#, #""v": 1"#),
        ("a float", #""v":1"#, #""v":1.0"#),
        ("another feed", #""feed":"caen-"#, #""feed":"nope-"#),
        ("a gap", #""seq":2"#, #""seq":3"#),
        ("null", #""set":{"title":"C1"}"#, #""set":{"title":null}"#),
    ])
    func `what the grammar refuses is refused, and nothing stored changes`(
        _ name: String, _ old: String, _ new: String
    ) async throws {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        try await club.pull("rouen", from: ["caen"])
        try await Self.write(club, "caen", "C1")
        let before = try await club.digest("rouen")
        let liar = FaultyPeer(LocalPeer(name: "caen", source: try club.open("caen"))) {
            (_: FeedID, bytes: [UInt8]) -> [UInt8]? in
            Array(String(decoding: bytes, as: UTF8.self).replacing(old, with: new).utf8)
        }
        let report = try await club.pull("rouen", peers: [liar])
        #expect(report.exit == .untrusted, "\(name): \(report.peers[0].refusals)")
        #expect(try await club.digest("rouen") == before)
    }

    @Test
    func `a connection cut half-way keeps what was sealed, and the next request goes on there`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        try await Self.write(club, "caen", "C1", "C2", "C3")
        let calls = Mutex(0)
        let cutting = FaultyPeer(LocalPeer(name: "caen", source: try club.open("caen"))) {
            (_: FeedID, bytes: [UInt8]) -> [UInt8]? in
            // The first answer ends in the middle of its third line; then nothing comes any more.
            let call = calls.withLock {
                $0 += 1; return $0
            }
            guard call == 1 else { return nil }
            let lines = bytes.split(separator: 0x0a)
            return Array(lines[0]) + [0x0a] + lines[1] + [0x0a] + lines[2].prefix(40)
        }
        let report = try await club.pull("rouen", peers: [cutting])
        #expect(report.exit == .partial)
        #expect(try await Self.titles(club, "rouen") == ["C1"])
        #expect(try await club.pull("rouen", from: ["caen"]).exit == .done)
        #expect(try await Self.titles(club, "rouen") == ["C1", "C2", "C3"])
    }

    @Test
    func `dead, refusing and foreign peers cost their own line, and the codes are those promised`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let other = try await TestClub(["caen"])
        defer { other.remove() }
        try await Self.write(club, "caen", "C")
        let good = LocalPeer(name: "caen", source: try club.open("caen"))
        func failing(_ error: PeerError) -> FaultyPeer {
            FaultyPeer(good, frontier: { _ in throw error })
        }
        #expect(try await club.pull("rouen", peers: [failing(.unreachable("x"))]).exit == .partial)
        #expect(
            try await club.pull("rouen", peers: [failing(.refused(status: 403))]).exit
                == .refusedByPeer)
        #expect(try await club.pull("rouen", peers: [failing(.nonsense("x"))]).exit == .untrusted)
        #expect(try await club.pull("rouen", peers: [failing(.badAddress("x"))]).exit == .usage)
        let foreign = LocalPeer(name: "caen", source: try other.open("caen"))
        #expect(try await club.pull("rouen", peers: [foreign]).exit == .untrusted)
        #expect(try await Self.titles(club, "rouen").isEmpty)
        let report = try await club.pull("rouen", peers: [failing(.unreachable("x")), good])
        #expect(report.exit == .partial)
        #expect(try await Self.titles(club, "rouen") == ["C"])
    }

    @Test func `a node that the charter does not name is reported, and its feed is not stored`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let stranger = FeedID("stranger-0000000000000000")!
        let liar = FaultyPeer(
            LocalPeer(name: "caen", source: try club.open("caen")),
            frontier: { answer in
                guard let answer else { return nil }
                var feeds = answer.feeds
                feeds[stranger] = feeds.values.first
                return Frontier(network: answer.network, feeds: feeds)
            })
        let report = try await club.pull("rouen", peers: [liar])
        #expect(report.peers[0].refusals == [Refusal(feed: stranger, reason: "unknown-node")])
        #expect(report.exit == .untrusted)
        let names = try FileManager.default.contentsOfDirectory(
            atPath: club.open("rouen").place.feeds)
        #expect(!names.contains { $0.hasPrefix("stranger") })
    }

    @Test func `one feed that is answered with an error does not keep the others away`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen", "le-havre"])
        defer { club.remove() }
        try await Self.write(club, "caen", "C")
        try await Self.write(club, "le-havre", "H")
        try await club.pull("le-havre", from: ["caen"])
        let honest = LocalPeer(name: "le-havre", source: try club.open("le-havre"))
        let report = try await club.pull(
            "rouen", peers: [RefusingOneFeed(honest: honest, node: "caen")])
        #expect(report.peers[0].refusals.map(\.reason) == ["http-404"])
        #expect(report.exit == .partial)
        #expect(try await Self.titles(club, "rouen") == ["H"])
    }

    @Test func `a head that is stated and not delivered is a partial pull`() async throws {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        try await Self.write(club, "caen", "C")
        let withholding = FaultyPeer(LocalPeer(name: "caen", source: try club.open("caen"))) {
            (_: FeedID, bytes: [UInt8]) -> [UInt8]? in
            []
        }
        let report = try await club.pull("rouen", peers: [withholding])
        #expect(report.peers[0].refusals.map(\.reason) == [Refusal.notDelivered])
        #expect(report.exit == .partial)
    }

    @Test func `a fork keeps both branches, folds up to the fork point, and every holder agrees`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen", "le-havre"])
        defer { club.remove() }
        try await Self.write(club, "rouen", "shared")
        let registry = try club.open("rouen")
        let clone = try club.clone("rouen")
        _ = try await registry.add(kind: "action", .set(["title": .string("one")]))
        _ = try await registry.add(kind: "action", .set(["title": .string("one more")]))
        _ = try await clone.add(kind: "action", .set(["title": .string("two")]))
        try await Self.write(club, "caen", "C")

        let fromClone = LocalPeer(name: "clone", source: clone)
        try await club.pull("caen", from: ["rouen"])
        let report = try await club.pull("caen", peers: [fromClone])
        #expect(report.exit == .untrusted)
        #expect(report.forks.count == 1)
        #expect(try await Self.titles(club, "caen") == ["shared", "C"])
        #expect(
            try await club.open("caen").feeds().contains {
                $0.branchCount == 2 && $0.forkPoint == 2
            })

        // The other way round, and by way of the node that holds both.
        try await club.pull("le-havre", peers: [fromClone])
        _ = try await club.pull("le-havre", from: ["caen"])
        _ = try await club.pull("caen", from: ["le-havre"])
        #expect(try await club.digest("le-havre") == club.digest("caen"))
        #expect(try await club.pull("le-havre", from: ["caen"]).peers[0].applied == 0)
        // A clone that learns of it stops, and keeps its lines.
        let own = try await Pull(
            clone, peers: [LocalPeer(name: "caen", source: try club.open("caen"))],
            permit: WritePermit()
        ).run()
        #expect(own.exit == .restored)
    }

    @Test func `a peer whose branch another one brought first is not called a liar`() async throws {
        let club = try await TestClub(["rouen", "caen", "le-havre"])
        defer { club.remove() }
        try await Self.write(club, "rouen", "shared")
        let clone = try club.clone("rouen")
        try await Self.write(club, "rouen", "here")
        _ = try await clone.add(kind: "action", .set(["title": .string("there")]))
        try await club.pull("caen", from: ["rouen"])
        // Just before the honest clone sends its branch, another pull of Caen's takes it in.
        let fast = LocalPeer(name: "rouen", source: clone)
        let slow = OvertakenPeer(honest: LocalPeer(name: "rouen", source: clone)) {
            _ = try? await club.pull("caen", peers: [fast])
        }
        let report = try await club.pull("caen", peers: [slow])
        #expect(report.forks.count == 1)
        #expect(report.peers[0].refusals.isEmpty)
    }

    @Test
    func
        `a peer that brings nothing for too long is given up, and one with too many heads is not asked`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        try await Self.write(club, "caen", "C")
        let honest = LocalPeer(name: "caen", source: try club.open("caen"))
        var options = Pull.Options()
        options.patience = .zero
        let report = try await Pull(
            club.open("rouen"), peers: [honest], options: options, permit: WritePermit()
        ).run()
        #expect(report.peers[0].outcome.code == "interrupted")
        #expect(report.exit == .partial)
        let branches = (0..<17).map {
            Head(
                seq: $0 + 1, pre: .of([UInt8($0)]),
                seal: Seal(bytes: [UInt8](repeating: 1, count: 64))!)
        }
        let forked = FaultyPeer(
            honest,
            frontier: {
                Frontier(network: $0!.network, feeds: $0!.feeds.mapValues { _ in branches })
            })
        let refused = try await club.pull("rouen", peers: [forked])
        #expect(refused.peers[0].refusals.map(\.reason) == [Refusal.tooManyHeads])
    }

    @Test func `what was untrusted once is named in the report, also when the next round is clean`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen", "le-havre"])
        defer { club.remove() }
        try await Self.write(club, "caen", "C")
        try await Self.write(club, "le-havre", "H")
        try await club.pull("le-havre", from: ["caen"])
        let rounds = Mutex(0)
        let caen = try #require(
            try await club.open("caen").feeds().first { $0.feed.node == "caen" }
        ).feed
        let liar = FaultyPeer(
            FaultyPeer(LocalPeer(name: "le-havre", source: try club.open("le-havre"))) {
                (feed: FeedID, bytes: [UInt8]) -> [UInt8]? in
                feed == caen ? Array("forged\n".utf8) : bytes
            },
            frontier: { answer in
                let round = rounds.withLock {
                    $0 += 1; return $0
                }
                guard let answer, round > 1 else { return answer }
                return Frontier(
                    network: answer.network, feeds: answer.feeds.filter { $0.key != caen })
            })
        let report = try await club.pull("rouen", peers: [liar])
        #expect(rounds.withLock { $0 } > 1)
        #expect(report.peers[0].refusals.map(\.feed) == [caen])
        #expect(report.exit == .untrusted)
    }

    @Test func `a peer that claims a fork and sends our own chain is named as lying`() async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        try await Self.write(club, "caen", "C1", "C2")
        try await club.pull("rouen", from: ["caen"])
        let held = LocalPeer(name: "caen", source: try club.open("caen"))
        let lying = ForkClaimer(honest: held)
        let report = try await club.pull("rouen", peers: [lying])
        #expect(report.peers[0].refusals.map(\.reason) == [Refusal.falseFork])
        #expect(report.exit == .untrusted)
        #expect(report.forks.isEmpty)
    }

    @Test func `exit codes: the first that applies`() {
        var report = PullReport()
        #expect(report.exit == .done)
        report.peers = [.init(name: "a", outcome: .failed(.unreachable("")))]
        #expect(report.exit == .partial)
        report.failure = .disk(path: "", reason: "")
        #expect(report.exit == .failed)
        report.peers.append(.init(name: "b", outcome: .failed(.refused(status: 401))))
        #expect(report.exit == .refusedByPeer)
        func fork(_ waiting: Int, known: Bool) -> Registry.Fork {
            Registry.Fork(
                feed: FeedID("a-0000000000000000")!, branches: [], waiting: waiting,
                isAcknowledged: known)
        }
        for waiting in 0...1 {
            report.forks = [fork(waiting, known: true)]
            #expect(report.exit == .refusedByPeer, "what was taken note of hides nothing worse")
        }
        report.forks.append(fork(1, known: false))
        #expect(report.exit == .untrusted)
        report.restoration = .behind
        #expect(report.exit == .restored)
        report.failure = .locked(path: "", holder: "")
        #expect(report.exit == .locked)
    }
}
