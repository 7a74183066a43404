/// Where `serve` listens: `HOST:PORT`, an IPv6 address in brackets. Port 0 lets the system choose.
package struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// A name or an address, without brackets.
    package let host: String
    package let port: Int

    package static let standard = ListenAddress(host: "127.0.0.1", port: 8471)

    private init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Nil when the text is not a host and a port.
    package init?(_ text: String) {
        guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { return nil }
        let digits = text[text.utf8.index(after: colon)...]
        guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy(Name.isDigit),
            let port = Int(digits), port <= 65535
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
            guard host.contains(":"), HostName.isAddress6(host) else { return nil }
        } else {
            guard HostName.isName(host) else { return nil }
        }
        self.init(host: String(host), port: port)
    }

    /// Whether it can be reached from this machine only, judged by its text as `serve` does.
    package var isLoopback: Bool {
        host == "localhost" || host == "::1"
            || host.hasPrefix("127.") && host.utf8.allSatisfy { Name.isDigit($0) || $0 == 0x2e }
    }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// The shapes of hosts in addresses and URLs. Shape only: whether it exists is the resolver's
/// matter.
enum HostName {
    /// A DNS name in ASCII, or an IPv4 address: letters, digits, `-`, `_`, in parts of 1 to 63
    /// between dots.
    static func isName(_ text: some StringProtocol) -> Bool {
        guard (1...253).contains(text.utf8.count) else { return false }
        return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            (1...63).contains(part.utf8.count) && part.utf8.allSatisfy(isNameByte)
        }
    }

    /// Hexadecimal digits, colons, and dots for an embedded IPv4 address.
    static func isAddress6(_ text: some StringProtocol) -> Bool {
        (2...45).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                Name.isDigit(byte) || ":.".utf8.contains(byte)
                    || "abcdef".utf8.contains(byte | 0x20)
            }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        Name.isLower(byte | 0x20) || Name.isDigit(byte) || "-_".utf8.contains(byte)
    }
}
