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
