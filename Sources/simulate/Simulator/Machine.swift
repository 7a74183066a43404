import MutantRegistry

/// One computer of an office: a disk, a clock that may be wrong, chance from the seed.
final class Machine: @unchecked Sendable {
    // One thread runs a simulation; see Scheduler.
    let disk: SimulatedDisk
    private let scheduler: Scheduler
    private var random: SeededRandom
    /// Seconds that the clock is off.
    var clockError = 0

    init(seed: UInt64, _ scheduler: Scheduler, struck: @escaping (String) -> Void) {
        disk = SimulatedDisk(seed: seed, struck: struck)
        self.scheduler = scheduler
        random = SeededRandom(seed: seed, 3)
    }

    /// The machine is no more asked for anything: its calls hold it, and it holds them.
    func scrap() { calls = .system }

    /// 2027-01-15T08:00:00Z, where every simulation begins.
    private static let start = 1_800_000_000

    private(set) lazy var calls: SystemCalls = {
        var calls = SystemCalls.system
        calls.open = { self.disk.open($0, $1, $2) }
        calls.close = { self.disk.close($0) }
        calls.fstat = { (file: Int32) in self.disk.status(file) }
        calls.lstat = { (path: String) in self.disk.status(path) }
        calls.stat = { (path: String) in self.disk.status(path) }
        calls.pread = { self.disk.read($0, $1, $2, $3) }
        calls.write = { self.disk.write($0, $1, $2, nil) }
        calls.pwrite = { self.disk.write($0, $1, $2, $3) }
        calls.fsync = { self.disk.sync($0) }
        calls.ftruncate = { self.disk.truncate($0, $1) }
        calls.flock = { self.disk.lock($0, $1) }
        calls.rename = { self.disk.rename($0, $1) }
        calls.link = { self.disk.link($0, $1) }
        calls.unlink = { self.disk.unlink($0) }
        calls.mkdir = { path, _ in self.disk.makeFolder(path) }
        calls.list = { self.disk.list($0) }
        calls.realpath = { $0 }
        // No reserves: a disk that is full here has room again by itself.
        calls.freeBytes = { _ in nil }
        calls.random = { self.random.next() }
        calls.realTime = {
            Self.start + Int(self.scheduler.now.components.seconds) + self.clockError
        }
        calls.monotonicTime = { self.scheduler.now }
        calls.sleep = { await self.scheduler.sleep($0) }
        return calls
    }()
}
