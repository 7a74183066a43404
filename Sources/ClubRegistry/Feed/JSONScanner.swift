/// Reads the one canonical JSON text of things and nothing else: `docs/format.md` §3.
///
/// Foundation's decoders disagree with each other on duplicate keys, and accept a byte order mark,
/// trailing commas and UTF-16; this one decides what enters a store, byte by byte. It never looks
/// beyond `end`.
///
/// - Complexity: O(bytes), one pass; depth is limited, so recursion is.
package struct JSONScanner {
    package let bytes: [UInt8]
    package let end: Int
    package var at: Int
    private let start: Int
    private var depth = 0

    package static let depthLimit = 16
    package static let integerLimit = 9_007_199_254_740_991

    package init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
        let range = range ?? bytes.indices
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
        self.bytes = bytes
        start = range.lowerBound
        at = range.lowerBound
        end = range.upperBound
    }

    package func defect(_ code: LineDefect.Code) -> LineDefect {
        LineDefect(code, at: at - start)
    }

    /// Another kind of value stands here than the form asks for, or no value at all.
    func mismatch(_ code: LineDefect.Code) -> LineDefect {
        if Self.isLetter(next) {
            var word = self
            do throws(LineDefect) { _ = try word.flag() } catch { return error }
            return defect(code)
        }
        let startsValue = "\"{[-".utf8.contains(next) || Name.isDigit(next)
        return defect(startsValue ? code : .notCanonical)
    }

    package var isAtEnd: Bool { at == end }

    /// The byte at the reading place; 0, which no grammar accepts, at the end.
    package var next: UInt8 { at < end ? bytes[at] : 0 }

    package mutating func expect(
        _ byte: Unicode.Scalar, else code: LineDefect.Code = .notCanonical
    ) throws(LineDefect) {
        guard next == UInt8(ascii: byte), at < end else { throw defect(code) }
        at += 1
    }

    /// Takes `text` when it comes next.
    package mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard at + count <= end else { return false }
        let matches = text.withUTF8Buffer { buffer in
            for index in 0..<count where bytes[at + index] != buffer[index] { return false }
            return true
        }
        if matches { at += count }
        return matches
    }

    // MARK: Containers

    private mutating func enter() throws(LineDefect) {
        depth += 1
        guard depth <= Self.depthLimit else { throw defect(.tooDeep) }
    }

    /// Reads `{…}`: calls `member` at each value with the raw bytes of its key. Keys must ascend by
    /// their decoded bytes.
    package mutating func object(
        _ member: (inout JSONScanner, Key) throws(LineDefect) -> Void
    ) throws(LineDefect) {
        try expect("{")
        try enter()
        if next == UInt8(ascii: "}") {
            at += 1
        } else {
            var previous: Key?
            while true {
                let key = try self.key()
                if let previous, !(previous.text < key.text) { throw defect(.keyOrder) }
                previous = key
                try expect(":")
                try member(&self, key)
                if next == UInt8(ascii: ",") {
                    at += 1
                    continue
                }
                try expect("}")
                break
            }
        }
        depth -= 1
    }

    /// Reads `[…]`, calling `element` at each value.
    package mutating func array(
        _ element: (inout JSONScanner) throws(LineDefect) -> Void
    ) throws(LineDefect) {
        try expect("[")
        try enter()
        if next == UInt8(ascii: "]") {
            at += 1
        } else {
            while true {
                try element(&self)
                if next == UInt8(ascii: ",") {
                    at += 1
                    continue
                }
                try expect("]")
                break
            }
        }
        depth -= 1
    }

    /// A key, decoded.
    package struct Key: Sendable {
        package let text: ByteText
        package var string: String { text.string }
    }

    private mutating func key() throws(LineDefect) -> Key {
        guard next == UInt8(ascii: "\"") else { throw defect(.notCanonical) }
        return Key(text: try string())
    }

    /// Counts an object that the caller reads itself into the depth.
    mutating func enterOuter() { depth += 1 }

    // MARK: Scalars

    /// Reads a string and decodes its escapes.
    package mutating func string(else code: LineDefect.Code = .badShape) throws(LineDefect)
        -> ByteText
    {
        guard next == UInt8(ascii: "\""), at < end else { throw mismatch(code) }
        at += 1
        let first = at
        var decoded: [UInt8]?
        while at < end {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                let result = decoded ?? Array(bytes[first..<at])
                at += 1
                return ByteText(bytes: result)
            }
            if byte == UInt8(ascii: "\\") {
                if decoded == nil { decoded = Array(bytes[first..<at]) }
                decoded?.append(try escape())
            } else if byte < 0x20 {
                throw defect(.badEscape)
            } else {
                decoded?.append(byte)
                at += 1
            }
        }
        throw defect(.notCanonical)
    }

    private mutating func escape() throws(LineDefect) -> UInt8 {
        at += 1
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            at += 1
            return bytes[at - 1]
        case UInt8(ascii: "u"):
            guard take("u00"), at + 2 <= end, let high = Self.hex(bytes[at]),
                let low = Self.hex(bytes[at + 1]), high < 2
            else { throw defect(.badEscape) }
            at += 2
            return high << 4 | low
        default: throw defect(.badEscape)
        }
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// Reads an integer within ±(2^53 − 1), without `-0` or leading zeros.
    package mutating func integer(else code: LineDefect.Code = .badShape) throws(LineDefect) -> Int
    {
        guard Self.startsNumber(next) else { throw mismatch(code) }
        let isNegative = next == UInt8(ascii: "-")
        if isNegative { at += 1 }
        let first = at
        var magnitude = 0
        while at < end, Name.isDigit(bytes[at]) {
            // 16 digits are below 10^16: no overflow before the limit is looked at.
            guard at - first < 16 else { throw defect(.badNumber) }
            magnitude = magnitude * 10 + Int(bytes[at] - UInt8(ascii: "0"))
            at += 1
        }
        let count = at - first
        guard count > 0, magnitude <= Self.integerLimit,
            bytes[first] != UInt8(ascii: "0") || (count == 1 && !isNegative),
            next != UInt8(ascii: "."), next != UInt8(ascii: "e"), next != UInt8(ascii: "E")
        else { throw defect(.badNumber) }
        return isNegative ? -magnitude : magnitude
    }

    private static func startsNumber(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || Name.isDigit(byte)
    }

    /// Reads an integer of at least 1.
    package mutating func positive() throws(LineDefect) -> Int {
        let number = try integer()
        guard number >= 1 else { throw defect(.badShape) }
        return number
    }

    // MARK: Whole values

    /// Passes over one value of any form, checking the grammar.
    package mutating func skipValue() throws(LineDefect) {
        switch next {
        case UInt8(ascii: "{"):
            try object { scanner, _ throws(LineDefect) in try scanner.skipValue() }
        case UInt8(ascii: "["): try array { scanner throws(LineDefect) in try scanner.skipValue() }
        default: try skipScalar()
        }
    }

    private mutating func skipScalar() throws(LineDefect) {
        switch next {
        case UInt8(ascii: "\""): _ = try string()
        case let byte where Self.startsNumber(byte): _ = try integer()
        default: _ = try flag()
        }
    }

    /// Reads `true` or `false`; any other run of letters is `bad-literal`.
    private mutating func flag() throws(LineDefect) -> Bool {
        let isTrue = take("true")
        guard isTrue || take("false") else {
            throw defect(Self.isLetter(next) ? .badLiteral : .notCanonical)
        }
        guard !Self.isLetter(next) else { throw defect(.badLiteral) }
        return isTrue
    }

    private static func isLetter(_ byte: UInt8) -> Bool { Name.isLower(byte | 0x20) }

    /// Reads a value of a field: text, integer, flag or an object of those; anything else is
    /// `bad-value`.
    package mutating func value() throws(LineDefect) -> Value {
        switch next {
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "{"):
            var members: [Value.Member] = []
            try object { scanner, key throws(LineDefect) in
                members.append(Value.Member(key.text, try scanner.value()))
            }
            return .object(members)
        case UInt8(ascii: "["):
            try skipValue()
            throw defect(.badValue)
        case let byte where Self.startsNumber(byte): return .integer(try integer())
        default: return .flag(try flag())
        }
    }
}
