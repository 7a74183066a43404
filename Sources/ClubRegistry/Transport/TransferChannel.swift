import Foundation

/// Carries one answer from the thread that receives it to the one task that reads it.
///
/// Bounded: the thread waits while `pendingByteLimit` bytes or more are unread, so a peer that
/// sends faster than we store fills its own buffers, not our memory.
///
/// `@unchecked Sendable`: every stored property below `condition` is touched only with it locked.
final class TransferChannel: @unchecked Sendable {
    /// What the reader sees: one head, then bytes, then one end that stays.
    enum Event: Sendable {
        case head(HTTPHead)
        case bytes([UInt8])
        case ended(TransferError?)
    }

    /// With the last write of curl's on top (at most 16 KiB), the most memory a transfer holds.
    static let pendingByteLimit = 256 * 1024

    private let condition = NSCondition()
    private var head: HTTPHead?
    private var pending: [UInt8] = []
    private var outcome: Event?
    private var isAbandonedByReader = false
    private var reader: CheckedContinuation<Event, Never>?
    private var wakeThread: (() -> Void)?

    // MARK: The reader's side

    /// The next event, as soon as there is one; `ended(.cancelled)` if the task is cancelled.
    ///
    /// One reader at a time: a second call while one waits is a programming error.
    func next() async -> Event {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                update {
                    precondition(reader == nil, "two tasks read one transfer")
                    reader = continuation
                }
            }
        } onCancel: {
            abandon()
        }
    }

    /// Nobody will read on: frees the reader at once, and tells the thread to end the transfer.
    func abandon() {
        update {
            guard !isAbandonedByReader else { return }
            isAbandonedByReader = true
            head = nil
            pending = []
            wakeThread?()
            condition.broadcast()
        }
    }

    // MARK: The thread's side

    var isAbandoned: Bool { condition.withLock { isAbandonedByReader } }

    /// Sets what interrupts the thread when it waits for the peer; called with the lock held, by
    /// any thread, until `finish`.
    func onAbandon(_ wake: @escaping () -> Void) {
        condition.withLock { wakeThread = wake }
    }

    func deliver(head: HTTPHead) {
        update {
            if !isAbandonedByReader { self.head = head }
        }
    }

    /// Hands bytes over, and waits for the reader if too many are unread already.
    ///
    /// - Returns: the time spent waiting for the reader, or `nil` if nobody reads any more.
    func deliver(bytes: UnsafeRawBufferPointer) -> Duration? {
        update {
            var waited = Duration.zero
            if pending.count >= Self.pendingByteLimit {
                let start = SuspendingClock.now
                while pending.count >= Self.pendingByteLimit && !isAbandonedByReader {
                    condition.wait()
                }
                waited = start.duration(to: .now)
            }
            guard !isAbandonedByReader else { return nil }
            pending.append(contentsOf: bytes)
            return waited
        }
    }

    /// The last event: `nil` for a whole answer. Bytes not yet read can still be read before it.
    func finish(_ error: TransferError?) {
        update {
            wakeThread = nil
            outcome = .ended(error)
        }
    }

    // MARK: Both

    /// Changes the state with it locked, then resumes the reader if one waits and has an event.
    ///
    /// Resumed once, because whoever clears `reader` resumes it; and only after unlocking, because
    /// the runtime may call `abandon` while it holds the very lock that resuming takes.
    private func update<Result>(_ change: () -> Result) -> Result {
        var served: (reader: CheckedContinuation<Event, Never>, event: Event)?
        let result = condition.withLock {
            let result = change()
            if let reader, let event = takeEvent() {
                self.reader = nil
                served = (reader, event)
            }
            return result
        }
        if let served { served.reader.resume(returning: served.event) }
        return result
    }

    /// Called with the lock held.
    private func takeEvent() -> Event? {
        if isAbandonedByReader { return .ended(.cancelled) }
        if let head {
            self.head = nil
            return .head(head)
        }
        if !pending.isEmpty {
            defer {
                pending = []
                condition.broadcast()
            }
            return .bytes(pending)
        }
        return outcome
    }
}
