import Synchronization

/// What the answers of one peer say of its clock, during one pull.
///
/// Used to sign requests that it will accept, and to report a clock that is wrong. Nothing else is
/// decided from it.
final class PeerClock: Sendable {
    private let now: @Sendable () -> Int
    private let state = Mutex((correction: 0, difference: Int?.none))

    /// - Parameter now: this machine's clock, in seconds since 1970.
    init(now: @escaping @Sendable () -> Int) {
        self.now = now
    }

    /// The time to claim in a signature: ours, until the peer has refused it.
    var signingTime: Int {
        let now = now()
        return state.withLock { now.addingReportingOverflow($0.correction).partialValue }
    }

    /// The peer's clock minus ours, in seconds, as its last answer with a `Date` said.
    var difference: Int? { state.withLock { $0.difference } }

    /// Takes note of an answer.
    func note(_ head: HTTPHead) {
        guard let theirs = head.headers["date"].flatMap(HTTPDate.seconds) else { return }
        let difference = theirs - now()
        state.withLock { $0.difference = difference }
    }

    /// From now on signs by the peer's clock.
    ///
    /// - Returns: false when it has never said what that is.
    func adopt() -> Bool {
        state.withLock { state in
            guard let difference = state.difference else { return false }
            state.correction = difference
            return true
        }
    }
}
