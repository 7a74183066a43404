/// What a seed decides, one purpose beside another.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var generator: SeededGenerator

    package init(seed: UInt64) { generator = SeededGenerator(state: seed) }

    /// A sequence of its own for one purpose of a seed: what one part draws moves no other part.
    package init(seed: UInt64, _ purpose: UInt64) {
        var mixer = SeededGenerator(state: seed &+ purpose &* 0x2545_f491_4f6c_dd1d)
        self.init(seed: mixer.next())
    }

    package mutating func next() -> UInt64 { generator.next() }

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
