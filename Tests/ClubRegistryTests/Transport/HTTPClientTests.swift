import ClubRegistry
import ClubTestSupport
import Testing

/// What an honest server may do, and what must come of it.
@Suite(.timeLimit(.minutes(5)))
struct HTTPClientTests {
    private let client = HTTPClient()

    @Test
    func `a plain answer arrives whole, with its headers in lower case`() async throws {
        let server = ScriptedServer(
            answering: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: \"a\"\r\n"
                + "X-Club:  un \r\nx-club: deux\r\n\r\nhello")
        let (head, body) = try await client.collect(.small(server.url))
        #expect(head.status == 200)
        #expect(head.headers["etag"] == "\"a\"")
        #expect(head.headers["x-club"] == "un, deux")
        #expect(String(decoding: body, as: UTF8.self) == "hello")
    }

    @Test
    func `the request carries our headers and no surprise`() async throws {
        let (requests, continuation) = AsyncStream.makeStream(of: String.self)
        let server = ScriptedServer { connection in
            continuation.yield(connection.readRequest())
            connection.send("HTTP/1.1 204 No Content\r\n\r\n")
        }
        var request = HTTPGet.small(server.url + "feed?from=3")
        request.headers = [("If-None-Match", "\"a\""), ("X-Empty", "")]
        _ = try await client.get(request)
        let sent = try #require(await requests.first { _ in true })
        #expect(
            sent == """
                GET /feed?from=3 HTTP/1.1\r
                Host: 127.0.0.1:\(server.port)\r
                Accept-Encoding: gzip\r
                If-None-Match: "a"\r
                X-Empty:\r
                \r\n
                """)
    }

    @Test
    func `a chunked answer arrives whole, and its trailer is not a header`() async throws {
        let server = ScriptedServer(
            answering: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5\r\nhello\r\n6\r\n world\r\n0\r\nX-Trailer: late\r\n\r\n")
        let (head, body) = try await client.collect(.small(server.url))
        #expect(String(decoding: body, as: UTF8.self) == "hello world")
        #expect(head.headers["x-trailer"] == nil)
    }

    @Test
    func `a gzip answer arrives decoded`() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 46\r\n\r\n"
        let server = ScriptedServer(answering: Array(head.utf8) + Gzip.greeting)
        let body = try await client.collect(.small(server.url)).body
        #expect(String(decoding: body, as: UTF8.self) == "bonjour à tous les clubs\n")
    }

    @Test
    func `a gzip stream that stops early passes for whole, a limit of curl to know about`()
        async throws
    {
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 34\r\n\r\n"
        let server = ScriptedServer(answering: Array(head.utf8) + Gzip.greeting.dropLast(12))
        let body = try await client.collect(.small(server.url)).body
        #expect(String(decoding: body, as: UTF8.self) == "bonjour à tous les clu")
    }

    @Test
    func `a body without length ends with its connection`() async throws {
        let server = ScriptedServer(answering: "HTTP/1.0 200 OK\r\n\r\nhello")
        #expect(try await client.collect(.small(server.url)).body == Array("hello".utf8))
    }

    @Test
    func `informational answers are passed over`() async throws {
        let server = ScriptedServer(
            answering: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nX-Hint: 1\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        let head = try await client.get(.small(server.url)).head
        #expect(head == HTTPHead(status: 200, headers: ["content-length": "0"]))
    }

    /// RFC 9110, 5.3. An empty one shows, so that what must be one value is not taken for it.
    @Test
    func `fields of one name are one list, an empty one among them too`() async throws {
        let server = ScriptedServer(
            answering: "HTTP/1.1 200 OK\r\nVary: a\r\nContent-Length: 0\r\nvary: \r\n\r\n")
        let head = try await client.get(.small(server.url)).head
        #expect(head == HTTPHead(status: 200, headers: ["content-length": "0", "vary": "a, "]))
    }

    @Test
    func `a redirect is an answer like another, and is not followed`() async throws {
        let server = ScriptedServer { connection in
            let isFirst = connection.readRequest().hasPrefix("GET / ")
            connection.send(
                isFirst
                    ? "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
                    : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        }
        let head = try await client.get(.small(server.url)).head
        #expect(head.status == 302)
        #expect(head.headers["location"] == "/elsewhere")
    }

    @Test(arguments: [204, 304])
    func `an answer that has no body ends with its head`(status: Int) async throws {
        // The connection stays open: only knowing the status tells that the answer is complete.
        let server = ScriptedServer { connection in
            _ = connection.readRequest()
            connection.send("HTTP/1.1 \(status) Nothing\r\nETag: \"a\"\r\n\r\n")
            connection.waitForClose()
        }
        let (head, body) = try await client.collect(.small(server.url))
        #expect(head.status == status)
        #expect(body.isEmpty)
    }

    @Test(arguments: [404, 500, 503])
    func `an error status is an answer`(status: Int) async throws {
        let server = ScriptedServer(
            answering: "HTTP/1.1 \(status) No\r\nContent-Length: 2\r\n\r\nno")
        #expect(try await client.collect(.small(server.url)).head.status == status)
    }

    @Test
    func `a body longer than the pending limit arrives in order`() async throws {
        let body = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 251) }
        let head = "HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n"
        let server = ScriptedServer(answering: Array(head.utf8) + body)
        let answer = try await client.get(.small(server.url, bodyByteLimit: body.count))
        var received: [UInt8] = []
        while let piece = try await answer.body.next() { received += piece }
        #expect(received == body)
        #expect(try await answer.body.next() == nil, "the end stays the end")
    }

    @Test
    func `twenty transfers at once do not disturb each other`() async throws {
        let server = ScriptedServer { connection in
            let path = connection.readRequest().split(separator: " ")[1]
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n")
            connection.send(Array(repeating: path.utf8.last ?? 0, count: 300_000))
        }
        try await withThrowingTaskGroup { group in
            for letter in "abcdefghijklmnopqrst".utf8 {
                group.addTask {
                    let url = server.url + String(UnicodeScalar(letter))
                    let request = HTTPGet.small(url, bodyByteLimit: 300_000)
                    let body = try await HTTPClient().collect(request).body
                    #expect(body == Array(repeating: letter, count: 300_000))
                }
            }
            try await group.waitForAll()
        }
    }
}

extension HTTPGet {
    /// A request whose limits of time no test is meant to reach.
    static func small(_ url: String, bodyByteLimit: Int = 65_536) -> HTTPGet {
        // Beside other suites on two cores a task may wait long; tests of deadlines set their own.
        HTTPGet(
            url: url,
            limits: TransferLimits(
                bodyByteLimit: bodyByteLimit, connect: .seconds(120), firstByte: .seconds(120),
                stall: .seconds(120)))
    }
}

enum Gzip {
    /// "bonjour à tous les clubs\n", 46 bytes.
    static let greeting: [UInt8] = [
        31, 139, 8, 0, 0, 0, 0, 0, 2, 255, 75, 202, 207, 203, 202, 47, 45, 82, 56, 188, 64, 161, 36,
        191, 180, 88, 33, 39, 181, 88, 33, 57, 167, 52, 169, 152, 11, 0, 134, 194, 246, 24, 26, 0,
        0, 0,
    ]

    /// The beginning of 8 MiB of zeros: these 4 kB decode to about 4 MB.
    static let bomb: [UInt8] =
        [
            31, 139, 8, 0, 0, 0, 0, 0, 2, 255, 236, 193, 1, 1, 0, 0, 0, 128, 144, 254, 175, 238, 8,
            10,
        ] + Array(repeating: 0, count: 4094)
}
