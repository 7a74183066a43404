/// Text that is equal, hashed and ordered by its UTF-8 bytes.
///
/// `String` treats é in one and in two code points as equal, and depends on the Unicode tables of
/// the machine; stores on two machines must not.
package struct ByteText: Hashable, Comparable, Sendable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    package let bytes: [UInt8]

    package init(_ string: String) { bytes = Array(string.utf8) }
    package init(bytes: [UInt8]) { self.bytes = bytes }
    package init(stringLiteral value: String) { self.init(value) }

    package var string: String { String(decoding: bytes, as: UTF8.self) }
    package var description: String { string }

    package static func < (a: ByteText, b: ByteText) -> Bool {
        a.bytes.lexicographicallyPrecedes(b.bytes)
    }
}
