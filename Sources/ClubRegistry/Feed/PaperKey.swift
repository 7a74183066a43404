/// The form of a private key that is written down by hand: eight groups of eight base32 characters.
///
/// Each group holds 4 bytes of the key and a check of its own, so that a mistake is found and its
/// group named. A group is 40 bits: the bytes, then their CRC-8 (polynomial 0x07), which begins
/// with the number of the group. So any one wrong character, any two neighbours exchanged, and any
/// two groups exchanged are noticed; of other mistakes 255 in 256 in each group they fall into.
/// Whoever reads a key in compares its public half with the charter besides.
package enum PaperKey {
    /// Bytes of a key.
    package static let byteCount = 32
    /// Bytes of a text that is read at all: the form takes 71, a person may leave blank lines.
    package static let textByteLimit = 1_024

    static let groupCount = 8
    private static let groupByteCount = 4
    private static let groupLength = 8

    /// The eight groups, lower case.
    ///
    /// - Precondition: `key` has 32 bytes.
    package static func groups(_ key: [UInt8]) -> [String] {
        precondition(key.count == byteCount, "a private key has 32 bytes")
        return (0..<groupCount).map { group in
            let bytes = key[group * groupByteCount..<(group + 1) * groupByteCount]
            return Base32.text(bytes + [check(bytes, of: group)])
        }
    }

    /// The key in a text that somebody typed.
    ///
    /// Case, spaces, hyphens and line breaks do not matter; `o` is read as 0, `i` and `l` as 1.
    ///
    /// - Throws: which groups to look at again. Nothing of a key that does not check is given.
    package static func decode(_ text: String) throws(PaperKeyError) -> [UInt8] {
        guard text.utf8.count <= textByteLimit else {
            throw .wrongLength(characterCount: text.utf8.count)
        }
        let groups = try groups(in: text)
        var key: [UInt8] = []
        var wrong: [Int] = []
        for (index, group) in groups.enumerated() {
            guard let bytes = Self.bytes(of: group),
                bytes.last == check(bytes.dropLast(), of: index)
            else {
                wrong.append(index + 1)
                continue
            }
            key += bytes.dropLast()
        }
        guard wrong.isEmpty else { throw .wrongGroups(wrong) }
        return key
    }

    /// Eight groups, as they are separated in the text; else, when somebody separated them
    /// otherwise, by their length.
    private static func groups(in text: String) throws(PaperKeyError) -> [[UInt8]] {
        let typed = text.split { $0 == "-" || $0.isWhitespace }.map { $0.utf8.map(digit) }
        if typed.count == groupCount { return typed }
        let all = typed.flatMap { $0 }
        guard all.count == groupCount * groupLength else {
            throw .wrongLength(characterCount: all.count)
        }
        return stride(from: 0, to: all.count, by: groupLength).map {
            Array(all[$0..<$0 + groupLength])
        }
    }

    /// What a person may have meant: Crockford's base32 leaves out i, l and o because they are read
    /// as digits.
    private static func digit(_ typed: UInt8) -> UInt8 {
        let lower = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= typed ? typed | 0x20 : typed
        return switch lower {
        case UInt8(ascii: "o"): UInt8(ascii: "0")
        case UInt8(ascii: "i"), UInt8(ascii: "l"): UInt8(ascii: "1")
        default: lower
        }
    }

    /// The 5 bytes of a group; nil when it has not 8 digits.
    private static func bytes(of group: [UInt8]) -> [UInt8]? {
        guard group.count == groupLength else { return nil }
        var bits: UInt64 = 0
        for digit in group {
            guard let value = Base32.value(digit) else { return nil }
            bits = bits << 5 | UInt64(value)
        }
        return (0...groupByteCount).map { UInt8(truncatingIfNeeded: bits >> (8 * (4 - $0))) }
    }

    /// CRC-8 of the bytes of a group, from 0; begun with its number, from 1.
    private static func check(_ bytes: some Sequence<UInt8>, of group: Int) -> UInt8 {
        var crc = UInt8(group + 1)
        for byte in bytes {
            crc ^= byte
            for _ in 0..<8 { crc = crc & 0x80 == 0 ? crc << 1 : crc << 1 ^ 0x07 }
        }
        return crc
    }
}

/// Why a text is no key on paper. Nothing was read from it.
package enum PaperKeyError: Error, Hashable, Sendable {
    /// Not the 64 characters of eight groups.
    case wrongLength(characterCount: Int)
    /// Groups, from 1, with a wrong character, or not in their place.
    case wrongGroups([Int])
}

extension PaperKeyError: Explained {
    package var exit: ExitStatus { .failed }

    package var message: Message {
        switch self {
        case .wrongLength(let count): Message(.paperKeyLength, ["count": String(count)])
        case .wrongGroups(let groups):
            Message(
                .paperKeyGroups,
                [
                    "count": String(groups.count),
                    "groups": groups.map(String.init).joined(separator: ", "),
                ])
        }
    }
}
