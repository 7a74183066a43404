extension JSONScanner {
    /// Whether the bytes are UTF-8 as Unicode 3.9 has it: no overlong forms, no surrogates, nothing
    /// above U+10FFFF.
    static func isUTF8(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
        var at = range.lowerBound
        let end = range.upperBound
        while at < end {
            let byte = bytes[at]
            if byte < 0x80 {
                at += 1
                continue
            }
            let (count, low, high): (Int, UInt8, UInt8)
            switch byte {
            case 0xc2...0xdf: (count, low, high) = (1, 0x80, 0xbf)
            case 0xe0: (count, low, high) = (2, 0xa0, 0xbf)
            case 0xed: (count, low, high) = (2, 0x80, 0x9f)
            case 0xe1...0xef: (count, low, high) = (2, 0x80, 0xbf)
            case 0xf0: (count, low, high) = (3, 0x90, 0xbf)
            case 0xf1...0xf3: (count, low, high) = (3, 0x80, 0xbf)
            case 0xf4: (count, low, high) = (3, 0x80, 0x8f)
            default: return false
            }
            guard at + count < end, bytes[at + 1] >= low, bytes[at + 1] <= high else {
                return false
            }
            for index in 1...count where bytes[at + index] & 0xc0 != 0x80 { return false }
            at += count + 1
        }
        return true
    }
}
