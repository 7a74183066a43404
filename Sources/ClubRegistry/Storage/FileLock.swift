import Glibc
import Synchronization

/// A lock that one process holds at a time: `flock(LOCK_EX)` on a file that stays for ever.
///
/// The kernel drops it when its holder ends, however it ends, so no lock outlives a crash. The file
/// is never removed: two processes holding locks on two files of one name would both think
/// themselves alone. Two locks in one process exclude each other too. Readers take none.
package final class FileLock: Sendable {
    package let path: String
    /// −1 once released.
    private let number: Mutex<Int32>
    private let calls: SystemCalls

    private init(path: String, number: Int32, _ calls: SystemCalls) {
        self.path = path
        self.number = Mutex(number)
        self.calls = calls
    }

    deinit { release() }

    /// Takes the lock, asking again for up to `wait` while another holds it.
    ///
    /// `open(O_RDWR|O_CREAT|O_NOFOLLOW, 0600)`, `flock(LOCK_EX|LOCK_NB)` with growing pauses, then
    /// `ftruncate` and `pwrite` of pid and command. The pauses sleep as a task; no thread is
    /// blocked. If we crash here, then the lock is free and the file names a process that is no
    /// more.
    ///
    /// - Parameter command: what this process is doing, for the message that others see.
    static func acquire(
        _ path: String, command: String, wait: Duration = .seconds(10),
        calls: SystemCalls = .system
    ) async throws -> FileLock {
        let lock = FileLock(path: path, number: try open(path, calls), calls)
        let deadline = calls.monotonicTime() + wait
        var pause = Duration.milliseconds(2)
        var generator = calls.generator
        while try !lock.attempt() {
            let left = deadline - calls.monotonicTime()
            guard left > .zero else {
                throw FileLockError.held(path, holder: holder(of: path, calls: calls))
            }
            do {
                // Between half and all of the pause: two that wait do not ask in step.
                try await calls.sleep(
                    min(left, pause * Double.random(in: 0.5...1, using: &generator)))
            } catch {
                throw FileLockError.cancelled(path)
            }
            pause = min(pause * 2, .milliseconds(250))
        }
        lock.sign(command)
        return lock
    }

    /// Gives the lock back: `ftruncate` to nothing, `flock(LOCK_UN)`, `close`. A second call does
    /// nothing.
    ///
    /// Not `close` alone: a child started meanwhile may share the open file, and with it the lock.
    package func release() {
        number.withLock { number in
            guard number >= 0 else { return }
            // Failure leaves a stale name behind, which holder(of:) sees through.
            _ = calls.ftruncate(number, 0)
            _ = calls.flock(number, LOCK_UN)
            _ = calls.close(number)
            number = -1
        }
    }

    /// The process that the lock file names, if it is alive as far as we can see (in a container we
    /// may not).
    package static func holder(of path: String, calls: SystemCalls = .system) -> Holder? {
        // Only decoration for a message: without it the message says "another process".
        guard
            let bytes = try? DurableFile.read(path, limit: 4096, followsLinks: false, calls: calls)
        else {
            return nil
        }
        let line = String(decoding: bytes.prefix { $0 != 0x0a }, as: UTF8.self)
        let parts = line.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let process = Int32(parts[0]), process > 0,
            kill(process, 0) == 0 || errno == EPERM
        else { return nil }
        return Holder(process: process, command: Printable.text(parts[1]))
    }

    /// Who holds a lock.
    package struct Holder: Hashable, Sendable {
        package let process: Int32
        /// As it described itself, made safe for a terminal.
        package let command: String

        package init(process: Int32, command: String) {
            self.process = process
            self.command = command
        }
    }

    private static func open(_ path: String, _ calls: SystemCalls) throws(FileLockError) -> Int32 {
        try FileLockError.carrying { () throws(SystemError) in
            try Descriptor.check("open", path) {
                calls.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0o600)
            }
        }
    }

    private func attempt() throws(FileLockError) -> Bool {
        let number = number.withLock { $0 }
        do throws(SystemError) {
            _ = try Descriptor.check("flock", path) { calls.flock(number, LOCK_EX | LOCK_NB) }
            return true
        } catch let error where error.errno == EWOULDBLOCK {
            return false
        } catch {
            throw .system(error)
        }
    }

    /// Writes who we are. Failure is ignored: on a full disk the lock must still be had, to make
    /// room.
    private func sign(_ command: String) {
        let number = number.withLock { $0 }
        let line = "\(getpid()) \(Printable.text(command).prefix(200))\n"
        _ = calls.ftruncate(number, 0)
        _ = line.withCString { calls.pwrite(number, $0, strlen($0), 0) }
    }
}

/// Why a lock was not had.
package enum FileLockError: SystemErrorCarrier, Hashable, Sendable {
    /// Another process, or another task of this one, held it all the while.
    case held(String, holder: FileLock.Holder?)
    /// The waiting task was cancelled.
    case cancelled(String)
    case system(SystemError)
}
