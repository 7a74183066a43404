/// For each feed, the number of the last change seen of it.
///
/// An absent feed counts as zero, so `[rouen: 1]` is before `[rouen: 1, caen: 1]`. Not
/// `Comparable`, because causality is a partial order; ask ``order(relativeTo:)``. The empty vector
/// is usable.
///
/// - SeeAlso: Parker et al., "Detection of Mutual Inconsistency in Distributed Systems" (1983).
package struct VersionVector: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    package private(set) var entries: [FeedID: Int]

    package init(_ entries: [FeedID: Int] = [:]) { self.entries = entries.filter { $0.value > 0 } }

    package init(dictionaryLiteral elements: (FeedID, Int)...) {
        self.init(Dictionary(elements) { max($0, $1) })
    }

    package var isEmpty: Bool { entries.isEmpty }

    /// The entries ascending by feed, as they are written.
    package var sorted: [Dot] {
        entries.map { Dot(feed: $0.key, seq: $0.value) }.sorted()
    }

    package subscript(feed: FeedID) -> Int {
        get { entries[feed] ?? 0 }
        set { entries[feed] = newValue > 0 ? newValue : nil }
    }

    /// Whether the change at `dot` has been seen.
    package func covers(_ dot: Dot) -> Bool { dot.seq <= self[dot.feed] }

    /// Takes in one dot: the entry of its feed becomes at least its number.
    package mutating func insert(_ dot: Dot) { self[dot.feed] = max(self[dot.feed], dot.seq) }

    /// Becomes the least vector that is at least both.
    ///
    /// - Complexity: O(entries of `other`).
    package mutating func merge(_ other: VersionVector) {
        for (feed, seq) in other.entries { self[feed] = max(self[feed], seq) }
    }

    package func merging(_ other: VersionVector) -> VersionVector {
        var result = self
        result.merge(other)
        return result
    }

    /// How this vector stands to another. Both sides' feeds are looked at: a missing entry is zero.
    package func order(relativeTo other: VersionVector) -> CausalOrder {
        let isBefore = entries.allSatisfy { $0.value <= other[$0.key] }
        let isAfter = other.entries.allSatisfy { $0.value <= self[$0.key] }
        switch (isBefore, isAfter) {
        case (true, true): return .equal
        case (true, false): return .before
        case (false, true): return .after
        case (false, false): return .concurrent
        }
    }
}

/// The four ways in which two version vectors can stand to each other.
package enum CausalOrder: Sendable, Hashable { case equal, before, after, concurrent }
