import MutantRegistry

/// A whole club in one thread: offices on machines that fail, a network that loses, members that
/// lie, and the truth of what everybody saw. One seed decides everything.
///
/// - SeeAlso: Kingsbury, "Jepsen: TigerBeetle 0.16.11" (2025), on what a simulator's generators do
///   not reach; ``counts`` says what this one reached.
package final class World: @unchecked Sendable {
    // One thread runs a simulation; see Scheduler.
    let seed: UInt64
    let plan: Plan
    let scheduler: Scheduler
    private(set) var network: Network!
    private(set) var relay: Relay!
    private(set) var mallory: Mallory?
    private(set) var charter: Charter!
    var offices: [Office] = []
    var ledger = Ledger()
    /// Nodes of which a fork is nobody's lie: restored with STATE, or cloned.
    var mayFork: Set<String> = []

    package private(set) var violations: [Violation] = []
    /// Which faults struck, and what was done and checked, and how often.
    package private(set) var counts: [String: Int] = [:]
    package private(set) var story: [String] = []
    private let isTold: Bool

    static let fields = ["title", "venue", "city"]
    /// The same word in one and in two code points is two elements.
    static let elements = ["a", "b", "e\u{301}", "\u{e9}"]
    static let malloryIndex = -1

    /// - Parameter isTold: keep the story, which costs time.
    package init(seed: UInt64, isTold: Bool = false) {
        self.seed = seed
        self.isTold = isTold
        plan = Plan(seed: seed)
        // One world at a time: the keys of this one are made as it says.
        SealStandIn.isActive = !plan.hasRealKeys
        scheduler = Scheduler(seed: seed)
        network = Network(seed: seed, scheduler) { [unowned self] in count($0) }
        relay = Relay(seed: seed) { [unowned self] in count($0) }
        if plan.hasMallory {
            mallory = Mallory(seed: seed) { [unowned self] in count($0) }
        }
    }

    // MARK: Story

    func tell(_ line: @autoclosure () -> String) { if isTold { story.append(line()) } }

    func count(_ what: String, _ number: Int = 1) { counts[what, default: 0] += number }

    func violate(_ rule: Violation.Rule, _ text: String) {
        violations.append(Violation(rule: rule, text: text))
        tell("VIOLATION \(rule): \(text)")
    }

    var isSound: Bool { violations.isEmpty }

    // MARK: Running

    /// Plays the seed, without the steps of `skipped`, and checks at its end.
    package func play(skipping skipped: Set<Int> = []) {
        let world = self
        scheduler.run {
            await world.found()
            for number in 0..<world.plan.stepCount
            where !skipped.contains(number) && world.isSound {
                var random = SeededRandom(seed: world.seed, 1_000 + UInt64(number))
                await world.step(number, &random)
            }
            if world.isSound { await world.finish() }
        }
        for office in offices {
            office.processes = []
            office.machine.scrap()
        }
    }

    // MARK: Founding

    func makeMachine() -> Machine {
        Machine(seed: seed &+ UInt64(offices.count + 1) &* 7_919, scheduler) { [unowned self] in
            count($0)
        }
    }

    private func found() async {
        tell(plan.description)
        var founders: [Charter.Founder] = []
        for index in 0..<plan.officeCount {
            let office = Office(
                name: "n\(Unicode.Scalar(97 + UInt8(index)))", machine: makeMachine())
            office.isHostile = index == plan.hostileOffice
            offices.append(office)
            _ = office.machine.disk.makeFolder("/state")
            guard let line = await completed(office, "init", { try self.initialise(office) })
            else { return }
            // For the safe, before anything strikes.
            office.identity =
                (try? DurableFile.readPrivateKey("/dir/identity.key", calls: office.machine.calls))
                ?? []
            founders.append(.init(node: line.node, name: line.name, key: line.key))
        }
        if let mallory { founders.append(mallory.founder) }
        do {
            charter = try Charter(name: "Club", founders: founders)
        } catch {
            return violate(.setUp, "\(error)")
        }
        mallory?.join(charter)
        for office in offices {
            let joined = await completed(office, "join") {
                try await office.start().join(self.charter.bytes, permit: WritePermit())
            }
            guard joined != nil else { return }
            office.endProcesses()
        }
    }

    private func initialise(_ office: Office) throws -> Registry.KeyLine {
        try Registry.initialise(
            dir: "/dir", stateRoot: "/state", node: office.name, name: office.name,
            language: .french, listen: .standard, permit: WritePermit(),
            calls: office.machine.calls)!
    }

    /// Runs a command that may be killed, or lose its power, and then must complete when it is run
    /// again.
    private func completed<Result>(
        _ office: Office, _ name: String, _ command: () async throws -> Result
    ) async -> Result? {
        let disk = office.machine.disk
        var random = SeededRandom(seed: seed, 100 + UInt64(offices.count))
        for _ in 0..<plan.foundingKills where random.one(in: 4) {
            disk.callsUntilDeath = random.below(40)
            // Whether it got to its end does not matter: the same command is run again.
            _ = try? await command()
            office.endProcesses()
            if random.one(in: 2) {
                count("power cut")
                disk.cutPower()
            }
        }
        do {
            return try await command()
        } catch {
            violate(.setUp, "\(name) of \(office.name) does not complete: \(error)")
            return nil
        }
    }
}

/// A promise that was broken.
package struct Violation: Sendable, CustomStringConvertible {
    package let rule: Rule
    package let text: String

    package var description: String { "\(rule): \(text)" }

    /// What must hold, whatever strikes.
    package enum Rule: String, Sendable, CaseIterable {
        /// `init` and `join` complete when they are run again.
        case setUp
        /// What is shown of a record is what happened-before says of the lines folded.
        case law
        /// A deleted record comes back only by a restore or a concurrent change.
        case deletion
        /// Only lines of this version are folded, and only such as somebody wrote.
        case ghost
        /// Offices that hold the same lines show the same, and connected ones get to hold them.
        case convergence
        /// An acknowledged line is somewhere, unless a disaster took its only copies.
        case lost
        /// What a process said it had stored is there after any crash.
        case promise
        /// A process that starts anew shows what the one before it showed.
        case restart
        /// No honest office is accused, and no honest feed of a fork.
        case blame
        /// A fork is reported by every office that holds two branches.
        case unreportedFork
        /// After all have recovered, no branch of a living office waits, and all it wrote is shown.
        case unadopted
        /// An office that was not restored is not told so, and goes on; every other goes on after
        /// `recover`.
        case refused
        /// An office whose own lines are missing does not write.
        case wroteAfterRestore
        /// Nothing fails for a reason that nothing gave.
        case failed
    }
}
