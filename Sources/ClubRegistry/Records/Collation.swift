import Foundation

/// French order and accent-blind matching of text, the same on every machine.
///
/// No locale is asked: `fr_FR` may be missing, and two nodes must sort an export alike.
package enum Collation {
    /// The bytes by which `text` sorts. What differs first decides, level after level: letters
    /// (œ = oe, æ = ae, no accents, no case, no apostrophes or hyphens), then accents, then case
    /// and ligatures, then the bytes themselves, so that only equal texts have equal keys.
    ///
    /// - Complexity: O(length). Sorting many texts, make each key once: ``sorted(_:by:)``.
    package static func key(_ text: String) -> [UInt8] {
        var letters: [UInt8] = []
        var accents: [UInt8] = []
        var forms: [UInt8] = []
        for scalar in decomposed(text) {
            if isMark(scalar) {
                accents.append(contentsOf: UTF8.encode(scalar)!)
                continue
            }
            if isApostrophe(scalar) || isHyphen(scalar) || scalar.value < 0x20 { continue }
            if ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) {
                letters.append(UInt8(scalar.value))
                accents.append(1)
                forms.append(1)
                continue
            }
            let form = form(of: scalar)
            for folded in spelled(scalar).unicodeScalars {
                letters.append(contentsOf: UTF8.encode(folded)!)
                accents.append(1)
                forms.append(form)
            }
        }
        return letters + [0] + accents + [0] + forms + [0] + Array(text.utf8)
    }

    /// The items ascending by the key of their text, those of equal text in the order given.
    package static func sorted<Item>(
        _ items: some Sequence<Item>, by text: (Item) -> String
    ) -> [Item] {
        let keyed = items.enumerated().map { (key: key(text($1)), place: $0, item: $1) }
        return keyed.sorted {
            $0.key == $1.key ? $0.place < $1.place : $0.key.lexicographicallyPrecedes($1.key)
        }.map(\.item)
    }

    /// `text` for accent-blind matching: lower case without accents, œ as oe, ’ as ', hyphens and
    /// white space as single spaces, none at the ends. Folding twice changes nothing.
    package static func folded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isGap = false
        for scalar in decomposed(text) {
            if isMark(scalar) { continue }
            if scalar.properties.isWhitespace || isHyphen(scalar) {
                isGap = true
                continue
            }
            if isGap, !result.isEmpty { result.append(" ") }
            isGap = false
            if isApostrophe(scalar) {
                result.append("'")
            } else {
                result.append(contentsOf: spelled(scalar).unicodeScalars)
            }
        }
        return String(result)
    }

    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "'", "\u{2018}", "\u{2019}", "\u{2bc}", "\u{2032}", "\u{60}", "\u{b4}": true
        default: false
        }
    }

    private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "-", "\u{2010}"..."\u{2014}", "\u{2212}", "\u{ad}": true
        default: false
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x300 && scalar.properties.generalCategory == .nonspacingMark
    }

    private static func decomposed(_ text: String) -> String.UnicodeScalarView {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.unicodeScalars }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.value < 0x80 || isApostrophe(scalar) {
                result.append(scalar)
            } else if scalar.value < Unicode.Scalar.firstCombining {
                result.append(contentsOf: latin[Int(scalar.value)])
            } else {
                // Marks of its own, which have an order: rare here, and left to Foundation.
                return text.decomposedStringWithCanonicalMapping.unicodeScalars
            }
        }
        return result
    }

    /// The decompositions of the scalars below U+0300, made once: Foundation takes microseconds a
    /// text.
    private static let latin: [String.UnicodeScalarView] =
        (0..<Unicode.Scalar.firstCombining).map {
            String(Character(Unicode.Scalar($0)!)).decomposedStringWithCanonicalMapping
                .unicodeScalars
        }

    /// The letters that a scalar without accents stands for, in lower case.
    private static func spelled(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "a"..."z", "0"..."9": String(scalar)
        case "œ", "Œ": "oe"
        case "æ", "Æ": "ae"
        case "ß", "ẞ": "ss"
        // Ligatures of fonts, as copied from a PDF.
        case "\u{fb00}": "ff"
        case "\u{fb01}": "fi"
        case "\u{fb02}": "fl"
        case "\u{fb03}": "ffi"
        case "\u{fb04}": "ffl"
        case "ø", "Ø": "o"
        case "ł", "Ł": "l"
        case "đ", "Đ", "ð", "Ð": "d"
        case "\u{a0}", "\u{202f}", "\u{2009}": " "
        // A dotted İ would leave a mark of its own behind.
        default: String(lowered(scalar))
        }
    }

    private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    }

    /// 1 small, 2 capital, 3 small ligature, 4 capital ligature.
    private static func form(of scalar: Unicode.Scalar) -> UInt8 {
        switch scalar {
        case "œ", "æ", "ß": 3
        case "Œ", "Æ", "ẞ": 4
        default: lowered(scalar) == scalar ? 1 : 2
        }
    }
}

extension Unicode.Scalar {
    /// U+0300, the first combining mark. A text of scalars below it is in NFC as it is.
    static let firstCombining: UInt32 = 0x300
}
