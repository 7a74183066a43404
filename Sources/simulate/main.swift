import ClubSimulator
import Foundation

/// `simulate [--seeds N] [--from S] [--seed S]`: plays seeds; a failure is shrunk and told.
var seeds = 100
var from: UInt64 = 1
var only: UInt64?
var arguments = CommandLine.arguments.dropFirst()
while let option = arguments.popFirst() {
    guard let text = arguments.popFirst(), let number = UInt64(text) else {
        FileHandle.standardError.write(
            Data("usage: simulate [--seeds N] [--from S] [--seed S]\n".utf8))
        exit(64)
    }
    switch option {
    case "--seeds": seeds = Int(number)
    case "--from": from = number
    case "--seed": only = number
    default: exit(64)
    }
}

if let only {
    let world = World(seed: only)
    world.play()
    print(world.story.joined(separator: "\n"))
    print("trace \(world.trace)")
    exit(world.violations.isEmpty ? 0 : 1)
}

let start = ContinuousClock.now
var counts: [String: Int] = [:]
for seed in from..<from + UInt64(seeds) {
    let world = World(seed: seed)
    let steps = world.play()
    counts.merge(world.counts) { $0 + $1 }
    guard let rule = world.violations.first?.prefix(while: { $0 != ":" }) else { continue }
    // Leave out as many steps as possible: halves, then quarters, then single ones.
    var skipped: Set<Int> = []
    var size = max(1, steps / 2)
    var runs = 0
    while size > 0, runs < 300 {
        for at in stride(from: 0, to: steps, by: size) where runs < 300 {
            let more = skipped.union(at..<min(steps, at + size))
            guard more.count > skipped.count else { continue }
            runs += 1
            let again = World(seed: seed)
            again.play(skipping: more)
            if again.violations.first?.hasPrefix(rule) == true { skipped = more }
        }
        size /= 2
    }
    let shortest = World(seed: seed)
    shortest.play(skipping: skipped)
    print(shortest.story.joined(separator: "\n"))
    print("seed \(seed): \(world.violations[0])")
    print("\(steps - skipped.count) of \(steps) steps are told; all of them: simulate --seed \(seed)")
    exit(1)
}
let elapsed = start.duration(to: .now)
print(counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "))
print("\(seeds) seeds from \(from), 0 violations, \(elapsed)")
