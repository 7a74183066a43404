/// Decides, from the peer's time and bytes alone, when a transfer has taken too long.
///
/// A pure value. `now` is the time the peer has kept us waiting since the start, so a reader who is
/// slow to ask for more does not bring any deadline nearer.
struct TransferDeadlines {
    private enum Stage {
        /// Name lookup, TCP and TLS: the deadline is curl's own (`CURLOPT_CONNECTTIMEOUT_MS`),
        /// because curl divides it among the addresses it tries.
        case connecting
        case awaitingHead(since: Duration)
        /// The window in which the next `stallByteFloor` bytes must come.
        case receiving(since: Duration, received: Int)
    }

    private let limits: TransferLimits
    private var stage = Stage.connecting

    init(limits: TransferLimits) {
        self.limits = limits
    }

    var isConnecting: Bool {
        if case .connecting = stage { true } else { false }
    }

    /// The request can be sent.
    mutating func connected(at now: Duration) {
        stage = .awaitingHead(since: now)
    }

    /// The final header block is complete.
    mutating func headCompleted(at now: Duration) {
        stage = .receiving(since: now, received: 0)
    }

    /// The time left until the nearest deadline, `nil` if there is none.
    ///
    /// `received` counts the body's bytes so far, as they came over the wire.
    ///
    /// - Throws: `timedOut`, with the phase whose limit has passed.
    mutating func timeLeft(at now: Duration, received: Int) throws(TransferError) -> Duration? {
        if case .receiving(_, let before) = stage, received - before >= limits.stallByteFloor {
            stage = .receiving(since: now, received: received)
        }
        var left: Duration?
        switch stage {
        case .connecting: break
        case .awaitingHead(let since):
            left = try Self.timeLeft(of: limits.firstByte, since: since, at: now, .firstByte)
        case .receiving(let since, _):
            left = try Self.timeLeft(of: limits.stall, since: since, at: now, .stall)
        }
        guard let total = limits.total else { return left }
        let totalLeft = try Self.timeLeft(of: total, since: .zero, at: now, .total)
        return min(left ?? totalLeft, totalLeft)
    }

    private static func timeLeft(
        of limit: Duration, since start: Duration, at now: Duration, _ phase: TransferError.Phase
    ) throws(TransferError) -> Duration {
        let left = limit - (now - start)
        guard left > .zero else { throw .timedOut(phase) }
        return left
    }
}
