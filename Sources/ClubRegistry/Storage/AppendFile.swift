import Glibc

/// A file that only grows at its end, with one writer, who holds the lock while this object lives.
///
/// `append`, any number of times, then `sync`; only then may anything be acknowledged. In between,
/// ``durableLength`` says what is on disk and ``length`` what has been handed to the kernel.
///
/// A write that fails takes back everything since the last `sync`. A failed `fsync` is final: the
/// kernel may have dropped the pages and marked them clean, so that a second `fsync` would report
/// success for bytes that are nowhere (Rebello et al., "Can Applications Recover from fsync
/// Failures?", 2020). The object is then poisoned; the next process reads the disk again, and see
/// ``rewrite(from:)``.
///
/// Not `Sendable`: the actor that owns the feed owns this.
package final class AppendFile {
    package let path: String
    /// Bytes that are on disk: a cut of power does not take them.
    package private(set) var durableLength: Int
    /// Bytes handed to the kernel, durable or not.
    package private(set) var length: Int
    /// Whether every further call throws ``AppendFileError/poisoned(_:)``.
    package private(set) var isPoisoned = false

    /// Permission bits of a feed. It holds telephone numbers: not for everybody.
    static let mode: UInt32 = 0o640

    private let file: Descriptor
    private let calls: SystemCalls

    /// Opens the file for writing, and makes it when it is missing.
    ///
    /// `open(O_RDWR|O_CREAT|O_NOFOLLOW)`, `fstat`, `fsync`; and `fsync` of the folder, since the
    /// name may be new, or was given to a healed or repaired file by a process that died before its
    /// own: what is appended must not go when a cut of power brings the file before it back. If we
    /// crash before that, then a new file is absent or empty and both mean: no line yet. The first
    /// `fsync` makes durable what a process that died before its own had appended; the caller's
    /// tail check decides what that is worth.
    ///
    /// - Parameter mode: of a new file, under the umask.
    init(
        opening path: String, mode: UInt32 = AppendFile.mode, calls: SystemCalls = .system
    ) throws(AppendFileError) {
        typealias Failure = AppendFileError
        let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK
        let file = try Failure.carrying { () throws(SystemError) in
            try Descriptor(opening: path, flags, mode: mode, calls)
        }
        let status = try Failure.carrying { () throws(SystemError) in try file.status() }
        guard status.isRegularFile else { throw .notRegular(path) }
        try Failure.carrying { () throws(SystemError) in
            try file.sync()
            try DurableFile.syncFolder(DurableFile.folder(of: path), calls)
        }
        self.path = path
        length = status.size
        durableLength = length
        self.file = file
        self.calls = calls
    }

    /// Writes `bytes` at the end: `fstat`, then `pwrite` at ``length`` until all are written. Not
    /// durable yet.
    ///
    /// Not `O_APPEND`: on Linux that would ignore the offset, and the offset is what makes a second
    /// writer visible. If we crash here, then a part of `bytes` may be in the file: the tail
    /// check's matter.
    ///
    /// - Throws: after `ftruncate` to ``durableLength`` and `fsync`, so that nothing since the last
    ///   `sync` remains. Where even that fails the object is poisoned.
    func append(_ bytes: [UInt8]) throws(AppendFileError) {
        try checkUsable()
        do throws(SystemError) {
            try file.write(bytes, at: length)
            length += bytes.count
        } catch {
            takeBack()
            throw .system(error)
        }
    }

    /// Makes everything appended durable: `fsync`. After it, and not before, acknowledge.
    ///
    /// - Throws: once, and poisons the object. What was appended may or may not turn up later.
    func sync() throws(AppendFileError) {
        try checkUsable()
        try syncOrPoison()
        durableLength = length
    }

    /// Cuts the file to `length` bytes: `ftruncate`, `fsync`. For an unsealed tail, after a copy
    /// was set aside.
    ///
    /// If we crash here, then the tail is still there and is found again at the next start.
    func truncate(to length: Int) throws(AppendFileError) {
        precondition(length >= 0 && length <= self.length)
        try checkUsable()
        try AppendFileError.carrying { () throws(SystemError) in
            try file.truncate(to: length)
        }
        self.length = length
        durableLength = min(durableLength, length)
        try syncOrPoison()
        durableLength = length
    }

    /// Writes the bytes from `offset` to the end once more, as they are: `pread`, `pwrite`,
    /// `fsync`.
    ///
    /// After a crash the bytes between the mark and the end may sit in the page cache marked clean,
    /// though an earlier `fsync` failed for them. Writing them makes their pages dirty, so that
    /// this `fsync` means it. If we crash here, then the file is as it was: the old bytes and the
    /// new are the same.
    func rewrite(from offset: Int) throws(AppendFileError) {
        precondition(offset >= 0 && offset <= length)
        try checkUsable()
        try AppendFileError.carrying { () throws(SystemError) in
            try file.write(file.read(length - offset, at: offset), at: offset)
        }
        try syncOrPoison()
        durableLength = length
    }

    /// Up to `count` bytes from `offset` on, durable or not: `pread`.
    func read(_ count: Int, at offset: Int) throws(AppendFileError) -> [UInt8] {
        guard !isPoisoned else { throw .poisoned(path) }
        precondition(count >= 0 && offset >= 0)
        return try AppendFileError.carrying { () throws(SystemError) in
            try file.read(min(count, max(0, length - offset)), at: offset)
        }
    }

    /// `fstat`.
    func status() throws(AppendFileError) -> FileStatus {
        try AppendFileError.carrying { () throws(SystemError) in try file.status() }
    }

    /// Refuses when poisoned, and when somebody else changed the file under our lock.
    private func checkUsable() throws(AppendFileError) {
        guard !isPoisoned else { throw .poisoned(path) }
        let status = try AppendFileError.carrying { () throws(SystemError) in try file.status() }
        // A file renamed over ours leaves this one without a name: bytes written here would be
        // lost.
        guard status.size == length, status.linkCount > 0 else { throw .changedUnderneath(path) }
    }

    private func takeBack() {
        do throws(SystemError) {
            try file.truncate(to: durableLength)
            try file.sync()
            length = durableLength
        } catch {
            isPoisoned = true
        }
    }

    private func syncOrPoison() throws(AppendFileError) {
        if isPlanted(.skipFsync) { return }
        do throws(SystemError) {
            try file.sync()
        } catch {
            isPoisoned = true
            // The kernel still shows what it may have dropped, and marks it clean: the next process
            // would take it for durable, append behind it, and a cut of power would leave a hole in
            // the middle. If we crash before this, then it does.
            _ = calls.ftruncate(file.number, durableLength)
            throw .system(error)
        }
    }
}

/// Why bytes did not become part of an append-only file.
package enum AppendFileError: SystemErrorCarrier, Hashable, Sendable {
    /// An earlier `fsync`, or the taking back of a failed write, failed. Nothing more from this
    /// process.
    case poisoned(String)
    /// The file is not as long as we left it, or another one took its name: a writer without the
    /// lock.
    case changedUnderneath(String)
    case notRegular(String)
    case system(SystemError)
}
