import Foundation

/// The time that an author claims for a change: `YYYY-MM-DDTHH:MM:SSZ`. Shown, never trusted, never
/// used to order.
package enum ClaimedTime {
    package static func isWellFormed(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 else { return false }
        for (index, mark) in [4: "-", 7: "-", 10: "T", 13: ":", 16: ":", 19: "Z"] {
            guard bytes[index] == mark.utf8.first else { return false }
        }
        func number(_ range: Range<Int>) -> Int? {
            bytes[range].reduce(0 as Int?) { sum, byte in
                guard let sum, Name.isDigit(byte) else { return nil }
                return sum * 10 + Int(byte - UInt8(ascii: "0"))
            }
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19)
        else { return false }
        return year >= 1 && (1...12).contains(month) && day >= 1 && day <= days(in: month, of: year)
            && hour < 24 && minute < 60 && second < 60
    }

    package static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// The claimed time of so many seconds since 1970; years outside 0001…9999 are held at the edge,
    /// clocks may say anything.
    package static func text(ofSeconds seconds: Int) -> String {
        let seconds = min(max(seconds, -62_135_596_800), 253_402_300_799)
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let second = seconds - day * 86_400
        let (year, month, date) = civil(day)
        func two(_ number: Int) -> String { String(100 + number).suffix(2).description }
        return "\(String(10_000 + year).suffix(4))-\(two(month))-\(two(date))"
            + "T\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
    }

    /// Year, month and day of a day counted from 1970-01-01, by the Gregorian calendar.
    ///
    /// - SeeAlso: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
    private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
        // From 0000-03-01, so that a leap day ends a year; in eras of 400 years.
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let inEra = shifted - era * 146_097
        let yearOfEra = (inEra - inEra / 1_460 + inEra / 36_524 - inEra / 146_096) / 365
        let inYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * inYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            inYear - (153 * monthFromMarch + 2) / 5 + 1
        )
    }
}

extension ClaimedTime {
    /// A claimed time as people read it, in Paris: 24/11/2026 07:55.
    package static func readable(_ text: String, in language: Language) -> String {
        guard isWellFormed(text) else { return Printable.text(text) }
        let parts = text.split { !$0.isNumber }.compactMap { Int($0) }
        var utc = Calendar(identifier: .gregorian)
        utc.timeZone = TimeZone(secondsFromGMT: 0)!
        let components = DateComponents(
            year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4])
        guard let zone = TimeZone(identifier: "Europe/Paris"), let date = utc.date(from: components)
        else { return text }
        var paris = Calendar(identifier: .gregorian)
        paris.timeZone = zone
        let local = paris.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        func two(_ number: Int?) -> String { String((number ?? 0) + 100).suffix(2).description }
        let time = "\(two(local.hour)):\(two(local.minute))"
        switch language {
        case .french:
            return "\(two(local.day))/\(two(local.month))/\(local.year ?? 0) \(time)"
        case .english:
            return "\(local.year ?? 0)-\(two(local.month))-\(two(local.day)) \(time)"
        }
    }
}
