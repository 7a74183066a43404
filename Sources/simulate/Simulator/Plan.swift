/// What a seed decides before anything happens: how many, how long, and which faults can strike.
///
/// Every seed has its own mixture of faults, so that those that hide each other are also met alone
/// (swarm testing).
///
/// - SeeAlso: Groce et al., "Swarm Testing" (2012).
package struct Plan: Sendable, CustomStringConvertible {
    package let stepCount: Int
    let officeCount: Int
    let faults: [Fault]
    let hasMallory: Bool
    let hasRealKeys: Bool
    /// The office whose answers somebody changes on their way.
    let hostileOffice: Int?
    /// How often a command that founds the club may be killed.
    let foundingKills: Int
    /// Whether mallory is there at the end, to give out all it has.
    let keepsMallory: Bool

    enum Fault: CaseIterable, Sendable {
        case kill, powerCut, fsyncError, fullDisk, clock, partition, weather
        case restore, restoreWithState, clone, lostOffice
    }

    package init(seed: UInt64) {
        var random = SeededRandom(seed: seed, 7)
        stepCount = Self.stepCount(&random)
        // The few are more common: each meets each at the end.
        officeCount = 3 + min(random.below(7), random.below(7))
        faults = Fault.allCases.filter { _ in random.one(in: 2) }
        hasMallory = random.one(in: 3)
        hasRealKeys = random.one(in: 100)
        hostileOffice = random.one(in: 5) ? random.below(officeCount) : nil
        foundingKills = random.one(in: 4) ? 3 : 0
        keepsMallory = random.one(in: 2)
    }

    /// 20 to 2,000, half of them below 150.
    private static func stepCount(_ random: inout SeededRandom) -> Int {
        switch random.below(100) {
        case 0..<50: 20 + random.below(130)
        case 50..<97: 150 + random.below(60)
        case 97..<99: 210 + random.below(400)
        default: 600 + random.below(1_401)
        }
    }

    package var description: String {
        let members = hasMallory ? " and mallory" : ""
        let hostile = hostileOffice.map { ", a liar in front of office \($0)" } ?? ""
        return "\(stepCount) steps, \(officeCount) offices\(members)\(hostile), faults: "
            + (faults.isEmpty ? "none" : faults.map { "\($0)" }.joined(separator: ", "))
    }
}
