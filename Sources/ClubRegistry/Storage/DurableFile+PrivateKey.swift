import Glibc

/// Private keys: one line of base64url, a file of its own, for nobody else's eyes.
extension DurableFile {
    /// Writes a new key file, 0600 from its first byte on. A key that is there is never replaced.
    ///
    /// The text is the base64url of `key` without padding (43 characters for 32 bytes) and LF. The
    /// calls are those of ``create(_:with:mode:calls:)``: if we crash here, then there is a whole
    /// key or none.
    static func writePrivateKey(
        _ path: String, _ key: [UInt8], calls: SystemCalls = .system
    ) throws(DurableFileError) {
        try create(path, with: Base64URL.bytes(of: key) + [0x0a], mode: 0o600, calls: calls)
    }

    /// The key in a file that is regular, ours, and closed to group and others.
    ///
    /// `open(O_NOFOLLOW)`, then `fstat` of what was opened, so that the file judged is the file
    /// read. An access control list shows in the group bits of the mode, so it is refused too.
    ///
    /// - Parameter count: length of the key in bytes.
    package static func readPrivateKey(
        _ path: String, count: Int = 32, calls: SystemCalls = .system
    ) throws(PrivateKeyError) -> [UInt8] {
        typealias Failure = PrivateKeyError
        let file = try Failure.carrying { () throws(SystemError) in
            try Descriptor(opening: path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW, calls)
        }
        let status = try Failure.carrying { () throws(SystemError) in try file.status() }
        guard status.isRegularFile else { throw .notRegular(path) }
        guard status.user == geteuid() else {
            throw .foreignOwner(path, user: status.user)
        }
        guard status.mode & 0o077 == 0 else {
            throw .readableByOthers(path, mode: status.mode & 0o7777)
        }
        // One byte more than expected, so that a longer file is not taken for a good one.
        let length = (count * 8 + 5) / 6 + 1
        let text = try Failure.carrying { () throws(SystemError) in
            try file.read(length + 1, at: 0)
        }
        guard text.count == length, text.last == 0x0a,
            let key = Base64URL.decode(text.dropLast(), count: count)
        else { throw .damaged(path) }
        return key
    }
}

/// Why a key file was not used.
package enum PrivateKeyError: SystemErrorCarrier, Hashable, Sendable {
    /// A folder, a pipe, a device. A symbolic link is a ``system(_:)`` error, `ELOOP`.
    case notRegular(String)
    /// It belongs to another user, whose key it then is.
    case foreignOwner(String, user: UInt32)
    /// Group or others have some access; `chmod 600` after asking who may have read it.
    case readableByOthers(String, mode: UInt32)
    /// Not one line of base64url of the right length.
    case damaged(String)
    case system(SystemError)
}
