import MutantRegistry

/// What the network does to questions and answers, for a while: chances in a thousand.
struct Weather: Sendable {
    var lostQuestion = 0
    var lostAnswer = 0
    var cut = 0
    /// An answer of some time ago, out of a cache on the way.
    var stale = 0
    /// A question that arrives twice.
    var repeated = 0
    /// Minutes instead of milliseconds.
    var slow = 0

    static let calm = Weather()

    static func bad(_ random: inout SeededRandom) -> Weather {
        Weather(
            lostQuestion: random.below(150), lostAnswer: random.below(150),
            cut: random.below(400), stale: random.below(150), repeated: random.below(150),
            slow: random.below(60))
    }
}

/// The wires between the offices: they lose, cut, delay and repeat, and never change a byte.
final class Network {
    var weather = Weather.calm
    /// Directions in which nothing passes, oldest first.
    private(set) var cuts: [[Int]] = []
    private var random: SeededRandom
    private var oldFrontiers: [Int: [[UInt8]]] = [:]
    private let scheduler: Scheduler
    private let struck: (String) -> Void

    init(seed: UInt64, _ scheduler: Scheduler, struck: @escaping (String) -> Void) {
        random = SeededRandom(seed: seed, 4)
        self.scheduler = scheduler
        self.struck = struck
    }

    func cut(from: Int, to: Int) {
        guard !cuts.contains([from, to]) else { return }
        struck("cut link")
        cuts.append([from, to])
    }

    /// Heals one link, not the one that was cut first: the ways between nodes swing.
    func healOne(_ random: inout SeededRandom) {
        guard !cuts.isEmpty else { return }
        struck("healed link")
        cuts.remove(at: random.below(cuts.count))
    }

    func heal() {
        cuts = []
        weather = .calm
    }

    private func strikes(_ chance: Int, _ name: String) -> Bool {
        guard chance > 0, random.perMille(chance) else { return false }
        struck(name)
        return true
    }

    /// A question on its way; throws when it does not arrive.
    ///
    /// - Returns: how often it arrives.
    func deliver(from: Int, to: Int, isUp: () -> Bool) async throws -> Int {
        let isSlow = strikes(weather.slow, "slow link")
        await scheduler.sleep(
            isSlow ? .seconds(20 + random.below(180)) : .milliseconds(1 + random.below(400)))
        guard isUp(), !cuts.contains([from, to]) else {
            struck("unreachable peer")
            throw PeerError.unreachable("gone")
        }
        if strikes(weather.lostQuestion, "lost question") { throw PeerError.unreachable("lost") }
        return strikes(weather.repeated, "repeated question") ? 2 : 1
    }

    /// An answer on its way; throws when it does not arrive.
    func returnAnswer() throws {
        if strikes(weather.lostAnswer, "lost answer") { throw PeerError.interrupted("lost") }
    }

    /// A frontier as it arrives: perhaps one that the office stated before.
    func arriving(frontier body: [UInt8], of office: Int) -> [UInt8] {
        if oldFrontiers[office, default: []].last != body {
            oldFrontiers[office, default: []].append(body)
        }
        guard strikes(weather.stale, "stale answer") else { return body }
        return random.pick(oldFrontiers[office]!)
    }

    /// The pieces in which bytes arrive, and whether the connection breaks behind them.
    func pieces(of bytes: [UInt8]) -> (pieces: [[UInt8]], isCut: Bool) {
        var end = bytes.count
        let isCut = strikes(weather.cut, "cut answer")
        if isCut { end = random.below(bytes.count + 1) }
        var pieces: [[UInt8]] = []
        var at = 0
        while at < end {
            let next = min(end, at + 1 + random.below(random.one(in: 8) ? 40 : 12_000))
            pieces.append(Array(bytes[at..<next]))
            at = next
        }
        return (pieces, isCut)
    }
}

/// Pieces of an answer, taken one after the other. One thread runs a simulation.
final class Pieces: @unchecked Sendable {
    private var pieces: ArraySlice<[UInt8]>
    private let isCut: Bool

    init(_ arriving: (pieces: [[UInt8]], isCut: Bool)) {
        pieces = arriving.pieces[...]
        isCut = arriving.isCut
    }

    var stream: LineStream {
        LineStream { () async throws in
            if let next = self.pieces.popFirst() { return next }
            if self.isCut { throw PeerError.interrupted("cut") }
            return nil
        }
    }
}
