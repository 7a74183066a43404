import Glibc

/// All that a node asks of the kernel: files, random bytes, time.
///
/// One table, so that a test can break each call, and a simulator can be the machine. Members for
/// files behave like the call they are named after: −1 (nil where something is returned) and `errno`
/// on failure. A test breaks a call in two ways, as "failed" and as "failed but persisted": do it,
/// then report failure.
package struct SystemCalls: Sendable {
    package typealias File = Int32

    // MARK: Files

    package var open: @Sendable (_ path: String, _ flags: Int32, _ mode: UInt32) -> File
    package var close: @Sendable (_ file: File) -> Int32
    package var fstat: @Sendable (_ file: File) -> FileStatus?
    package var lstat: @Sendable (_ path: String) -> FileStatus?
    package var stat: @Sendable (_ path: String) -> FileStatus?
    package var pread:
        @Sendable (_ file: File, _ bytes: UnsafeMutableRawPointer, _ count: Int, _ offset: Int) ->
            Int
    package var write: @Sendable (_ file: File, _ bytes: UnsafeRawPointer, _ count: Int) -> Int
    package var pwrite:
        @Sendable (_ file: File, _ bytes: UnsafeRawPointer, _ count: Int, _ offset: Int) -> Int
    package var fsync: @Sendable (_ file: File) -> Int32
    package var ftruncate: @Sendable (_ file: File, _ length: Int) -> Int32
    package var flock: @Sendable (_ file: File, _ operation: Int32) -> Int32
    package var rename: @Sendable (_ old: String, _ new: String) -> Int32
    /// A second name for a file; fails with `EEXIST` when `new` is there already.
    package var link: @Sendable (_ old: String, _ new: String) -> Int32
    package var unlink: @Sendable (_ path: String) -> Int32
    package var mkdir: @Sendable (_ path: String, _ mode: UInt32) -> Int32
    /// The names in a folder, `.` and `..` included, in no order: `opendir`, `readdir`.
    package var list: @Sendable (_ folder: String) -> [String]?
    package var realpath: @Sendable (_ path: String) -> String?
    /// Bytes that an ordinary user may still write on the file system that holds a path; nil when
    /// that is not known.
    package var freeBytes: @Sendable (_ path: String) -> Int?

    // MARK: Chance and time

    package var random: @Sendable () -> UInt64
    /// Seconds since 1970, by a clock that may be wrong: nothing is decided by it but
    /// whether a request was signed just now.
    package var realTime: @Sendable () -> Int
    /// Time since some start, by a clock that only goes forward.
    package var monotonicTime: @Sendable () -> Duration
    package var sleep: @Sendable (_ duration: Duration) async throws -> Void

    /// The kernel's own.
    package static let system = SystemCalls(
        open: { Glibc.open($0, $1, mode_t($2)) },
        close: { Glibc.close($0) },
        fstat: { file in
            var status = Glibc.stat()
            return Glibc.fstat(file, &status) == 0 ? FileStatus(status) : nil
        },
        lstat: { path in
            var status = Glibc.stat()
            return Glibc.lstat(path, &status) == 0 ? FileStatus(status) : nil
        },
        stat: { statusFollowingLinks($0) },
        pread: { Glibc.pread($0, $1, $2, $3) },
        write: { Glibc.write($0, $1, $2) },
        pwrite: { Glibc.pwrite($0, $1, $2, $3) },
        fsync: { Glibc.fsync($0) },
        ftruncate: { Glibc.ftruncate($0, $1) },
        flock: { kernelLock($0, $1) },
        rename: { Glibc.rename($0, $1) },
        link: { Glibc.link($0, $1) },
        unlink: { Glibc.unlink($0) },
        mkdir: { Glibc.mkdir($0, mode_t($1)) },
        list: names(in:),
        realpath: { path in
            guard let real = Glibc.realpath(path, nil) else { return nil }
            defer { free(real) }
            return String(cString: real)
        },
        // Not known is not a failure: whoever asks does without.
        freeBytes: { try? DiskSpace.freeBytes(at: $0) },
        random: {
            var generator = SystemRandomNumberGenerator()
            return generator.next()
        },
        realTime: { time(nil) },
        monotonicTime: { start.duration(to: .now) },
        sleep: { try await Task.sleep(for: $0) })

    private static let start = ContinuousClock.now

    private static func names(in folder: String) -> [String]? {
        var opened = opendir(folder)
        while opened == nil, errno == EINTR { opened = opendir(folder) }
        guard let stream = opened else { return nil }
        let names = names(reading: stream)
        let number = errno
        closedir(stream)
        errno = number
        return names
    }

    /// The names that a stream has left; nil and `errno` when the disk fails in between.
    ///
    /// For `readdir` the end and a failure are both null: a folder of which a part was read must not
    /// pass for a shorter one, in which the own feed, say, is missing.
    static func names(reading stream: OpaquePointer) -> [String]? {
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else { return errno == 0 ? names : nil }
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
    }
}

// Outside of the table, where these names mean the C functions.

private func statusFollowingLinks(_ path: String) -> FileStatus? {
    var status = stat()
    return stat(path, &status) == 0 ? FileStatus(status) : nil
}

private func kernelLock(_ file: Int32, _ operation: Int32) -> Int32 { flock(file, operation) }

extension SystemCalls {
    /// Whether a file or a folder has this name: `lstat`. A disk that does not answer is not a "no".
    func exists(_ path: String) throws(SystemError) -> Bool {
        if lstat(path) != nil { return true }
        guard errno == ENOENT || errno == ENOTDIR else {
            throw SystemError(call: "lstat", path: path, errno: errno)
        }
        return false
    }

    /// The random numbers of this machine, for what takes a generator.
    package var generator: Generator { Generator(calls: self) }

    package struct Generator: RandomNumberGenerator {
        let calls: SystemCalls

        package mutating func next() -> UInt64 { calls.random() }
    }

    /// Random bytes: for names, salts, keys.
    func randomBytes(_ count: Int) -> [UInt8] {
        var generator = generator
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}

/// What `stat` says of a file, as far as anybody here asks.
package struct FileStatus: Sendable, Hashable {
    /// Kind and permission bits, as in `st_mode`.
    package var mode: UInt32
    package var size: Int
    package var linkCount: Int
    package var user: UInt32
    package var group: UInt32
    /// Which file it is, whatever its name. A file put in its place has another number; once it is
    /// gone, its number may be given to a new one.
    package var inode: UInt64
    /// When its bytes, names or rights changed last, in nanoseconds by a clock that may be wrong:
    /// for being the same or not, and nothing else.
    package var changedAt: Int

    package init(
        mode: UInt32, size: Int, linkCount: Int, user: UInt32, group: UInt32, inode: UInt64,
        changedAt: Int
    ) {
        self.mode = mode
        self.size = size
        self.linkCount = linkCount
        self.user = user
        self.group = group
        self.inode = inode
        self.changedAt = changedAt
    }

    init(_ status: stat) {
        self.init(
            mode: status.st_mode, size: Int(status.st_size), linkCount: Int(status.st_nlink),
            user: status.st_uid, group: status.st_gid, inode: UInt64(status.st_ino),
            changedAt: Int(status.st_ctim.tv_sec) &* 1_000_000_000
                &+ Int(status.st_ctim.tv_nsec))
    }

    package var isRegularFile: Bool { mode & S_IFMT == S_IFREG }
    package var isFolder: Bool { mode & S_IFMT == S_IFDIR }
}
