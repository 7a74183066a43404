import ClubTestSupport
import Foundation
import Testing

@testable import ClubRegistry

/// Every way in which a store may come back, and that `recover` ends each without a loss.
@Suite struct RecoverTests {
    private static func copy(_ from: String, to: String) throws {
        // What is not there needs no removing.
        try? FileManager.default.removeItem(atPath: to)
        try FileManager.default.copyItem(atPath: from, toPath: to)
    }

    private static func add(_ club: TestClub, _ node: String, _ title: String) async throws {
        _ = try await club.open(node).add(kind: "action", .set(["title": .string(title)]))
    }

    private static func titles(_ registry: Registry) async throws -> [String] {
        try await registry.records().compactMap { $0.text("title") }.sorted()
    }

    private static func titles(_ club: TestClub, _ node: String) async throws -> [String] {
        try await titles(club.open(node))
    }

    private static func recover(_ club: TestClub, _ node: String) async throws
        -> Registry.Recovery
    {
        try await club.open(node).recover(permit: WritePermit())
    }

    /// Two more machines with copies of a node's folder and of its STATE.
    private static func clones(_ club: TestClub, _ node: String) throws -> (Registry, Registry) {
        let first = try club.clone(node)
        let state = club.root.appending(path: "second-state").path
        try copy(club.dir("clone"), to: club.dir("second"))
        try copy(club.root.appending(path: "clone-state").path, to: state)
        return (first, try Registry(dir: club.dir("second"), stateRoot: state))
    }

    /// All pull from all, twice: then all hold the same.
    private static func gossip(_ club: TestClub) async throws {
        for _ in 0..<2 {
            for node in club.nodes {
                try await club.pull(node, from: club.nodes.filter { $0 != node })
            }
        }
    }

    private static func expectSame(_ club: TestClub, _ titles: [String]) async throws {
        for node in club.nodes {
            #expect(try await Self.titles(club, node) == titles, "\(node)")
            #expect(try await club.digest(node) == club.digest(club.nodes[0]))
        }
    }

    enum Lost: CaseIterable { case folder, state, mark, folderAndState }
    enum Peers: CaseIterable { case up, down, oneUp }

    @Test(arguments: Lost.allCases, Peers.allCases)
    func `after whatever came back, recover writes again and nothing that a peer has is lost`(
        _ lost: Lost, _ peers: Peers
    ) async throws {
        let club = try await TestClub(["caen", "le-havre", "rouen"])
        defer { club.remove() }
        try await Self.add(club, "rouen", "old")
        let state = try club.open("rouen").state.path
        try Self.copy(club.dir("rouen"), to: club.dir("backup"))
        try Self.copy(state, to: club.dir("state-backup"))
        try await Self.add(club, "rouen", "seen")
        try await club.pull("caen", from: ["rouen"])
        try await Self.add(club, "rouen", "unseen")
        switch lost {
        case .folder: try Self.copy(club.dir("backup"), to: club.dir("rouen"))
        case .state: try FileManager.default.removeItem(atPath: state)
        case .mark: try FileManager.default.removeItem(atPath: "\(state)/high-water.json")
        case .folderAndState:
            try Self.copy(club.dir("backup"), to: club.dir("rouen"))
            try Self.copy(club.dir("state-backup"), to: state)
        }
        let reachable: [String] =
            switch peers {
            case .up: ["caen", "le-havre"]
            case .down: []
            case .oneUp: ["caen"]
            }
        if !reachable.isEmpty { try await club.pull("rouen", from: reachable) }
        let registry = try club.open("rouen")
        let mustStop = lost != .folderAndState || !reachable.isEmpty
        #expect(try await (registry.restoration() != nil) == mustStop)
        if mustStop {
            let plan = try await registry.recover(permit: nil)
            #expect(plan.needsFeed)
            await #expect(throws: RegistryError.self) { try await Self.add(club, "rouen", "no") }
            let recovery = try await Self.recover(club, "rouen")
            #expect(recovery.opened != nil)
            #expect(recovery.missing == plan.missing)
            if lost == .folder {
                #expect(recovery.missing.first?.lines == (reachable.isEmpty ? 3...4 : 4...4))
            }
            #expect(try await Self.recover(club, "rouen").needsFeed == false, "twice adds nothing")
        }
        // Nobody has noticed a machine that went back as a whole, yet: it writes over its past.
        try await Self.add(club, "rouen", "new")
        try await Self.gossip(club)
        if !mustStop {
            #expect(try await club.open("rouen").restoration() != nil)
            let recovery = try await Self.recover(club, "rouen")
            #expect(recovery.adopted.values.reduce(0, +) == 2)
            try await Self.gossip(club)
        }
        let isUnseenHere = lost == .state || lost == .mark
        try await Self.expectSame(
            club, (["new", "old", "seen"] + (isUnseenHere ? ["unseen"] : [])).sorted())
        #expect(try await club.open("rouen").recover(permit: WritePermit()).adopted.isEmpty)
        try await Self.add(club, "rouen", "after")
    }

