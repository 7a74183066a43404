import MutantRegistry

/// What goes wrong.
extension World {
    func strike(_ fault: Plan.Fault, _ index: Int, _ random: inout SeededRandom) async {
        let office = offices[index]
        let disk = office.machine.disk
        tell("  \(fault) strikes \(label(index))")
        switch fault {
        case .kill: disk.callsUntilDeath = random.below(random.one(in: 2) ? 12 : 60)
        case .powerCut:
            office.endProcesses()
            cutPower(index)
            checkPromise(index)
        case .fsyncError: disk.syncsUntilFailure = random.below(6)
        case .fullDisk:
            disk.room = disk.room == nil ? random.below(2_500) : nil
        case .clock:
            count("clock jump")
            // Ten years back or ahead, or some minutes.
            let reach = random.one(in: 2) ? 315_576_000 : 600
            office.machine.clockError = random.below(2 * reach) - reach
        case .partition:
            let other = random.below(offices.count)
            if random.one(in: 3) {
                network.healOne(&random)
            } else if random.one(in: 4) {
                // One office alone.
                for other in offices.indices where other != index {
                    network.cut(from: index, to: other)
                    network.cut(from: other, to: index)
                }
            } else {
                network.cut(from: index, to: other)
                if random.one(in: 2) { network.cut(from: other, to: index) }
            }
        case .weather:
            count("change of weather")
            network.weather = random.one(in: 4) ? .calm : .bad(&random)
        case .restore, .restoreWithState:
            guard !office.backups.isEmpty else { return }
            let backup = random.pick(office.backups)
            restore(index, backup, withState: fault == .restoreWithState)
        case .clone:
            guard offices.count < plan.officeCount + 2, let backup = office.backups.last else {
                return
            }
            clone(index, backup, withState: !random.one(in: 3))
        case .lostOffice:
            let livingCount = offices.count { !$0.isLost }
            guard livingCount > 3, random.one(in: 8) else { return }
            count("lost office")
            lose(index) {
                disk.restore("/dir", [:])
                disk.restore("/state", [:])
                office.isLost = true
            }
        }
    }

    func cutPower(_ index: Int) {
        count("power cut")
        tell("  power cut at \(label(index))")
        offices[index].endProcesses()
        offices[index].machine.disk.cutPower()
        forgetUnacknowledged(index)
    }

    /// Puts back what stood there some time ago: the folder alone, or the whole machine.
    private func restore(_ index: Int, _ backup: Office.Backup, withState: Bool) {
        let office = offices[index]
        count(withState ? "restored DIR and STATE" : "restored DIR")
        lose(index) {
            office.machine.disk.restore("/dir", backup.dir)
            if withState { office.machine.disk.restore("/state", backup.state) }
        }
        office.promised = [:]
        if withState {
            // Nothing here knows better; the next peer that is asked does.
            office.past = backup.past
            mayFork.insert(office.name)
        } else {
            let open = openFeed(of: index)
            let last = open.flatMap { office.past.acknowledged[$0] }
            let isMissing = last.map { !storedLines(index).contains($0) } ?? false
            office.past.mustBeStopped = isMissing ? open : nil
        }
        office.past.mayBeStopped = true
        ledger.remember(storedLines(index))
        forgetUnacknowledged(index)
    }

    /// A second machine with the same folder and, it may be, the same STATE.
    private func clone(_ index: Int, _ backup: Office.Backup, withState: Bool) {
        count(withState ? "clone" : "clone without STATE")
        let office = offices[index]
        let machine = makeMachine()
        let copy = Office(name: office.name, machine: machine)
        machine.disk.restore("/dir", backup.dir)
        if withState {
            machine.disk.restore("/state", backup.state)
            mayFork.insert(office.name)
        } else {
            _ = machine.disk.makeFolder("/state")
        }
        copy.identity = office.identity
        copy.past = backup.past
        copy.past.mayBeStopped = true
        // Without STATE it has no key of any feed to write with.
        office.past.mayBeStopped = true
        offices.append(copy)
        ledger.remember(storedLines(offices.count - 1))
    }

    /// A disaster: acknowledged lines that stood nowhere else are gone, and nobody can be blamed.
    private func lose(_ index: Int, _ disaster: () -> Void) {
        let before = storedLines(index)
        offices[index].endProcesses()
        disaster()
        let after = offices[index].isLost ? [] : storedLines(index)
        var gone = before.subtracting(after)
        for other in offices.indices where other != index && !offices[other].isLost {
            guard !gone.isEmpty else { return }
            gone.subtract(storedLines(other))
        }
        ledger.destroyed.formUnion(gone)
    }

    // MARK: Disks, read from outside

    /// The sealed lines in the feed files of an office, whatever its processes know.
    func stored(_ index: Int) -> History? {
        let disk = offices[index].machine.disk
        if let read = offices[index].read, read.changeCount == disk.changeCount {
            return read.history
        }
        let isDead = disk.isDead
        disk.isDead = false
        defer { disk.isDead = isDead }
        // A folder that is gone holds no line, whyever.
        let archive = try? FeedArchive(
            reading: "/dir/feeds", directory: charter.directory,
            calls: offices[index].machine.calls)
        guard let history = archive?.history else { return nil }
        offices[index].read = (disk.changeCount, history)
        return history
    }

    func storedLines(_ index: Int) -> Set<Hash256> {
        Set(
            stored(index)?.feeds.values.flatMap { $0.branches.flatMap { $0.entries.map(\.pre) } }
                ?? [])
    }

    /// Lines that no process acknowledged, and that are nowhere now, were never written.
    private func forgetUnacknowledged(_ index: Int) {
        let mine = ledger.unacknowledged(by: offices[index].name)
        guard !mine.isEmpty else { return }
        var gone = mine
        for other in offices.indices where !offices[other].isLost {
            gone.subtract(storedLines(other))
        }
        for pre in gone { ledger.forget(pre) }
    }
}
