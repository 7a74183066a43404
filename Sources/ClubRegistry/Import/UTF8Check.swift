/// Finds what is not UTF-8 (RFC 3629): overlong forms, surrogates, values past U+10FFFF, cut
/// sequences.
package enum UTF8Check {
    /// The first byte that belongs to no well-formed sequence; nil when all do.
    package static func firstFlaw(in bytes: [UInt8]) -> Int? {
        do {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    /// The column, from 1 and in Unicode scalars, of the byte at `offset` behind the first.
    ///
    /// - Complexity: O(`offset`).
    package static func column(of offset: Int, in bytes: some Collection<UInt8>) -> Int {
        1 + bytes.prefix(offset).count { $0 & 0xc0 != 0x80 }
    }
}
