import Glibc

/// How much room a disk has.
package enum DiskSpace {
    /// Bytes that an ordinary user may still write on the file system that holds `path`: `statvfs`.
    package static func freeBytes(at path: String) throws(SystemError) -> Int {
        var status = statvfs()
        _ = try Descriptor.check("statvfs", path) { statvfs(path, &status) }
        let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(
            by: UInt64(status.f_frsize))
        return overflow ? .max : Int(clamping: bytes)
    }
}
