import ClubTestSupport
import Foundation
import Synchronization
import Testing

@testable import ClubRegistry

/// What a crash, a restored backup or a copied folder leaves, and what the registry does about it.
@Suite struct RestoreTests {
    private static func copy(_ from: String, to: String) throws {
        // What is not there needs no removing.
        try? FileManager.default.removeItem(atPath: to)
        try FileManager.default.copyItem(atPath: from, toPath: to)
    }

    private static func ownFile(_ registry: Registry) async throws -> String {
        let feed = try await registry.feeds().first { $0.feed.node == registry.node }!.feed
        return "\(registry.place.feeds)/\(feed).jsonl"
    }

    private static func append(_ bytes: [UInt8], to path: String) throws {
        let file = try AppendFile(opening: path)
        try file.append(bytes)
        try file.sync()
    }

    @Test(arguments: [
        Array("{\"change\":{\"after\"".utf8), [0, 0, 0, 0], Array("garbage\n".utf8), [0xff, 0x0a],
    ])
    func `a torn tail is set aside at the next write, and every acknowledged line stays`(
        _ tail: [UInt8]
    ) async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        _ = try await registry.add(kind: "action", .set(["title": .string("before")]))
        let path = try await Self.ownFile(registry)
        let before = try Data(contentsOf: URL(filePath: path))
        try Self.append(tail, to: path)

