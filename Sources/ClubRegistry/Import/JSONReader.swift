/// A strict reader of one JSON text that people may have written: white space and any order of
/// names are fine, everything doubtful is refused with its place.
///
/// Stricter than RFC 8259 in this: UTF-8 without lone surrogates, distinct names, integers only and
/// within ±(2^53−1), at most 16 levels. Not for feeds: their lines have one canonical text.
package struct JSONReader {
    /// Deepest nesting of lists and objects.
    package static let depthLimit = 16

    private let bytes: [UInt8]
    private var index = 0

    /// The one value that `bytes` are.
    package static func node(_ bytes: [UInt8]) throws(JSONFlaw) -> JSONNode {
        if let offset = UTF8Check.firstFlaw(in: bytes) {
            throw JSONFlaw(offset: offset, reason: .notUTF8)
        }
        var reader = JSONReader(bytes: bytes)
        let node = try reader.node(depth: 0)
        reader.skipSpace()
        guard reader.index == bytes.count else { throw reader.flaw(.trailing) }
        return node
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func flaw(_ reason: JSONFlaw.Reason, at offset: Int? = nil) -> JSONFlaw {
        JSONFlaw(offset: offset ?? index, reason: reason)
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func unexpected() -> JSONFlaw {
        flaw(next.map { .unexpected($0) } ?? .unexpectedEnd)
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d {
            index += 1
        }
    }

    private mutating func expect(_ text: StaticString) throws(JSONFlaw) {
        for offset in 0..<text.utf8CodeUnitCount {
            guard next == text.utf8Start[offset] else { throw unexpected() }
            index += 1
        }
    }

    private mutating func node(depth: Int) throws(JSONFlaw) -> JSONNode {
        skipSpace()
        let start = index
        let content: JSONNode.Content
        switch next {
        case UInt8(ascii: "{"): content = .object(try members(depth: depth + 1))
        case UInt8(ascii: "["): content = .list(try nodes(depth: depth + 1))
        case UInt8(ascii: "\""): content = .text(try text())
        case UInt8(ascii: "t"):
            try expect("true")
            content = .flag(true)
        case UInt8(ascii: "f"):
            try expect("false")
            content = .flag(false)
        case UInt8(ascii: "n"):
            try expect("null")
            content = .null
        case let byte? where byte == UInt8(ascii: "-") || Name.isDigit(byte):
            content = .integer(try integer())
        default: throw unexpected()
        }
        return JSONNode(offset: start, content: content)
    }

    private mutating func members(depth: Int) throws(JSONFlaw) -> [JSONNode.Member] {
        guard depth <= Self.depthLimit else { throw flaw(.tooDeep) }
        var members: [JSONNode.Member] = []
        var names: Set<ByteText> = []
        try expect("{")
        skipSpace()
        if next == UInt8(ascii: "}") {
            index += 1
            return members
        }
        while true {
            skipSpace()
            let start = index
            let name = try text()
            guard names.insert(ByteText(name)).inserted else {
                throw flaw(.duplicateName(name), at: start)
            }
            skipSpace()
            try expect(":")
            members.append(
                JSONNode.Member(name: name, offset: start, node: try node(depth: depth)))
            if try isOver(UInt8(ascii: "}")) { return members }
        }
    }

    private mutating func nodes(depth: Int) throws(JSONFlaw) -> [JSONNode] {
        guard depth <= Self.depthLimit else { throw flaw(.tooDeep) }
        var nodes: [JSONNode] = []
        try expect("[")
        skipSpace()
        if next == UInt8(ascii: "]") {
            index += 1
            return nodes
        }
        while true {
            nodes.append(try node(depth: depth))
            if try isOver(UInt8(ascii: "]")) { return nodes }
        }
    }

    /// Steps over a comma, or over `closer`, and says whether it was `closer`.
    private mutating func isOver(_ closer: UInt8) throws(JSONFlaw) -> Bool {
        skipSpace()
        guard let byte = next, byte == closer || byte == UInt8(ascii: ",") else {
            throw unexpected()
        }
        index += 1
        return byte == closer
    }

    private mutating func integer() throws(JSONFlaw) -> Int {
        let start = index
        let isNegative = next == UInt8(ascii: "-")
        if isNegative { index += 1 }
        guard let first = next, Name.isDigit(first) else { throw unexpected() }
        var number = 0
        var isInRange = true
        while let byte = next, Name.isDigit(byte) {
            // 05 is no number.
            if index > start + (isNegative ? 1 : 0), first == UInt8(ascii: "0") {
                throw unexpected()
            }
            if isInRange { number = number * 10 + Int(byte - 0x30) }
            isInRange = isInRange && number <= ValueParser.integerLimit
            index += 1
        }
        switch next {
        case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
            throw flaw(.decimal, at: start)
        default: break
        }
        guard isInRange else { throw flaw(.numberOutOfRange, at: start) }
        return isNegative ? -number : number
    }

    private mutating func text() throws(JSONFlaw) -> String {
        try expect("\"")
        var result: [UInt8] = []
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: result, as: UTF8.self)
            case UInt8(ascii: "\\"): result.append(contentsOf: try escape())
            case 0..<0x20: throw flaw(.controlCharacter)
            default:
                result.append(byte)
                index += 1
            }
        }
        throw flaw(.unexpectedEnd)
    }

    private mutating func escape() throws(JSONFlaw) -> [UInt8] {
        let start = index
        index += 1
        guard let letter = next else { throw flaw(.unexpectedEnd) }
        index += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0c]
        case UInt8(ascii: "n"): return [0x0a]
        case UInt8(ascii: "r"): return [0x0d]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            var code = try unit(from: start)
            if (0xd800..<0xdc00).contains(code), next == UInt8(ascii: "\\"),
                index + 1 < bytes.count,
                bytes[index + 1] == UInt8(ascii: "u")
            {
                index += 2
                let low = try unit(from: start)
                guard (0xdc00..<0xe000).contains(low) else { throw flaw(.badEscape, at: start) }
                code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
            }
            // Lone surrogates are no scalars.
            guard let scalar = Unicode.Scalar(code) else { throw flaw(.badEscape, at: start) }
            return Array(UTF8.encode(scalar)!)
        default: throw flaw(.badEscape, at: start)
        }
    }

    /// Four hexadecimal digits.
    private mutating func unit(from start: Int) throws(JSONFlaw) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw flaw(.badEscape, at: start)
            }
            code = code << 4 | UInt32(digit)
            index += 1
        }
        return code
    }
}
