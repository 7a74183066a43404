@testable import ClubRegistry

/// What one node states to another, or to people: the frontier and the charter.
enum StatementTargets {
    /// A frontier that was read and written says the same; without unknown members, in the same
    /// bytes.
    static func frontier(_ bytes: [UInt8]) {
        guard let frontier = bounded(bytes, { try? Frontier(bytes: bytes) }) else { return }
        promise(NaiveJSON(bytes[...])?.bytes == bytes, "not canonical: \(bytes.shown)")
        let again = frontier.bytes
        promise((try? Frontier(bytes: again)) == frontier, "another frontier: \(bytes.shown)")
        promise(again.count <= bytes.count, "longer when written again: \(bytes.shown)")
        promise(again.count != bytes.count || again == bytes, "other bytes: \(bytes.shown)")
    }

    /// A charter has one text: written from what it says, it has the same bytes.
    static func charter(_ bytes: [UInt8]) {
        guard let charter = bounded(bytes, { try? Charter(bytes: bytes) }) else { return }
        let again = try? Charter(
            name: charter.name, founders: charter.founders, votes: charter.votes)
        promise(again?.bytes == bytes, "another charter: \(bytes.shown)")
        promise(charter.directory.nodes == charter.founders.map(\.node), "nodes out of order")
    }
}
