import Foundation

/// The base address of a peer: `http` or `https`, a host, perhaps a port and a path. Nothing else.
///
/// No user or password (they would stand in journals), no query and no fragment (paths are
/// appended), no character that needs quoting in YAML or on a terminal. Kept as a person wrote it.
package struct PeerURL: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package static let byteLimit = 2048

    /// Nil when the text is not such an address.
    package init?(_ text: String) {
        guard text.utf8.count <= Self.byteLimit, let colon = text.firstIndex(of: ":"),
            ["http", "https"].contains(text[..<colon].lowercased()), text[colon...].hasPrefix("://")
        else { return nil }
        let rest = text[colon...].dropFirst(3)
        let authority = rest.prefix { $0 != "/" }
        guard Self.isAuthority(authority),
            rest[authority.endIndex...].utf8.allSatisfy(Self.isPathByte)
        else { return nil }
        self.text = text
    }

    package var description: String { text }
    /// Whether the way is encrypted.
    package var isEncrypted: Bool { text.lowercased().hasPrefix("https:") }

    private static func isAuthority(_ text: Substring) -> Bool {
        var host = text
        if text.hasPrefix("[") {
            guard let close = text.firstIndex(of: "]") else { return false }
            let after = text[text.index(after: close)...]
            return HostName.isAddress6(text[..<close].dropFirst())
                && (after.isEmpty || isPort(after))
        }
        if let colon = text.firstIndex(of: ":") {
            guard isPort(text[colon...]) else { return false }
            host = text[..<colon]
        }
        return HostName.isName(host)
    }

    /// `:` and 1 to 65535.
    private static func isPort(_ text: Substring) -> Bool {
        let digits = text.dropFirst()
        guard text.hasPrefix(":"), (1...5).contains(digits.utf8.count),
            digits.utf8.allSatisfy(Name.isDigit)
        else { return false }
        return (1...65535).contains(Int(digits) ?? 0)
    }

    private static func isPathByte(_ byte: UInt8) -> Bool {
        Name.isLower(byte | 0x20) || Name.isDigit(byte) || "/-._~%+@:=,".utf8.contains(byte)
    }
}
