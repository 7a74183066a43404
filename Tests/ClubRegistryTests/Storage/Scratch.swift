import ClubRegistry
import Foundation
import Glibc
import Testing

/// A folder of its own for one test, removed with it.
final class Scratch {
    let path: String

    init() throws {
        path = "\(NSTemporaryDirectory())/scratch-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }
    var names: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? []
    }

    func write(_ text: String, _ name: String, mode: mode_t = 0o600) throws {
        try #require(FileManager.default.createFile(atPath: self(name), contents: Data(text.utf8)))
        try #require(chmod(self(name), mode) == 0)
    }

    func text(_ name: String) throws -> String {
        try String(contentsOfFile: self(name), encoding: .utf8)
    }

    func mode(_ name: String) throws -> mode_t {
        var status = stat()
        try #require(lstat(self(name), &status) == 0)
        return status.st_mode & 0o7777
    }
}

/// Runs a program to its end.
@discardableResult
func run(_ program: String, _ arguments: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
}

/// A file system of 64 KiB, or of another size, where we may mount one.
final class TinyDisk {
    let scratch: Scratch
    static let isAvailable: Bool = (try? TinyDisk()) != nil

    init(size: String = "64k") throws {
        scratch = try Scratch()
        guard geteuid() == 0,
            try run(
                "/usr/bin/mount", "-t", "tmpfs", "-o", "size=\(size),mode=700", "none",
                scratch.path) == 0
        else { throw SystemError(call: "mount", path: scratch.path, errno: EPERM) }
    }

    /// Leaves no page free, by a file `filler`.
    func fill() throws {
        let number = open(scratch("filler"), O_WRONLY | O_CREAT, 0o600)
        defer { close(number) }
        let page = [UInt8](repeating: 1, count: 4096)
        while Glibc.write(number, page, page.count) == page.count {}
        try #require(errno == ENOSPC)
    }

    deinit { _ = try? run("/usr/bin/umount", "-l", scratch.path) }
}

/// Breaks calls: `failing` ones report `EIO`, after doing their work when `persisting`.
func broken(
    _ failing: Set<String>, persisting: Bool = false, errno number: Int32 = EIO
) -> SystemCalls {
    var calls = SystemCalls.system
    let system = SystemCalls.system
    @Sendable func fail<Result: FixedWidthInteger & SendableMetatype>(_ work: () -> Result)
        -> Result
    {
        if persisting { _ = work() }
        errno = number
        return -1
    }
    if failing.contains("write") { calls.write = { a, b, c in fail { system.write(a, b, c) } } }
    if failing.contains("pwrite") {
        calls.pwrite = { a, b, c, d in fail { system.pwrite(a, b, c, d) } }
    }
    if failing.contains("fsync") { calls.fsync = { a in fail { system.fsync(a) } } }
    if failing.contains("ftruncate") {
        calls.ftruncate = { a, b in fail { system.ftruncate(a, b) } }
    }
    if failing.contains("rename") { calls.rename = { a, b in fail { system.rename(a, b) } } }
    if failing.contains("link") { calls.link = { a, b in fail { system.link(a, b) } } }
    return calls
}
