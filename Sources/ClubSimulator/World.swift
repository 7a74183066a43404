import ClubRegistry

/// A whole club in one thread: offices on machines that fail, a network that loses, and the truth of
/// what everybody saw. One seed decides everything.
package final class World: @unchecked Sendable {
    // One thread runs a simulation; see Scheduler.
    let seed: UInt64
    let scheduler: Scheduler
    private(set) var nodes: [Office] = []
    private(set) var ledger = Ledger()
    private(set) var charter: Charter!
    package private(set) var story: [String] = []
    package private(set) var violations: [String] = []
    /// Which faults struck, and how often.
    package private(set) var counts: [String: Int] = [:]

    private var weatherRandom: SeededRandom
    private var weather = Weather()
    private var cutLinks: Set<[Int]> = []
    private var oldFrontiers: [Int: [[UInt8]]] = [:]
    private var backups: [(node: Int, name: String, dir: Backup, state: Backup)] = []
    private typealias Backup = [String: [String: SimulatedDisk.File]]
    /// Nodes of whose feeds a fork is nobody's lie: restored with STATE, or cloned.
    private var mayFork: Set<String> = []
    var mallory: Mallory?

    /// One office: a machine, and the process that runs on it.
    final class Office {
        let name: String
        let machine: Machine
        var registry: Registry?
        var isLost = false
        /// Its folder came from a backup, or it was shown that it did.
        var mayBeStopped = false
        var isHostile = false

        init(name: String, machine: Machine) {
            self.name = name
            self.machine = machine
        }

        func endProcess() {
            machine.disk.endProcess()
            registry = nil
        }
    }

    package init(seed: UInt64) {
        self.seed = seed
        scheduler = Scheduler(seed: seed)
        weatherRandom = SeededRandom(seed: seed ^ 0xabcd)
    }

    // MARK: Story

    func tell(_ line: String) { story.append(line) }
    func count(_ what: String) { counts[what, default: 0] += 1 }

    func violate(_ rule: String, _ text: String) {
        violations.append("\(rule): \(text)")
        tell("VIOLATION \(rule): \(text)")
    }

    /// A hash of the whole story: two runs of a seed have the same.
    package var trace: String {
        Hash256.of(Array(story.joined(separator: "\n").utf8)).hexadecimal
    }

    // MARK: Running

    /// Plays the seed, without the steps of `skipped`, and checks at its end.
    ///
    /// - Returns: how many steps there were to skip from.
    @discardableResult
    package func play(skipping skipped: Set<Int> = []) -> Int {
        var plan = SeededRandom(seed: seed)
        let count = Self.length(&plan)
        let faults = Fault.allCases.filter { _ in plan.one(in: 2) }
        let officeCount = Int.random(in: 3...9, using: &plan)
        let world = self
        let hasMallory = plan.one(in: 3)
        let hostile = plan.one(in: 4) ? Int.random(in: 0..<officeCount, using: &plan) : nil
        let offices = officeCount
        scheduler.run {
            await world.found(offices, hasMallory: hasMallory, hostile: hostile)
            for step in 0..<count where !skipped.contains(step) {
                var random = SeededRandom(seed: world.seed &* 1_000_003 &+ UInt64(step))
                await world.step(step, faults, &random)
                if !world.violations.isEmpty { break }
            }
            if world.violations.isEmpty { await world.finish() }
        }
        return count
    }

    /// 20 to 2,000, median about 150.
    private static func length(_ random: inout SeededRandom) -> Int {
        let kind = Int.random(in: 0..<100, using: &random)
        return switch kind {
        case 0..<45: Int.random(in: 20..<140, using: &random)
        case 45..<98: Int.random(in: 140..<400, using: &random)
        default: Int.random(in: 400...2_000, using: &random)
        }
    }

    private func found(_ count: Int, hasMallory: Bool, hostile: Int?) async {
        var founders: [Charter.Founder] = []
        for index in 0..<count {
            let machine = Machine(seed: seed &* 31 &+ UInt64(index) &* 7 &+ 5, scheduler)
            machine.disk.struck = { [unowned self] in self.count($0) }
            let office = Office(name: "n\(Character(Unicode.Scalar(97 + UInt8(index))))", machine: machine)
            office.isHostile = index == hostile
            nodes.append(office)
            _ = machine.disk.makeFolder("/state")
            do {
                let line = try Registry.initialise(
                    dir: "/dir", stateRoot: "/state", node: office.name, name: office.name,
                    language: .french, listen: .standard, permit: WritePermit(),
                    calls: machine.calls)!
                founders.append(.init(node: line.node, name: line.name, key: line.key))
            } catch {
                return violate("set-up", "\(error)")
            }
        }
        if hasMallory {
            mallory = Mallory(seed: seed)
            founders.append(mallory!.founder)
        }
        do {
            charter = try Charter(name: "Club", founders: founders)
            mallory?.open(charter)
            for office in nodes {
                _ = try await process(office).join(charter.bytes, permit: WritePermit())
                office.endProcess()
            }
        } catch {
            violate("set-up", "\(error)")
        }
        tell("\(count) nodes, mallory \(hasMallory), hostile relay \(hostile.map(String.init) ?? "none")")
    }

    /// The process that runs in an office, started when none does.
    func process(_ office: Office) throws -> Registry {
        if let registry = office.registry { return registry }
        let registry = try Registry(
            dir: "/dir", stateRoot: "/state", calls: office.machine.calls)
        office.registry = registry
        return registry
    }

    // MARK: Network

    /// The server of another office, if a question gets there.
    func reach(_ to: Int, from: Int) async throws -> Registry {
        await scheduler.sleep(.milliseconds(Int.random(in: 1...200, using: &weatherRandom)))
        let office = nodes[to]
        guard !office.isLost, !office.machine.disk.isDead, !cutLinks.contains([from, to]) else {
            count("unreachable")
            throw PeerError.unreachable("gone")
        }
        if Int.random(in: 0..<1_000, using: &weatherRandom) < weather.lost {
            count("lost message")
            throw PeerError.interrupted("lost")
        }
        do { return try process(office) } catch { throw PeerError.refused(status: 500) }
    }

    func staleFrontier(of to: Int, from: Int, now body: [UInt8]) -> [UInt8]? {
        oldFrontiers[to, default: []].append(body)
        guard Int.random(in: 0..<1_000, using: &weatherRandom) < weather.stale else { return nil }
        count("old frontier")
        return weatherRandom.pick(oldFrontiers[to]!)
    }

    /// Bytes on their way: in chunks, cut, repeated, in another order; by a hostile relay, changed.
    func carry(_ bytes: [UInt8], from: Int, to: Int) -> (chunks: [[UInt8]], isCut: Bool) {
        var bytes = bytes
        if nodes[to].isHostile, weatherRandom.one(in: 2) { bytes = mangled(bytes) }
        var chunks: [[UInt8]] = []
        var at = 0
        while at < bytes.count {
            let end = min(bytes.count, at + Int.random(in: 1...4_000, using: &weatherRandom))
            chunks.append(Array(bytes[at..<end]))
            at = end
        }
        func strikes(_ chance: Int) -> Bool {
            !chunks.isEmpty && Int.random(in: 0..<1_000, using: &weatherRandom) < chance
        }
        if strikes(weather.repeated) {
            count("repeated chunk")
            let index = weatherRandom.pick(chunks.indices)
            chunks.insert(chunks[index], at: index)
        }
        if chunks.count > 1, strikes(weather.reordered) {
            count("reordered chunks")
            chunks.swapAt(weatherRandom.pick(chunks.indices), weatherRandom.pick(chunks.indices))
        }
        guard strikes(weather.cut) else { return (chunks, false) }
        count("cut connection")
        chunks.removeLast(Int.random(in: 0..<chunks.count, using: &weatherRandom))
        if let last = chunks.popLast() {
            chunks.append(
                Array(last.prefix(Int.random(in: 0...last.count, using: &weatherRandom))))
        }
        return (chunks, true)
    }

    private func mangled(_ bytes: [UInt8]) -> [UInt8] {
        var lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false).map(Array.init)
        guard lines.count > 2 else { return bytes }
        lines.removeLast()
        let index = weatherRandom.pick(lines.indices)
        // A stripped part stays stripped until somebody asks another peer for it, which is not built yet.
        switch Int.random(in: 0..<5, using: &weatherRandom) {
        case 0:
            count("flipped bit")
            let at = weatherRandom.pick(lines[index].indices)
            lines[index][at] ^= 1 << UInt8.random(in: 0..<8, using: &weatherRandom)
        case 1:
            count("withheld line")
            lines.remove(at: index)
        case 2:
            count("replayed line")
            lines.insert(lines[index], at: index)
        case 3:
            count("lines exchanged")
            lines.swapAt(index, weatherRandom.pick(lines.indices))
        case 4:
            count("cut page")
            lines.removeSubrange(index...)
        default:
            count("stripped part")
            lines[index] = Mallory.stripped(lines[index]) ?? lines[index]
        }
        return Array(lines.joined(separator: [0x0a])) + (lines.isEmpty ? [] : [0x0a])
    }

    func lie(frontier body: [UInt8], of node: Int) -> [UInt8] {
        guard weatherRandom.one(in: 3), var frontier = try? Frontier(bytes: body),
            let feed = frontier.feeds.keys.sorted().randomElement(using: &weatherRandom)
        else { return body }
        count("lying frontier")
        if weatherRandom.one(in: 2) {
            frontier = Frontier(
                network: frontier.network, feeds: frontier.feeds.filter { $0.key != feed })
        } else {
            var feeds = frontier.feeds
            let head = feeds[feed]![0]
            feeds[feed] = [Head(seq: head.seq + 3, pre: .of([1]), seal: head.seal)]
            frontier = Frontier(network: frontier.network, feeds: feeds)
        }
        return frontier.bytes
    }

    // MARK: Steps

    enum Fault: CaseIterable {
        case kill, powerCut, fsyncError, fullDisk, clock, partition, loss, restore, snapshot, clone
        case lostNode
    }

    private func step(_ number: Int, _ faults: [Fault], _ random: inout SeededRandom) async {
        let living = nodes.indices.filter { !nodes[$0].isLost }
        guard living.count > 1 else { return }
        let index = random.pick(living)
        let office = nodes[index]
        scheduler.pass(.seconds(Int.random(in: 0...7_200, using: &random)))
        let dice = Int.random(in: 0..<100, using: &random)
        // A fault may strike in the middle of what is done.
        if !faults.isEmpty, random.one(in: 6) { strike(random.pick(faults), index, &random) }
        tell("\(number) \(office.name)#\(index)")
        if dice < 55 {
            await write(index, &random)
        } else if dice < 90 {
            await pull(index, &random)
        } else if dice < 93, let mallory {
            mallory.write(&random, nodes.compactMap { $0.registry })
            await mallory.look(self)
        } else {
            backups.append(
                (
                    index, office.name, office.machine.disk.backup("/dir"),
                    office.machine.disk.backup("/state")
                ))
            count("backup")
        }
        if office.machine.disk.isDead {
            if faults.contains(.powerCut), random.one(in: 2) {
                count("power cut")
                office.machine.disk.cutPower()
            }
            office.endProcess()
            tell("  the process is dead")
        }
        if random.one(in: 25) { await check(index) }
    }

    private func strike(_ fault: Fault, _ index: Int, _ random: inout SeededRandom) {
        let office = nodes[index]
        let disk = office.machine.disk
        tell("  \(fault) strikes \(office.name)#\(index)")
        switch fault {
        case .kill: disk.callsUntilDeath = Int.random(in: 0..<25, using: &random)
        case .powerCut:
            count("power cut")
            disk.cutPower()
            office.endProcess()
        case .fsyncError: disk.failingSyncs = 1
        case .fullDisk:
            disk.room = disk.room == nil ? Int.random(in: 0..<2_000, using: &random) : nil
        case .clock:
            count("clock jump")
            office.machine.clockError = Int.random(in: -315_000_000...315_000_000, using: &random)
        case .partition:
            // Links are cut one by one, and heal in another order.
            let other = random.pick(nodes.indices)
            if random.one(in: 3) {
                if let link = cutLinks.sorted(by: { $0.lexicographicallyPrecedes($1) }).first {
                    cutLinks.remove(link)
                }
            } else {
                count("cut link")
                cutLinks.insert([index, other])
                if random.one(in: 2) { cutLinks.insert([other, index]) }
            }
        case .loss:
            weather = Weather(
                lost: Int.random(in: 0..<200, using: &random),
                cut: Int.random(in: 0..<300, using: &random),
                repeated: Int.random(in: 0..<100, using: &random),
                reordered: Int.random(in: 0..<100, using: &random),
                stale: Int.random(in: 0..<150, using: &random))
        case .restore:
            guard let backup = backups.last(where: { $0.node == index }) else { return }
            count("restored DIR")
            lose(index) { disk.restore("/dir", backup.dir) }
            office.mayBeStopped = true
        case .snapshot:
            guard let backup = backups.last(where: { $0.node == index }) else { return }
            count("restored DIR and STATE")
            lose(index) {
                disk.restore("/dir", backup.dir)
                disk.restore("/state", backup.state)
            }
            office.mayBeStopped = true
            mayFork.insert(office.name)
        case .clone:
            guard nodes.count < 12, let backup = backups.last(where: { $0.node == index }) else {
                return
            }
            count("clone")
            let machine = Machine(seed: seed &+ UInt64(nodes.count) &* 977, scheduler)
            machine.disk.struck = { [unowned self] in self.count($0) }
            let copy = Office(name: office.name, machine: machine)
            machine.disk.restore("/dir", backup.dir)
            machine.disk.restore("/state", backup.state)
            copy.mayBeStopped = true
            office.mayBeStopped = true
            mayFork.insert(office.name)
            nodes.append(copy)
        case .lostNode:
            guard nodes.count(where: { !$0.isLost }) > 3, random.one(in: 8) else { return }
            count("lost node")
            lose(index) {
                disk.remove("/dir")
                disk.remove("/state")
            }
            office.isLost = true
        }
    }

    /// A disaster: acknowledged lines that stood nowhere else are gone, and nobody can be blamed.
    private func lose(_ index: Int, _ disaster: () -> Void) {
        let before = held(index)
        disaster()
        nodes[index].endProcess()
        let after = nodes[index].isLost ? [] : held(index)
        let elsewhere = nodes.indices.filter { $0 != index && !nodes[$0].isLost }
            .reduce(into: Set<Hash256>()) { $0.formUnion(held($1)) }
        ledger.destroyed.formUnion(before.subtracting(after).subtracting(elsewhere))
    }

    /// What stands in the feed files of an office, read from its disk.
    private func held(_ index: Int) -> Set<Hash256> {
        guard
            let archive = try? FeedArchive(
                reading: "/dir/feeds", directory: charter.directory,
                calls: nodes[index].machine.calls)
        else { return [] }
        return Set(
            archive.history.feeds.values.flatMap { $0.branches.flatMap { $0.entries.map(\.pre) } })
    }

    // MARK: Writing

    private func write(_ index: Int, _ random: inout SeededRandom) async {
        let office = nodes[index]
        do {
            let registry = try process(office)
            let keys = try await registry.keys().filter { $0.kind == "action" }
            let key = keys.isEmpty || random.one(in: 6) ? nil : random.pick(keys)
            var edit = RecordEdit()
            let field = random.pick(["title", "venue", "city"])
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<6:
                edit.sets[field] = .string("\(Int.random(in: 0..<5, using: &random))")
            case 6: edit.unsets = [field]
            case 7, 8: edit.adds["tags"] = [ByteText(random.pick(Self.elements))]
            default: edit.removes["tags"] = [ByteText(random.pick(Self.elements))]
            }
            var seen: Set<Hash256>?
            if let key { seen = Set(try await registry.explain(key).lines) }
            let written: Registry.Written
            if let key, let seen {
                let permit = WritePermit()
                switch Int.random(in: 0..<14, using: &random) {
                case 0: written = try await registry.delete(key, permit: permit)
                case 1: written = try await registry.restore(key, permit: permit)
                case 2:
                    written = try await registry.resolve(
                        key, field: field, .value(.string("decided")), permit: permit)
                case 3: written = try await registry.undo(nil, permit: permit).written
                default: written = try await registry.edit(key, edit, permit: permit)
                }
                try await acknowledge(written, key, seen, registry)
            } else {
                edit.sets["title"] = .string("new")
                let (id, new) = try await registry.add(
                    kind: "action", edit, permit: WritePermit())
                written = new
                try await acknowledge(written, RecordKey(kind: "action", id: id), [], registry)
            }
            tell("  wrote \(written.dots.map(\.seq))")
            if !written.dots.isEmpty { count("write") }
        } catch {
            judge(error, index, "write")
        }
    }

    private static let elements = ["a", "b", "e\u{301}", "\u{e9}"]

    private func acknowledge(
        _ written: Registry.Written, _ key: RecordKey, _ seen: Set<Hash256>, _ registry: Registry
    ) async throws {
        guard !written.dots.isEmpty else { return }
        // Asked of the process that acknowledged: what it holds now is what it wrote.
        let history = try await registry.held()
        var seen = seen
        for dot in written.dots {
            guard let entry = history.feeds[dot.feed]?.entry(dot.seq, on: 0) else {
                violate("acknowledged", "\(dot) is not held by who wrote it")
                return
            }
            guard let record = entry.change.record else {
                ledger.acknowledge(
                    .init(dot: dot, pre: entry.pre, key: key, change: entry.change, seen: []))
                continue
            }
            // An undo may be about other records than the one that was looked at.
            let mine = record.key == key ? seen : []
            if record.key != key { ledger.unknown.insert(record.key) }
            ledger.acknowledge(
                .init(dot: dot, pre: entry.pre, key: record.key, change: entry.change, seen: mine))
            if record.key == key { seen.insert(entry.pre) }
        }
    }

    /// Whether an error may come of what was done to this office.
    private func judge(_ error: any Error, _ index: Int, _ what: String) {
        let office = nodes[index]
        tell("  \(what): \(error)")
        let disk = office.machine.disk
        guard let error = error as? RegistryError else {
            if !disk.isDead { violate("error", "\(what): \(error)") }
            return
        }
        switch error {
        case .restored, .notJoined, .noStore, .initIncomplete:
            if !office.mayBeStopped, !disk.isDead { violate("refused", "\(what): \(error)") }
        case .disk:
            let isExplained = disk.isDead || disk.room != nil || counts["fsync error"] != nil
            if !isExplained { violate("disk", "\(what): \(error)") }
            // A failed fsync is final for the process.
            office.endProcess()
        case .partlyWritten: office.endProcess()
        case .damaged, .refusedLine, .badCharter, .keyUnusable, .configuration, .locked:
            if !disk.isDead { violate("refused", "\(what): \(error)") }
        default: break
        }
    }

    // MARK: Pulling

    private func pull(_ index: Int, _ random: inout SeededRandom) async {
        let others = nodes.indices.filter { nodes[$0].name != nodes[index].name }
        var chosen = others.filter { _ in random.one(in: 2) }
        if chosen.isEmpty, let one = others.randomElement(using: &random) { chosen = [one] }
        _ = await pull(index, from: chosen)
    }

    @discardableResult
    private func pull(_ index: Int, from others: [Int]) async -> PullReport? {
        let office = nodes[index]
        do {
            let registry = try process(office)
            var peers: [any Peer] = others.map {
                Link(name: "\(nodes[$0].name)\($0)", world: self, from: index, to: $0)
            }
            if let mallory { peers.append(mallory) }
            var options = Pull.Options()
            options.attempts = 2
            options.pause = .milliseconds(10)
            options.batchLineLimit = 8
            let report = try await Pull(
                registry, peers: peers, options: options, permit: WritePermit()
            ).run()
            count("pull")
            tell(
                "  pulled \(report.peers.map { "\($0.name) +\($0.applied) \($0.outcome.code)" }) exit \(report.exit.rawValue)"
            )
            blame(report, others)
            if report.restoration != nil, !office.mayBeStopped {
                violate("refused", "\(office.name) was told that it was restored")
            }
            if let failure = report.failure { judge(failure, index, "pull") }
            return report
        } catch {
            judge(error, index, "pull")
            return nil
        }
    }

    /// No honest office is accused of anything, and no honest feed of a fork.
    private func blame(_ report: PullReport, _ others: [Int]) {
        for peer in report.peers {
            let index = others.first { "\(nodes[$0].name)\($0)" == peer.name }
            guard let index, !nodes[index].isHostile else { continue }
            let isNoisy = weather.reordered > 0 || weather.repeated > 0 || weather.stale > 0
            for refusal in peer.refusals where refusal.isUntrusted && !isNoisy {
                violate("blame", "\(peer.name) was honest: \(refusal.feed) \(refusal.reason)")
            }
        }
        for feed in report.forks where !mayFork.contains(feed.node) && feed.node != Mallory.name {
            violate("blame", "\(feed) has no fork by its office")
        }
    }

    // MARK: Checking

    /// Whether what an office shows is what happened-before says of the lines that it holds.
    private func check(_ index: Int) async {
        let office = nodes[index]
        guard !office.isLost, let registry = office.registry, !office.machine.disk.isDead else {
            return
        }
        do {
            let history = try await registry.held()
            let forked = Set(history.feeds.values.filter { $0.forkPoint != nil }.map(\.feed))
            for key in try await registry.keys() where !ledger.unknown.contains(key) {
                let shown = try await registry.explain(key)
                let isTouchedByFork = shown.lines.contains {
                    ledger.lines[$0].map { forked.contains($0.dot.feed) } ?? false
                }
                if !isTouchedByFork { compare(key, shown, index) }
            }
        } catch {
            judge(error, index, "check")
        }
    }

    private func compare(_ key: RecordKey, _ shown: FoldExplanation, _ index: Int) {
        let known = shown.lines.filter { ledger.lines[$0] != nil }
        let isWhole = known.count == shown.lines.count
        guard let live = ledger.live(known) else { return }
        count("record checked")
        for name in Set(live.keys).union(shown.values.keys).union(shown.elements.keys).sorted() {
            let truth = live[name] ?? Ledger.Live()
            let values = shown.values[name] ?? []
            let elements = shown.elements[name] ?? [:]
            if isWhole {
                let isSame =
                    truth.values == values && truth.elements == elements.filter { !$0.value.isEmpty }
                if !isSame {
                    violate("law", "\(nodes[index].name)#\(index) \(key.id) \(name)")
                    func text(_ pres: Set<Hash256>) -> [String] {
                        pres.map { ledger.lines[$0]?.dot.description ?? "?" }.sorted()
                    }
                    tell("  shown \(text(values)) \(elements.mapValues(text))")
                    tell("  truth \(text(truth.values)) \(truth.elements.mapValues(text))")
                    for pre in shown.lines {
                        guard let line = ledger.lines[pre] else { continue }
                        let after = line.change.record?.after.sorted.description ?? ""
                        tell("  \(line.dot) \(line.change.operations) saw \(text(line.seen)) after \(after)")
                    }
                }
            } else if mallory == nil {
                // A line that nobody acknowledged may have seen anything that its author held.
                continue
            } else {
                let stays = truth.values.isSubset(of: values.union(mallorySaw(key)))
                if !stays { violate("law", "\(key.id) \(name): a value is gone that nobody had seen") }
            }
        }
        if isWhole, ledger.deletion(known) != shown.deletion {
            violate("law", "\(nodes[index].name)#\(index) \(key.id) deleted \(shown.deletion)")
        }
    }

    private func mallorySaw(_ key: RecordKey) -> Set<Hash256> { mallory?.saw[key] ?? [] }

    /// Everything heals; then all offices hold the same, show the same, and nothing is lost.
    private func finish() async {
        tell("everything heals")
        cutLinks = []
        weather = Weather()
        for office in nodes where !office.isLost {
            office.machine.disk.room = nil
            office.machine.disk.failingSyncs = 0
            office.endProcess()
            office.isHostile = false
        }
        let living = nodes.indices.filter { !nodes[$0].isLost }
        // Writing again makes each office finish what it had not acknowledged.
        for index in living {
            var random = SeededRandom(seed: 1)
            await write(index, &random)
        }
        for round in 0..<10 {
            var applied = 0
            for index in living {
                let others = living.filter { nodes[$0].name != nodes[index].name }
                applied += await pull(index, from: others)?.applied ?? 0
                if !violations.isEmpty { return }
            }
            tell("round \(round): \(applied) lines")
            if applied == 0 { break }
        }
        await compareAll(living)
        for index in living where violations.isEmpty { await check(index) }
    }

    private func compareAll(_ living: [Int]) async {
        do {
            var dumps: [(index: Int, frontier: [UInt8], dump: String)] = []
            var all: Set<Hash256> = []
            for index in living {
                let registry = try process(nodes[index])
                dumps.append(
                    (index, try await registry.frontier().body, try await registry.dump().digest))
                let history = try await registry.held()
                for tree in history.feeds.values {
                    for branch in tree.branches { all.formUnion(branch.entries.map(\.pre)) }
                }
            }
            for other in dumps.dropFirst() where other.dump != dumps[0].dump {
                let isSame = other.frontier == dumps[0].frontier
                violate(
                    "convergence",
                    "\(nodes[dumps[0].index].name)#\(dumps[0].index) and \(nodes[other.index].name)#\(other.index) show different states, \(isSame ? "of the same lines" : "and hold different lines")"
                )
            }
            for (pre, line) in ledger.lines.sorted(by: { $0.value.dot < $1.value.dot })
            where !all.contains(pre) && !ledger.destroyed.contains(pre) {
                violate("lost", "\(line.dot) was acknowledged")
            }
        } catch {
            violate("finish", "\(error)")
        }
    }
}
