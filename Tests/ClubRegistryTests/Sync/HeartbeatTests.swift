import ClubTestSupport
import Foundation
import Testing

@testable import ClubRegistry

@Suite struct HeartbeatTests {
    /// The lines of a node's own feed, as it holds them.
    private static func own(_ registry: Registry) async throws -> [FeedTree.Entry] {
        try await registry.load()
        return try #require(
            try await registry.history().feeds.values.first { $0.feed.node == registry.node }
        ).branches[0].entries
    }

    private static func pull(_ registry: Registry, from peers: [any Peer]) async throws
        -> PullReport
    {
        var options = Pull.Options()
        options.pause = .milliseconds(1)
        return try await Pull(registry, peers: peers, options: options, permit: WritePermit())
            .run()
    }

    @Test
    func
        `four idle nodes that pull many times a day write four lines a day, and nothing else grows`()
        async throws
    {
        let names = ["rouen", "caen", "le-havre", "evreux"]
        let club = try await TestClub(names)
        defer { club.remove() }
        let clock = TestClock.tomorrow
        let nodes = try names.map { try club.open($0, calls: clock.calls) }
        for node in nodes {
            _ = try await node.add(kind: "action", .set(["title": .string(node.node)]))
        }
        func pullAll() async throws {
            for node in nodes {
                let others = nodes.filter { $0.node != node.node }
                let peers = others.map { LocalPeer(name: $0.node, source: $0) }
                let report = try await Self.pull(node, from: peers)
                #expect(report.exit == .done)
            }
        }
        for _ in 0..<2 { try await pullAll() }
        let digest = try await nodes[0].dump().digest
        let records = try await nodes[0].records().count
        // On the day of the edits there is a line of that day already.
        for node in nodes { #expect(try await Self.own(node).count == 2) }
        let days = 30
        for day in 1...days {
            clock.pass(days: 1)
            for _ in 0..<(day == 1 ? 5 : 2) {
                try await pullAll()
                clock.pass(seconds: 600)
            }
        }
        try await pullAll()
        for node in nodes {
            let lines = try await Self.own(node)
            let perDay = Dictionary(grouping: lines.dropFirst(2), by: { $0.change.at.prefix(10) })
            #expect(perDay.count == days && perDay.values.allSatisfy { $0.count == 1 })
            #expect(lines.dropFirst(2).allSatisfy { $0.change.isCheckpoint })
            #expect(try await node.feeds().map(\.lineCount) == [32, 32, 32, 32])
            #expect(try await node.dump().digest == digest)
            #expect(try await node.records().count == records)
            #expect(try await node.alarms().signs.map(\.silentNights) == [0, 0, 0, 0])
            let files = try FileManager.default.contentsOfDirectory(atPath: node.place.feeds)
            #expect(files.count == 4)
            let receipts = try #require(
                FileManager.default.contents(atPath: node.place.receipts))
            #expect(receipts.count < 4_096)
        }
        #expect(try await nodes[0].frontier().body == nodes[3].frontier().body)
    }

    @Test func `a heartbeat states heads that moved by checkpoints only, and all when none did`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen", "le-havre"])
        defer { club.remove() }
        let clock = TestClock.tomorrow
        let rouen = try club.open("rouen", calls: clock.calls)
        let caen = LocalPeer(name: "caen", source: try club.open("caen", calls: clock.calls))
        let havre = try club.open("le-havre", calls: clock.calls)
        func stated() async throws -> [String: Int] {
            guard case .checkpoint(let heads)? = try await Self.own(rouen).last?.change.body else {
                return [:]
            }
            return Dictionary(
                uniqueKeysWithValues: heads.map { ($0.key.node, $0.value.last!.seq) })
        }
        _ = try await Self.pull(
            rouen, from: [caen, LocalPeer(name: "le-havre", source: havre)])
        #expect(try await stated() == ["caen": 1, "le-havre": 1])
        // Le Havre gives a sign of life, and nothing else.
        clock.pass(days: 1)
        _ = try await Self.pull(havre, from: [caen])
        _ = try await Self.pull(rouen, from: [LocalPeer(name: "le-havre", source: havre)])
        #expect(try await stated() == ["le-havre": 2])
        clock.pass(days: 1)
        _ = try await Self.pull(rouen, from: [caen])
        #expect(try await stated() == ["caen": 1, "le-havre": 2])
    }

    @Test func `no heartbeat without an answer, without a permit, or twice on a day`() async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let clock = TestClock.tomorrow
        let rouen = try club.open("rouen", calls: clock.calls)
        let honest = LocalPeer(name: "caen", source: try club.open("caen"))
        let dead = FaultyPeer(honest, frontier: { _ in throw PeerError.unreachable("x") })
        #expect(try await Self.pull(rouen, from: [dead]).heartbeat == nil)
        #expect(try await Self.pull(rouen, from: []).heartbeat == nil)
        let dry = try await Pull(rouen, peers: [honest], permit: nil).run()
        #expect(dry.heartbeat == nil)
        #expect(try await Self.own(rouen).count == 1)
        #expect(try await Self.pull(rouen, from: [dead, honest]).heartbeat?.dots.count == 1)
        #expect(try await Self.pull(rouen, from: [honest]).heartbeat == nil)
        #expect(try await Self.own(rouen).count == 2)
    }

    @Test func `who was restored adds no line, also when its lost lines do not come`() async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let clock = TestClock.tomorrow
        let clone = try club.clone("rouen")
        _ = try await club.open("rouen").add(kind: "action", .set(["title": .string("A")]))
        try await club.pull("caen", from: ["rouen"])
        let old = try Registry(
            dir: clone.place.dir, stateRoot: club.root.appending(path: "clone-state").path,
            calls: clock.calls)
        let caen = LocalPeer(name: "caen", source: try club.open("caen"))
        // Caen states more of the feed, and the connection ends before the lines come.
        let cut = FaultyPeer(caen) { (_: FeedID, _: [UInt8]) -> [UInt8]? in nil }
        let silent = FaultyPeer(caen) { (_: FeedID, _: [UInt8]) -> [UInt8]? in [] }
        for peer in [cut, silent] {
            let report = try await Self.pull(old, from: [peer])
            #expect(report.heartbeat == nil && report.failure == nil)
        }
        #expect(try await Self.own(old).count == 1)
        let stopped = try await Self.pull(old, from: [caen])
        #expect(stopped.exit == .restored && stopped.heartbeat == nil)
        // A head that nobody sealed says nothing about this node.
        try await club.pull("rouen", from: ["caen"])
        let rouen = try club.open("rouen", calls: clock.calls)
        let honest = try #require(try await caen.frontier(known: nil, held: nil))
        let liar = FaultyPeer(
            caen,
            frontier: { _ in
                Frontier(
                    network: honest.network,
                    feeds: honest.feeds.mapValues { heads in
                        heads.map { Head(seq: $0.seq + 5, pre: .of([7]), seal: $0.seal) }
                    })
            })
        #expect(try await Self.pull(rouen, from: [liar]).heartbeat?.dots.count == 1)
    }

    @Test func `a heartbeat that cannot be written fails the pull and keeps what it brought`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let clock = TestClock.tomorrow
        _ = try await club.open("caen").add(kind: "action", .set(["title": .string("C")]))
        let own = try #require(try await club.open("rouen").feeds().first).feed.text
        var calls = clock.calls
        let open = calls.open
        calls.open = { path, flags, mode in
            guard path.hasSuffix("\(own).jsonl"), flags & O_ACCMODE != O_RDONLY else {
                return open(path, flags, mode)
            }
            errno = ENOSPC
            return -1
        }
        let caen = LocalPeer(name: "caen", source: try club.open("caen"))
        let full = try await club.pull("rouen", peers: [caen], calls: calls)
        #expect(full.exit == .failed && full.heartbeat == nil && full.applied == 2)
        let again = try await club.pull("rouen", peers: [caen], calls: clock.calls)
        #expect(again.exit == .done && again.heartbeat?.dots.count == 1)
    }

    @Test func `a lock that is not given free is said, and the next pull writes the heartbeat`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let clock = TestClock.tomorrow
        try await club.pull("rouen", from: ["caen"])
        let rouen = try club.open("rouen", lockWait: .zero, calls: clock.calls)
        let caen = LocalPeer(name: "caen", source: try club.open("caen"))
        let lock = try await NodeLock.acquire(
            state: rouen.state, dir: rouen.place.dir, command: "import", wait: .zero)
        #expect(try await Self.pull(rouen, from: [caen]).exit == .locked)
        lock.release()
        let report = try await Self.pull(rouen, from: [caen])
        #expect(report.exit == .done && report.heartbeat?.dots.count == 1)
    }
}
