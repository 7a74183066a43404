/// The last sign of life of a node: what the last line of its newest feed claims as its time.
///
/// The time is its author's claim, and this machine's clock may be wrong too: it is shown and
/// warned of, and decides nothing.
package struct NodeSign: Sendable, Hashable {
    package let node: String
    /// The claimed time of the last line; nil when no line of the node is held.
    package let at: String?
    /// Seconds from the sign to now by this machine's clock, negative for one in the future; nil
    /// without a sign.
    package let age: Int?

    /// After so many nights without a sign a node is called silent. Who pulls every night sees
    /// signs that are a day old, two when they come by way of a third node; three nights are no
    /// delay.
    package static let silentNightLimit = 3
    /// Seconds by which a sign may be ahead before it is called one of the future: clocks of
    /// offices differ.
    package static let clockTolerance = 3_600

    /// - Parameter now: seconds since 1970, whatever the clock says.
    package init(node: String, at: String?, now: Int) {
        self.node = node
        self.at = at
        // A clock may say anything; what it says is held where a claimed time can be.
        let now = ClaimedTime.seconds(of: ClaimedTime.text(ofSeconds: now))!
        age = at.flatMap { ClaimedTime.seconds(of: $0) }.map { now - $0 }
    }

    /// Whole days since the sign; 0 for one in the future, nil without one.
    package var silentNights: Int? { age.map { max(0, $0 / 86_400) } }

    /// Whether the sign is later than now by more than the tolerance: one of the two clocks is
    /// wrong, and for how long the node has been silent cannot be told.
    package var isInFuture: Bool { (age ?? 0) < -Self.clockTolerance }

    package var isSilent: Bool { (silentNights ?? 0) >= Self.silentNightLimit }
}

extension History {
    /// The claimed time of the last line of a node's newest feed; nil when none of its feeds is
    /// held.
    ///
    /// The newest feeds are those that no other feed of the node continues. An older one may end
    /// with any time: a clock that was wrong before a restore says nothing about today.
    func lastSign(of node: String) -> String? {
        let trees = feeds.values.filter { $0.feed.node == node }
        let continued = Set(
            trees.flatMap { tree -> [FeedID] in
                guard case .opening(let opening)? = tree.entry(1, on: 0)?.change.body else {
                    return []
                }
                return opening.continues.keys.filter { $0 != tree.feed }
            })
        let newest = trees.filter { !continued.contains($0.feed) }
        // Feeds that continue one another in a ring are nobody's accident; then all of them count.
        return (newest.isEmpty ? trees : newest).flatMap { $0.tips.map(\.change.at) }.max()
    }
}
