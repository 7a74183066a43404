import Glibc

/// The calls that make bytes durable. The file layer goes through this table, so that a test can
/// break each of them.
///
/// Every member behaves like the call it is named after: −1 and `errno` on failure. A test breaks a
/// call in two ways, as "failed" and as "failed but persisted": do it, then report failure.
package struct FileCalls: Sendable {
    package var write: @Sendable (_ file: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int
    package var pwrite:
        @Sendable (_ file: Int32, _ bytes: UnsafeRawPointer, _ count: Int, _ offset: Int) -> Int
    package var fsync: @Sendable (_ file: Int32) -> Int32
    package var ftruncate: @Sendable (_ file: Int32, _ length: Int) -> Int32
    package var rename: @Sendable (_ old: String, _ new: String) -> Int32
    /// A second name for a file; fails with `EEXIST` when `new` is there already.
    package var link: @Sendable (_ old: String, _ new: String) -> Int32

    /// The kernel's own.
    package static let system = FileCalls(
        write: { Glibc.write($0, $1, $2) },
        pwrite: { Glibc.pwrite($0, $1, $2, $3) },
        fsync: { Glibc.fsync($0) },
        ftruncate: { Glibc.ftruncate($0, $1) },
        rename: { Glibc.rename($0, $1) },
        link: { Glibc.link($0, $1) })
}
