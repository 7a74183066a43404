/// The moment that a `Date` field states: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
enum HTTPDate {
    /// Seconds since 1970; nil for anything but that one form. The name of the day is not checked.
    static func seconds(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 29, text.hasSuffix(" GMT"),
            [(3, ","), (4, " "), (7, " "), (11, " "), (16, " "), (19, ":"), (22, ":")]
                .allSatisfy({ bytes[$0.0] == $0.1.utf8.first }),
            let month = months.firstIndex(of: String(decoding: bytes[8..<11], as: UTF8.self)),
            let day = number(bytes[5..<7]), let year = number(bytes[12..<16]),
            let hour = number(bytes[17..<19]), let minute = number(bytes[20..<22]),
            // A leap second is the first one of the next minute.
            let second = number(bytes[23..<25]), year >= 1, day >= 1,
            day <= ClaimedTime.days(in: month + 1, of: year), hour < 24, minute < 60, second <= 60
        else { return nil }
        return ((self.day(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.allSatisfy(Name.isDigit) ? Int(String(decoding: digits, as: UTF8.self)) : nil
    }

    /// Days from 1970-01-01 to a date of the Gregorian calendar; `month` counts from 0.
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let before = year - 1
        let leapDays = before / 4 - before / 100 + before / 400
        let inYear = (0..<month).reduce(day - 1) { $0 + ClaimedTime.days(in: $1 + 1, of: year) }
        return before * 365 + leapDays + inYear - 719_162
    }
}
