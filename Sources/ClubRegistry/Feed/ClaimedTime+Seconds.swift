extension ClaimedTime {
    /// Seconds since 1970 of a claimed time, negative before; nil when it is not well-formed. The
    /// inverse of ``text(ofSeconds:)`` for the years 0001 to 9999.
    ///
    /// - SeeAlso: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
    package static func seconds(of text: String) -> Int? {
        guard isWellFormed(text) else { return nil }
        let parts = text.split { !$0.isNumber }.compactMap { Int($0) }
        let (month, day) = (parts[1], parts[2])
        // From March on, so that a leap day ends a year; in eras of 400 years.
        let year = month <= 2 ? parts[0] - 1 : parts[0]
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let inYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let inEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + inYear
        let days = era * 146_097 + inEra - 719_468
        return days * 86_400 + parts[3] * 3_600 + parts[4] * 60 + parts[5]
    }
}
