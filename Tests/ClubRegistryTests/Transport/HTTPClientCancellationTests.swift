import ClubRegistry
import ClubTestSupport
import Testing

/// Who stops reading stops the transfer; the server seeing its connection closed is the proof.
@Suite(.timeLimit(.minutes(5)))
struct HTTPClientCancellationTests {
    /// A server that reports the stages of its only connection.
    private struct Stage {
        let server: ScriptedServer
        private let requests: AsyncStream<Void>
        private let closes: AsyncStream<Void>

        /// `answer` is what it does between the request and the close it then waits for.
        init(answer: @escaping @Sendable (ScriptedServer.Connection) -> Void) {
            let (requests, requested) = AsyncStream.makeStream(of: Void.self)
            let (closes, closed) = AsyncStream.makeStream(of: Void.self)
            self.requests = requests
            self.closes = closes
            server = ScriptedServer { connection in
                _ = connection.readRequest()
                requested.yield()
                answer(connection)
                connection.waitForClose()
                closed.yield()
            }
        }

        func request() async { await requests.first { true } }
        func close() async { await closes.first { true } }
    }

    private static let head = "HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n"

    @Test
    func `a cancelled task stops waiting for the head`() async {
        let stage = Stage { _ in }
        let task = Task { try await HTTPClient().get(.small(stage.server.url)) }
        await stage.request()
        task.cancel()
        await #expect(throws: TransferError.cancelled) { try await task.value }
        await stage.close()
    }

    @Test
    func `a cancelled task stops waiting for the body`() async throws {
        let stage = Stage { $0.send(Self.head + "x") }
        let (pieces, arrived) = AsyncStream.makeStream(of: Int.self)
        let task = Task {
            let body = try await HTTPClient().get(.small(stage.server.url)).body
            while let piece = try await body.next() { arrived.yield(piece.count) }
        }
        _ = await pieces.first { _ in true }
        task.cancel()
        await #expect(throws: TransferError.cancelled) { try await task.value }
        await stage.close()
    }

    @Test
    func `a task cancelled before it begins asks nothing`() async {
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await HTTPClient().get(.small("http://club.invalid/"))
        }
        await #expect(throws: TransferError.cancelled) { try await task.value }
    }

    @Test
    func `a dropped answer ends its transfer`() async throws {
        let stage = Stage { $0.send(Self.head + "x") }
        let head = try await HTTPClient().get(.small(stage.server.url)).head
        #expect(head.status == 200)
        await stage.close()
    }

    @Test
    func `a dropped answer ends its transfer also while that waits for its reader`() async throws {
        // More than the channel and the sockets' buffers hold, so the server's `send` ends only
        // with the connection.
        let stage = Stage { connection in
            connection.send(Self.head)
            #expect(!connection.send(Array(repeating: 0, count: 50_000_000)))
        }
        var body: BodyStream? = try await HTTPClient().get(
            .small(stage.server.url, bodyByteLimit: .max)
        ).body
        #expect(try await body?.next()?.isEmpty == false)
        body = nil
        await stage.close()
    }

    @Test
    func `a slow reader is not a stalled peer`() async throws {
        let length = 10_000_000
        let content = [UInt8](repeating: 7, count: length)
        let server = ScriptedServer { connection in
            _ = connection.readRequest()
            connection.send(Self.head)
            connection.send(content)
        }
        var request = HTTPGet.small(server.url, bodyByteLimit: length)
        request.limits.stall = .milliseconds(200)
        request.limits.total = .seconds(1)
        let body = try await HTTPClient().get(request).body
        var count = 0
        var isFirst = true
        while let piece = try await body.next() {
            count += piece.count
            // Not to wait for anything: being slow is what this reader is about.
            if isFirst { try await Task.sleep(for: .milliseconds(1200)) }
            isFirst = false
        }
        #expect(count == length)
    }
}
