import ClubRegistry
import ClubTestSupport
import Testing

/// Seconds since 1970 as a claimed time, and back.
@Suite struct ClaimedTimeTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1),
            ("2000-02-29T12:00:00Z", 951_825_600), ("2027-01-10T02:30:00Z", 1_799_548_200),
            ("0001-01-01T00:00:00Z", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
        ])
    func `a time and its seconds`(_ text: String, _ seconds: Int) {
        #expect(ClaimedTime.seconds(of: text) == seconds)
        #expect(ClaimedTime.text(ofSeconds: seconds) == text)
    }

    @Test func `any second comes back`() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<10_000 {
            let seconds = Int.random(
                in: -62_135_596_800...253_402_300_799, using: &generator)
            #expect(ClaimedTime.seconds(of: ClaimedTime.text(ofSeconds: seconds)) == seconds)
        }
    }

    @Test(arguments: ["", "2027-01-10", "2027-02-30T00:00:00Z", "2027-01-10T02:30:00+01"])
    func `what is no claimed time has no seconds`(_ text: String) {
        #expect(ClaimedTime.seconds(of: text) == nil)
    }
}
