import Testing

@testable import ClubRegistry

/// The clock is an argument, so these tests take no time.
struct TransferDeadlinesTests {
    private let limits = TransferLimits(
        bodyByteLimit: 0, firstByte: .seconds(15), stall: .seconds(20), stallByteFloor: 1000)

    @Test
    func `without a total, nothing but curl limits the connection`() throws {
        var deadlines = TransferDeadlines(limits: limits)
        #expect(deadlines.isConnecting)
        #expect(try deadlines.timeLeft(at: .seconds(3600), received: 0) == nil)
    }

    @Test
    func `the first byte's time begins with the connection`() throws {
        var deadlines = TransferDeadlines(limits: limits)
        deadlines.connected(at: .seconds(8))
        #expect(!deadlines.isConnecting)
        #expect(try deadlines.timeLeft(at: .seconds(22), received: 0) == .seconds(1))
        #expect(throws: TransferError.timedOut(.firstByte)) {
            try deadlines.timeLeft(at: .seconds(23), received: 0)
        }
    }

    @Test
    func `a window ends with enough bytes and not with fewer`() throws {
        var deadlines = TransferDeadlines(limits: limits)
        deadlines.connected(at: .zero)
        deadlines.headCompleted(at: .seconds(5))
        #expect(try deadlines.timeLeft(at: .seconds(15), received: 999) == .seconds(10))
        #expect(try deadlines.timeLeft(at: .seconds(16), received: 1000) == .seconds(20))
        #expect(try deadlines.timeLeft(at: .seconds(35), received: 1999) == .seconds(1))
        #expect(throws: TransferError.timedOut(.stall)) {
            try deadlines.timeLeft(at: .seconds(36), received: 1999)
        }
    }

    @Test
    func `the total counts from the start, and the nearest deadline wins`() throws {
        var limits = limits
        limits.total = .seconds(18)
        var deadlines = TransferDeadlines(limits: limits)
        #expect(try deadlines.timeLeft(at: .seconds(1), received: 0) == .seconds(17))
        deadlines.connected(at: .seconds(2))
        #expect(try deadlines.timeLeft(at: .seconds(2), received: 0) == .seconds(15))
        deadlines.headCompleted(at: .seconds(4))
        #expect(try deadlines.timeLeft(at: .seconds(4), received: 5000) == .seconds(14))
        #expect(throws: TransferError.timedOut(.total)) {
            try deadlines.timeLeft(at: .seconds(18), received: 9000)
        }
    }
}
