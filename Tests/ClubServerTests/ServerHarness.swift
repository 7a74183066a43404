#if Server
import ClubServer
import Synchronization
import Testing

/// Serves `website` on a port that the system chooses while `body` runs, then stops and waits
/// for the end.
func withServer(
    _ website: Website, limits: ServerLimits = ServerLimits(),
    _ body: (_ port: Int, _ stop: @Sendable () -> Void) async throws -> Void
) async throws {
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    let serving = Task {
        defer { continuation.finish() }
        try await HTTPServer.serve(
            website, host: "localhost", port: 0, limits: limits, stopsOnSignals: false
        ) { continuation.yield($0) }
    }
    var iterator = ports.makeAsyncIterator()
    let port = try #require(await iterator.next())
    defer { serving.cancel() }
    try await body(port) { serving.cancel() }
    serving.cancel()
    try await serving.value
}

/// A gate that is opened once; whoever waits goes on when it is, or when cancelled.
final class Gate: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    }

    func open() { continuation.finish() }

    func wait() async {
        for await _ in stream {}
    }
}

/// Counts from several tasks.
final class Counter: Sendable {
    private let state = Mutex(0)

    var value: Int { state.withLock { $0 } }

    @discardableResult
    func increment() -> Int {
        state.withLock { count in
            count += 1
            return count
        }
    }
}

/// Routes that misbehave as a test needs.
func streaming(_ chunk: @escaping @Sendable (_ number: Int) async throws -> [UInt8]?) -> Route {
    Route("/stream") { _, _ in
        let counter = Counter()
        return WebResponse(body: .stream(ByteStream { try await chunk(counter.increment()) }))
    }
}
#endif
