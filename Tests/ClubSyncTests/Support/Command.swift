import Foundation
import Synchronization

/// One program to run: what it is given. Nothing is inherited from the environment of the tests.
struct Command: Sendable {
    var program = Binary.path
    var arguments: [String]
    var environment: [String: String]
    /// Where it runs, and where its outputs are kept while it does.
    var folder: String
    var input: [UInt8] = []
    /// After this it is killed, and the outcome says so. Far more than a loaded machine takes: it ends what hangs.
    var timeout: Duration = .seconds(120)

    /// How a program ended and what it wrote.
    struct Outcome: Sendable {
        /// The exit status; 128 and the signal when one ended it, as shells count.
        let status: Int32
        let output: [UInt8]
        let errors: String
        let timedOut: Bool

        var text: String { String(decoding: output, as: UTF8.self) }
        var lines: [String] { text.split(separator: "\n").map(String.init) }
        var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
    }

    /// Runs it to its end. A few at a time, so that a loaded machine slows nothing past its timeout.
    func run() async throws -> Outcome {
        await Gate.shared.enter()
        do {
            let outcome = try await start().outcome
            await Gate.shared.leave()
            return outcome
        } catch {
            await Gate.shared.leave()
            throw error
        }
    }

    /// Starts it and returns at once.
    func start() throws -> Running {
        let files = "\(folder)/.run-\(UUID())"
        try Data(input).write(to: URL(filePath: "\(files).in"))
        let process = try Spawn.start(self, files: files)
        let running = Running(process: process, files: files)
        running.watch(timeout)
        return running
    }
}

/// A program that was started.
final class Running: Sendable {
    private let process: Int32
    /// Its input and outputs, but for `.in`, `.out` and `.err`. Files, not pipes: an end of a pipe
    /// leaks into whatever is started meanwhile, and then never closes.
    private let files: String
    /// Under this lock the process is not reaped, so that no signal goes to another of its number.
    private let isOver = Mutex(false)
    private let outcomes: AsyncStream<Command.Outcome>
    private let ended: AsyncStream<Command.Outcome>.Continuation

    fileprivate init(process: Int32, files: String) {
        (self.process, self.files) = (process, files)
        (outcomes, ended) = AsyncStream.makeStream()
    }

    func send(_ signal: Int32) {
        isOver.withLock { if !$0 { kill(process, signal) } }
    }

    /// How it ended, once it has. Asked for once.
    var outcome: Command.Outcome {
        get async {
            for await outcome in outcomes { return outcome }
            preconditionFailure("asked twice for the end of one program")
        }
    }

    /// Waits on a thread of its own: what blocks must not block the threads that run the tests.
    fileprivate func watch(_ timeout: Duration) {
        let timedOut = Mutex(false)
        let timer = Task {
            try await Task.sleep(for: timeout)
            isOver.withLock {
                guard !$0 else { return }
                timedOut.withLock { $0 = true }
                kill(-process, SIGKILL)
            }
        }
        Thread.detachNewThread { [self] in
            var info = siginfo_t()
            while waitid(P_PID, id_t(process), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
            var status: Int32 = 0
            isOver.withLock {
                waitpid(process, &status, 0)
                $0 = true
            }
            timer.cancel()
            let signal = status & 0x7f
            let outcome = Command.Outcome(
                status: signal == 0 ? status >> 8 & 0xff : 128 + signal, output: bytes("out"),
                errors: String(decoding: bytes("err"), as: UTF8.self),
                timedOut: timedOut.withLock { $0 })
            for end in ["in", "out", "err"] { unlink("\(files).\(end)") }
            ended.yield(outcome)
            ended.finish()
        }
    }

    private func bytes(_ end: String) -> [UInt8] {
        [UInt8](FileManager.default.contents(atPath: "\(files).\(end)") ?? Data())
    }
}

/// How many programs run at a time.
private actor Gate {
    static let shared = Gate(places: max(4, ProcessInfo.processInfo.activeProcessorCount))
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int) { free = places }

    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
