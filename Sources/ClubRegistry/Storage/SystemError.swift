import Glibc

/// A system call that failed: which one, on which path, and the kernel's reason.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the call as in section 2 of the manual, `fsync` for instance.
    package let call: String
    package let path: String
    /// The number that the kernel gave, one of `errno.h`.
    package let errno: Int32

    package init(call: String, path: String, errno: Int32) {
        self.call = call
        self.path = path
        self.errno = errno
    }

    /// Whether the disk, or this user's share of it, is full: room must be made, nothing is broken.
    package var isFull: Bool { errno == ENOSPC || errno == EDQUOT }
    /// Whether the file, or a folder on the way to it, does not exist.
    package var isAbsent: Bool { errno == ENOENT }

    /// The kernel's reason in words, as the C library has them.
    package var reason: String { strerror(errno).map { String(cString: $0) } ?? "error \(errno)" }

    package var description: String { "\(call) \(path): \(reason)" }
}

/// An error of a layer above, one case of which is a system call that failed.
protocol SystemErrorCarrier: Error {
    static func system(_ error: SystemError) -> Self
}

extension SystemErrorCarrier {
    /// Runs `body`; what it throws becomes the `system` case.
    static func carrying<Result: ~Copyable>(
        _ body: () throws(SystemError) -> Result
    ) throws(Self) -> Result {
        do throws(SystemError) { return try body() } catch { throw .system(error) }
    }
}
