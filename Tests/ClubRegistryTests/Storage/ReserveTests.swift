import ClubTestSupport
import Foundation
import Glibc
import Testing

@testable import ClubRegistry

@Suite struct ReserveTests {
    private func status(_ path: String) throws -> stat {
        var status = stat()
        try #require(lstat(path, &status) == 0, "\(path)")
        return status
    }

    private static func open(_ disk: TinyDisk) throws -> Registry {
        try Registry(dir: disk.scratch("dir"), stateRoot: disk.scratch("state"))
    }

    /// A node alone in its network.
    private static func found(_ disk: TinyDisk) async throws {
        let line = try Registry.initialise(
            dir: disk.scratch("dir"), stateRoot: disk.scratch("state"), node: "rouen", name: "R",
            language: .french, listen: .standard, permit: WritePermit())!
        let charter = try Charter(
            name: "Club", founders: [.init(node: "rouen", name: "R", key: line.key)])
        try await open(disk).join(charter.bytes)
    }

    @Test func `init makes it of real bytes, and pull makes it again`() async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let rouen = try club.open("rouen")
        let (mine, state) = ("\(rouen.place.dir)/reserve", "\(rouen.state.path)/reserve")
        for (path, count) in [(mine, Reserve.dirByteCount), (state, Reserve.stateByteCount)] {
            let status = try status(path)
            #expect(status.st_size == count && Int(status.st_blocks) * 512 >= count)
            #expect(status.st_mode & 0o777 == 0o600)
        }
        let calls = SystemCalls.system
        let dir = rouen.place.dir
        #expect(try Reserve.release(dir: dir, state: rouen.state, calls: calls))
        #expect(try !Reserve.release(dir: dir, state: rouen.state, calls: calls))
        // What a cut of power may leave of one is no reserve.
        #expect(FileManager.default.createFile(atPath: mine, contents: Data([1])))
        try await club.pull("rouen", from: [])
        #expect(try status(mine).st_size == Reserve.dirByteCount)
        #expect(try status(state).st_size == Reserve.stateByteCount)
    }

    @Test func `where there is little room, none is made, and nothing fails`() async throws {
        let scratch = try Scratch()
        var calls = SystemCalls.system
        calls.freeBytes = { _ in Reserve.dirByteCount * Reserve.spareFactor - 1 }
        _ = try Registry.initialise(
            dir: scratch("dir"), stateRoot: scratch("state"), node: "rouen", name: "R",
            language: .french, listen: .standard, permit: WritePermit(), calls: calls)
        #expect(!FileManager.default.fileExists(atPath: scratch("dir/reserve")))
        // A disk that refuses, too: the store is there, and no half of a reserve.
        calls.freeBytes = { _ in .max }
        let broken = broken(["write"], errno: ENOSPC)
        let state = StateFolder(root: scratch("state"), instance: .random(), calls: broken)
        var refusing = broken
        refusing.freeBytes = calls.freeBytes
        Reserve.keep(dir: scratch("dir"), state: state, calls: refusing)
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch("dir"))
        #expect(!names.contains { $0.contains("reserve") })
    }

    @Test(.enabled(if: TinyDisk.isAvailable))
    func `on a full disk it can be given back, and then a line be written`() async throws {
        let disk = try TinyDisk(size: "6m")
        func open() throws -> Registry { try Self.open(disk) }
        try await Self.found(disk)
        let before = try await open().dump().digest
        try disk.fill()
        // Longer than what the last page of the feed has left.
        let edit = RecordEdit.set(["title": .string(String(repeating: "x", count: 20_000))])
        await #expect(throws: RegistryError.self) {
            try await open().add(kind: "action", edit)
        }
        #expect(try await open().dump().digest == before)
        let registry = try open()
        #expect(
            try Reserve.release(
                dir: registry.place.dir, state: registry.state, calls: .system))
        _ = try await open().add(kind: "action", edit)
        #expect(try await open().records().count == 1)
        // There is no room for a new one, which is no failure.
        let report = try await Pull(open(), peers: [], permit: WritePermit()).run()
        #expect(report.exit == .done)
        #expect(!FileManager.default.fileExists(atPath: disk.scratch("dir/reserve")))
    }

    @Test(.enabled(if: TinyDisk.isAvailable))
    func `on a full disk recover takes the room kept for it`() async throws {
        let disk = try TinyDisk(size: "6m")
        func open() throws -> Registry { try Self.open(disk) }
        try await Self.found(disk)
        _ = try await open().add(kind: "action", .set(["title": .string("T")]))
        try FileManager.default.removeItem(atPath: open().state.highWater)
        try disk.fill()
        #expect(try await open().restoration() == .stateMissing)
        #expect(try await open().recover(permit: WritePermit()).opened != nil)
        #expect(try await open().restoration() == nil)
        _ = try await open().add(kind: "action", .set(["title": .string("U")]))
        #expect(try await open().records().count == 2)
    }
}
