/// JSON read without care, as a second opinion: any JSON is parsed into a tree, and what is
/// canonical is decided by writing the tree again and comparing bytes.
///
/// It shares nothing with the scanners of the library. Null, decimals and numbers beyond `Int` are
/// not read.
indirect enum NaiveJSON: Equatable {
    case object([(name: [UInt8], value: NaiveJSON)])
    case array([NaiveJSON])
    case text([UInt8])
    case integer(Int)
    case flag(Bool)

    static func == (a: NaiveJSON, b: NaiveJSON) -> Bool { a.bytes == b.bytes }

    /// The tree of `bytes`, which hold one value and nothing else.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
        var rest = bytes
        guard let value = Self.value(&rest, levels: 64), rest.isEmpty else { return nil }
        self = value
    }

    subscript(name: String) -> NaiveJSON? {
        guard case .object(let members) = self else { return nil }
        let name = Array(name.utf8)
        return members.first { $0.name == name }?.value
    }

    var string: String? {
        if case .text(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil }
    }

    /// The values right under this one.
    var children: [NaiveJSON] {
        switch self {
        case .object(let members): members.map(\.value)
        case .array(let elements): elements
        default: []
        }
    }

    var depth: Int {
        switch self {
        case .object, .array: 1 + (children.map(\.depth).max() ?? 0)
        default: 0
        }
    }

    // MARK: Writing

    var bytes: [UInt8] {
        switch self {
        case .object(let members):
            let texts = members.map { Self.quoted($0.name) + Array(":".utf8) + $0.value.bytes }
            return Array("{".utf8) + texts.joined(separator: Array(",".utf8)) + Array("}".utf8)
        case .array(let elements):
            let texts = elements.map(\.bytes)
            return Array("[".utf8) + texts.joined(separator: Array(",".utf8)) + Array("]".utf8)
        case .text(let text): return Self.quoted(text)
        case .integer(let number): return Array("\(number)".utf8)
        case .flag(let flag): return Array("\(flag)".utf8)
        }
    }

    private static func quoted(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [0x22]
        for byte in text {
            if byte == 0x22 || byte == 0x5c {
                result += [0x5c, byte]
            } else if byte < 0x20 {
                let digits = String(byte, radix: 16)
                result += Array((digits.count == 1 ? "\\u000" : "\\u00").utf8) + Array(digits.utf8)
            } else {
                result.append(byte)
            }
        }
        return result + [0x22]
    }

    // MARK: Reading

    private static func value(_ rest: inout ArraySlice<UInt8>, levels: Int) -> NaiveJSON? {
        guard levels > 0 else { return nil }
        if take("{", &rest) {
            var members: [(name: [UInt8], value: NaiveJSON)] = []
            if take("}", &rest) { return .object(members) }
            repeat {
                guard case .text(let name)? = value(&rest, levels: 1), take(":", &rest),
                    let value = value(&rest, levels: levels - 1)
                else { return nil }
                members.append((name, value))
            } while take(",", &rest)
            return take("}", &rest) ? .object(members) : nil
        }
        if take("[", &rest) {
            var elements: [NaiveJSON] = []
            if take("]", &rest) { return .array(elements) }
            repeat {
                guard let value = value(&rest, levels: levels - 1) else { return nil }
                elements.append(value)
            } while take(",", &rest)
            return take("]", &rest) ? .array(elements) : nil
        }
        if take("true", &rest) { return .flag(true) }
        if take("false", &rest) { return .flag(false) }
        if take("\"", &rest) { return text(&rest).map { .text($0) } }
        let digits = rest.prefix { $0 == 0x2d || (0x30...0x39).contains($0) }
        rest = rest.dropFirst(digits.count)
        return Int(String(decoding: digits, as: UTF8.self)).map { .integer($0) }
    }

    private static func text(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case 0x22: return result
            case 0x5c:
                guard let letter = rest.popFirst() else { return nil }
                if letter == UInt8(ascii: "u") {
                    let digits = String(decoding: rest.prefix(4), as: UTF8.self)
                    guard rest.count >= 4, let code = UInt32(digits, radix: 16),
                        let scalar = Unicode.Scalar(code)
                    else { return nil }
                    rest = rest.dropFirst(4)
                    result += Array(String(Character(scalar)).utf8)
                } else {
                    result.append(letter)
                }
            default: result.append(byte)
            }
        }
        return nil
    }

    private static func take(_ text: String, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
    }
}
