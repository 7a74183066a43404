import ClubRegistry
import ClubTestSupport
import Dispatch
import Testing

/// What a broken or hostile server may do, and which error names it.
@Suite(.timeLimit(.minutes(5)))
struct HTTPClientHostilityTests {
    private let client = HTTPClient()

    // MARK: Connections that end early

    @Test(arguments: [
        "",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nonly this",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nonly this",
    ])
    func `an answer shorter than it claims is cut`(answer: String) async {
        let server = ScriptedServer(answering: answer)
        await #expect(throws: TransferError.cut) { try await client.collect(.small(server.url)) }
    }

    @Test
    func `a reset in the middle is a cut, after the bytes that came before`() async throws {
        let mayReset = DispatchSemaphore(value: 0)
        let server = ScriptedServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nfirst")
            // Not before the client has read: a reset also discards what lies in its buffers.
            mayReset.wait()
            connection.reset()
        }
        let body = try await client.get(.small(server.url)).body
        #expect(try await body.next() == Array("first".utf8))
        mayReset.signal()
        await #expect(throws: TransferError.cut) { try await body.next() }
        await #expect(throws: TransferError.cut, "the error stays") { try await body.next() }
    }

    @Test
    func `nobody listening is unreachable`() async {
        await ScriptedServer.withRefusingURL { url in
            _ = await #expect { try await client.get(.small(url)) } throws: {
                if case .unreachable = $0 as? TransferError { true } else { false }
            }
        }
    }

    @Test
    func `a name that no DNS can hold is unresolvable`() async {
        await #expect(throws: TransferError.unresolvable) {
            // A label has at most 63 bytes, so no resolver sends this query, nor waits for it.
            let label = String(repeating: "a", count: 64)
            return try await client.get(.small("http://\(label).invalid/"))
        }
    }

    @Test
    func `a server that does not speak TLS is not trusted`() async {
        let server = ScriptedServer { connection in
            connection.send("HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.waitForClose()
        }
        await #expect {
            try await client.get(.small("https://127.0.0.1:\(server.port)/"))
        } throws: {
            if case .untrusted = $0 as? TransferError { true } else { false }
        }
    }

    // MARK: Too much

    @Test
    func `a body over the limit is refused, whether its length was announced or not`() async {
        for framing in ["Content-Length: 100000", "Connection: close"] {
            let server = ScriptedServer { connection in
                _ = connection.readRequest()
                connection.send("HTTP/1.1 200 OK\r\n\(framing)\r\n\r\n")
                connection.send(Array(repeating: 0, count: 100_000))
            }
            await #expect(throws: TransferError.tooLarge(limit: 65_536)) {
                try await client.collect(.small(server.url))
            }
        }
    }

    @Test
    func `a body of exactly the limit is accepted, and one byte less refuses it`() async throws {
        let server = ScriptedServer(
            answering: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
        #expect(try await client.collect(.small(server.url, bodyByteLimit: 5)).body.count == 5)
        await #expect(throws: TransferError.tooLarge(limit: 4)) {
            try await client.collect(.small(server.url, bodyByteLimit: 4))
        }
    }

    @Test
    func `a gzip bomb is refused by its decoded size`() async {
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
        let server = ScriptedServer(answering: Array(head.utf8) + Gzip.bomb)
        await #expect(throws: TransferError.tooLarge(limit: 65_536)) {
            try await client.collect(.small(server.url))
        }
    }

    @Test(arguments: [
        // Many lines, one line without end, informational blocks without end, a trailer.
        ("", "X-More: and more\r\n"),
        ("X-Long: ", "and more "),
        ("\r\n", "HTTP/1.1 100 Continue\r\n\r\n"),
        ("Transfer-Encoding: chunked\r\n\r\n0\r\n", "X-Trailer: and more\r\n"),
    ])
    func `megabytes of headers are refused`(before: String, repeated: String) async {
        let status = before == "\r\n" ? 100 : 200
        let server = ScriptedServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 \(status) OK\r\n" + before)
            let flood = String(repeating: repeated, count: 4_000_000 / repeated.utf8.count)
            connection.send(flood)
        }
        await #expect(throws: TransferError.headersTooLarge(limit: 16_384)) {
            try await client.collect(.small(server.url))
        }
    }

    // MARK: Too slow

    @Test
    func `one byte at a time is a stall, though every byte is progress`() async {
        let server = ScriptedServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n")
            connection.drip("x", every: .milliseconds(20))
        }
        var request = HTTPGet.small(server.url)
        request.limits.stall = .milliseconds(300)
        await #expect(throws: TransferError.timedOut(.stall)) { try await client.collect(request) }
    }

    @Test
    func `a steady peer may take many times the stall limit`() async throws {
        let server = ScriptedServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\n\r\n")
            let piece = String(repeating: "x", count: 64)
            connection.drip(piece, every: .milliseconds(40), times: 20)
        }
        var request = HTTPGet.small(server.url)
        request.limits.stall = .milliseconds(400)
        request.limits.stallByteFloor = 64
        #expect(try await client.collect(request).body.count == 20 * 64)
    }

    @Test
    func `headers that never end are out of time, even when each line is progress`() async {
        let server = ScriptedServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\n")
            connection.drip("X-More: 1\r\n", every: .milliseconds(20))
        }
        var request = HTTPGet.small(server.url)
        request.limits.firstByte = .milliseconds(300)
        await #expect(throws: TransferError.timedOut(.firstByte)) { try await client.get(request) }
    }

    @Test
    func `a server that says nothing is out of time`() async {
        let server = ScriptedServer { $0.waitForClose() }
        var request = HTTPGet.small(server.url)
        request.limits.firstByte = .milliseconds(200)
        await #expect(throws: TransferError.timedOut(.firstByte)) { try await client.get(request) }
    }

    @Test
    func `a TLS handshake that hangs is a connection out of time`() async {
        let server = ScriptedServer { $0.waitForClose() }
        var request = HTTPGet.small("https://127.0.0.1:\(server.port)/")
        request.limits.connect = .milliseconds(200)
        await #expect(throws: TransferError.timedOut(.connect)) { try await client.get(request) }
    }

    @Test
    func `a small answer has a limit of its own for the whole transfer`() async {
        let server = ScriptedServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n")
            connection.waitForClose()
        }
        var request = HTTPGet.small(server.url)
        request.limits.total = .milliseconds(300)
        await #expect(throws: TransferError.timedOut(.total)) { try await client.collect(request) }
    }

    // MARK: Not HTTP

    @Test(arguments: [
        "SSH-2.0-OpenSSH_9.2\r\n",
        "hello",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 099 OK\r\n\r\n",
        "HTTP/1.1 600 OK\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA : b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: \u{1}\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: \0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 11\r\n\r\nnot gzipped",
        "HTTP/1.1 200 OK\r\nContent-Encoding: klingon\r\nContent-Length: 5\r\n\r\nhello",
    ])
    func `what is not HTTP is a violation`(answer: String) async {
        let server = ScriptedServer(answering: answer)
        await #expect { try await client.collect(.small(server.url)) } throws: {
            if case .protocolViolation = $0 as? TransferError { true } else { false }
        }
    }
}