        // A reader does not mind and does not mend.
        #expect(try await club.open("rouen").records().count == 1)
        #expect(try Data(contentsOf: URL(filePath: path)).count == before.count + tail.count)
        let (_, written) = try await club.open("rouen").add(
            kind: "action", .set(["title": .string("after")]))
        let aside = try #require(written.setAside)
        #expect(try Array(Data(contentsOf: URL(filePath: aside))) == tail)
        let titles = try await club.open("rouen").records().compactMap { $0.text("title") }
        #expect(Set(titles) == ["before", "after"])
        #expect(try await club.open("rouen").damages().isEmpty)
    }

    @Test func `the next write takes away what a crash left half written, in aside too`()
        async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        try DurableFile.createFolder(registry.place.aside)
        let folders = [registry.place.dir, registry.place.aside, registry.state.path]
        let copy = "\(registry.place.aside)/rouen-1-abcd2345.torn"
        for path in folders.map({ "\($0)/.x.0123456789abcdef.tmp" }) + [copy] {
            try Data("half".utf8).write(to: URL(filePath: path))
        }
        _ = try await club.open("rouen").add(kind: "action", .set(["title": .string("T")]))
        for folder in folders {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(!names.contains { $0.hasSuffix(".tmp") }, "\(folder)")
        }
        #expect(FileManager.default.fileExists(atPath: copy))
    }

    @Test func `after an fsync that failed, a process shows and confirms nothing more`()
        async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        _ = try await club.open("rouen").add(kind: "action", .set(["title": .string("T")]))
        let failures = Mutex(1)
        var calls = SystemCalls.system
        calls.fsync = { file in
            let fails = failures.withLock { left in
                left -= 1
                return left >= 0
            }
            errno = EIO
            return fails ? -1 : SystemCalls.system.fsync(file)
        }
        let registry = try Registry(
            dir: club.dir("rouen"), stateRoot: club.root.appending(path: "state").path,
            calls: calls)
        try await registry.load()
        // The first asks for an fsync and gets EIO; by then the kernel would say yes.
        for _ in 0..<2 {
            await #expect(throws: RegistryError.self) { try await registry.frontier() }
            await #expect(throws: RegistryError.self) {
                try await registry.add(kind: "action", .set(["title": .string("U")]))
            }
        }
        #expect(throws: SystemError.self) { try registry.state.stop(reason: "caen") }
        #expect(await registry.failedSync() != nil)
        _ = try await club.open("rouen").frontier()
        #expect(try await club.open("rouen").records().count == 1)
    }

    @Test func `nobody builds on a mark that is not known to be on disk`() async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let healthy = try club.open("rouen")
        _ = try await healthy.add(kind: "action", .set(["title": .string("T")]))
        let file = try await Data(contentsOf: URL(filePath: Self.ownFile(healthy)))
        // A process that died may have renamed the mark and not synced the folder: whoever comes
        // next does, and where that fails neither shows nor writes.
        let folder = healthy.state.path
        var calls = SystemCalls.system
        calls.open = { path, flags, mode in
            guard path == folder else { return SystemCalls.system.open(path, flags, mode) }
            errno = EIO
            return -1
        }
        let registry = try Registry(
            dir: club.dir("rouen"), stateRoot: club.root.appending(path: "state").path,
            calls: calls)
        await #expect(throws: RegistryError.self) { try await registry.frontier() }
        await #expect(throws: RegistryError.self) {
            try await registry.add(kind: "action", .set(["title": .string("U")]))
        }
        #expect(try await Data(contentsOf: URL(filePath: Self.ownFile(healthy))) == file)
    }

    @Test func `a sealed commit above the mark is counted at the next write, and not shown before`()
        async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        let mark = try Data(contentsOf: URL(filePath: registry.state.highWater))
        let (id, _) = try await registry.add(kind: "action", .set(["title": .string("T")]))
        // The process died between the fsync of the line and the mark.
        try mark.write(to: URL(filePath: registry.state.highWater))
        #expect(try await club.open("rouen").records().isEmpty)
        let served = try await club.open("rouen").frontier()
        let frontier = try Frontier(bytes: served.body)
        #expect(frontier.feeds.values.first?.first?.seq == 1)
        _ = try await club.open("rouen").add(kind: "action", .set(["title": .string("U")]))
        #expect(try await club.open("rouen").records().map(\.id).contains(id))
    }

    @Test func `two commits above the mark, a feed below it, another chain at it: restored`()
        async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        let path = try await Self.ownFile(registry)
        let mark = try Data(contentsOf: URL(filePath: registry.state.highWater))
        let feed = try Data(contentsOf: URL(filePath: path))
        _ = try await registry.add(kind: "action", .set(["title": .string("1")]))
        _ = try await registry.add(kind: "action", .set(["title": .string("2")]))
        let lastMark = try Data(contentsOf: URL(filePath: registry.state.highWater))

        try mark.write(to: URL(filePath: registry.state.highWater))
        try await Self.expectRestored(club, .ahead)
        try lastMark.write(to: URL(filePath: registry.state.highWater))
        try feed.write(to: URL(filePath: path))
        try await Self.expectRestored(club, .behind)
    }

    @Test func `a copied folder whose state moved on under another course is a clone`() async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        try Self.copy(club.dir("rouen"), to: club.dir("copy"))
        _ = try await registry.add(kind: "action", .set(["title": .string("here")]))
        await #expect(throws: RegistryError.restored(.behind)) {
            try await club.open("copy").add(kind: "action", .set(["title": .string("there")]))
        }
    }

    @Test func `without its STATE a store reads and pulls, and writes nothing`() async throws {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        _ = try await registry.add(kind: "action", .set(["title": .string("T")]))
        _ = try await club.open("caen").add(kind: "action", .set(["title": .string("C")]))
        try FileManager.default.removeItem(atPath: registry.state.path)
        try await Self.expectRestored(club, .stateMissing)
        let report = try await club.pull("rouen", from: ["caen"])
        #expect(report.exit == .restored)
        #expect(try await club.open("rouen").records().count == 2)
        await #expect(throws: RegistryError.restored(.stateMissing)) {
            try await club.open("rouen").join(club.charter.bytes)
        }
    }

    @Test
    func `a peer that holds more of our feed stops us, durably, before its lines are taken in`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        try Self.copy(club.dir("rouen"), to: club.dir("backup"))
        try Self.copy(registry.state.path, to: club.dir("state-backup"))
        let (id, _) = try await registry.add(kind: "action", .set(["title": .string("lost")]))
        try await club.pull("caen", from: ["rouen"])
        // A snapshot of the whole machine comes back: DIR and STATE agree with each other.
        try Self.copy(club.dir("backup"), to: club.dir("rouen"))
        try Self.copy(club.dir("state-backup"), to: registry.state.path)
        #expect(try await club.open("rouen").restoration() == nil)
        let report = try await club.pull("rouen", from: ["caen"])
        #expect(report.exit == .restored)
        #expect(report.restoration == .seenAtPeer("caen"))
        #expect(try await club.open("rouen").records().map(\.id).contains(id))
        try await Self.expectRestored(club, .seenAtPeer("caen"))
    }

    @Test
    func `while the mark cannot be read, no line of our own feed is taken in`() async throws {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        try Self.copy(club.dir("rouen"), to: club.dir("backup"))
        try Self.copy(registry.state.path, to: club.dir("state-backup"))
        _ = try await registry.add(kind: "action", .set(["title": .string("lost")]))
        try await club.pull("caen", from: ["rouen"])
        try Self.copy(club.dir("backup"), to: club.dir("rouen"))
        try Self.copy(club.dir("state-backup"), to: registry.state.path)
        var calls = SystemCalls.system
        calls.open = { path, flags, mode in
            guard path.hasSuffix("/high-water.json") else {
                return SystemCalls.system.open(path, flags, mode)
            }
            errno = EIO
            return -1
        }
        let failing = try Registry(
            dir: club.dir("rouen"), stateRoot: club.root.appending(path: "state").path,
            calls: calls)
        let caen = LocalPeer(name: "caen", source: try club.open("caen"))
        // Whatever it reports: a line above the mark would pass for one that a kill left there.
        _ = try? await Pull(failing, peers: [caen], permit: WritePermit()).run()
        #expect(try await club.open("rouen").restoration() == nil)
        #expect(try await club.open("rouen").records().isEmpty)
        let report = try await club.pull("rouen", from: ["caen"])
        #expect(report.restoration == .seenAtPeer("caen"))
        try await Self.expectRestored(club, .seenAtPeer("caen"))
    }

    private static func expectRestored(_ club: TestClub, _ why: RegistryError.Restoration)
        async throws
    {
        #expect(try await club.open("rouen").restoration() == why)
        await #expect(throws: RegistryError.restored(why)) {
            try await club.open("rouen").add(kind: "action", .set(["title": .string("no")]))
        }
    }

    @Test func `a flipped byte in the middle stops that feed and no other`() async throws {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let rouen = try club.open("rouen")
        for number in 0..<4 {
            _ = try await rouen.add(kind: "action", .set(["title": .string("T\(number)")]))
        }
        try await club.pull("caen", from: ["rouen"])
        let path = try await Self.ownFile(rouen)
        let relayed = "\(club.dir("caen"))/feeds/\((path as NSString).lastPathComponent)"
        var bytes = try Array(Data(contentsOf: URL(filePath: relayed)))
        let place = try #require(String(decoding: bytes, as: UTF8.self).range(of: #""title":"T1""#))
        let offset = String(decoding: bytes, as: UTF8.self)[..<place.upperBound].utf8.count - 3
        bytes[offset] = UInt8(ascii: "S")
        try Data(bytes).write(to: URL(filePath: relayed))

        let caen = try club.open("caen")
        #expect(try await caen.damages().map(\.code) == [.badSeal])
        #expect(try await caen.records().count == 1, "the lines before stand")
        let (_, written) = try await caen.add(kind: "action", .set(["title": .string("C")]))
        #expect(!written.dots.isEmpty)
        _ = try await rouen.add(kind: "action", .set(["title": .string("more")]))
        let report = try await club.pull("caen", from: ["rouen"])
        #expect(report.peers[0].refusals.map(\.reason) == [Refusal.damagedHere])
        #expect(report.exit == .partial)
        #expect(try Array(Data(contentsOf: URL(filePath: relayed))) == bytes, "left as it is")
    }
}
