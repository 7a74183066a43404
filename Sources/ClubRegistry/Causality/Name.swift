/// The shapes of the names that stand in envelopes; all are ASCII, so text order is byte order.
///
/// Names from outside are checked here before a path, a log line or a URL is built from them.
package enum Name {
    /// Longest node, kind, field or operation name, in bytes.
    package static let byteLimit = 32

    /// A node: `[a-z][a-z0-9-]{0,31}`.
    package static func isNode(_ text: some StringProtocol) -> Bool {
        isShaped(text.utf8, extra: UInt8(ascii: "-"))
    }

    /// A kind, field or operation: `[a-z][a-z0-9_]{0,31}`.
    package static func isIdentifier(_ text: some StringProtocol) -> Bool {
        isShaped(text.utf8, extra: UInt8(ascii: "_"))
    }

    static func isShaped(_ bytes: some Collection<UInt8>, extra: UInt8) -> Bool {
        guard let first = bytes.first, isLower(first), bytes.count <= byteLimit else {
            return false
        }
        return bytes.allSatisfy { isLower($0) || isDigit($0) || $0 == extra }
    }

    static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7a }
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