    @Test func `a folder copied and both used: recover on both, and on one twice, loses nothing`()
        async throws
    {
        let club = try await TestClub(["caen", "rouen"])
        defer { club.remove() }
        try await Self.add(club, "rouen", "shared")
        let clone = try club.clone("rouen")
        let cloneState = club.root.appending(path: "clone-state").path
        func open() throws -> Registry {
            try Registry(dir: club.dir("clone"), stateRoot: cloneState)
        }
        for name in ["r1", "r2"] { try await Self.add(club, "rouen", name) }
        for name in ["c1", "c2"] {
            _ = try await clone.add(kind: "action", .set(["title": .string(name)]))
        }
        func exchange() async throws {
            for _ in 0..<2 {
                let copy = LocalPeer(name: "clone", source: try open())
                let caen = LocalPeer(name: "caen", source: try club.open("caen"))
                try await club.pull("caen", from: ["rouen"])
                try await club.pull("caen", peers: [copy])
                try await club.pull("rouen", peers: [caen])
                _ = try await Pull(open(), peers: [caen], permit: WritePermit()).run()
            }
        }
        try await exchange()
        #expect(try await Self.titles(club, "caen") == ["shared"])
        let first = try await Self.recover(club, "rouen")
        #expect(first.adopted.values.reduce(0, +) == 2)
        let second = try await open().recover(permit: WritePermit())
        #expect(second.opened != nil && second.opened != first.opened)
        try await exchange()
        let all = ["c1", "c2", "r1", "r2", "shared"]
        #expect(try await Self.titles(club, "caen") == all)
        #expect(try await Self.titles(open()) == all)
        #expect(try await Self.titles(club, "rouen") == all)
        #expect(try await open().dump().digest == club.digest("caen"))
        for _ in 0..<2 {
            #expect(try await Self.recover(club, "rouen").adopted.isEmpty)
            #expect(try await open().recover(permit: WritePermit()).opened == nil)
        }
    }

    @Test func `a branch that turns up later is adopted later, also a third`() async throws {
        let club = try await TestClub(["caen", "rouen"])
        defer { club.remove() }
        try await Self.add(club, "rouen", "shared")
        let (clone, third) = try Self.clones(club, "rouen")
        try await Self.add(club, "rouen", "r")
        _ = try await clone.add(kind: "action", .set(["title": .string("c")]))
        _ = try await third.add(kind: "action", .set(["title": .string("t")]))
        // Rouen learns of the first, recovers, and goes on; of the second only later.
        for (copy, count) in [(clone, 2), (third, 1)] {
            let report = try await club.pull("rouen", peers: [LocalPeer(name: "x", source: copy)])
            #expect(report.exit == (count == 2 ? .restored : .untrusted))
            #expect(try await Self.recover(club, "rouen").adopted.values.reduce(0, +) == count)
        }
        try await Self.gossip(club)
        try await Self.expectSame(club, ["c", "r", "shared", "t"])
    }

