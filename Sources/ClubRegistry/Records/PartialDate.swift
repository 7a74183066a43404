/// A date as far as it is known: a year, a month, a day, or a minute of a day in Europe/Paris.
///
/// Its text is `2027`, `2027-01`, `2027-01-10` or `2027-01-10T14:00`. The calendar is Gregorian.
package struct PartialDate: Sendable, Hashable {
    package let year: Int
    package let month: Int?
    package let day: Int?
    /// Minutes since midnight.
    package let minute: Int?

    /// What is wrong with a text that is no date.
    package enum Flaw: Error, Sendable { case shape, calendar }

    /// - Throws: `.shape` when `text` is written otherwise, `.calendar` for 30 February and the
    ///   like.
    package init(iso text: String) throws(Flaw) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) throws(Flaw) -> Int {
            var result = 0
            for byte in bytes[range] {
                guard Name.isDigit(byte) else { throw .shape }
                result = result * 10 + Int(byte - 0x30)
            }
            return result
        }
        func expect(_ character: Unicode.Scalar, at index: Int) throws(Flaw) {
            guard bytes[index] == UInt8(ascii: character) else { throw .shape }
        }
        guard [4, 7, 10, 16].contains(bytes.count) else { throw .shape }
        let year = try number(0..<4)
        var month: Int?
        var day: Int?
        var minute: Int?
        if bytes.count >= 7 {
            try expect("-", at: 4)
            month = try number(5..<7)
        }
        if bytes.count >= 10 {
            try expect("-", at: 7)
            day = try number(8..<10)
        }
        if bytes.count == 16 {
            try expect("T", at: 10)
            try expect(":", at: 13)
            let (hour, minutes) = (try number(11..<13), try number(14..<16))
            guard hour < 24, minutes < 60 else { throw .calendar }
            minute = hour * 60 + minutes
        }
        guard let date = PartialDate(year: year, month: month, day: day, minute: minute)
        else { throw .calendar }
        self = date
    }

    /// Nil when the calendar has no such date.
    package init?(year: Int, month: Int? = nil, day: Int? = nil, minute: Int? = nil) {
        guard (1...9999).contains(year) else { return nil }
        if let month {
            guard (1...12).contains(month) else { return nil }
            if let day, !(1...Self.days(in: month, of: year)).contains(day) { return nil }
        }
        guard (month != nil || day == nil) && (day != nil || minute == nil) else { return nil }
        if let minute, !(0..<1440).contains(minute) { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.minute = minute
    }

    package var iso: String {
        var result = Self.padded(year, 4)
        if let month { result += "-" + Self.padded(month, 2) }
        if let day { result += "-" + Self.padded(day, 2) }
        if let minute {
            result += "T" + Self.padded(minute / 60, 2) + ":" + Self.padded(minute % 60, 2)
        }
        return result
    }

    /// The first day that it may mean, counted from 1970-01-01.
    package var firstDay: Int { Self.dayNumber(year, month ?? 1, day ?? 1) }

    /// The last day that it may mean; the first day's equal when the day is known.
    package var lastDay: Int {
        let month = month ?? 12
        return Self.dayNumber(year, month, day ?? Self.days(in: month, of: year))
    }

    /// The first minute that it may mean, for listing in order.
    package var firstMinute: Int { firstDay * 1440 + (minute ?? 0) }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from 1970-01-01 in the Gregorian calendar, its years taken to begin in March.
    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        return y * 365 + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468
    }
}
