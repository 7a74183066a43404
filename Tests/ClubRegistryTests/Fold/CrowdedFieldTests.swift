import ClubTestSupport
import Testing

@testable import ClubRegistry

@Suite struct CrowdedFieldTests {
    @Test func `ten values that nobody decided between are a crowd, nine are not`() async throws {
        let club = try await TestClub((0..<10).map { "node-\($0)" })
        defer { club.remove() }
        let first = try club.open("node-0")
        let (id, _) = try await first.add(kind: "action", .set(["title": .string("A")]))
        let key = RecordKey(kind: "action", id: id)
        for index in 1..<10 { try await club.pull("node-\(index)", from: ["node-0"]) }
        for index in 0..<10 {
            try await club.open("node-\(index)")
                .edit(key, .set(["venue": .string("room \(index)")]))
        }
        let nine = try await club.pull("node-0", from: (1..<9).map { "node-\($0)" })
        #expect(nine.alarms.crowded.isEmpty)
        let ten = try await club.pull("node-0", from: ["node-9"])
        #expect(ten.alarms.crowded == [CrowdedField(key: key, field: "venue", count: 10)])
        // It is a warning about the state, not about the pull.
        #expect(ten.exit == .done)
        try await first.resolve(key, field: "venue", .value(.string("decided")))
        #expect(try await first.alarms().crowded.isEmpty)
    }
}
