import Foundation
import MutantRegistry

// Dictionaries are walked in an order that differs from run to run, unless this was set before the
// program started: a seed has to play the same every time.
guard ProcessInfo.processInfo.environment.keys.contains("SWIFT_DETERMINISTIC_HASHING") else {
    FileHandle.standardError.write(Data("run scripts/simulate, which prepares this\n".utf8))
    exit(64)
}

// A line is there when it is written, also in a file.
func print(_ text: String, terminator: String = "\n") {
    FileHandle.standardOutput.write(Data((text + terminator).utf8))
}

/// What was asked for.
struct Options {
    var seedCount: UInt64 = 100
    var first: UInt64 = 1
    var only: UInt64?
    var mutants: [Mutant] = []
    var isTable = false
    /// Whether this process plays its seeds itself, and prints counts for another to add up.
    var isWorker = false

    var seeds: Range<UInt64> { first..<first + seedCount }

    static let usage = """
        usage: scripts/simulate [--seeds N] [--from S]   play N seeds (100) from S (1) on
               scripts/simulate --seed S                 play one seed and tell its story
               scripts/simulate --mutants [--seeds N]    for each planted bug, the first seed that finds it
               scripts/simulate --mutant NAME …          one of the above with a bug planted
               scripts/simulate --mutant list            the bugs that can be planted

        """

    init() {
        var arguments = CommandLine.arguments.dropFirst()
        while let option = arguments.popFirst() {
            switch option {
            case "--seeds": seedCount = max(1, Self.number(arguments.popFirst()))
            case "--from": first = Self.number(arguments.popFirst())
            case "--seed": only = Self.number(arguments.popFirst())
            case "--worker": isWorker = true
            case "--mutants":
                mutants = Mutant.allCases
                isTable = true
            case "--mutant": mutants = [Self.mutant(arguments.popFirst())]
            case "--help", "-h":
                print(Self.usage, terminator: "")
                exit(0)
            default: Self.fail()
            }
        }
        guard first <= 1 << 62, seedCount <= 1 << 40 else { Self.fail() }
    }

    private static func number(_ text: String?) -> UInt64 {
        guard let number = text.flatMap({ UInt64($0) }) else { fail() }
        return number
    }

    private static func mutant(_ name: String?) -> Mutant {
        if name == "list" {
            print(Mutant.allCases.map(\.rawValue).joined(separator: "\n"))
            exit(0)
        }
        guard let mutant = name.flatMap({ Mutant(rawValue: $0) }) else { fail() }
        return mutant
    }

    private static func fail() -> Never {
        FileHandle.standardError.write(Data(usage.utf8))
        exit(64)
    }
}

let options = Options()
Mutant.planted = options.isTable ? nil : options.mutants.first

/// Tells one seed; the exit code says whether every promise held.
func tell(_ seed: UInt64) -> Never {
    let world = World(seed: seed, isTold: true)
    world.play()
    print(world.story.joined(separator: "\n"))
    print("trace \(world.trace)")
    exit(world.violations.isEmpty ? 0 : 1)
}

/// For each planted bug, the first seed that finds it, as the table of `docs/testing.md`.
func tabulate() -> Never {
    var missed = 0
    print("| planted bug | found by | which breaks |\n|---|---|---|")
    for mutant in options.mutants {
        Mutant.planted = mutant
        var campaign = Campaign()
        var found: (seed: UInt64, rule: Violation.Rule)?
        for seed in options.seeds where found == nil {
            if let violation = campaign.play(seed) { found = (seed, violation.rule) }
        }
        if let found {
            print("| `\(mutant.rawValue)` | seed \(found.seed) | \(found.rule) |")
        } else {
            missed += 1
            print("| `\(mutant.rawValue)` | none of \(options.seedCount) seeds | |")
        }
    }
    exit(missed == 0 ? 0 : 1)
}

/// Plays seeds in this process, up to the first that breaks a promise.
func work() -> Never {
    var campaign = Campaign()
    for seed in options.seeds {
        guard let violation = campaign.play(seed) else { continue }
        let failure = campaign.shrink(seed, violation)
        print(failure.shortest.story.joined(separator: "\n"))
        print(
            """

            seed \(seed): \(violation)
            Above: \(failure.keptCount) of its \(failure.stepCount) steps, which break the same promise.
            All of them: scripts/simulate --seed \(seed)
            """)
        exit(1)
    }
    print("\(campaign.stepCount)\tsteps")
    for (what, number) in campaign.counts { print("\(number)\t\(what)") }
    exit(0)
}

/// Plays seeds on all processors, and says what struck and what was checked.
func campaign() -> Never {
    let start = ContinuousClock.now
    let planted = options.mutants.first.map { ["--mutant", $0.rawValue] } ?? []
    let (outputs, hasFailed) = Workers().run(seeds: options.seeds, arguments: planted)
    guard !hasFailed else {
        print(outputs.filter { !$0.contains("\tsteps") }.joined(separator: "\n"))
        exit(1)
    }
    var counts: [String: Int] = [:]
    for line in outputs.joined().split(separator: "\n") {
        let parts = line.split(separator: "\t")
        counts[String(parts[1]), default: 0] += Int(parts[0])!
    }
    let steps = counts.removeValue(forKey: "steps") ?? 0
    for (what, number) in counts.sorted(by: { $0.key < $1.key }) {
        print("\(String(repeating: " ", count: max(0, 10 - "\(number)".count)))\(number)  \(what)")
    }
    let seconds = start.duration(to: .now).components.seconds
    print(
        "\(options.seedCount) seeds from \(options.first), \(steps) steps: no promise broken, \(seconds) s"
    )
    exit(0)
}

if let only = options.only { tell(only) }
if options.isTable { tabulate() }
if options.isWorker { work() }
campaign()
