/// The place of one change: the feed it stands in and its number there, from 1.
///
/// - SeeAlso: Preguiça et al., "Dotted Version Vectors" (2010).
package struct Dot: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let feed: FeedID
    package let seq: Int

    package init(feed: FeedID, seq: Int) {
        self.feed = feed
        self.seq = seq
    }

    package var description: String { "\(feed):\(seq)" }

    /// An order for listing; it is not causality.
    package static func < (a: Dot, b: Dot) -> Bool {
        a.feed == b.feed ? a.seq < b.seq : a.feed < b.feed
    }
}
