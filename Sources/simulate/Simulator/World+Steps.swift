import MutantRegistry

/// What people, timers and neighbours do.
extension World {
    func step(_ number: Int, _ random: inout SeededRandom) async {
        let living = offices.indices.filter { !offices[$0].isLost }
        let index = random.pick(living)
        scheduler.pass(.seconds(random.below(7_200)))
        tell("\(number) \(label(index))")
        // A fault may strike in the middle of what is done.
        if !plan.faults.isEmpty, random.one(in: 6) {
            await strike(random.pick(plan.faults), index, &random)
        }
        guard !offices[index].isLost else { return }
        if random.one(in: 16) {
            await burst(index, living, &random)
        } else {
            await act(index, &random)
        }
        for index in offices.indices { await settle(index, &random) }
        if isSound, random.one(in: 30) { await check(index) }
    }

    func label(_ index: Int) -> String { "\(offices[index].name)#\(index)" }

    private func act(_ index: Int, _ random: inout SeededRandom) async {
        switch random.below(100) {
        case 0..<54: await write(index, &random)
        case 54..<89: await pull(index, &random)
        case 89..<94:
            guard let mallory else { return await write(index, &random) }
            // What cannot be read on a broken disk, mallory does not see either.
            if let registry = offices[index].processes.first,
                let history = try? await registry.held()
            {
                mallory.look(history)
            }
            mallory.act(&ledger)
        case 94..<97: await helpOut(index, &random)
        default: backUp(index)
        }
    }

    /// Several things at once: two commands in one office, a pull here and there.
    private func burst(_ index: Int, _ living: [Int], _ random: inout SeededRandom) async {
        count("burst")
        let others = (0..<1 + random.below(3)).map { _ in
            random.one(in: 2) ? index : random.pick(living)
        }
        let plans = ([index] + others).map { ($0, random.one(in: 2), random.next()) }
        let world = self
        await withTaskGroup(of: Void.self) { group in
            for (index, isPull, seed) in plans {
                group.addTask {
                    var random = SeededRandom(seed: seed)
                    if isPull {
                        await world.pull(index, &random)
                    } else {
                        await world.write(index, &random)
                    }
                }
            }
        }
    }

    /// What the kernel does with processes that died, and the owner with machines that lost power.
    private func settle(_ index: Int, _ random: inout SeededRandom) async {
        let office = offices[index]
        let disk = office.machine.disk
        if disk.isDead {
            tell("  the processes of \(label(index)) are dead")
            office.endProcesses()
            guard plan.faults.contains(.powerCut), random.one(in: 2) else {
                return checkPromise(index)
            }
            // Between the two its server is up again, and somebody may have asked it.
            if random.one(in: 3) { await pullFrom(index, &random) }
            cutPower(index)
            checkPromise(index)
        } else if disk.hasFailedSync {
            // A failed fsync ends the program that met it; the next one reads the disk again.
            office.endProcesses()
        }
    }

    func backUp(_ index: Int) {
        let office = offices[index]
        count("backup")
        tell("  is backed up")
        office.backups.append(
            Office.Backup(
                dir: office.machine.disk.backup("/dir"),
                state: office.machine.disk.backup("/state"), past: office.past))
    }

    // MARK: Writing

    private enum Edit: Sendable { case fields(RecordEdit), delete, restore, resolve(String), undo }

    func write(_ index: Int, _ random: inout SeededRandom) async {
        let office = offices[index]
        do {
            let registry = try office.process(&random)
            let keys = try await registry.keys().filter { $0.kind == "action" }
            let key = keys.isEmpty || random.one(in: 7) ? nil : random.pick(keys)
            let edit = chooseEdit(&random)
            let written = try await run(edit, on: key, registry)
            try await acknowledge(written, office, registry)
            tell("  wrote \(written.dots.map(\.seq))")
            if !written.dots.isEmpty { count("write") }
        } catch {
            judge(error, index, "write")
            if office.machine.disk.isDead || !(error is RegistryError) || error.mayHaveWritten {
                noteUnacknowledged(index)
            }
        }
    }

    private func chooseEdit(_ random: inout SeededRandom) -> Edit {
        let field = random.pick(Self.fields)
        switch random.below(20) {
        case 0: return .delete
        case 1: return .restore
        case 2: return .resolve(field)
        case 3: return .undo
        default: break
        }
        var edit = RecordEdit()
        for _ in 0...random.below(2) {
            let field = random.pick(Self.fields)
            let element = ByteText(random.pick(Self.elements))
            switch random.below(10) {
            case 0..<5:
                edit.unsets.remove(field)
                edit.sets[field] = .string("\(random.below(5))")
            case 5:
                edit.sets[field] = nil
                edit.unsets.insert(field)
            case 6, 7:
                edit.removes["themes"]?.remove(element)
                edit.adds["themes", default: []].insert(element)
            default:
                edit.adds["themes"]?.remove(element)
                edit.removes["themes", default: []].insert(element)
            }
        }
        return .fields(edit)
    }

