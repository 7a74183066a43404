@testable import ClubRegistry
import Foundation
import Glibc
import Synchronization
import Testing

@Suite struct AppendFileTests {
    let scratch: Scratch
    init() throws { scratch = try Scratch() }
    private var path: String { scratch("feed") }
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `What is appended is in the file, and durable after sync`() throws {
        let file = try AppendFile(opening: path)
        #expect(file.length == 0 && file.durableLength == 0)
        try file.append(bytes("one\n"))
        #expect(file.length == 4 && file.durableLength == 0)
        try file.append(bytes("two\n"))
        try file.sync()
        #expect(file.durableLength == 8)
        #expect(try scratch.text("feed") == "one\ntwo\n")
        #expect(try file.read(100, at: 4) == bytes("two\n"))
        #expect(try file.read(2, at: 99) == [])
        let again = try AppendFile(opening: path)
        #expect(again.durableLength == 8)
    }

    @Test func `Its folder is synced each time, whoever gave the file its name`() throws {
        let folders = Mutex(0)
        var calls = SystemCalls.system
        calls.fsync = { number in
            var status = stat()
            fstat(number, &status)
            if status.st_mode & S_IFMT == S_IFDIR { folders.withLock { $0 += 1 } }
            return fsync(number)
        }
        _ = try AppendFile(opening: path, calls: calls)
        _ = try AppendFile(opening: path, calls: calls)
        #expect(folders.withLock { $0 } == 2)
        try scratch.write("x", "feed")
        _ = try AppendFile(opening: path, calls: calls)
        #expect(folders.withLock { $0 } == 3)
    }

