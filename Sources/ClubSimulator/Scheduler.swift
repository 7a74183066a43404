/// Runs every task of a simulation on one thread, in an order that a seed decides.
///
/// Tasks, their children and the actors that they call all take this executor, so nothing runs
/// beside anything else. Time stands still while something can run; when nothing can, it jumps to
/// the next sleeper.
final class Scheduler: TaskExecutor, @unchecked Sendable {
    // Every access is from the one thread that calls `run`: that is the proof.
    private var jobs: [UnownedJob] = []
    private var sleepers: [(wakes: Duration, number: Int, continuation: CheckedContinuation<Void, Never>)] = []
    private var nextNumber = 0
    private var random: SeededRandom
    private(set) var now: Duration = .zero

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    func enqueue(_ job: consuming ExecutorJob) { jobs.append(UnownedJob(job)) }

    /// Runs `body`, and whatever it starts, to its end.
    func run<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) -> Result {
        nonisolated(unsafe) var result: Result?
        Task(executorPreference: self) { result = await body() }
        let executor = asUnownedTaskExecutor()
        while result == nil {
            if !jobs.isEmpty {
                let index = jobs.count == 1 ? 0 : Int.random(in: jobs.indices, using: &random)
                let job = jobs[index]
                jobs[index] = jobs[jobs.count - 1]
                jobs.removeLast()
                job.runSynchronously(on: executor)
            } else if let first = sleepers.indices.min(by: {
                (sleepers[$0].wakes, sleepers[$0].number) < (sleepers[$1].wakes, sleepers[$1].number)
            }) {
                let sleeper = sleepers.remove(at: first)
                now = max(now, sleeper.wakes)
                sleeper.continuation.resume()
            } else {
                preconditionFailure("everything waits, and nothing will wake it")
            }
        }
        return result!
    }

    func sleep(_ duration: Duration) async {
        await withCheckedContinuation { continuation in
            nextNumber += 1
            sleepers.append((now + max(duration, .zero), nextNumber, continuation))
        }
    }

    /// Time passes without anybody waiting for it.
    func pass(_ duration: Duration) { now += duration }
}

/// SplitMix64: the same numbers for the same seed, on every machine.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// Once in `count`, on average.
    package mutating func one(in count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

    package mutating func pick<Item>(_ items: some RandomAccessCollection<Item>) -> Item {
        items.randomElement(using: &self)!
    }
}
