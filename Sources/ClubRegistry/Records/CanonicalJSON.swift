/// Writes the one canonical JSON text of things: no white space, keys in order, least escapes.
///
/// The reading side is ``JSONScanner``, which accepts exactly what this writes.
package struct CanonicalJSON: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
    package mutating func raw(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    package mutating func string(_ text: String) { string(utf8: text.utf8) }
    package mutating func string(_ text: ByteText) { string(utf8: text.bytes) }
    package mutating func integer(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }
    package mutating func flag(_ flag: Bool) { raw(flag ? "true" : "false") }

    private mutating func string(utf8: some Sequence<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                raw("\\u00")
                bytes.append(Self.hexDigits[Int(byte >> 4)])
                bytes.append(Self.hexDigits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)

    package mutating func value(_ value: Value) {
        switch value {
        case .text(let text): string(text)
        case .integer(let number): integer(number)
        case .flag(let flag): self.flag(flag)
        case .object(let members):
            object(members) { json, member in
                json.string(member.name)
                json.raw(":")
                json.value(member.value)
            }
        }
    }

    /// `{…}` with a comma between what `write` writes for each item.
    package mutating func object<Item>(
        _ items: some Sequence<Item>, _ write: (inout CanonicalJSON, Item) -> Void
    ) { list(items, open: "{", close: "}", write) }

    /// `[…]` with a comma between what `write` writes for each item.
    package mutating func array<Item>(
        _ items: some Sequence<Item>, _ write: (inout CanonicalJSON, Item) -> Void
    ) { list(items, open: "[", close: "]", write) }

    private mutating func list<Item>(
        _ items: some Sequence<Item>, open: StaticString, close: StaticString,
        _ write: (inout CanonicalJSON, Item) -> Void
    ) {
        raw(open)
        var isFirst = true
        for item in items {
            if !isFirst { raw(",") }
            isFirst = false
            write(&self, item)
        }
        raw(close)
    }

    package mutating func strings(_ texts: some Sequence<String>) {
        array(texts) { $0.string($1) }
    }

    /// `"name":` inside an object; the comma, when one is needed, comes first.
    package mutating func key(_ name: String, first: Bool = false) {
        if !first { raw(",") }
        string(name)
        raw(":")
    }
}
