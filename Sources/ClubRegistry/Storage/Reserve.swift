import Glibc

/// Room on the disk that is kept for what must work when it is full: `recover`, and erasing.
///
/// A file `reserve` in DIR and one in STATE/<instance>, of bytes that no file system can make
/// smaller. Whoever must write on a full disk releases them first; `pull` makes them again. They hold
/// nothing: without them, or with old ones in a backup, all is as well.
enum Reserve {
    /// Bytes in DIR: some lines, and a copy of a torn tail.
    static let dirByteCount = 256 << 10
    /// Bytes in STATE: a mark, a marker, a key, and the folder that they stand in.
    static let stateByteCount = 64 << 10
    /// So many times its size must be free for a reserve to be made: the last room of a disk is for
    /// what people write.
    static let spareFactor = 16

    private static func places(dir: String, state: StateFolder) -> [(path: String, count: Int)] {
        [("\(dir)/reserve", dirByteCount), ("\(state.path)/reserve", stateByteCount)]
    }

    /// Whether ``keep(dir:state:calls:)`` would make something; asked before a lock is taken for it.
    static func isMissing(dir: String, state: StateFolder, calls: SystemCalls) -> Bool {
        places(dir: dir, state: state).contains { isMissing($0.path, $0.count, calls) }
    }

    /// Also when it is shorter: a cut of power may have left the name alone.
    private static func isMissing(_ path: String, _ count: Int, _ calls: SystemCalls) -> Bool {
        if let status = calls.lstat(path), status.size >= count { return false }
        return (calls.freeBytes(DurableFile.folder(of: path)) ?? 0) >= count * spareFactor
    }

    /// Whether a disk is so full that what must work there may not.
    static func isNeeded(dir: String, state: StateFolder, calls: SystemCalls) -> Bool {
        places(dir: dir, state: state).contains { path, count in
            (calls.freeBytes(DurableFile.folder(of: path)) ?? .max) < count
        }
    }

    /// Makes what is missing of it, where there is room; the lock is held.
    ///
    /// A temporary file, `write`, `rename`; no `fsync`, since it holds nothing. If we crash, then
    /// there is a reserve, a shorter one that is made again, none, or a temporary file, which the
    /// next write takes away. It never fails, since nothing that a person asked for depends on it.
    static func keep(dir: String, state: StateFolder, calls: SystemCalls) {
        for (path, count) in places(dir: dir, state: state) where isMissing(path, count, calls) {
            // Without one it is as before it; the next pull tries again.
            try? make(path, count, calls)
        }
    }

    private static func make(_ path: String, _ count: Int, _ calls: SystemCalls)
        throws(SystemError)
    {
        let random = Base32.text(calls.randomBytes(10))
        let temporary = "\(DurableFile.folder(of: path))/.reserve.\(random).tmp"
        let file = try Descriptor(
            opening: temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, calls)
        do throws(SystemError) {
            try file.write(filling(count, calls))
            _ = try Descriptor.check("rename", path) { calls.rename(temporary, path) }
        } catch {
            _ = calls.unlink(temporary)
            throw error
        }
    }

    /// Gives the room back, durably: for `recover` and for erasing, when the disk is full. The lock
    /// is held.
    ///
    /// `unlink`, `fsync` of the folder, which is when a file system with a journal counts the room
    /// as free. If we crash between, then it may be there again.
    ///
    /// - Returns: whether there was any.
    @discardableResult
    static func release(dir: String, state: StateFolder, calls: SystemCalls) throws(SystemError)
        -> Bool
    {
        var wasThere = false
        for (path, _) in places(dir: dir, state: state) {
            if try DurableFile.remove(path, calls: calls) { wasThere = true }
        }
        return wasThere
    }

    /// Bytes that do not compress: what a file system with compression or holes makes room for.
    private static func filling(_ count: Int, _ calls: SystemCalls) -> [UInt8] {
        var state = calls.random() | 1
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            // Marsaglia, "Xorshift RNGs" (2003).
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            withUnsafeBytes(of: state) { bytes += $0 }
        }
        return bytes
    }
}
