/// One GET request: what to ask, and how much patience and memory the answer is worth.
package struct HTTPGet: Sendable {
    /// An absolute http or https URL, already percent-encoded.
    package var url: String
    /// Sent as they are, in this order, after Host and Accept-Encoding.
    package var headers: [(name: String, value: String)]
    package var limits: TransferLimits

    package init(
        url: String, headers: [(name: String, value: String)] = [], limits: TransferLimits
    ) {
        self.url = url
        self.headers = headers
        self.limits = limits
    }

    /// Refuses what must not reach curl, which reads URLs more generously than a registry should.
    ///
    /// Accepted: `http` or `https`, a host, perhaps a port from 1 to 65535, and then visible ASCII;
    /// at most 2048 bytes in all. A name and password in a URL end up in logs, so they are refused.
    ///
    /// - Throws: `notHTTP` or `unsendableHeader`; nothing was sent.
    func validate() throws(TransferError) {
        try Self.validate(url: url)
        for (name, value) in headers {
            // A line break here would let a value, such as an ETag from a peer, forge a header.
            guard !name.isEmpty, name.utf8.allSatisfy(HTTPHead.isTokenByte),
                value.utf8.allSatisfy(HTTPHead.isValueByte)
            else { throw .unsendableHeader(name) }
        }
    }

    private static func validate(url: String) throws(TransferError) {
        let bytes = Array(url.utf8)
        guard bytes.count <= urlByteLimit else {
            throw .notHTTP("longer than \(urlByteLimit) bytes")
        }
        guard bytes.allSatisfy({ (0x21...0x7E).contains($0) && !forbidden.contains($0) }) else {
            throw .notHTTP("a space, a control character, or a character to percent-encode")
        }
        guard let scheme = ["http://", "https://"].first(where: url.lowercased().hasPrefix) else {
            throw .notHTTP("the scheme is neither http nor https")
        }
        let authority = bytes.dropFirst(scheme.utf8.count).prefix { !"/?#".utf8.contains($0) }
        guard !authority.contains(UInt8(ascii: "@")) else {
            throw .notHTTP("a user name or password in the URL")
        }
        let isBracketed = authority.first == UInt8(ascii: "[")
        let host =
            isBracketed
            ? authority.prefix { $0 != UInt8(ascii: "]") }.dropFirst()
            : authority.prefix { $0 != UInt8(ascii: ":") }
        let isHostByte = isBracketed ? isAddressByte : isNameByte
        guard !host.isEmpty, host.allSatisfy(isHostByte) else {
            throw .notHTTP("no host, or not a host's name")
        }
        try validate(port: authority.dropFirst(host.count + (isBracketed ? 2 : 0)))
    }

    /// `suffix` is what follows the host: nothing, or a colon and a port.
    private static func validate(port suffix: ArraySlice<UInt8>) throws(TransferError) {
        guard let first = suffix.first else { return }
        let digits = suffix.dropFirst()
        guard first == UInt8(ascii: ":"), (1...5).contains(digits.count),
            digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
            let port = UInt16(String(decoding: digits, as: UTF8.self)), port > 0
        else { throw .notHTTP("not a port from 1 to 65535") }
    }

    private static let urlByteLimit = 2048
    /// Visible, but in no URL of RFC 3986; parsers disagree about the backslash above all.
    private static let forbidden = Set("\"<>\\^`{|}".utf8)

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || "-._".utf8.contains(byte)
    }

    private static func isAddressByte(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || ":.".utf8.contains(byte)
    }
}
