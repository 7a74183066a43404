import ClubTestSupport
import Foundation
import Synchronization
import Testing

@testable import ClubRegistry

/// A part that a liar took away is asked of others, and comes back.
@Suite struct HealingTests {
    private let member = RecordEdit.set(["name": .string("Alpha"), "phone": .string("0102")])

    /// Takes the parts of caen's records away from what `node` serves.
    private func liar(
        _ club: TestClub, _ node: String, payload: Bool = true, personal: Bool = true
    ) throws -> FaultyPeer {
        FaultyPeer(LocalPeer(name: node, source: try club.open(node))) { feed, bytes in
            guard feed.node == "caen" else { return bytes }
            return Stripping.lines(bytes, payload: payload, personal: personal)
        }
    }

    private func file(_ club: TestClub, _ node: String, of author: String) throws -> String {
        let feeds = try club.open(node).place.feeds
        let names = try FileManager.default.contentsOfDirectory(atPath: feeds)
        return "\(feeds)/\(try #require(names.first { $0.hasPrefix("\(author)-") }))"
    }

    private func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try #require(FileManager.default.contents(atPath: path)))
    }

    /// Counts the questions for lines.
    private final class Counting: Peer {
        let honest: LocalPeer
        let asked = Mutex<[Int]>([])
        var name: String { honest.name }

        init(_ honest: LocalPeer) { self.honest = honest }

        func frontier(known: Hash256?, held: Held?) async throws -> Frontier? {
            try await honest.frontier(known: known, held: held)
        }

        func lines(of feed: FeedID, after seq: Int, chain: Hash256, head: Hash256) async throws
            -> PeerLines
        {
            asked.withLock { $0.append(seq) }
            return try await honest.lines(of: feed, after: seq, chain: chain, head: head)
        }
    }

    /// rouen has caen's records stripped; le-havre is in between.
    private func strippedClub() async throws -> (TestClub, RecordKey) {
        let club = try await TestClub(["rouen", "caen", "le-havre"])
        let (id, _) = try await club.open("caen").add(kind: "member", member)
        try await club.pull("le-havre", from: ["caen"])
        let report = try await club.pull("rouen", peers: [liar(club, "le-havre")])
        #expect(report.exit == .partial && report.incompleteLines == 1)
        return (club, RecordKey(kind: "member", id: id))
    }

    @Test
    func `a stripped line gets its parts back from a peer that has them, and edit works again`()
        async throws
    {
        let (club, key) = try await strippedClub()
        defer { club.remove() }
        let rouen = try club.open("rouen")
        await #expect(throws: RegistryError.missingValue(id: key.id.text, field: "name")) {
            try await rouen.edit(key, .set(["name": .string("Beta")]))
        }
        let report = try await club.pull("rouen", from: ["caen"])
        #expect(report.exit == .done && report.incompleteLines == 0)
        #expect(report.peers[0].healed == 1 && report.peers[0].applied == 0)
        #expect(
            try bytes(file(club, "rouen", of: "caen")) == bytes(file(club, "caen", of: "caen")))
        // The process that had read the stripped line sees the other one.
        #expect(try await rouen.record(key).text("name") == "Alpha")
        try await rouen.edit(key, .set(["name": .string("Beta")]))
        #expect(try await club.open("rouen").record(key).text("name") == "Beta")
    }

    @Test func `of several peers in one pull the one that has the line heals it`() async throws {
        let club = try await TestClub(["rouen", "caen", "le-havre"])
        defer { club.remove() }
        _ = try await club.open("caen").add(kind: "member", member)
        try await club.pull("le-havre", from: ["caen"])
        let stripping = try liar(club, "le-havre")
        try await club.pull("rouen", peers: [stripping])
        let honest = LocalPeer(name: "caen", source: try club.open("caen"))
        let report = try await club.pull("rouen", peers: [stripping, honest])
        #expect(report.exit == .done)
        #expect(report.peers.map(\.healed) == [1, 0])
    }

    @Test func `nothing is asked of a peer that misses the same`() async throws {
        let (club, _) = try await strippedClub()
        defer { club.remove() }
        // The same lines, stripped in the same way.
        try await club.pull("rouen", from: ["le-havre"])
        #expect(try await club.open("rouen").incompleteLineCount() == 0)
        let path = try file(club, "rouen", of: "caen")
        let other = try file(club, "le-havre", of: "caen")
        for path in [path, other] {
            try Data(Stripping.lines(bytes(path), personal: true)).write(
                to: URL(filePath: path), options: .atomic)
        }
        let peer = Counting(LocalPeer(name: "le-havre", source: try club.open("le-havre")))
        #expect(try await club.pull("rouen", peers: [peer]).exit == .partial)
        #expect(peer.asked.withLock { $0 }.isEmpty)
        let caen = Counting(LocalPeer(name: "caen", source: try club.open("caen")))
        #expect(try await club.pull("rouen", peers: [caen]).exit == .done)
        // From the last seal before it, and once.
        #expect(caen.asked.withLock { $0 } == [1])
    }

    @Test func `a full line is never replaced by a stripped one`() async throws {
        let (club, _) = try await strippedClub()
        defer { club.remove() }
        let path = try file(club, "caen", of: "caen")
        let before = try bytes(path)
        try await club.pull("caen", from: ["rouen"])
        #expect(try await club.open("caen").incompleteLineCount() == 0)
        #expect(try bytes(path) == before)
    }

    @Test func `each part comes back by itself, from whoever has it`() async throws {
        let (club, key) = try await strippedClub()
        defer { club.remove() }
        var report = try await club.pull(
            "rouen", peers: [liar(club, "caen", payload: false)])
        #expect(report.exit == .partial && report.peers[0].healed == 1)
        #expect(try await club.open("rouen").record(key).text("name") == "Alpha")
        report = try await club.pull("rouen", peers: [liar(club, "le-havre", payload: false)])
        #expect(report.exit == .partial && report.peers[0].healed == 0)
        report = try await club.pull("rouen", peers: [liar(club, "le-havre", personal: false)])
        #expect(report.exit == .done && report.peers[0].healed == 1)
        #expect(try await club.open("rouen").record(key).text("phone") == "0102")
    }

    @Test func `a peer that sends something else instead is named, and the line stays as it is`()
        async throws
    {
        let (club, _) = try await strippedClub()
        defer { club.remove() }
        let before = try bytes(file(club, "rouen", of: "caen"))
        let forger = FaultyPeer(LocalPeer(name: "caen", source: try club.open("caen"))) {
            (_: FeedID, bytes: [UInt8]) -> [UInt8]? in
            Array(String(decoding: bytes, as: UTF8.self).replacing("Alpha", with: "Omega").utf8)
        }
        let report = try await club.pull("rouen", peers: [forger])
        #expect(report.exit == .untrusted)
        #expect(report.peers[0].refusals.map(\.reason) == ["bad-seal"])
        #expect(try bytes(file(club, "rouen", of: "caen")) == before)
        let cutting = FaultyPeer(LocalPeer(name: "caen", source: try club.open("caen"))) {
            (_: FeedID, _: [UInt8]) -> [UInt8]? in nil
        }
        let cut = try await club.pull("rouen", peers: [cutting])
        #expect(cut.exit == .partial && cut.peers[0].outcome == .failed(.interrupted("cut")))
    }

    @Test
    func
        `a server that had read the stripped file serves the healed one, and cuts what it had begun`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen", "le-havre"])
        defer { club.remove() }
        let caen = try club.open("caen")
        for number in 0..<4 {
            let text = String(repeating: "\(number)", count: 30_000)
            _ = try await caen.add(kind: "member", .set(["name": .string(text)]))
        }
        try await club.pull("rouen", peers: [liar(club, "caen")])
        let server = try club.open("rouen")
        let feed = try #require(try await server.feeds().first { $0.feed.node == "caen" }).feed
        try await club.pull("le-havre", from: ["rouen"])
        guard
            case .lines(let begun) = try await server.lines(
                of: feed.text, after: 0, chain: nil, head: nil)
        else { return #expect(Bool(false)) }
        #expect(try await server.incompleteLineCount() == 4)
        #expect(try await club.pull("rouen", from: ["caen"]).peers[0].healed == 4)
        await #expect(throws: SystemError.self) { try await begun.next() }
        let stated = try Frontier(bytes: try await server.frontier().body)
        #expect(stated.incomplete == nil)
        guard
            case .lines(let lines) = try await server.lines(
                of: feed.text, after: 0, chain: nil, head: nil)
        else { return #expect(Bool(false)) }
        var served: [UInt8] = []
        while let chunk = try await lines.next() { served += chunk }
        #expect(try served == bytes(file(club, "caen", of: "caen")))
        #expect(try await club.pull("le-havre", from: ["rouen"]).exit == .done)
    }
}
