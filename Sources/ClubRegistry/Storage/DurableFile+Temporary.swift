import Glibc

/// Temporary files, and the folders around durable ones.
extension DurableFile {
    /// `open(O_CREAT|O_EXCL|O_NOFOLLOW)` under a random name beside `path`, `write` all, `fsync`.
    ///
    /// - Parameter inheriting: take over the permission bits and owner of the file at `path`, if
    ///   there is one.
    /// - Returns: the temporary path. On an error nothing is left of it.
    static func writeTemporary(
        for path: String, _ bytes: [UInt8], _ mode: UInt32, inheriting: Bool, _ calls: FileCalls
    ) throws(SystemError) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let random = (0..<10).map { _ in UInt8.random(in: .min ... .max) }
        let temporary = "\(folder(of: path))/.\(name).\(Base32.text(random)).tmp"
        let file = try Descriptor(
            opening: temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
        do throws(SystemError) {
            if inheriting { try inheritStatus(of: path, file) }
            try file.write(bytes, calls)
            try file.sync(calls)
        } catch {
            _ = unlink(temporary)
            throw error
        }
        return temporary
    }

    /// Gives `file` the permission bits and the owner of the regular file at `path`.
    private static func inheritStatus(
        of path: String, _ file: borrowing Descriptor
    ) throws(SystemError) {
        var old = stat()
        guard lstat(path, &old) == 0, old.isRegularFile else { return }
        let new = try file.status()
        // Only root may give a file away. Anyone else replaces it as his own, which the folder's
        // rights allow.
        if old.st_uid != new.st_uid || old.st_gid != new.st_gid, geteuid() == 0 {
            _ = try Descriptor.check("fchown", path) { fchown(file.number, old.st_uid, old.st_gid) }
        }
        if old.st_mode != new.st_mode {
            _ = try Descriptor.check("fchmod", path) { fchmod(file.number, old.st_mode & 0o777) }
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
        _ path: String, mode: UInt32 = 0o700, calls: FileCalls = .system
    ) throws(SystemError) -> Bool {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        let parent = folder(of: path)
        do throws(SystemError) {
            _ = try Descriptor.check("mkdir", path) { mkdir(path, mode_t(mode)) }
        } catch let error where error.isAbsent && parent != path && parent != "." {
            try createFolder(parent, mode: 0o700, calls: calls)
            _ = try Descriptor.check("mkdir", path) { mkdir(path, mode_t(mode)) }
        } catch let error where error.errno == EEXIST {
            var status = stat()
            guard stat(path, &status) == 0, status.isFolder else { throw error }
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
        _ path: String, _ calls: FileCalls = .system
    ) throws(SystemError) {
        let folder = try Descriptor(opening: path, O_RDONLY | O_DIRECTORY)
        try folder.sync(calls)
    }

    /// Removes the temporary files that crashes left in a folder. The caller holds its lock: one
    /// may be in use.
    ///
    /// - Returns: their names. Only names of the exact shape that ``replace(_:with:mode:calls:)``
    ///   makes are touched.
    @discardableResult
    static func removeLeftovers(in folder: String) throws(SystemError) -> [String] {
        guard let stream = opendir(folder) else {
            throw SystemError(call: "opendir", path: folder, errno: errno)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if isTemporary(name) { names.append(name) }
        }
        for name in names {
            let path = "\(folder)/\(name)"
            _ = try Descriptor.check("unlink", path) { unlink(path) }
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
