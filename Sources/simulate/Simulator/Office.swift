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
    /// What each command that wrote, or tried to, had folded, by the number of its first line.
    private var attempts: [Int: [RecordKey: Set<Hash256>]] = [:]
    /// Its identity key, on paper.
    var identity: [UInt8] = []
    /// What its disk said when it was read last from outside.
    var read: (changeCount: Int, history: History)?
    /// What its last pull reported.
    var lastReport: PullReport?

    struct Past {
        /// Per own feed, the last line that was acknowledged here.
        var acknowledged: [FeedID: Hash256] = [:]
        /// It may be found out to be restored: a refusal to write is no fault.
        var mayBeStopped = false
        /// The feed that must not be written to any more: acknowledged lines of it are missing here,
        /// or were.
        var mustBeStopped: FeedID?
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
        registry.witness = { [unowned self] firstSeq, folded in
            // After a restore numbers are given again: what later ones were about is another past.
            attempts = attempts.filter { $0.key < firstSeq }
            attempts[firstSeq] = folded
        }
        processes.append(registry)
        return registry
    }

    /// The lines of its record that the author of a line of this office had folded.
    func seen(by entry: FeedTree.Entry, of tree: FeedTree) -> Set<Hash256> {
        guard let key = entry.change.record?.key,
            let first = attempts.keys.filter({ $0 <= entry.seq }).max()
        else { return [] }
        // What it wrote itself just before counts, too.
        let own = tree.branches[0].entries.prefix { $0.seq < entry.seq }
            .filter { $0.seq >= first && $0.change.record?.key == key }.map(\.pre)
        return attempts[first]![key, default: []].union(own)
    }

    /// A new feed counts from 1 again.
    func forgetAttempts() { attempts = [:] }

    func endProcesses() {
        machine.disk.endProcesses()
        processes = []
    }
}
