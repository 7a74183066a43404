import ClubTestSupport
import Testing

@testable import ClubRegistry

@Suite struct NodeSignTests {
    @Test(arguments: [
        "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
        "2000-02-29T12:34:56Z", "1900-03-01T00:00:00Z", "2027-12-31T23:59:59Z",
    ])
    func `a claimed time and its seconds are each other's`(_ text: String) throws {
        let seconds = try #require(ClaimedTime.seconds(of: text))
        #expect(ClaimedTime.text(ofSeconds: seconds) == text)
        #expect(ClaimedTime.seconds(of: String(text.dropLast())) == nil)
    }

    @Test(arguments: [
        (0, 0, false, false), (86_399, 0, false, false), (86_400, 1, false, false),
        (3 * 86_400 - 1, 2, false, false), (3 * 86_400, 3, true, false),
        (400 * 86_400, 400, true, false), (-3_600, 0, false, false), (-3_601, 0, false, true),
    ])
    func `a node is silent after three nights, and a sign of the future is called so`(
        _ age: Int, _ nights: Int, _ isSilent: Bool, _ isInFuture: Bool
    ) throws {
        let at = "2027-03-10T02:00:00Z"
        let now = try #require(ClaimedTime.seconds(of: at)) + age
        let sign = NodeSign(node: "caen", at: at, now: now)
        #expect(sign.silentNights == nights)
        #expect(sign.isSilent == isSilent && sign.isInFuture == isInFuture)
    }

    @Test(arguments: [Int.min, -1, 0, Int.max])
    func `clocks that say anything break nothing`(_ now: Int) {
        for at in [nil, "", "nonsense", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
            let sign = NodeSign(node: "caen", at: at, now: now)
            #expect((sign.silentNights ?? 0) >= 0)
            #expect(!(sign.isSilent && sign.isInFuture))
        }
    }

    @Test func `a node that falls silent is seen by its neighbours, and speaks again by a pull`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen", "le-havre"], joining: ["rouen", "caen"])
        defer { club.remove() }
        let clock = TestClock.tomorrow
        let rouen = try club.open("rouen", calls: clock.calls)
        let caen = try club.open("caen", calls: clock.calls)
        func pull(_ node: Registry, _ other: Registry) async throws {
            _ = try await Pull(
                node, peers: [LocalPeer(name: other.node, source: other)], permit: WritePermit()
            ).run()
        }
        func silent() async throws -> [String] {
            try await rouen.alarms().signs.filter(\.isSilent).map(\.node)
        }
        try await pull(caen, rouen)
        try await pull(rouen, caen)
        #expect(try await silent() == [])
        let signs = try await rouen.alarms().signs
        #expect(signs.map(\.node) == ["caen", "le-havre", "rouen"])
        #expect(signs[1].at == nil && signs[1].silentNights == nil)
        for _ in 0..<3 {
            clock.pass(days: 1)
            try await pull(rouen, caen)
        }
        #expect(try await silent() == ["caen"])
        try await pull(caen, rouen)
        try await pull(rouen, caen)
        #expect(try await silent() == [])
        // A clock that was ahead: the sign is of the future once it is put right.
        clock.pass(days: 100)
        try await pull(caen, rouen)
        try await pull(rouen, caen)
        clock.pass(days: -100)
        #expect(try await rouen.alarms().signs[0].isInFuture)
    }
}
