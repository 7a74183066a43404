/// Where records lie in time, and the order in which people see them.
extension RecordKind {
    /// The days, counted from 1970-01-01, on which a record may take place; nil when it has no
    /// date.
    ///
    /// Partial dates cover all they may mean. Without an end it is one day, or never over; an end
    /// alone is taken for the day.
    package func days(of record: RecordView) -> ClosedRange<Int>? {
        guard let span else { return nil }
        let start = span.starts.lazy.compactMap { record.date($0) }.first
        let end = record.date(span.ends)
        switch (start, end) {
        case (nil, nil): return nil
        case (let only?, nil):
            return only.firstDay...(span.isOpenEnded ? Int.max : only.lastDay)
        case (nil, let only?): return only.firstDay...only.lastDay
        case (let start?, let end?):
            // An end before the start is a slip; both are shown rather than none.
            return min(start.firstDay, end.firstDay)...max(start.lastDay, end.lastDay)
        }
    }

    /// The records by start then title, undated last; those of a kind outside time by name. French
    /// collation, then id.
    package func ordered(_ records: some Sequence<RecordView>) -> [RecordView] {
        let keyed = records.map { record in
            (
                start: span == nil ? 0 : start(of: record) ?? Int.max,
                title: Collation.key(record.text(titleField) ?? ""), record: record
            )
        }
        return keyed.sorted { a, b in
            if a.start != b.start { return a.start < b.start }
            if a.title != b.title { return a.title.lexicographicallyPrecedes(b.title) }
            return a.record.id < b.record.id
        }.map(\.record)
    }

    private func start(of record: RecordView) -> Int? {
        guard let span else { return nil }
        return (span.starts + [span.ends]).lazy.compactMap { record.date($0) }.first?.firstMinute
    }
}

extension RecordView {
    /// The date that a field holds; nil for anything else.
    package func date(_ field: String) -> PartialDate? {
        // Text of another program that is no date, for whatever reason, puts its record at no time.
        text(field).flatMap { try? PartialDate(iso: $0) }
    }
}
