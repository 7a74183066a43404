import Testing

@testable import ClubRegistry

@Suite struct ReceiptsTests {
    private static let feed = FeedID("caen-0000000000000003")!
    private static let other = FeedID("caen-0000000000000004")!

    private static func receipts(_ days: KeyValuePairs<String, Int>) -> Receipts {
        var receipts = Receipts()
        for (day, seq) in days { receipts.begin(feed, held: seq, on: day, since: "") }
        return receipts
    }

    @Test func `the first receipt of a day stands, and old days are pruned`() {
        var receipts = Self.receipts(["2027-01-01": 3, "2027-01-02": 8, "2027-02-01": 20])
        receipts.begin(Self.feed, held: 25, on: "2027-02-01", since: "2027-01-02")
        #expect(receipts.days[Self.feed.text] == ["2027-01-02": 8, "2027-02-01": 20])
    }

    @Test func `what was held before a day, and the day of a line`() {
        let receipts = Self.receipts(["2027-01-01": 3, "2027-01-05": 8])
        #expect(receipts.held(of: Self.feed, before: "2026-12-31") == 3)
        #expect(receipts.held(of: Self.feed, before: "2027-01-02") == 8)
        // Nothing came since: all that is held was there.
        #expect(receipts.held(of: Self.feed, before: "2027-01-06") == .max)
        #expect(receipts.held(of: Self.other, before: "2027-01-01") == .max)
        #expect(receipts.day(of: 3, in: Self.feed) == "")
        #expect(receipts.day(of: 4, in: Self.feed) == "2027-01-01")
        #expect(receipts.day(of: 9, in: Self.feed) == "2027-01-05")
    }

    @Test func `what a person allowed is old, and a clock that was ahead makes nothing old`() {
        var receipts = Self.receipts(["2036-01-01": 3, "2027-01-05": 8])
        #expect(receipts.base(of: Self.feed, since: "2027-01-01") == 3)
        receipts.allow(Self.feed, upTo: 12)
        #expect(receipts.base(of: Self.feed, since: "2027-01-01") == 12)
    }

    @Test(arguments: [0, 15, 16, 17, 32])
    func `more feeds are allowed up to the next multiple of sixteen`(_ held: Int) {
        var receipts = Receipts()
        receipts.allowMore(of: "caen", held: held)
        let limit = receipts.feedLimits["caen"] ?? 0
        #expect(limit % 16 == 0 && limit > held && limit <= max(32, held + 16))
    }

    @Test(arguments: ["", "nonsense", "[]", #"{"days":3}"#, #"{"waiting":[{}]}"#])
    func `a file that is lost or says nonsense is an empty one`(_ text: String) throws {
        let scratch = try Scratch()
        #expect(try Receipts.load(scratch("none"), calls: .system) == Receipts())
        try scratch.write(text, "receipts.json")
        #expect(try Receipts.load(scratch("receipts.json"), calls: .system) == Receipts())
        var receipts = Self.receipts(["2027-01-01": 3])
        receipts.wait(for: MassDelete(feed: Self.feed, home: "rouen", count: 20, total: 30))
        receipts.allowMore(of: "caen", held: 16)
        try receipts.save(scratch("receipts.json"), calls: .system)
        #expect(try Receipts.load(scratch("receipts.json"), calls: .system) == receipts)
    }
}
