package import ClubRegistry
import Synchronization

/// A clock that stands still until a test moves it; everything else is the kernel's.
package final class TestClock: Sendable {
    private let time: Mutex<Int>

    /// - Parameter seconds: since 1970.
    package init(_ seconds: Int) { time = Mutex(seconds) }

    /// The first hour, in UTC, of the day after the one on which the test runs.
    package static var tomorrow: TestClock {
        TestClock((SystemCalls.system.realTime() / 86_400 + 1) * 86_400 + 3_600)
    }

    package func pass(days: Int = 0, seconds: Int = 0) {
        time.withLock { $0 += days * 86_400 + seconds }
    }

    package func set(_ seconds: Int) { time.withLock { $0 = seconds } }

    package var now: Int { time.withLock { $0 } }

    package var calls: SystemCalls {
        var calls = SystemCalls.system
        calls.realTime = { self.now }
        return calls
    }
}
