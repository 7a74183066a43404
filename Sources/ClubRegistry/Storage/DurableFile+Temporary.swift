import Glibc

/// Temporary files, and the folders around durable ones.
extension DurableFile {
    /// `open(O_CREAT|O_EXCL|O_NOFOLLOW)` under a random name beside `path`, `write` all, `fsync`.
    ///
    /// - Parameter inheriting: take over the permission bits and owner of the file at `path`, if
    ///   there is one.
    /// - Returns: the temporary path. On an error nothing is left of it.
    static func writeTemporary(
        for path: String, _ bytes: [UInt8], _ mode: UInt32, inheriting: Bool, _ calls: SystemCalls
    ) throws(SystemError) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let random = Base32.text(calls.randomBytes(10))
        let temporary = "\(folder(of: path))/.\(name).\(random).tmp"
        let file = try Descriptor(
            opening: temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode, calls)
        do throws(SystemError) {
            if inheriting { try inheritStatus(of: path, file) }
            try file.write(bytes)
            try file.sync()
        } catch {
            _ = calls.unlink(temporary)
            throw error
        }
        return temporary
    }

    /// Gives `file` the permission bits and the owner of the regular file at `path`.
    private static func inheritStatus(
        of path: String, _ file: borrowing Descriptor
    ) throws(SystemError) {
        guard let old = file.calls.lstat(path), old.isRegularFile else { return }
        let new = try file.status()
        // Only root may give a file away. Anyone else replaces it as his own, which the folder's
        // rights allow.
        if old.user != new.user || old.group != new.group, geteuid() == 0 {
            _ = try Descriptor.check("fchown", path) { fchown(file.number, old.user, old.group) }
        }
        if old.mode != new.mode {
            _ = try Descriptor.check("fchmod", path) { fchmod(file.number, old.mode & 0o777) }
        }
    }

    /// Makes a folder, and those above it that are missing (0700, as XDG asks), so that they
    /// survive a power cut.
    ///
    /// For each, from the top: `mkdir`, `fsync` of its parent. If we crash between the two, then
    /// the folder may be gone after a power cut; the next call syncs the parent again, because it
    /// cannot know.
    ///
    /// - Returns: whether it was made. A folder that is there keeps its permission bits.
    @discardableResult
    static func createFolder(
        _ path: String, mode: UInt32 = 0o700, calls: SystemCalls = .system
    ) throws(SystemError) -> Bool {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        let parent = folder(of: path)
        do throws(SystemError) {
            _ = try Descriptor.check("mkdir", path) { calls.mkdir(path, mode) }
        } catch let error where error.isAbsent && parent != path && parent != "." {
            try createFolder(parent, mode: 0o700, calls: calls)
            _ = try Descriptor.check("mkdir", path) { calls.mkdir(path, mode) }
        } catch let error where error.errno == EEXIST {
            guard let status = calls.stat(path), status.isFolder else { throw error }
            do throws(SystemError) {
                try syncFolder(parent, calls)
            } catch let error where error.errno == EACCES {
                // A parent that we may pass but not list, such as /var/lib: whoever may write there
                // made it.
            }
            return false
        }
        try syncFolder(parent, calls)
        return true
    }

    /// Makes the names in a folder durable: `open(O_DIRECTORY)`, `fsync`.
    static func syncFolder(
        _ path: String, _ calls: SystemCalls = .system
    ) throws(SystemError) {
        if isPlanted(.noFolderFsync) { return }
        let folder = try Descriptor(opening: path, O_RDONLY | O_DIRECTORY, calls)
        try folder.sync()
    }

    /// Removes the temporary files that crashes left in a folder. The caller holds its lock: one
    /// may be in use.
    ///
    /// - Returns: their names. Only names of the exact shape that ``replace(_:with:mode:calls:)``
    ///   makes are touched.
    @discardableResult
    static func removeLeftovers(
        in folder: String, calls: SystemCalls = .system
    ) throws(SystemError) -> [String] {
        guard let all = calls.list(folder) else {
            throw SystemError(call: "opendir", path: folder, errno: errno)
        }
        let names = all.filter(isTemporary)
        for name in names {
            let path = "\(folder)/\(name)"
            _ = try Descriptor.check("unlink", path) { calls.unlink(path) }
        }
        return names.sorted()
    }

    /// `.`, a name, `.`, 16 base32 characters, `.tmp`.
    static func isTemporary(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard bytes.count > 22, bytes[0] == UInt8(ascii: "."), name.hasSuffix(".tmp") else {
            return false
        }
        let random = bytes.dropLast(4).suffix(17)
        return random.first == UInt8(ascii: ".") && random.dropFirst().allSatisfy(Base32.isDigit)
    }
}
