import MutantRegistry

/// Many seeds, one after the other; the first that breaks a promise is shrunk and told.
package struct Campaign {
    package private(set) var counts: [String: Int] = [:]
    package private(set) var seedCount = 0
    package private(set) var stepCount = 0

    package init() {}

    /// A seed that broke a promise, in as few steps as were found to break it.
    package struct Failure {
        package let seed: UInt64
        package let violation: Violation
        package let shortest: World
        package let stepCount: Int
        package let keptCount: Int
    }

    /// How often a seed is played again, to see that it plays the same.
    private static let replayInterval: UInt64 = 250

    /// Plays a seed; nil when every promise held.
    package mutating func play(_ seed: UInt64) -> Violation? {
        let world = World(seed: seed, isTold: seed % Self.replayInterval == 0)
        world.play()
        seedCount += 1
        stepCount += world.plan.stepCount
        counts.merge(world.counts) { $0 + $1 }
        if seed % Self.replayInterval == 0 {
            let again = World(seed: seed, isTold: true)
            again.play()
            precondition(again.trace == world.trace, "seed \(seed) does not play the same twice")
            counts["replayed alike", default: 0] += 1
        }
        return world.violations.first
    }

    /// Leaves out as many steps of a failing seed as still leave the same promise broken: halves,
    /// then quarters, then single ones.
    ///
    /// - SeeAlso: Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input" (2002).
    package func shrink(_ seed: UInt64, _ violation: Violation) -> Failure {
        let stepCount = Plan(seed: seed).stepCount
        var skipped: Set<Int> = []
        var size = max(1, stepCount / 2)
        var playsLeft = 400
        while size > 0 {
            for first in stride(from: 0, to: stepCount, by: size) where playsLeft > 0 {
                let more = skipped.union(first..<min(stepCount, first + size))
                guard more.count > skipped.count else { continue }
                playsLeft -= 1
                let world = World(seed: seed)
                world.play(skipping: more)
                if world.violations.first?.rule == violation.rule { skipped = more }
            }
            size /= 2
        }
        let shortest = World(seed: seed, isTold: true)
        shortest.play(skipping: skipped)
        return Failure(
            seed: seed, violation: violation, shortest: shortest, stepCount: stepCount,
            keptCount: stepCount - skipped.count)
    }
}

extension World {
    /// A hash of the whole story and of all that the disks hold: two plays of a seed have the same.
    package var trace: String {
        var bytes = Array(story.joined(separator: "\n").utf8)
        for office in offices {
            for (path, folder) in office.machine.disk.folders.sorted(by: { $0.key < $1.key }) {
                for (name, file) in folder.names.sorted(by: { $0.key < $1.key }) {
                    bytes += Array("\(path)/\(name)".utf8) + file.bytes
                }
            }
        }
        return Hash256.of(bytes).hexadecimal
    }
}
