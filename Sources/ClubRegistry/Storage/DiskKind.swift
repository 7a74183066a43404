import Glibc

/// What kind of file system a path lies on, as far as durability goes.
enum DiskKind: Sendable {
    case ordinary
    /// It is gone when the machine stops.
    case memory
    /// Another machine keeps it: what `fsync` and `flock` mean there is that machine's matter.
    case network

    /// Bytes of the kernel's table of mounts that are read; machines full of containers have some
    /// hundred KiB.
    private static let tableByteLimit = 4 << 20

    /// From `/proc/self/mountinfo`; Swift does not see `statfs`.
    ///
    /// - Throws: where there is no such table, or no such path.
    static func at(_ path: String, _ calls: SystemCalls) throws(SystemError) -> DiskKind {
        guard let real = calls.realpath(path) else {
            throw SystemError(call: "realpath", path: path, errno: errno)
        }
        let table = try Descriptor(opening: "/proc/self/mountinfo", O_RDONLY, calls)
        let bytes = try table.read(tableByteLimit, at: 0)
        return at(real, mounts: String(decoding: bytes, as: UTF8.self))
    }

    /// - Parameters:
    ///   - path: absolute, links resolved.
    ///   - mounts: lines as in proc_pid_mountinfo(5); the last one at the longest folder counts.
    static func at(_ path: String, mounts: String) -> DiskKind {
        var best = (length: -1, type: "")
        for line in mounts.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count > 6, let dash = parts.firstIndex(of: "-"), dash + 1 < parts.count
            else { continue }
            let point = unescaped(parts[4])
            let isAbove = point == "/" || path == point || path.hasPrefix(point + "/")
            if isAbove, point.utf8.count >= best.length {
                best = (point.utf8.count, String(parts[dash + 1]))
            }
        }
        return kind(best.type)
    }

    /// By the name that the kernel gives a file system.
    private static func kind(_ type: String) -> DiskKind {
        switch type {
        case "tmpfs", "ramfs": .memory
        case "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "ncpfs", "davfs":
            .network
        // FUSE: sshfs and the like; what lies below cannot be told.
        case _ where type == "fuse" || type.hasPrefix("fuse."): .network
        default: .ordinary
        }
    }

    /// The kernel writes spaces, tabs, line feeds and backslashes in octal: `\040`.
    private static func unescaped(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(3), as: UTF8.self)
            if byte == UInt8(ascii: "\\"), digits.utf8.count == 3,
                let code = UInt8(digits, radix: 8)
            {
                bytes.append(code)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
