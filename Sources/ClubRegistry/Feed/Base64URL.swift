/// Base64url without padding (RFC 4648 §5), with spare bits zero: one text for one value.
package enum Base64URL {
    private static let digits = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        for (value, digit) in digits.enumerated() { table[Int(digit)] = UInt8(value) }
        return table
    }()

    package static func bytes(of data: some Collection<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity((data.count * 4 + 2) / 3)
        var bits = 0
        var held: UInt32 = 0
        for byte in data {
            held = (held << 8 | UInt32(byte)) & 0xffff
            bits += 8
            while bits >= 6 {
                bits -= 6
                result.append(digits[Int(held >> UInt32(bits)) & 63])
            }
        }
        if bits > 0 { result.append(digits[Int(held << UInt32(6 - bits)) & 63]) }
        return result
    }

    package static func text(_ data: some Collection<UInt8>) -> String {
        String(decoding: bytes(of: data), as: UTF8.self)
    }

    /// The bytes that `text` stands for, or nil when it is not the one canonical text of exactly
    /// `count` bytes.
    package static func decode(_ text: some Collection<UInt8>, count: Int) -> [UInt8]? {
        guard text.count == (count * 8 + 5) / 6 else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(count)
        var bits = 0
        var held: UInt32 = 0
        for digit in text {
            let value = values[Int(digit)]
            guard value < 64 else { return nil }
            held = (held << 6 | UInt32(value)) & 0xffff
            bits += 6
            if bits >= 8 {
                bits -= 8
                result.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
            }
        }
        let spare = held & ((1 << UInt32(bits)) - 1)
        return spare == 0 ? result : nil
    }
}
