import Glibc

/// Whole files that are either there, complete and on disk, or not there.
///
/// What this cannot give: a disk, or a network file system, that acknowledges a flush it has not
/// done. That shows later, as a feed below its mark. One that says it cannot is an error here.
///
/// - SeeAlso: Pillai et al., "All File Systems Are Not Created Equal" (OSDI 2014).
package enum DurableFile {
    /// Puts `bytes` in the place of `path`, atomically and durably.
    ///
    /// 1. `open(folder/.name.RANDOM.tmp, O_CREAT|O_EXCL)`, `write` all, `fsync`. If we crash here,
    ///    then the old file stands, and a temporary file is left for ``removeLeftovers(in:)``.
    /// 2. `rename` over `path`. If we crash here, then after a power cut either the old or the new
    ///    file stands, each complete.
    /// 3. `fsync` of the folder. From here on it is the new one.
    ///
    /// An error in 1 or 2 takes the temporary file away and leaves the old file as it was. An error
    /// in 3 leaves the new file in place without a promise that it stays: read before relying on
    /// either. A symbolic link at `path` is replaced, not followed.
    ///
    /// - Parameter mode: permission bits of a new file, under the umask. A file that is replaced
    ///   hands on its own bits, and its owner where we may set it: `sudo` must not lock the service
    ///   out of its files.
    static func replace(
        _ path: String, with bytes: [UInt8], mode: UInt32 = 0o600, calls: SystemCalls = .system
    ) throws(SystemError) {
        if isPlanted(.markNotReplaced) {
            let file = try Descriptor(opening: path, O_WRONLY | O_CREAT, mode: mode, calls)
            try file.truncate(to: 0)
            try file.write(bytes)
            return try file.sync()
        }
        let temporary = try writeTemporary(for: path, bytes, mode, inheriting: true, calls)
        do throws(SystemError) {
            _ = try Descriptor.check("rename", path) { calls.rename(temporary, path) }
        } catch {
            _ = calls.unlink(temporary)
            throw error
        }
        try syncFolder(folder(of: path), calls)
    }

    /// Makes a new file that appears under its name complete and on disk, or not at all.
    ///
    /// As ``replace(_:with:mode:calls:)``, but step 2 is `link` to `path`, then `unlink` of the
    /// temporary name: of two that create the same file, one wins and the other gets
    /// ``DurableFileError/exists(_:)``. If we crash between the two, then the file is there,
    /// complete, under two names, the second one of which ``removeLeftovers(in:)`` takes away.
    /// (`renameat2` would do it in one step; Swift does not see it.)
    static func create(
        _ path: String, with bytes: [UInt8], mode: UInt32 = 0o600, calls: SystemCalls = .system
    ) throws(DurableFileError) {
        do throws(SystemError) {
            let temporary = try writeTemporary(for: path, bytes, mode, inheriting: false, calls)
            defer { _ = calls.unlink(temporary) }
            _ = try Descriptor.check("link", path) { calls.link(temporary, path) }
        } catch let error where error.errno == EEXIST {
            throw .exists(path)
        } catch {
            throw .system(error)
        }
        try DurableFileError.carrying { () throws(SystemError) in
            try syncFolder(folder(of: path), calls)
        }
    }

    /// The whole of a regular file, if it is at most `limit` bytes.
    ///
    /// `open` with `O_NONBLOCK`, so that a pipe put in its place does not hang us; then `fstat`,
    /// `pread`.
    ///
    /// - Parameter followsLinks: whether `path` itself may be a symbolic link; if not, one is
    ///   `ELOOP`.
    package static func read(
        _ path: String, limit: Int, followsLinks: Bool = true, calls: SystemCalls = .system
    ) throws(DurableFileError) -> [UInt8] {
        typealias Failure = DurableFileError
        let flags = O_RDONLY | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW)
        let file = try Failure.carrying { () throws(SystemError) in
            try Descriptor(opening: path, flags, calls)
        }
        let status = try Failure.carrying { () throws(SystemError) in try file.status() }
        guard status.isRegularFile else { throw .notRegular(path) }
        guard status.size <= limit else { throw .tooLarge(path, limit: limit) }
        return try Failure.carrying { () throws(SystemError) in try file.read(status.size, at: 0) }
    }

    /// Removes a file so that it stays away after a power cut: `unlink`, `fsync` of the folder.
    ///
    /// - Returns: whether it was there.
    @discardableResult
    static func remove(
        _ path: String, calls: SystemCalls = .system
    ) throws(SystemError) -> Bool {
        do throws(SystemError) {
            _ = try Descriptor.check("unlink", path) { calls.unlink(path) }
        } catch let error where error.isAbsent {
            return false
        }
        try syncFolder(folder(of: path), calls)
        return true
    }

    /// The text before the last slash, `.` where there is none.
    package static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// Why a whole file was not read or made.
package enum DurableFileError: SystemErrorCarrier, Hashable, Sendable {
    /// There is a file of that name; it was not touched.
    case exists(String)
    case tooLarge(String, limit: Int)
    /// A folder, a pipe, a device.
    case notRegular(String)
    case system(SystemError)

    /// Whether the file does not exist, as against: it exists and cannot be read.
    package var isAbsent: Bool {
        if case .system(let error) = self { error.isAbsent } else { false }
    }
}
