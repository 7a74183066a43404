@testable import ClubRegistry
import Foundation
import Glibc
import Synchronization
import Testing

@Suite struct DurableFileTests {
    let scratch: Scratch
    init() throws { scratch = try Scratch() }

    @Test func `replace makes a file and replaces one, with its mode, leaving no temporary`() throws
    {
        try DurableFile.replace(scratch("a"), with: Array("one".utf8), mode: 0o600)
        #expect(try scratch.text("a") == "one")
        #expect(try scratch.mode("a") == 0o600)
        chmod(scratch("a"), 0o640)
        try DurableFile.replace(scratch("a"), with: [], mode: 0o600)
        #expect(try scratch.text("a") == "")
        #expect(try scratch.mode("a") == 0o640)
        #expect(scratch.names == ["a"])
    }

    @Test(.enabled(if: geteuid() == 0))
    func `replace by root leaves the file to its owner`() throws {
        try scratch.write("old", "a", mode: 0o644)
        try #require(chown(scratch("a"), 1, 1) == 0)
        try DurableFile.replace(scratch("a"), with: Array("new".utf8))
        var status = stat()
        try #require(stat(scratch("a"), &status) == 0)
        #expect(status.st_uid == 1 && status.st_gid == 1 && status.st_mode & 0o777 == 0o644)
    }

