/// SplitMix64: the same numbers for the same seed, on every machine.
///
/// - SeeAlso: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    /// A sequence of its own for one purpose of a seed: what one part draws moves no other part.
    package init(seed: UInt64, _ purpose: UInt64) {
        var mixer = SeededRandom(seed: seed &+ purpose &* 0x2545_f491_4f6c_dd1d)
        state = mixer.next()
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// Once in `count`, on average.
    package mutating func one(in count: Int) -> Bool { below(count) == 0 }

    /// 0 up to, but not with, `count`.
    package mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

    /// So many times in a thousand, on average.
    package mutating func perMille(_ chance: Int) -> Bool { below(1_000) < chance }

    package mutating func pick<Items: RandomAccessCollection>(_ items: Items) -> Items.Element {
        items[items.index(items.startIndex, offsetBy: below(items.count))]
    }
}
