/// Crockford's base32 in lower case: `0-9a-z` without i l o u, 5 bits a character, most significant
/// first.
package enum Base32 {
    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    private static let isDigitTable: [Bool] = (0..<256).map { digits.contains(UInt8($0)) }

    package static func isDigit(_ byte: UInt8) -> Bool { isDigitTable[Int(byte)] }

    /// 0 to 31; nil for a byte that is no digit.
    static func value(_ digit: UInt8) -> UInt8? {
        digits.firstIndex(of: digit).map { UInt8($0) }
    }

    /// The characters of the whole groups of 5 bits, and of a last short one filled with zero bits.
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        var result: [UInt8] = []
        var bits = 0
        var held: UInt32 = 0
        for byte in bytes {
            held = (held << 8 | UInt32(byte)) & 0xffff
            bits += 8
            while bits >= 5 {
                bits -= 5
                result.append(digits[Int(held >> UInt32(bits)) & 31])
            }
        }
        if bits > 0 { result.append(digits[Int(held << UInt32(5 - bits)) & 31]) }
        return String(decoding: result, as: UTF8.self)
    }
}
