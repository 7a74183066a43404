import Glibc
import Synchronization

/// The first `fsync` that failed in this process; none succeeds after it.
///
/// The kernel reports lost pages once and marks them clean, so the next `fsync` of that file, by
/// whichever object, would report success for bytes that are nowhere. What a process syncs before it
/// acknowledges or serves goes through here, so that a failure ends both. The next process reads the
/// disk again.
///
/// - SeeAlso: Rebello et al., "Can Applications Recover from fsync Failures?" (2020).
package final class SyncFailure: Sendable {
    private let number = Mutex<Int32?>(nil)
    private let happened: AsyncStream<Int32>
    private let continuation: AsyncStream<Int32>.Continuation

    init() { (happened, continuation) = AsyncStream.makeStream() }

    /// The same calls, but that after a failed `fsync` every other fails as it did.
    func ending(_ calls: SystemCalls) -> SystemCalls {
        var ending = calls
        ending.fsync = { [self] file in
            if let number = number.withLock({ $0 }) {
                errno = number
                return -1
            }
            let result = calls.fsync(file)
            // Interrupted is not failed: the caller asks again.
            if result != 0, errno != EINTR { note(errno) }
            return result
        }
        return ending
    }

    private func note(_ error: Int32) {
        number.withLock { $0 = $0 ?? error }
        continuation.yield(error)
        continuation.finish()
        errno = error
    }

    /// Waits for it, for one caller; nil when the waiting task is cancelled.
    package func wait() async -> SystemError? {
        for await error in happened { return SystemError(call: "fsync", path: "", errno: error) }
        return nil
    }
}
