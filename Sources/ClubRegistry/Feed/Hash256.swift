import Crypto
import Foundation

/// A SHA-256 value: a leaf, a place in a chain, a part, a network id. Ordered by its bytes.
package struct Hash256: Hashable, Comparable, Sendable, CustomStringConvertible {
    // Not a vector type: Swift 6.3 allots too little to an asynchronous function that keeps a value
    // aligned to more than 16 bytes, and the heap breaks (decision 14).
    private let a: UInt64
    private let b: UInt64
    private let c: UInt64
    private let d: UInt64

    /// Nil unless exactly 32 bytes are given.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        var words = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
        for (index, byte) in bytes.enumerated() {
            let byte = UInt64(byte)
            switch index >> 3 {
            case 0: words.0 = words.0 << 8 | byte
            case 1: words.1 = words.1 << 8 | byte
            case 2: words.2 = words.2 << 8 | byte
            default: words.3 = words.3 << 8 | byte
            }
        }
        (a, b, c, d) = words
    }

    /// The value that its base64url text stands for.
    package init?(text: some StringProtocol) {
        guard let bytes = Base64URL.decode(text.utf8, count: 32) else { return nil }
        self.init(bytes: bytes)
    }

    /// Plain SHA-256, without a domain.
    package static func of(_ bytes: [UInt8]) -> Hash256 {
        let digest = SHA256.hash(data: bytes)
        return digest.withUnsafeBytes { Hash256(bytes: $0)! }
    }

    /// SHA-256 of ``Framing``: domain, one zero byte, then each part behind its length.
    package static func of(_ domain: StaticString, _ parts: [UInt8]...) -> Hash256 {
        of(Framing.bytes(domain, parts))
    }

    package var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(32)
        for word in [a, b, c, d] {
            for shift in stride(from: 56, through: 0, by: -8) {
                result.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        return result
    }

    /// Base64url, 43 characters.
    package var text: String { Base64URL.text(bytes) }
    /// Lower-case hexadecimal, 64 characters.
    package var hexadecimal: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    package var description: String { text }

    package static func < (lhs: Hash256, rhs: Hash256) -> Bool {
        (lhs.a, lhs.b, lhs.c, lhs.d) < (rhs.a, rhs.b, rhs.c, rhs.d)
    }
}

/// The unambiguous bytes that are hashed and signed: domain, a zero byte, parts behind u64 lengths.
enum Framing {
    static func bytes(_ domain: StaticString, _ parts: [[UInt8]]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(64 + parts.reduce(0) { $0 + $1.count + 8 })
        domain.withUTF8Buffer { result.append(contentsOf: $0) }
        result.append(0)
        for part in parts {
            result.append(contentsOf: u64(part.count))
            result.append(contentsOf: part)
        }
        return result
    }

    static func u64(_ number: Int) -> [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
