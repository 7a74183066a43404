import Foundation

/// The small forms of `docs/format.md` §1 and §2, as its tables say them.
extension NaiveLine {
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    func isB64(_ tree: NaiveJSON?, _ count: Int) -> Bool {
        guard let text = tree?.string, text.utf8.count == count,
            text.utf8.allSatisfy({ byte in
                (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
                    || (0x61...0x7a).contains(byte) || byte == 0x2d || byte == 0x5f
            })
        else { return false }
        // Foundation's decoder, and the same text again: the spare bits are zero.
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        let padded = standard + String(repeating: "=", count: (4 - count % 4) % 4)
        return Data(base64Encoded: padded)?.base64EncodedString() == padded
    }

    func isNode(_ tree: NaiveJSON?) -> Bool { isShaped(tree?.string, extra: "-") }
    func isName(_ tree: NaiveJSON?) -> Bool { isShaped(tree?.string, extra: "_") }

    private func isShaped(_ text: String?, extra: Character) -> Bool {
        guard let text, (1...32).contains(text.utf8.count), ("a"..."z").contains(text.first!) else {
            return false
        }
        return text.utf8.allSatisfy {
            (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == extra.asciiValue
        }
    }

    private func isBase32(_ text: Substring.UTF8View) -> Bool {
        text.allSatisfy { "0123456789abcdefghjkmnpqrstvwxyz".utf8.contains($0) }
    }

    func isFeed(_ tree: NaiveJSON?) -> Bool { isFeed(tree?.string) }

    private func isFeed(_ text: String?) -> Bool {
        guard let text, text.utf8.count > 17, let node = String(text.utf8.dropLast(17)) else {
            return false
        }
        return isShaped(node, extra: "-") && text.utf8.suffix(17).first == 0x2d
            && isBase32(text.utf8.suffix(16))
    }

    func isRecord(_ tree: NaiveJSON?) -> Bool {
        guard let text = tree?.string, text.utf8.count > 13,
            let node = String(text.utf8.dropLast(13))
        else { return false }
        return isShaped(node, extra: "-") && text.utf8.suffix(13).first == 0x2e
            && isBase32(text.utf8.suffix(12))
    }

    func isPositive(_ tree: NaiveJSON?) -> Bool {
        if case .integer(let number)? = tree { number >= 1 } else { false }
    }

    func isVector(_ tree: NaiveJSON) -> Bool {
        guard case .object(let members) = tree else { return false }
        return members.allSatisfy { isFeed(text($0.name)) && isPositive($0.value) }
    }

    /// A date that the calendar has, decided by `timegm`.
    func isTime(_ tree: NaiveJSON?) -> Bool {
        guard let text = tree?.string, text.utf8.count == 20 else { return false }
        let shape = String(
            decoding: text.utf8.map { (0x30...0x39).contains($0) ? 0x39 : $0 }, as: UTF8.self)
        guard shape == "9999-99-99T99:99:99Z" else { return false }
        let numbers = text.split { !("0"..."9").contains($0) }.map { Int32($0)! }
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (
            numbers[0] - 1900, numbers[1] - 1, numbers[2]
        )
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (numbers[3], numbers[4], numbers[5])
        let given = [
            parts.tm_year, parts.tm_mon, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
        ]
        timegm(&parts)
        // `timegm` carries what is too great over into the next unit.
        return numbers[0] >= 1
            && given == [
                parts.tm_year, parts.tm_mon, parts.tm_mday, parts.tm_hour, parts.tm_min,
                parts.tm_sec,
            ]
    }

    /// `{feed: [[seq, pre, seal], …]}`, not empty, heads strictly ascending.
    func isHeads(_ tree: NaiveJSON) -> Bool {
        guard case .object(let feeds) = tree, !feeds.isEmpty else { return false }
        return feeds.allSatisfy { feed in
            guard isFeed(text(feed.name)), case .array(let heads) = feed.value, !heads.isEmpty,
                heads.allSatisfy({ head in
                    guard case .array(let parts) = head else { return false }
                    return parts.count == 3 && isPositive(parts[0]) && isB64(parts[1], 43)
                        && isB64(parts[2], 86)
                })
            else { return false }
            let keys = heads.map(sortKey)
            return zip(keys, keys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) }
        }
    }

    /// By seq, then the bytes of pre, then those of seal.
    private func sortKey(_ head: NaiveJSON) -> [UInt64] {
        guard case .integer(let seq) = head.children[0] else { return [] }
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        // Texts of one length order like their bytes when digits order by value.
        let digits = head.children[1...].flatMap { $0.string!.utf8 }
        return [UInt64(seq)] + digits.map { UInt64(alphabet.firstIndex(of: $0)!) }
    }
}