    @Test(arguments: [false, true])
    func `A failed write takes back all since the last sync, and the file goes on`(persisting: Bool)
        throws
    {
        let isBroken = Mutex(false)
        let bad = broken(["pwrite"], persisting: persisting, errno: ENOSPC)
        var calls = SystemCalls.system
        calls.pwrite = { a, b, c, d in
            isBroken.withLock { $0 } ? bad.pwrite(a, b, c, d) : pwrite(a, b, c, d)
        }
        let file = try AppendFile(opening: path, calls: calls)
        try file.append(bytes("one\n"))
        try file.sync()
        try file.append(bytes("two\n"))
        isBroken.withLock { $0 = true }
        #expect(
            throws: AppendFileError.system(SystemError(call: "pwrite", path: path, errno: ENOSPC))
        ) {
            try file.append(bytes("three\n"))
        }
        #expect(try scratch.text("feed") == "one\n")
        #expect(!file.isPoisoned && file.length == 4)
        isBroken.withLock { $0 = false }
        try file.append(bytes("four\n"))
        try file.sync()
        #expect(try scratch.text("feed") == "one\nfour\n")
    }

    @Test func `A short write is carried on; one that then fails is taken back`() throws {
        let count = Mutex(0)
        var calls = SystemCalls.system
        calls.pwrite = { a, b, c, d in
            switch count.withLock({
                $0 += 1; return $0
            }) {
            case 1, 2, 4: return pwrite(a, b, min(c, 2), d)
            case 5: errno = ENOSPC; return -1
            default: return pwrite(a, b, c, d)
            }
        }
        let file = try AppendFile(opening: path, calls: calls)
        try file.append(bytes("onetwo"))
        try file.sync()
        #expect(throws: AppendFileError.self) { try file.append(bytes("threefour")) }
        #expect(try scratch.text("feed") == "onetwo")
    }

    @Test(arguments: [false, true])
    func `A failed fsync is final`(persisting: Bool) throws {
        let isBroken = Mutex(false)
        let bad = broken(["fsync"], persisting: persisting)
        var calls = SystemCalls.system
        calls.fsync = { a in isBroken.withLock { $0 } ? bad.fsync(a) : fsync(a) }
        let file = try AppendFile(opening: path, calls: calls)
        try file.append(bytes("one\n"))
        isBroken.withLock { $0 = true }
        #expect(throws: AppendFileError.system(SystemError(call: "fsync", path: path, errno: EIO)))
        {
            try file.sync()
        }
        #expect(file.isPoisoned && file.durableLength == 0)
        // The disk is well again, and it is of no use.
        isBroken.withLock { $0 = false }
        #expect(throws: AppendFileError.poisoned(path)) { try file.sync() }
        #expect(throws: AppendFileError.poisoned(path)) { try file.append([1]) }
        #expect(throws: AppendFileError.poisoned(path)) { try file.truncate(to: 0) }
        #expect(throws: AppendFileError.poisoned(path)) { try file.rewrite(from: 0) }
        #expect(throws: AppendFileError.poisoned(path)) { try file.read(1, at: 0) }
    }

    @Test(arguments: ["ftruncate", "fsync"])
    func `A write that cannot be taken back poisons`(call: String) throws {
        let file0 = try AppendFile(opening: path)
        try file0.append(bytes("one\n"))
        try file0.sync()
        let isOpen = Mutex(false)
        let bad = broken(["pwrite", call])
        var calls = bad
        calls.fsync = { a in isOpen.withLock { $0 } ? bad.fsync(a) : fsync(a) }
        let file = try AppendFile(opening: path, calls: calls)
        isOpen.withLock { $0 = true }
        #expect(throws: AppendFileError.system(SystemError(call: "pwrite", path: path, errno: EIO)))
        {
            try file.append(bytes("two\n"))
        }
        #expect(throws: AppendFileError.poisoned(path)) { try file.append(bytes("two\n")) }
    }

    @Test func `truncate cuts durably and the file goes on from there`() throws {
        try scratch.write("one\ntorn", "feed")
        let file = try AppendFile(opening: path)
        try file.truncate(to: 4)
        #expect(file.length == 4 && file.durableLength == 4)
        try file.append(bytes("two\n"))
        try file.sync()
        #expect(try scratch.text("feed") == "one\ntwo\n")
    }

    @Test func `A truncation that fails changes nothing`() throws {
        try scratch.write("one\ntorn", "feed")
        let file = try AppendFile(opening: path, calls: broken(["ftruncate"]))
        #expect(throws: AppendFileError.self) { try file.truncate(to: 4) }
        #expect(file.length == 8 && !file.isPoisoned)
    }

    @Test func `rewrite writes the same bytes again`() throws {
        try scratch.write("one\ntwo\n", "feed")
        let writes = Mutex<[Int]>([])
        var calls = SystemCalls.system
        calls.pwrite = { a, b, c, d in
            writes.withLock { $0 += [d, c] }; return pwrite(a, b, c, d)
        }
        let file = try AppendFile(opening: path, calls: calls)
        try file.rewrite(from: 4)
        #expect(writes.withLock { $0 } == [4, 4])
        #expect(try scratch.text("feed") == "one\ntwo\n")
    }

    @Test func `A second writer and a replaced file are noticed`() throws {
        let file = try AppendFile(opening: path)
        try file.append(bytes("one\n"))
        try scratch.write("one\nother\n", "other")
        let other = try AppendFile(opening: path)
        try other.append(bytes("x"))
        #expect(throws: AppendFileError.changedUnderneath(path)) { try file.append(bytes("two\n")) }
        try other.truncate(to: 4)
        try file.append(bytes("two\n"))
        rename(scratch("other"), path)
        #expect(throws: AppendFileError.changedUnderneath(path)) { try file.sync() }
    }

    @Test func `A link, a folder and a device are refused`() throws {
        symlink("elsewhere", path)
        #expect(throws: AppendFileError.system(SystemError(call: "open", path: path, errno: ELOOP)))
        {
            try AppendFile(opening: path)
        }
        #expect(throws: AppendFileError.notRegular("/dev/full")) {
            try AppendFile(opening: "/dev/full")
        }
        #expect(throws: AppendFileError.self) { try AppendFile(opening: scratch.path) }
        #expect(scratch.names == ["feed"])
    }

    @Test(.enabled(if: TinyDisk.isAvailable))
    func `On a full disk nothing is acknowledged, the lines before stand, and room lets it go on`()
        throws
    {
        let disk = try TinyDisk()
        let file = try AppendFile(opening: disk.scratch("feed"))
        try file.append(bytes("one\n"))
        try file.sync()
        try disk.fill()
        let error = #expect(throws: AppendFileError.self) {
            try file.append(Array(repeating: UInt8(ascii: "x"), count: 9000))
        }
        guard case .system(let cause) = error else { Issue.record("not a system error"); return }
        #expect(cause.isFull)
        #expect(try disk.scratch.text("feed") == "one\n")
        unlink(disk.scratch("filler"))
        try file.append(bytes("two\n"))
        try file.sync()
        #expect(try disk.scratch.text("feed") == "one\ntwo\n")
    }
}
