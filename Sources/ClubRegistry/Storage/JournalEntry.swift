/// One pull from one peer, as the journal keeps it.
package struct JournalEntry: Hashable, Sendable, Codable {
    /// When it ended, by this machine's clock: `YYYY-MM-DDTHH:MM:SSZ`.
    package var at: String
    package var peer: String
    package var url: String?
    /// Lines that came.
    package var received: Int
    /// Lines that were taken in.
    package var applied: Int
    package var refused: [Refusal]
    /// How many more refusals there were than one line of the journal holds.
    package var refusedBeyond: Int?
    /// The code of what became of it, `fresh` for instance.
    package var outcome: String
    /// The peer's clock minus ours, in seconds; absent up to an hour.
    package var clockSkewSeconds: Int?
    /// Digest of the frontier reached.
    package var frontier: String

    /// Whether all that the peer holds was held here then.
    package var isSuccess: Bool { outcome == "fresh" || outcome == "unchanged" }

    /// A feed of which something was refused, and why.
    package struct Refusal: Hashable, Sendable, Codable {
        package var feed: String
        package var reason: String

        package init(feed: String, reason: String) {
            self.feed = feed
            self.reason = reason
        }
    }

    /// Whether all that was refused waits for a person: asking again changes nothing.
    package var waitsForPerson: Bool {
        outcome == "partial" && !refused.isEmpty
            && refused.allSatisfy { PullReport.reasonsForPerson.contains($0.reason) }
    }

    package init(
        at: String, peer: String, url: String? = nil, received: Int, applied: Int,
        refused: [Refusal] = [], outcome: String, frontier: String
    ) {
        self.at = at
        self.peer = peer
        self.url = url
        self.received = received
        self.applied = applied
        self.refused = refused
        self.outcome = outcome
        self.frontier = frontier
    }
}
