/// The official identifiers of French organisations and places, and how each is written.
package enum Identifier: String, Sendable, CaseIterable {
    /// A legal unit: 9 digits, the last a Luhn check.
    case siren
    /// An establishment: SIREN and 5 digits, again with a Luhn check.
    case siret
    /// An association: `W` and 9 characters; some prefectures use letters.
    case rna
    /// An activity, revision 2 or 2025: `62.01Z`.
    case naf
    /// A commune in the Code officiel géographique: 5 characters, not the postcode.
    case commune
    case postcode

    /// The one way to write what `text` means, or nil when it is no such identifier.
    ///
    /// Spaces, dots and hyphens do not matter. With `repairing`, what spreadsheets do to numbers is
    /// undone: a `.0` behind them, zeros lost before them; never when a check digit says otherwise,
    /// nor before a postcode, where four digits may be Belgian: see ``LostZero``.
    package func normalised(_ text: String, repairing: Bool = false) -> String? {
        var text = text
        if repairing, text.hasSuffix(".0") { text.removeLast(2) }
        let compact = String(
            text.unicodeScalars.filter {
                !$0.properties.isWhitespace && $0 != "." && $0 != "-"
            }.map(Character.init)
        ).uppercased()
        guard compact.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let bytes = Array(compact.utf8)
        switch self {
        case .siren: return checked(compact, length: 9, repairing)
        case .siret: return checked(compact, length: 14, repairing)
        case .rna:
            guard bytes.count == 10, bytes[0] == UInt8(ascii: "W"),
                bytes.allSatisfy({ Name.isDigit($0) || Self.isCapital($0) })
            else { return nil }
            return compact
        case .naf:
            guard bytes.count == 5, bytes.prefix(4).allSatisfy(Name.isDigit),
                Self.isCapital(bytes[4])
            else { return nil }
            return compact.prefix(2) + "." + compact.dropFirst(2)
        case .commune:
            let code = repairing ? Self.padded(compact, 5, shortest: 4) : compact
            let digits =
                code.hasPrefix("2A") || code.hasPrefix("2B") ? code.dropFirst(2) : code[...]
            guard code.utf8.count == 5, digits.utf8.allSatisfy(Name.isDigit) else { return nil }
            return code
        case .postcode:
            if bytes.allSatisfy(Name.isDigit) {
                return (4...6).contains(bytes.count) ? compact : nil
            }
            // Other countries write letters, spaces and hyphens.
            let isForeign =
                (3...8).contains(bytes.count) && bytes.contains(where: Name.isDigit)
                && bytes.allSatisfy { Name.isDigit($0) || Self.isCapital($0) }
            return isForeign ? text.uppercased() : nil
        }
    }

    private func checked(_ compact: String, length: Int, _ repairing: Bool) -> String? {
        let digits = repairing ? Self.padded(compact, length, shortest: length - 1) : compact
        guard digits.utf8.count == length, digits.utf8.allSatisfy(Name.isDigit) else { return nil }
        if Self.isLuhn(digits.utf8) { return digits }
        // La Poste has more establishments than Luhn allows: there the digits' sum is a multiple of
        // 5.
        let sum = digits.utf8.reduce(0) { $0 + Int($1 - 0x30) }
        return self == .siret && digits.hasPrefix("356000000") && sum % 5 == 0 ? digits : nil
    }

    /// Luhn's check (ISO/IEC 7812-1) over ASCII digits.
    private static func isLuhn(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
        var sum = 0
        for (index, digit) in digits.reversed().enumerated() {
            let doubled = Int(digit - 0x30) * (index % 2 == 1 ? 2 : 1)
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }

    private static func padded(_ digits: String, _ length: Int, shortest: Int) -> String {
        let count = digits.utf8.count
        guard count >= shortest, count < length else { return digits }
        return String(repeating: "0", count: length - count) + digits
    }

    private static func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5a }
}
