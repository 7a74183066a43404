import Foundation

/// This program again, once for each processor, each with its share of the seeds.
struct Workers {
    private let count = max(1, ProcessInfo.processInfo.activeProcessorCount)

    /// What all of them printed, in the order of their shares, and whether one has failed.
    ///
    /// A worker that fails ends the others: the first broken promise is the news.
    func run(seeds: Range<UInt64>, arguments: [String]) -> (outputs: [String], hasFailed: Bool) {
        let share = (UInt64(seeds.count) + UInt64(count) - 1) / UInt64(count)
        var workers: [(process: Process, pipe: Pipe)] = []
        for first in stride(from: seeds.lowerBound, to: seeds.upperBound, by: Int(share)) {
            let process = Process()
            process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            process.arguments =
                [
                    "--worker", "--from", "\(first)", "--seeds",
                    "\(min(share, seeds.upperBound - first))",
                ] + arguments
            let pipe = Pipe()
            process.standardOutput = pipe
            do { try process.run() } catch { fatalError("\(error)") }
            workers.append((process, pipe))
        }
        // A pipe holds 64 KiB and a worker may say more, so all are read while they run.
        let readers = workers.map { worker in
            let box = Output()
            let thread = Thread {
                box.finish(worker.pipe.fileHandleForReading.readDataToEndOfFile())
            }
            thread.start()
            return box
        }
        var hasFailed = false
        while workers.contains(where: \.process.isRunning) {
            Thread.sleep(forTimeInterval: 0.02)
            let ended = workers.filter { !$0.process.isRunning }
            if !hasFailed, ended.contains(where: { $0.process.terminationStatus != 0 }) {
                hasFailed = true
                for worker in workers where worker.process.isRunning { worker.process.terminate() }
            }
        }
        hasFailed = hasFailed || workers.contains { $0.process.terminationStatus != 0 }
        return (readers.map { $0.text }, hasFailed)
    }

    private final class Output: @unchecked Sendable {
        // Written once by the thread that reads, before the semaphore lets the other one read it.
        private var data = Data()
        private let isDone = DispatchSemaphore(value: 0)

        func finish(_ data: Data) {
            self.data = data
            isDone.signal()
        }

        var text: String {
            isDone.wait()
            defer { isDone.signal() }
            return String(decoding: data, as: UTF8.self)
        }
    }
}
