import Glibc

/// Files that a command makes for a person, outside of any store.
package enum OutputFile {
    /// Makes a file that is not there yet.
    ///
    /// If we crash, then there is no such file, or the whole of it.
    package static func create(_ path: String, _ bytes: [UInt8], _: WritePermit)
        throws(DurableFileError)
    {
        try DurableFile.create(path, with: bytes, mode: 0o644)
    }

    /// Puts `bytes` where `path` says, in place of what is there.
    ///
    /// If we crash, then the old file stands there, or the whole of the new one.
    package static func replace(_ path: String, with bytes: [UInt8], _: WritePermit)
        throws(SystemError)
    {
        try DurableFile.replace(path, with: bytes, mode: 0o644)
    }

    /// Puts `bytes` where `path` says, for programs of other users: 0644 whatever the umask.
    ///
    /// A temporary file in the same folder, `fsync`, `chmod`, `rename`: who reads while we write
    /// gets the old file or the new one, whole. If we crash before the `rename`, then the old one
    /// stands, with a file `.NAME.….tmp` beside it.
    ///
    /// - Throws: also when something else than a file stands there, a link or a device; in every
    ///   case what stood there is as it was.
    package static func publish(_ path: String, _ bytes: [UInt8], _: WritePermit)
        throws(SystemError)
    {
        let calls = SystemCalls.system
        if let status = calls.lstat(path), !status.isRegularFile {
            throw SystemError(
                call: "rename", path: path, errno: status.isFolder ? EISDIR : EINVAL)
        }
        let temporary = try DurableFile.writeTemporary(
            for: path, bytes, 0o644, inheriting: false, calls)
        do throws(SystemError) {
            _ = try Descriptor.check("chmod", path) { chmod(temporary, 0o644) }
            _ = try Descriptor.check("rename", path) { calls.rename(temporary, path) }
        } catch {
            _ = calls.unlink(temporary)
            throw error
        }
    }

    /// Makes a folder, and those above it that are missing; one that is there stays as it is.
    package static func createFolder(_ path: String, _: WritePermit) throws(SystemError) {
        try DurableFile.createFolder(path, mode: 0o755)
    }
}
