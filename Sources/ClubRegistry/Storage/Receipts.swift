/// DIR/receipts.json: which lines came here when, and what a person allowed. Local, never sent.
///
/// The guards of a pull count from it. Losing it is safe: then all that is held counts as old, new
/// lines count from the day on which they come, and what a person allowed before is asked again. It
/// is read and replaced whole, by whoever holds the node's lock.
struct Receipts: Hashable, Codable, Sendable {
    /// Per feed, for each day on which lines came (`YYYY-MM-DD`, UTC, by this machine's clock), the
    /// last seq that was held before the first of them. Days older than the window are pruned.
    private(set) var days: [String: [String: Int]] = [:]
    /// Per feed, the last seq up to which a person allowed what it deletes.
    private(set) var allowed: [String: Int] = [:]
    /// Per node, how many feeds of it a person allowed.
    private(set) var feedLimits: [String: Int] = [:]
    /// What waits for a person, ascending by feed.
    private(set) var waiting: [MassDelete] = []

    /// Bytes of the file; some 25 for each feed and day.
    static let byteLimit = 8 << 20
    /// Days for which receipts are kept and counted.
    static let windowDayCount = 30

    // MARK: Lines that came

    /// Notes that lines come today, before they are stored: if we crash in between, the entry is
    /// true all the same.
    ///
    /// - Parameter held: the last seq held, 0 for none.
    mutating func begin(_ feed: FeedID, held: Int, on today: String, since start: String) {
        if days[feed.text]?[today] == nil { days[feed.text, default: [:]][today] = held }
        days = days.compactMapValues { days in
            let kept = days.filter { $0.key >= start }
            return kept.isEmpty ? nil : kept
        }
    }

    /// The last seq that was held before a day; `Int.max` when no line came since, so that all that
    /// is held counts.
    ///
    /// A clock that was wrong leaves days out of order; then it is the least, and more lines count
    /// as new.
    func held(of feed: FeedID, before day: String) -> Int {
        days[feed.text]?.filter { $0.key >= day }.values.min() ?? .max
    }

    /// The day on which a line came; empty when it is older than what is noted.
    func day(of seq: Int, in feed: FeedID) -> String {
        days[feed.text]?.filter { $0.value < seq }.keys.max() ?? ""
    }

    /// The last seq of a feed that counts as old: what was held before the window, or a person
    /// allowed since.
    func base(of feed: FeedID, since start: String) -> Int {
        max(held(of: feed, before: start), allowed[feed.text] ?? 0)
    }

    // MARK: What a person decides

    mutating func allow(_ feed: FeedID, upTo seq: Int) { allowed[feed.text] = seq }

    mutating func wait(for alarm: MassDelete) {
        clear(alarm.feed)
        waiting = (waiting + [alarm]).sorted { $0.feed < $1.feed }
    }

    mutating func clear(_ feed: String) { waiting.removeAll { $0.feed == feed } }

    mutating func clear(node: String) { waiting.removeAll { $0.node == node } }

    /// Lifts the limit of a node's feeds to the next multiple of the usual one that is above what is
    /// held, and at least to twice the usual one.
    mutating func allowMore(of node: String, held count: Int) {
        let step = History.feedLimit
        feedLimits[node] = max(2, count / step + 1) * step
    }

    // MARK: The file

    /// Reads the file; empty when there is none, and when it says nonsense.
    ///
    /// - Throws: when it is there and cannot be read: nobody knows what it says.
    static func load(_ path: String, calls: SystemCalls) throws(DurableFileError) -> Receipts {
        try LocalNotes.load(path, byteLimit: byteLimit, calls: calls) ?? Receipts()
    }

    func save(_ path: String, calls: SystemCalls) throws(SystemError) {
        try LocalNotes.save(self, path, calls: calls)
    }
}
