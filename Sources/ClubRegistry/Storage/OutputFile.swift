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

    /// Makes a folder, and those above it that are missing; one that is there stays as it is.
    package static func createFolder(_ path: String, _: WritePermit) throws(SystemError) {
        try DurableFile.createFolder(path, mode: 0o755)
    }
}
