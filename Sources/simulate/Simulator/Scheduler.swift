/// Runs every task of a simulation on one thread, in an order that a seed decides.
///
/// Tasks, their children and the actors that they call all take this executor, so nothing runs
/// beside anything else. Time stands still while something can run; when nothing can, it jumps to
/// the next sleeper.
///
/// - SeeAlso: Zhou et al., "FoundationDB: A Distributed Unbundled Transactional Key Value Store"
///   (2021), §4, deterministic simulation.
final class Scheduler: TaskExecutor, @unchecked Sendable {
    // Every access is from the one thread that calls `run`: that is the proof.
    private var jobs: [UnownedJob] = []
    private var sleepers: [Sleeper] = []
    private var sleeperCount = 0
    private var random: SeededRandom
    private(set) var now: Duration = .zero

    private struct Sleeper {
        let wakes: Duration
        let number: Int
        let continuation: CheckedContinuation<Void, Never>
    }

    init(seed: UInt64) { random = SeededRandom(seed: seed, 1) }

    func enqueue(_ job: consuming ExecutorJob) { jobs.append(UnownedJob(job)) }

    /// Runs `body`, and whatever it starts, to its end.
    func run(_ body: @escaping @Sendable () async -> Void) {
        // Unchecked, because the task that sets it runs on this very thread.
        nonisolated(unsafe) var isDone = false
        Task(executorPreference: self) {
            await body()
            isDone = true
        }
        let executor = asUnownedTaskExecutor()
        while !isDone {
            if !jobs.isEmpty {
                let index = jobs.count == 1 ? 0 : random.below(jobs.count)
                let job = jobs[index]
                jobs[index] = jobs[jobs.count - 1]
                jobs.removeLast()
                job.runSynchronously(on: executor)
            } else if let next = sleepers.indices.min(by: {
                (sleepers[$0].wakes, sleepers[$0].number) < (
                    sleepers[$1].wakes, sleepers[$1].number
                )
            }) {
                let sleeper = sleepers.remove(at: next)
                now = max(now, sleeper.wakes)
                sleeper.continuation.resume()
            } else {
                preconditionFailure("everything waits, and nothing will wake it")
            }
        }
    }

    func sleep(_ duration: Duration) async {
        await withCheckedContinuation { continuation in
            sleeperCount += 1
            sleepers.append(
                Sleeper(
                    wakes: now + max(duration, .zero), number: sleeperCount,
                    continuation: continuation))
        }
    }

    /// Time passes without anybody waiting for it.
    func pass(_ duration: Duration) { now += duration }
}
