import Foundation
import MutantRegistry

// Dictionaries are walked in an order that differs from run to run, unless this is set before the
// program starts: a seed has to play the same every time.
if getenv("SWIFT_DETERMINISTIC_HASHING") == nil {
    setenv("SWIFT_DETERMINISTIC_HASHING", "1", 1)
    var arguments: [UnsafeMutablePointer<CChar>?] = CommandLine.arguments.map { strdup($0) } + [nil]
    execv("/proc/self/exe", &arguments)
    fatalError("execv: \(errno)")
}

/// `simulate [--seeds N] [--from S] [--seed S] [--mutant NAME | --mutants]`
struct Options {
    var seedCount: UInt64 = 100
    var first: UInt64 = 1
    var only: UInt64?
    var mutants: [Mutant] = []
    var isTable = false

    static let usage = """
        usage: simulate [--seeds N] [--from S]   play N seeds from S on (100, from 1)
               simulate --seed S                 play one seed and tell its story
               simulate --mutants [--seeds N]    for each planted bug, the first seed that finds it
               simulate --mutant NAME …          with one bug planted; --mutant list names them

        """

    init() {
        var arguments = CommandLine.arguments.dropFirst()
        while let option = arguments.popFirst() {
            switch option {
            case "--seeds": seedCount = Self.number(arguments.popFirst())
            case "--from": first = Self.number(arguments.popFirst())
            case "--seed": only = Self.number(arguments.popFirst())
            case "--mutants":
                mutants = Mutant.allCases
                isTable = true
            case "--mutant":
                let name = arguments.popFirst() ?? ""
                if name == "list" {
                    print(Mutant.allCases.map(\.rawValue).joined(separator: "\n"))
                    exit(0)
                }
                guard let mutant = Mutant(rawValue: name) else { Self.fail() }
                mutants = [mutant]
            default: Self.fail()
            }
        }
        if !mutants.isEmpty, !Mutant.canBePlanted {
            FileHandle.standardError.write(
                Data("no bug can be planted in this build: see scripts/simulate\n".utf8))
            exit(64)
        }
    }

    private static func number(_ text: String?) -> UInt64 {
        guard let number = text.flatMap({ UInt64($0) }) else { fail() }
        return number
    }

    private static func fail() -> Never {
        FileHandle.standardError.write(Data(usage.utf8))
        exit(64)
    }
}

let options = Options()

/// Tells one seed; the exit code says whether every promise held.
func tell(_ seed: UInt64) -> Never {
    let world = World(seed: seed, isTold: true)
    world.play()
    print(world.story.joined(separator: "\n"))
    print("trace \(world.trace)")
    exit(world.violations.isEmpty ? 0 : 1)
}

/// For each planted bug, the first seed that finds it, as a table of `docs/testing.md`.
func table() -> Never {
    var missed = 0
    print("| planted bug | found by | breaks |\n|---|---|---|")
    for mutant in options.mutants {
        Mutant.planted = mutant
        var campaign = Campaign()
        var row: String?
        for seed in options.first..<options.first + options.seedCount where row == nil {
            if let violation = campaign.play(seed) { row = "seed \(seed) | \(violation.rule)" }
        }
        if row == nil { missed += 1 }
        print("| \(mutant.rawValue) | \(row ?? "not in \(options.seedCount) seeds |") |")
    }
    exit(missed == 0 ? 0 : 1)
}

/// Plays seeds up to the first that breaks a promise.
func campaign() -> Never {
    let start = ContinuousClock.now
    var campaign = Campaign()
    for seed in options.first..<options.first + options.seedCount {
        if isatty(2) == 1, campaign.seedCount % 20 == 0 {
            FileHandle.standardError.write(Data("\r\(campaign.seedCount) seeds".utf8))
        }
        guard let violation = campaign.play(seed) else { continue }
        let failure = campaign.shrink(seed, violation)
        print(failure.shortest.story.joined(separator: "\n"))
        print(
            """

            seed \(seed): \(violation)
            Above: \(failure.keptCount) of its \(failure.stepCount) steps, which break the same.
            All of them: simulate --seed \(seed)
            """)
        exit(1)
    }
    let seconds = start.duration(to: .now).components.seconds
    for (what, number) in campaign.counts.sorted(by: { $0.key < $1.key }) {
        print("\(String(repeating: " ", count: max(0, 10 - "\(number)".count)))\(number)  \(what)")
    }
    print(
        "\(campaign.seedCount) seeds from \(options.first), \(campaign.stepCount) steps: "
            + "no promise broken, \(seconds) s")
    exit(0)
}

if let only = options.only {
    Mutant.planted = options.mutants.first
    tell(only)
} else if options.isTable {
    table()
} else {
    Mutant.planted = options.mutants.first
    campaign()
}
