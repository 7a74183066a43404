@testable import ClubRegistry
import Foundation
import Glibc
import Testing

@Suite struct FileLockTests {
    let scratch: Scratch
    init() throws { scratch = try Scratch() }

    @Test func `A second lock is refused and told who holds the first; release gives it free`()
        async throws
    {
        let first = try await FileLock.acquire(scratch("lock"), command: "pull\u{1b}[2J")
        #expect(try scratch.mode("lock") == 0o600)
        let holder = FileLock.Holder(process: getpid(), command: "pull\\u{1b}[2J")
        await #expect(throws: FileLockError.held(scratch("lock"), holder: holder)) {
            try await FileLock.acquire(scratch("lock"), command: "add", wait: .zero)
        }
        first.release()
        first.release()
        #expect(FileLock.holder(of: scratch("lock")) == nil)
        let second = try await FileLock.acquire(scratch("lock"), command: "add", wait: .zero)
        second.release()
        #expect(scratch.names == ["lock"])
    }

    @Test func `The end of the object gives the lock free`() async throws {
        do { _ = try await FileLock.acquire(scratch("lock"), command: "add") }
        _ = try await FileLock.acquire(scratch("lock"), command: "add", wait: .zero)
    }

    @Test func `One that waits gets the lock when it is given back`() async throws {
        let first = try await FileLock.acquire(scratch("lock"), command: "first")
        let path = scratch("lock")
        async let second = FileLock.acquire(path, command: "second", wait: .seconds(60))
        await Task.yield()
        first.release()
        #expect(try await second.path == path)
    }

    @Test func `One that waits can be cancelled`() async throws {
        let first = try await FileLock.acquire(scratch("lock"), command: "first")
        let path = scratch("lock")
        let waiting = Task {
            try await FileLock.acquire(path, command: "second", wait: .seconds(60))
        }
        waiting.cancel()
        await #expect(throws: FileLockError.cancelled(path)) { try await waiting.value }
        first.release()
    }

    @Test(.enabled(if: access("/usr/bin/flock", X_OK) == 0))
    func `Another process is kept out, and keeps us out`() async throws {
        let path = scratch("lock")
        let ours = try await FileLock.acquire(path, command: "serve")
        #expect(try run("/usr/bin/flock", "--nonblock", path, "true") == 1)
        ours.release()
        #expect(try run("/usr/bin/flock", "--nonblock", path, "true") == 0)

        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/flock")
        process.arguments = [path, "sh", "-c", "echo ready; read line"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        #expect(try output.fileHandleForReading.read(upToCount: 6) == Data("ready\n".utf8))
        await #expect(throws: FileLockError.held(path, holder: nil)) {
            try await FileLock.acquire(path, command: "add", wait: .milliseconds(20))
        }
        // However it ends, its lock ends with it.
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        _ = try await FileLock.acquire(path, command: "add", wait: .zero)
    }

    @Test func `A file that names a dead process or nonsense names no holder`() throws {
        for text in [
            "", "\n", "x y\n", "0 add\n", "-1 add\n", "2147483647 add\n", "99999999999 add\n",
        ] {
            try scratch.write(text, "lock")
            #expect(FileLock.holder(of: scratch("lock")) == nil)
        }
        try scratch.write("\(getpid()) add member\n", "lock")
        #expect(FileLock.holder(of: scratch("lock"))?.command == "add member")
    }

    @Test func `A link and an absent folder are errors`() async throws {
        symlink("elsewhere", scratch("lock"))
        for path in [scratch("lock"), scratch("no/lock")] {
            await #expect(throws: FileLockError.self) {
                try await FileLock.acquire(path, command: "add")
            }
        }
        #expect(scratch.names == ["lock"])
    }

    @Test(.enabled(if: TinyDisk.isAvailable))
    func `On a full disk the lock is still had`() async throws {
        let disk = try TinyDisk()
        try disk.scratch.write("", "lock")
        try disk.fill()
        let lock = try await FileLock.acquire(disk.scratch("lock"), command: "erase")
        lock.release()
    }

    @Test func `NodeLock takes STATE, then DIR, and gives the first back when the second is held`()
        async throws
    {
        let state = StateFolder(root: scratch("state"), instance: .random())
        try state.create()
        try DurableFile.createFolder(scratch("dir"))
        let lock = try await NodeLock.acquire(state: state, dir: scratch("dir"), command: "add")
        for path in [state.lock, scratch("dir/lock")] {
            await #expect(throws: FileLockError.self) {
                try await FileLock.acquire(path, command: "pull", wait: .zero)
            }
        }
        lock.release()
        let dirOnly = try await FileLock.acquire(scratch("dir/lock"), command: "other")
        let holder = FileLock.Holder(process: getpid(), command: "other")
        await #expect(throws: FileLockError.held(scratch("dir/lock"), holder: holder)) {
            try await NodeLock.acquire(
                state: state, dir: scratch("dir"), command: "add", wait: .zero)
        }
        _ = try await FileLock.acquire(state.lock, command: "free again", wait: .zero)
        dirOnly.release()
    }
}
