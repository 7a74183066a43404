package import Foundation

/// The bytes of a file in chunks of 64 KiB, so that its length does not matter.
package enum FileChunks {
    /// - Throws: when the file cannot be opened; the chunks throw when it cannot be read.
    package static func of(_ file: URL) throws -> ByteChunks {
        of(try FileHandle(forReadingFrom: file))
    }

    /// The chunks of an open file, such as standard input.
    package static func of(_ handle: FileHandle) -> ByteChunks {
        { [UInt8](try handle.read(upToCount: 64 * 1024) ?? Data()) }
    }
}
