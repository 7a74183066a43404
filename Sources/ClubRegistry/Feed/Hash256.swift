import Crypto
import Foundation

/// A SHA-256 value: a leaf, a place in a chain, a part, a network id. Ordered by its bytes.
package struct Hash256: Hashable, Comparable, Sendable, CustomStringConvertible {
    private let words: SIMD4<UInt64>

    /// Nil unless exactly 32 bytes are given.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        var words = SIMD4<UInt64>()
        for (index, byte) in bytes.enumerated() {
            words[index >> 3] = words[index >> 3] << 8 | UInt64(byte)
        }
        self.words = words
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
        for index in 0..<4 {
            for shift in stride(from: 56, through: 0, by: -8) {
                result.append(UInt8(truncatingIfNeeded: words[index] >> UInt64(shift)))
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

    package static func < (a: Hash256, b: Hash256) -> Bool {
        for index in 0..<4 where a.words[index] != b.words[index] {
            return a.words[index] < b.words[index]
        }
        return false
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
