/// How people read dates, and how their spreadsheets write them.
extension PartialDate {
    /// `10/01/2027`, `janvier 2027`, `2027`, `10/01/2027 14:00`; in English `10 January 2027`,
    /// `January 2027`, `2027`, `10 January 2027 14:00`.
    package func readable(in language: Language) -> String {
        let time = minute.map {
            " " + Self.padded($0 / 60, 2) + ":" + Self.padded($0 % 60, 2)
        }
        let year = Self.padded(year, 4)
        guard let month else { return year }
        let name = Self.months(in: language)[month - 1]
        guard let day else { return name + " " + year }
        switch language {
        case .french:
            return Self.padded(day, 2) + "/" + Self.padded(month, 2) + "/" + year + (time ?? "")
        case .english: return "\(day) \(name) \(year)" + (time ?? "")
        }
    }

    /// The date that a spreadsheet's text means: what ``readable(in:)`` writes, and `1/10/2027`,
    /// `10/01/2027 9h30`, `01/2027`; the day comes before the month. Nil when it means none.
    package init?(readable text: String) {
        // Folding would take a dash for a space, and −1 for 1.
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .dashPunctuation }
        ) {
            return nil
        }
        var parts = Collation.folded(text).split(separator: " ")
        var minute: Int?
        if let clock = parts.last, let time = Self.minute(clock) {
            minute = time
            parts.removeLast()
        }
        let numbers: [Int]
        if parts.count == 1 {
            let pieces = parts[0].split(separator: "/", omittingEmptySubsequences: false)
            guard pieces.count >= 2 else { return nil }
            numbers = pieces.compactMap { Self.number($0) }
            guard numbers.count == pieces.count, pieces.last?.utf8.count == 4 else { return nil }
        } else {
            guard parts.count == 2 || parts.count == 3, parts.last?.utf8.count == 4,
                let month = Self.monthNumber(parts[parts.count - 2])
            else { return nil }
            let outer = [parts.count == 3 ? parts[0] : nil, parts.last].compactMap { $0 }
            var read = outer.compactMap { Self.number($0 == "1er" ? "1" : $0) }
            guard read.count == outer.count else { return nil }
            read.insert(month, at: read.count - 1)
            numbers = read
        }
        switch numbers.count {
        case 2: self.init(year: numbers[1], month: numbers[0], minute: minute)
        case 3: self.init(year: numbers[2], month: numbers[1], day: numbers[0], minute: minute)
        default: return nil
        }
    }

    private static func number(_ text: Substring) -> Int? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy(Name.isDigit) else {
            return nil
        }
        return Int(text)
    }

    private static func minute(_ text: Substring) -> Int? {
        let pieces = text.split(whereSeparator: { $0 == ":" || $0 == "h" })
        guard pieces.count == 2, pieces[1].utf8.count == 2, let hour = number(pieces[0]),
            let minutes = number(pieces[1]), hour < 24, minutes < 60
        else { return nil }
        return hour * 60 + minutes
    }

    private static func monthNumber(_ name: Substring) -> Int? {
        for language in Language.allCases {
            let names = months(in: language).map { Collation.folded($0) }
            if let index = names.firstIndex(of: String(name)) { return index + 1 }
        }
        return nil
    }

    private static func months(in language: Language) -> [String] {
        switch language {
        case .french:
            [
                "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
                "septembre", "octobre", "novembre", "décembre",
            ]
        case .english:
            [
                "January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December",
            ]
        }
    }
}
