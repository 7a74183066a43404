/// Status and headers of an answer.
package struct HTTPHead: Equatable, Sendable {
    /// From 200 to 599: informational answers are passed over. A redirect is not followed.
    package let status: Int
    /// By lower-case name; values of a repeated header are joined by ", " in the order they came.
    package let headers: [String: String]

    package init(status: Int, headers: [String: String]) {
        self.status = status
        self.headers = headers
    }

    /// Whether RFC 9110 allows the byte in a header's name.
    static func isTokenByte(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }

    /// Whether RFC 9110 allows the byte in a header's value: no control character but the tab.
    static func isValueByte(_ byte: UInt8) -> Bool {
        byte == 0x09 || byte >= 0x20 && byte != 0x7F
    }
}

extension UInt8 {
    /// A to Z, a to z, 0 to 9.
    var isASCIIAlphanumeric: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
