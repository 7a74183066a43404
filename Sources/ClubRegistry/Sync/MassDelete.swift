/// A feed that waits: what its next commits would hide or empty is more than a person should learn
/// of afterwards.
package struct MassDelete: Hashable, Codable, Sendable {
    /// The writing feed.
    package let feed: String
    /// Whose records.
    package let home: String
    /// Records that would be hidden or emptied.
    package let count: Int
    /// Records of that home that are shown without what the feed has written since the base.
    package let total: Int

    /// Fewer records than this are never a mass.
    package static let countLimit = 20
    /// Up to this share of a home's records is never a mass, in per cent.
    package static let percentLimit = 20

    package init(feed: FeedID, home: String, count: Int, total: Int) {
        self.feed = feed.text
        self.home = home
        self.count = count
        self.total = total
    }

    /// The writing node, which a person allows or does not.
    package var node: String { FeedID(feed)?.node ?? feed }

    var isMass: Bool { count >= Self.countLimit && count * 100 > total * Self.percentLimit }
}
