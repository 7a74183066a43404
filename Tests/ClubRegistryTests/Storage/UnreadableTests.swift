import ClubTestSupport
import Foundation
import Glibc
import Synchronization
import Testing

@testable import ClubRegistry

/// Files that are there and cannot be read: the error says which, and why.
@Suite struct UnreadableTests {
    /// A disk that opens nothing.
    private let dead: SystemCalls = {
        var calls = SystemCalls.system
        calls.open = { _, _, _ in
            errno = EIO
            return -1
        }
        return calls
    }()

    private let expected = SystemError(
        call: "open", path: "/a/folder/with/a/name/long/enough/to/be/on/the/heap", errno: EIO)

    @Test func `every reader of small files passes on what failed`() throws {
        for _ in 0..<50 {
            #expect(throws: DurableFileError.system(expected)) {
                try DurableFile.read(expected.path, limit: 10, calls: dead)
            }
            #expect(throws: DurableFileError.system(expected)) {
                try HighWaterMark.load(expected.path, calls: dead)
            }
            #expect(throws: PrivateKeyError.system(expected)) {
                try DurableFile.readPrivateKey(expected.path, calls: dead)
            }
            let state = StateFolder(root: "/s", instance: .random(), calls: dead)
            let error = #expect(throws: SystemError.self) { try state.stopReason() }
            #expect(error?.call == "open" && error?.path.hasSuffix("/stopped") == true)
            let instance = #expect(throws: InstanceIDError.self) {
                try InstanceID.load(dir: "/a/folder", calls: dead)
            }
            if case .file(.system(let error))? = instance {
                #expect(error.path == "/a/folder/instance" && error.errno == EIO)
            } else {
                Issue.record("\(String(describing: instance))")
            }
            let journal = #expect(throws: SystemError.self) {
                try Journal(path: expected.path, calls: dead).entries(last: 1)
            }
            #expect(journal == expected)
        }
    }

    @Test func `a folder whose reading fails half-way has no names, and not fewer`() throws {
        let stream = try #require(opendir(FileManager.default.temporaryDirectory.path))
        defer { closedir(stream) }
        // Another file under its descriptor: from then on the kernel refuses to read the folder.
        let other = open("/dev/null", O_RDONLY)
        defer { close(other) }
        try #require(dup2(other, dirfd(stream)) >= 0)
        #expect(SystemCalls.names(reading: stream) == nil)
        #expect(errno == ENOTDIR)
    }

    /// A disk that cannot say whether a file is there whose path ends so.
    private func silent(about name: String) -> SystemCalls {
        var calls = SystemCalls.system
        calls.lstat = { path in
            guard path.hasSuffix(name) else { return SystemCalls.system.lstat(path) }
            errno = EIO
            return nil
        }
        calls.stat = calls.lstat
        return calls
    }

    @Test func `a disk that cannot say whether a file is there has not said no`() async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let (dir, state) = (club.dir("rouen"), club.root.appending(path: "state").path)
        func expectDisk(_ name: String, _ body: (SystemCalls) async throws -> Void) async {
            let error = await #expect(throws: RegistryError.self, "\(name)") {
                try await body(silent(about: name))
            }
            guard case .disk(_, let reason) = error, reason.hasSuffix("stat: Input/output error")
            else {
                Issue.record("\(name): \(String(describing: error))")
                return
            }
        }
        // Not "made half", nor "run init again".
        await expectDisk("/node.yaml") {
            _ = try Registry(dir: dir, stateRoot: state, calls: $0)
        }
        await expectDisk("/node.yaml") {
            _ = try Registry.initialise(
                dir: dir, stateRoot: state, node: "rouen", name: "Rouen", language: .french,
                listen: .standard, permit: WritePermit(), calls: $0)
        }
        // Not "restored from a backup", nor "run recover".
        let instance = try club.open("rouen").state.instance.description
        await expectDisk("/\(instance)") {
            let registry = try Registry(dir: dir, stateRoot: state, calls: $0)
            _ = try await registry.add(kind: "action", .set(["title": .string("A")]))
        }
        // Not another secret, with which the same rows would be other records the next time.
        let kind = Schema.kind("member")!
        let row = try RowReader(kind, values: ValueParser(.json, resolve: { _ in .none })).read(
            ImportRow(line: 1, cells: [.init(field: "name", column: 1, content: .text("M"))]))
        _ = try await club.open("rouen").importRows([row])
        await expectDisk("/import.key") {
            let registry = try Registry(dir: dir, stateRoot: state, calls: $0)
            _ = try await registry.importRows([row])
        }
        #expect(try await club.open("rouen").records().count == 1)
    }

    @Test func `a store on a disk that stops answering says so, and says it rightly`() async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let isDead = Flag()
        var calls = SystemCalls.system
        calls.open = { path, flags, mode in
            guard isDead.value.withLock({ $0 }) else {
                return SystemCalls.system.open(path, flags, mode)
            }
            errno = EIO
            return -1
        }
        let registry = try Registry(
            dir: club.dir("rouen"), stateRoot: club.root.appending(path: "state").path,
            calls: calls)
        _ = try await registry.add(kind: "action", .set(["title": .string("A")]))
        isDead.value.withLock { $0 = true }
        for _ in 0..<20 {
            let mark = await #expect(throws: RegistryError.self) {
                _ = try await registry.loadMark()
            }
            #expect(
                mark
                    == .disk(
                        path: registry.state.highWater, reason: "open: Input/output error"))
            // A mark that cannot be read hides nothing from those who only read.
            _ = try? await registry.records()
            await #expect(throws: RegistryError.self) {
                try await registry.add(kind: "action", .set(["title": .string("B")]))
            }
        }
    }

    private final class Flag: Sendable { let value = Mutex(false) }
}
