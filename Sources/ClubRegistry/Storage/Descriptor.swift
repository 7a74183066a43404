import Glibc

/// An open file, closed when its owner goes away.
///
/// Every call is repeated when a signal interrupts it (`EINTR`), and continued when it moved fewer
/// bytes than asked. `close` is the exception: Linux frees the number even when it reports `EINTR`.
struct Descriptor: ~Copyable {
    let number: Int32
    let path: String
    let calls: SystemCalls

    /// `open(path, flags | O_CLOEXEC | O_NOCTTY, mode)`.
    ///
    /// - Parameter mode: permission bits of a file that this call creates; the umask applies.
    init(
        opening path: String, _ flags: Int32, mode: UInt32 = 0o600, _ calls: SystemCalls
    ) throws(SystemError) {
        number = try Self.check("open", path) {
            calls.open(path, flags | O_CLOEXEC | O_NOCTTY, mode)
        }
        self.path = path
        self.calls = calls
    }

    deinit { _ = calls.close(number) }

    /// Runs `body` until it is not interrupted, and turns −1 into the error that `errno` names.
    static func check<Result: FixedWidthInteger & SignedInteger>(
        _ call: String, _ path: String, _ body: () -> Result
    ) throws(SystemError) -> Result {
        while true {
            let result = body()
            if result != -1 { return result }
            let number = errno
            if number != EINTR { throw SystemError(call: call, path: path, errno: number) }
        }
    }

    /// `fstat`.
    func status() throws(SystemError) -> FileStatus {
        guard let status = calls.fstat(number) else {
            throw SystemError(call: "fstat", path: path, errno: errno)
        }
        return status
    }

    func sync() throws(SystemError) {
        _ = try Self.check("fsync", path) { calls.fsync(number) }
    }

    func truncate(to length: Int) throws(SystemError) {
        _ = try Self.check("ftruncate", path) { calls.ftruncate(number, length) }
    }

    /// Writes all of `bytes` where the file stands, or throws after an unknown part of them.
    func write(_ bytes: [UInt8]) throws(SystemError) {
        try move(bytes, "write") { address, count, _ in calls.write(number, address, count) }
    }

    /// Writes all of `bytes` from `offset` on, or throws after an unknown part of them.
    func write(_ bytes: [UInt8], at offset: Int) throws(SystemError) {
        try move(bytes, "pwrite") { address, count, done in
            calls.pwrite(number, address, count, offset + done)
        }
    }

    /// Up to `count` bytes from `offset` on; fewer only where the file ends.
    func read(_ count: Int, at offset: Int) throws(SystemError) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let start = done
            let moved = try result.withUnsafeMutableBufferPointer { buffer throws(SystemError) in
                try Self.check("pread", path) {
                    calls.pread(number, buffer.baseAddress! + start, count - start, offset + start)
                }
            }
            if moved == 0 { break }
            done += moved
        }
        result.removeLast(count - done)
        return result
    }

    private func move(
        _ bytes: [UInt8], _ call: String, _ body: (UnsafePointer<UInt8>, Int, Int) -> Int
    ) throws(SystemError) {
        try bytes.withUnsafeBufferPointer { buffer throws(SystemError) in
            var done = 0
            while done < buffer.count {
                let moved = try Self.check(call, path) {
                    body(buffer.baseAddress! + done, buffer.count - done, done)
                }
                // POSIX allows zero for a count above zero; going round for ever is not an answer
                // to it.
                if moved <= 0 { throw SystemError(call: call, path: path, errno: EIO) }
                done += moved
            }
        }
    }
}