    @Test(arguments: ["write", "fsync", "rename"], [false, true])
    func `replace that fails leaves one whole file and no temporary`(call: String, persisting: Bool)
        throws
    {
        try scratch.write("old", "a")
        let calls = broken([call], persisting: persisting)
        #expect(throws: SystemError.self) {
            try DurableFile.replace(scratch("a"), with: Array("new".utf8), calls: calls)
        }
        let persisted = call == "rename" && persisting
        #expect(try scratch.text("a") == (persisted ? "new" : "old"))
        #expect(scratch.names == ["a"])
    }

    @Test func `replace whose folder sync fails throws, and the new file stands whole`() throws {
        try scratch.write("old", "a")
        let count = Mutex(0)
        var calls = SystemCalls.system
        calls.fsync = { number in
            guard
                count.withLock({
                    $0 += 1; return $0
                }) == 2
            else { return fsync(number) }
            errno = EIO
            return -1
        }
        #expect(throws: SystemError(call: "fsync", path: scratch.path, errno: EIO)) {
            try DurableFile.replace(scratch("a"), with: Array("new".utf8), calls: calls)
        }
        #expect(try scratch.text("a") == "new")
    }

    @Test func `replace syncs the file before the rename and the folder after it`() throws {
        let log = Mutex<[String]>([])
        var calls = SystemCalls.system
        calls.write = { a, b, c in
            log.withLock { $0.append("write") }; return write(a, b, c)
        }
        calls.fsync = { a in
            var status = stat()
            fstat(a, &status)
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            log.withLock { $0.append(isFolder ? "fsync folder" : "fsync file") }
            return fsync(a)
        }
        calls.rename = { a, b in
            log.withLock { $0.append("rename") }; return rename(a, b)
        }
        calls.link = { a, b in
            log.withLock { $0.append("link") }; return link(a, b)
        }
        try DurableFile.replace(scratch("a"), with: [1], calls: calls)
        #expect(log.withLock { $0 } == ["write", "fsync file", "rename", "fsync folder"])
        log.withLock { $0 = [] }
        try DurableFile.create(scratch("b"), with: [1], calls: calls)
        #expect(log.withLock { $0 } == ["write", "fsync file", "link", "fsync folder"])
    }

    @Test func `Interrupted and short writes are carried on to the last byte`() throws {
        let count = Mutex(0)
        var calls = SystemCalls.system
        calls.write = { number, bytes, length in
            guard
                count.withLock({
                    $0 += 1; return $0
                }) % 2 == 0
            else { errno = EINTR; return -1 }
            return write(number, bytes, min(length, 3))
        }
        try DurableFile.replace(scratch("a"), with: Array("0123456789".utf8), calls: calls)
        #expect(try scratch.text("a") == "0123456789")
    }

    @Test func `A write that moves nothing is an error, not a loop`() throws {
        var calls = SystemCalls.system
        calls.write = { _, _, _ in 0 }
        #expect(throws: SystemError.self) {
            try DurableFile.replace(scratch("a"), with: [1], calls: calls)
        }
        #expect(scratch.names == [])
    }

    @Test func `create makes a file once; the second time it is refused and untouched`() throws {
        try DurableFile.create(scratch("a"), with: Array("one".utf8))
        #expect(try scratch.mode("a") == 0o600)
        #expect(throws: DurableFileError.exists(scratch("a"))) {
            try DurableFile.create(scratch("a"), with: Array("two".utf8))
        }
        #expect(try scratch.text("a") == "one")
        #expect(scratch.names == ["a"])
        // Also not through a link that leads nowhere.
        symlink(scratch("nowhere"), scratch("b"))
        #expect(throws: DurableFileError.exists(scratch("b"))) {
            try DurableFile.create(scratch("b"), with: [])
        }
    }

    @Test(arguments: ["write", "fsync", "link"], [false, true])
    func `create that fails leaves a whole file or none`(call: String, persisting: Bool) throws {
        #expect(throws: DurableFileError.self) {
            try DurableFile.create(
                scratch("a"), with: Array("one".utf8), calls: broken([call], persisting: persisting)
            )
        }
        #expect(scratch.names == (call == "link" && persisting ? ["a"] : []))
        if scratch.names == ["a"] { #expect(try scratch.text("a") == "one") }
    }

    @Test func `read takes a file up to the limit and not beyond, and only a regular one`() throws {
        try scratch.write("12345", "a")
        #expect(try DurableFile.read(scratch("a"), limit: 5) == Array("12345".utf8))
        #expect(throws: DurableFileError.tooLarge(scratch("a"), limit: 4)) {
            try DurableFile.read(scratch("a"), limit: 4)
        }
        #expect(throws: DurableFileError.notRegular(scratch.path)) {
            try DurableFile.read(scratch.path, limit: 4)
        }
        mkfifo(scratch("pipe"), 0o600)
        #expect(throws: DurableFileError.notRegular(scratch("pipe"))) {
            try DurableFile.read(scratch("pipe"), limit: 4)
        }
        symlink("a", scratch("link"))
        #expect(try DurableFile.read(scratch("link"), limit: 5).count == 5)
        #expect(
            throws: DurableFileError.system(
                SystemError(call: "open", path: scratch("link"), errno: ELOOP))
        ) {
            try DurableFile.read(scratch("link"), limit: 5, followsLinks: false)
        }
        let error = #expect(throws: DurableFileError.self) {
            try DurableFile.read(scratch("no"), limit: 5)
        }
        #expect(error?.isAbsent == true)
    }

    @Test func `remove says whether there was something`() throws {
        try scratch.write("", "a")
        #expect(try DurableFile.remove(scratch("a")))
        #expect(try !DurableFile.remove(scratch("a")))
    }

    @Test func `createFolder makes what is missing above, keeps what is there, refuses a file`()
        throws
    {
        #expect(try DurableFile.createFolder(scratch("x/y/z")))
        #expect(try scratch.mode("x/y/z") == 0o700)
        #expect(try scratch.mode("x") == 0o700)
        #expect(try !DurableFile.createFolder(scratch("x/y/z/")))
        try scratch.write("", "file")
        #expect(throws: SystemError.self) { try DurableFile.createFolder(scratch("file")) }
        #expect(throws: SystemError.self) { try DurableFile.createFolder(scratch("file/under")) }
        #expect(throws: SystemError.self) {
            try DurableFile.createFolder(scratch("new"), calls: broken(["fsync"]))
        }
    }

    @Test func `removeLeftovers takes only names of its own shape`() throws {
        let own = [".a.0123456789abcdef.tmp", ".high-water.json.zzzzzzzzzzzzzzzz.tmp"]
        let others = [
            ".a.tmp", ".a.0123456789abcdeF.tmp", "a.0123456789abcdef.tmp", ".0123456789abcdef.tmp",
        ]
        for name in own + others { try scratch.write("", name) }
        #expect(try DurableFile.removeLeftovers(in: scratch.path) == own.sorted())
        #expect(scratch.names == others.sorted())
        #expect(throws: SystemError.self) { try DurableFile.removeLeftovers(in: scratch("no")) }
    }

    @Test(.enabled(if: TinyDisk.isAvailable))
    func `A full disk is a typed error, and old files stand`() throws {
        let disk = try TinyDisk()
        try disk.scratch.write("old", "a")
        try disk.fill()
        let error = #expect(throws: SystemError.self) {
            try DurableFile.replace(disk.scratch("a"), with: Array(repeating: 7, count: 5000))
        }
        #expect(error?.isFull == true)
        #expect(error?.description.hasSuffix("No space left on device") == true)
        #expect(throws: DurableFileError.self) {
            try DurableFile.create(disk.scratch("b"), with: Array(repeating: 7, count: 5000))
        }
        #expect(try disk.scratch.text("a") == "old")
        #expect(disk.scratch.names == ["a", "filler"])
        #expect(try DiskSpace.freeBytes(at: disk.scratch.path) == 0)
    }

    @Test func `DiskSpace tells the free bytes of a folder, and an absent one`() throws {
        #expect(try DiskSpace.freeBytes(at: scratch.path) > 0)
        let error = #expect(throws: SystemError.self) { try DiskSpace.freeBytes(at: scratch("no")) }
        #expect(error?.isAbsent == true && error?.isFull == false)
    }

    @Test func `Quota and space are full, nothing else is`() {
        for number in [ENOSPC, EDQUOT] {
            #expect(SystemError(call: "write", path: "x", errno: number).isFull)
        }
        for number in [EIO, EACCES, EFBIG] {
            #expect(!SystemError(call: "write", path: "x", errno: number).isFull)
        }
    }
}