    private func run(_ edit: Edit, on key: RecordKey?, _ registry: Registry) async throws
        -> Registry.Written
    {
        let permit = WritePermit()
        guard let key else {
            var new = RecordEdit()
            if case .fields(let edit) = edit { new = edit }
            new.sets["title"] = .string("new")
            new.unsets.remove("title")
            return try await registry.add(kind: "action", new, permit: permit).1
        }
        switch edit {
        case .fields(let edit): return try await registry.edit(key, edit, permit: permit)
        case .delete: return try await registry.delete(key, permit: permit)
        case .restore: return try await registry.restore(key, permit: permit)
        case .resolve(let field):
            return try await registry.resolve(
                key, field: field, .value(.string("decided")), permit: permit)
        case .undo: return try await registry.undo(nil, permit: permit).written
        }
    }

    func acknowledge(
        _ written: Registry.Written, _ office: Office, _ registry: Registry
    ) async throws {
        guard let last = written.dots.last else { return }
        if office.past.mustBeStopped == last.feed {
            violate(.wroteAfterRestore, "\(office.name) wrote \(last)")
        }
        // Asked of the process that acknowledged: what it holds now is what it wrote.
        guard let tree = try await registry.held().feeds[last.feed] else {
            return violate(.promise, "\(last) is not held by who wrote it")
        }
        for dot in written.dots {
            guard let entry = tree.entry(dot.seq, on: 0) else {
                return violate(.promise, "\(dot) is not held by who wrote it")
            }
            ledger.write(entry, seen: office.seen(by: entry, of: tree))
            ledger.acknowledge(entry)
        }
        office.past.acknowledged[last.feed] = tree.entry(last.seq, on: 0)!.pre
        office.promised[last.feed] = tree.heads
    }

    /// A command that failed may have written: then its line may still turn up.
    private func noteUnacknowledged(_ index: Int) {
        guard let feed = openFeed(of: index), let tree = stored(index)?.feeds[feed] else { return }
        for entry in tree.branches[0].entries.suffix(8) where !ledger.knows(entry.pre) {
            tell("  \(entry.change.dot) was written and not acknowledged")
            ledger.write(entry, seen: offices[index].seen(by: entry, of: tree))
        }
    }

    // MARK: Pulling

    /// Somebody pulls from this office alone.
    private func pullFrom(_ index: Int, _ random: inout SeededRandom) async {
        let others = offices.indices.filter {
            !offices[$0].isLost && offices[$0].name != offices[index].name
        }
        // Who cannot open its store does not pull; that it must be able to is judged elsewhere.
        guard let other = others.isEmpty ? nil : random.pick(others),
            let process = try? server(of: offices[other])
        else { return }
        await pull(other, process, from: [index], asksMallory: false)
    }

    func pull(_ index: Int, _ random: inout SeededRandom) async {
        let others = offices.indices.filter { offices[$0].name != offices[index].name }
        var chosen = others.filter { _ in random.one(in: 3) }
        if chosen.isEmpty { chosen = [random.pick(others)] }
        let asksMallory = random.one(in: 2)
        var process: Registry?
        do { process = try offices[index].process(&random) } catch {
            judge(error, index, "pull")
        }
        if let process { await pull(index, process, from: chosen, asksMallory: asksMallory) }
    }

    func pull(_ index: Int, _ registry: Registry, from others: [Int], asksMallory: Bool) async {
        let office = offices[index]
        var peers: [any Peer] = others.map {
            Link(name: offices[$0].name, world: self, from: index, to: $0)
        }
        if asksMallory, let mallory {
            peers.append(MalloryLink(world: self, mallory: mallory, from: index))
        }
        var options = Pull.Options()
        options.attempts = 2
        options.batchLineLimit = 8
        do {
            let before = try await registry.held()
            let report = try await Pull(
                registry, peers: peers, options: options, permit: WritePermit()
            ).run()
            count("pull")
            tell(
                "  \(label(index)) pulled "
                    + report.peers.map { "\($0.name) +\($0.applied) \($0.outcome.code)" }
                    .joined(separator: ", ") + ", exit \(report.exit.rawValue)")
            count("line pulled", report.applied)
            count("line healed", report.peers.reduce(0) { $0 + $1.healed })
            blame(report, index)
            if report.restoration != nil, !office.past.mayBeStopped {
                violate(.refused, "\(office.name) was told that it was restored")
            }
            if let beat = report.heartbeat {
                try await acknowledge(beat, office, registry)
                if !beat.dots.isEmpty { count("heartbeat") }
            }
            if let failure = report.failure {
                judge(failure, index, "pull")
                if failure.mayHaveWritten { noteUnacknowledged(index) }
            }
            office.lastReport = report
            try await promise(index, registry, before)
        } catch {
            judge(error, index, "pull")
            // Its heartbeat may be there without a word.
            if office.machine.disk.isDead || error.mayHaveWritten { noteUnacknowledged(index) }
        }
    }

    /// What this pull brought is on disk, or the pull has lied.
    private func promise(_ index: Int, _ registry: Registry, _ before: History) async throws {
        let office = offices[index]
        guard !office.machine.disk.isDead, !office.machine.disk.hasFailedSync else { return }
        for (feed, tree) in try await registry.held().feeds
        where feed.node != office.name && before.feeds[feed]?.heads != tree.heads {
            office.promised[feed] = tree.heads
        }
    }
}

extension Error {
    /// Whether a command may fail with this after its lines reached the file.
    fileprivate var mayHaveWritten: Bool {
        switch self as? RegistryError {
        case .disk, .partlyWritten: true
        default: false
        }
    }
}
