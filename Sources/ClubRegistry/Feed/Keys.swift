import Crypto
import Foundation

/// An Ed25519 public key (RFC 8032), 32 bytes.
package struct PublicKey: Hashable, Sendable {
    package let bytes: [UInt8]

    /// Nil unless exactly 32 bytes are given.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    package var text: String { Base64URL.text(bytes) }

    /// Whether the bytes are the one encoding of a point: y below p, and no sign on x = 0.
    /// Libraries disagree here.
    private var isCanonical: Bool {
        let sign = bytes[31] & 0x80
        let high = [bytes[31] & 0x7f] + bytes[..<31].reversed()
        let p = [UInt8](repeating: 0xff, count: 32).enumerated().map { index, byte in
            index == 0 ? 0x7f : index == 31 ? 0xed : byte
        }
        guard high.lexicographicallyPrecedes(p) else { return false }
        let isOne = high.dropLast().allSatisfy { $0 == 0 } && high[31] == 1
        let isMinusOne = high.dropLast().elementsEqual(p.dropLast()) && high[31] == 0xec
        return sign == 0 || !(isOne || isMinusOne)
    }

    /// Whether `signature` (64 bytes) is one of this key over `message`; about 100 µs.
    package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        if SealStandIn.isActive { return signature == SealStandIn.signature(self, message) }
        guard isCanonical else { return false }
        // The library throws for bytes that are no point of the curve: such a key has signed nothing.
        let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        guard let key else { return false }
        return key.isValidSignature(signature, for: message)
    }
}

/// An Ed25519 private key. Its 32 byte seed is what key files hold.
package struct SigningKey: Sendable {
    package let seed: [UInt8]
    package let publicKey: PublicKey

    /// A fresh key from the system's random source.
    package init() {
        self.init(Curve25519.Signing.PrivateKey())
    }

    /// Nil unless exactly 32 bytes are given.
    package init?(seed: [UInt8]) {
        if SealStandIn.isActive, seed.count == 32 {
            self.init(seed: seed, publicKey: SealStandIn.publicKey(seed))
            return
        }
        // The library throws for a wrong length only, and nil says so: any 32 bytes are a seed.
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            return nil
        }
        self.init(key)
    }

    private init(_ key: Curve25519.Signing.PrivateKey) {
        self.init(
            seed: Array(key.rawRepresentation),
            publicKey: PublicKey(bytes: Array(key.publicKey.rawRepresentation))!)
    }

    private init(seed: [UInt8], publicKey: PublicKey) {
        self.seed = seed
        self.publicKey = publicKey
    }

    /// The 64 byte signature over `message`.
    package func sign(_ message: [UInt8]) -> [UInt8] {
        if SealStandIn.isActive { return SealStandIn.signature(publicKey, message) }
        do {
            let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
            return Array(try key.signature(for: message))
        } catch {
            preconditionFailure("a key that was valid stays valid: \(error)")
        }
    }
}
