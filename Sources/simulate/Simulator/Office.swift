import MutantRegistry

/// One office: a machine, and the processes that run on it.
final class Office {
    let name: String
    let machine: Machine
    /// Programs that run now, each with the store open; they share the disk and its locks.
    var processes: [Registry] = []
    var isLost = false
    /// Whether its answers pass through somebody who changes them.
    var isHostile = false
    /// What its owner was told is there, by feed: the last sealed line of each branch.
    var promised: [FeedID: [Head]] = [:]
    /// What came of backups and copies: what its program may, or must, refuse.
    var past = Past()
    var backups: [Backup] = []
    /// What its last pull reported.
    var lastReport: PullReport?

    struct Past {
        /// The greatest number of the own feed that was acknowledged here.
        var acknowledged = 0
        /// It may be found out to be restored: a refusal to write is no fault.
        var mayBeStopped = false
        /// Acknowledged lines of the own feed are missing: it must not write.
        var mustBeStopped = false
    }

    struct Backup {
        let dir: SimulatedDisk.Backup
        let state: SimulatedDisk.Backup
        let past: Past
    }

    init(name: String, machine: Machine) {
        self.name = name
        self.machine = machine
    }

    /// A program with the store open, started when none runs.
    func process(_ random: inout SeededRandom) throws -> Registry {
        if let running = processes.last, processes.count > 1 || !random.one(in: 24) {
            return processes.count == 1 ? running : random.pick(processes)
        }
        return try start()
    }

    func start() throws -> Registry {
        let registry = try Registry(dir: "/dir", stateRoot: "/state", calls: machine.calls)
        processes.append(registry)
        return registry
    }

    func endProcesses() {
        machine.disk.endProcesses()
        processes = []
    }
}