    @Test func `what others made on top of a branch covers what they saw, and no more`()
        async throws
    {
        let club = try await TestClub(["caen", "le-havre", "rouen"])
        defer { club.remove() }
        let (id, _) = try await club.open("rouen").add(
            kind: "action", .set(["title": .string("T"), "venue": .string("v0")]))
        let key = RecordKey(kind: "action", id: id)
        let clone = try club.clone("rouen")
        _ = try await club.open("rouen").edit(key, .set(["venue": .string("rouen")]))
        _ = try await clone.edit(key, .set(["venue": .string("clone")]))
        try await club.pull("caen", from: ["rouen"])
        try await club.pull("le-havre", peers: [LocalPeer(name: "rouen", source: clone)])
        // Caen saw Rouen's value and replaces it; Le Havre saw the other one and adds a theme.
        _ = try await club.open("caen").edit(key, .set(["venue": .string("caen")]))
        _ = try await club.open("le-havre").edit(key, .add("themes", "eau"))
        try await Self.gossip(club)
        _ = try await Self.recover(club, "rouen")
        try await Self.gossip(club)
        for node in club.nodes {
            let view = try await club.open(node).record(key)
            let values = view.conflicts.first { $0.field == "venue" }?.candidates.map(\.state)
            #expect(
                Set(values ?? []) == [.value(.string("caen")), .value(.string("clone"))], "\(node)")
        }
        #expect(try await club.digest("caen") == club.digest("rouen"))
    }

    @Test func `a lost disk comes back from the identity key, the charter and the peers`()
        async throws
    {
        let club = try await TestClub(["caen", "rouen"])
        defer { club.remove() }
        try await Self.add(club, "rouen", "kept")
        try await club.pull("caen", from: ["rouen"])
        let key = try DurableFile.readPrivateKey("\(club.dir("rouen"))/identity.key")
        let state = try club.open("rouen").state.path
        try FileManager.default.removeItem(atPath: club.dir("rouen"))
        try FileManager.default.removeItem(atPath: state)
        func rebuild(_ seed: [UInt8], _ charter: [UInt8]?) throws -> Charter.Founder {
            try Registry.rebuild(
                dir: club.dir("rouen"), stateRoot: club.root.appending(path: "state").path,
                identity: seed, charter: charter, language: .french, listen: .standard,
                permit: WritePermit())
        }
        #expect(throws: RegistryError.self) { try rebuild(key, nil) }
        #expect(throws: RegistryError.self) {
            try rebuild([UInt8](repeating: 1, count: 32), club.charter.bytes)
        }
        #expect(!FileManager.default.fileExists(atPath: club.dir("rouen")), "nothing was made")
        #expect(try rebuild(key, club.charter.bytes).node == "rouen")
        #expect(throws: RegistryError.self, "another node's key") {
            try rebuild(
                DurableFile.readPrivateKey("\(club.dir("caen"))/identity.key"), nil)
        }
        #expect(try await Self.recover(club, "rouen").opened != nil)
        try await Self.add(club, "rouen", "new")
        let report = try await club.pull("rouen", from: ["caen"])
        #expect(report.exit == .done)
        try await Self.gossip(club)
        try await Self.expectSame(club, ["kept", "new"])
    }

    @Test(arguments: [nil, "garbage\n", ""] as [String?])
    func `a folder whose instance is gone or unreadable says recover, and recover ends it`(
        _ instance: String?
    ) async throws {
        let club = try await TestClub(["caen", "rouen"])
        defer { club.remove() }
        try await Self.add(club, "rouen", "kept")
        let path = "\(club.dir("rouen"))/instance"
        if let instance {
            try Data(instance.utf8).write(to: URL(filePath: path))
        } else {
            try FileManager.default.removeItem(atPath: path)
        }
        #expect(throws: RegistryError.instanceUnusable(path: path)) { try club.open("rouen") }
        func open(_ permit: WritePermit?) throws -> Registry {
            try Registry.openForRecovery(
                dir: club.dir("rouen"), stateRoot: club.root.appending(path: "state").path,
                permit: permit)
        }
        #expect(throws: RegistryError.self, "a dry run") { try open(nil) }
        #expect(try await open(WritePermit()).recover(permit: WritePermit()).opened != nil)
        try await Self.add(club, "rouen", "new")
        try await Self.gossip(club)
        try await Self.expectSame(club, ["kept", "new"])
    }

    @Test func `recover that dies half-way goes on, and opens no second feed`() async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        try await Self.add(club, "rouen", "kept")
        try FileManager.default.removeItem(atPath: club.open("rouen").state.path)
        var calls = SystemCalls.system
        calls.open = { path, flags, mode in
            if path.contains("/feeds/"), flags & O_CREAT != 0 {
                errno = EIO
                return -1
            }
            return SystemCalls.system.open(path, flags, mode)
        }
        let dying = try Registry(
            dir: club.dir("rouen"), stateRoot: club.root.appending(path: "state").path,
            calls: calls)
        await #expect(throws: RegistryError.self) {
            try await dying.recover(permit: WritePermit())
        }
        #expect(try await club.open("rouen").restoration() == .unfinished)
        #expect(try await Self.recover(club, "rouen").opened != nil)
        #expect(try await club.open("rouen").feeds().count == 2)
        try await Self.add(club, "rouen", "new")
        #expect(try await Self.titles(club, "rouen") == ["kept", "new"])
    }

    @Test func `a process that was open goes on with the new feed`() async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let server = try club.open("rouen")
        _ = try await server.add(kind: "action", .set(["title": .string("before")]))
        try FileManager.default.removeItem(atPath: server.state.path)
        _ = try await Self.recover(club, "rouen")
        _ = try await server.add(kind: "action", .set(["title": .string("after")]))
        #expect(try await server.feeds().map(\.lineCount).sorted() == [2, 3])
        #expect(try await Self.titles(club, "rouen") == ["after", "before"])
        // Its new line 1 says what it goes on from.
        let tree = try await server.history().feeds.values.first { $0.lastSeq == 3 }!
        guard case .opening(let opening) = tree.entry(1, on: 0)!.change.body else {
            Issue.record("no opening")
            return
        }
        #expect(opening.continues.values.first?.map(\.seq) == [2])
    }

    @Test func `what was taken note of does not hide what is new`() async throws {
        let club = try await TestClub(["caen", "rouen"])
        defer { club.remove() }
        try await Self.add(club, "rouen", "shared")
        let (clone, third) = try Self.clones(club, "rouen")
        try await Self.add(club, "rouen", "r")
        for copy in [clone, third] {
            _ = try await copy.add(
                kind: "action", .set(["title": .string(copy === clone ? "c" : "t")]))
        }
        try await club.pull("caen", from: ["rouen"])
        let copy = LocalPeer(name: "rouen", source: clone)
        #expect(try await club.pull("caen", peers: [copy]).exit == .untrusted)
        #expect(try await club.open("caen").acknowledge(permit: nil) == 1)
        #expect(try await club.pull("caen", peers: [copy]).exit == .untrusted, "a dry run")
        #expect(try await club.open("caen").acknowledge(permit: WritePermit()) == 1)
        #expect(try await club.open("caen").acknowledge(permit: WritePermit()) == 0)
        // Known; what waits at the fork is still not shown.
        let known = try await club.pull("caen", peers: [copy])
        #expect(known.exit == .partial && known.forks[0].waiting == 2)
        let newer = LocalPeer(name: "rouen", source: third)
        #expect(try await club.pull("caen", peers: [newer]).exit == .untrusted, "a third branch")
        #expect(try await club.open("caen").acknowledge(permit: WritePermit()) == 1)
        // The office that owns it adopts; then all is fresh, and nothing more to be said.
        try await club.pull("rouen", from: ["caen"])
        _ = try await Self.recover(club, "rouen")
        #expect(try await club.pull("caen", from: ["rouen"]).exit == .done)
        #expect(try await club.open("caen").forks().map(\.waiting) == [0])
    }

    @Test func `a refusal taken note of is no longer 12; another reason is`() async throws {
        let club = try await TestClub(["caen", "rouen"])
        defer { club.remove() }
        try await Self.add(club, "rouen", "T")
        let honest = LocalPeer(name: "rouen", source: try club.open("rouen"))
        let lying = FaultyPeer(honest) { _, bytes in
            Array(String(decoding: bytes, as: UTF8.self).replacing("\"T\"", with: "\"U\"").utf8)
        }
        #expect(try await club.pull("caen", peers: [lying]).exit == .untrusted)
        #expect(try await club.open("caen").acknowledge(permit: WritePermit()) == 1)
        #expect(try await club.pull("caen", peers: [lying]).exit == .partial)
        let worse = FaultyPeer(honest) { _, bytes in bytes.map { $0 == 0x3a ? 0x3b : $0 } }
        #expect(try await club.pull("caen", peers: [worse]).exit == .untrusted)
    }
}
