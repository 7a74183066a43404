#if Server
import ClubServer
import Glibc
import Testing

/// The server as a client sees it: requests and responses.
@Suite(.timeLimit(.minutes(5))) struct LoopbackTests {
    @Test func `requests follow each other on one connection`() async throws {
        try await withServer(peerSite(FakeFeeds(chunks: ["1\n", "2\n"]))) { port, _ in
            let client = try RawClient(port: port)
            for _ in 0..<3 {
                client.get("/health")
                let health = try #require(await client.response())
                #expect(health.head.hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(health.head.lowercased().contains("\r\ndate: "))
                #expect(!health.head.lowercased().contains("server:"))
                client.get("/v1/feeds/\(rouen)?after=0")
                let lines = try #require(await client.response())
                #expect(String(decoding: lines.body, as: UTF8.self) == "1\n2\n")
            }
            client.get("/v1/frontier", "If-None-Match: \"\(zeroHash)\"")
            #expect(await client.response()?.head.hasPrefix("HTTP/1.1 304 ") == true)
            client.get("/nowhere", "Accept-Language: en")
            let missing = try #require(await client.response())
            #expect(missing.head.hasPrefix("HTTP/1.1 404 "))
            #expect(missing.head.contains("application/problem+json"))
        }
    }

    @Test func `requests sent ahead are answered in order`() async throws {
        try await withServer(peerSite(FakeFeeds(chunks: ["1\n"]))) { port, _ in
            let client = try RawClient(port: port)
            let request = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"
            let target = "/v1/feeds/\(rouen)?after=0"
            let other =
                "GET \(target) HTTP/1.1\r\nHost: a\r\n\(signatureLines(target))\r\n"
            // 120 KB: far more than is kept for later, so the server holds back and goes on
            // many times.
            async let isSent = offPool {
                client.send(String(repeating: request + other, count: 400))
            }
            for _ in 0..<400 {
                let health = await client.response()
                let lines = await client.response()
                guard health?.body == Array(healthBody.utf8), lines?.body == Array("1\n".utf8)
                else {
                    Issue.record("a response is missing or out of order")
                    break
                }
            }
            #expect(await isSent)
        }
    }

    @Test func `a request may come byte by byte`() async throws {
        try await withServer(peerSite()) { port, _ in
            let client = try RawClient(port: port)
            for character in "GET /health HTTP/1.1\r\nHost: a\r\n\r\n".unicodeScalars {
                client.send(String(character))
            }
            #expect(await client.response()?.head.hasPrefix("HTTP/1.1 200 ") == true)
        }
    }

    @Test func `HEAD leaves the connection in order`() async throws {
        try await withServer(peerSite(FakeFeeds(chunks: ["1\n"]))) { port, _ in
            let client = try RawClient(port: port)
            for target in ["/health", "/v1/feeds/\(rouen)?after=0", "/nowhere"] {
                let lines = signatureLines(target, method: "HEAD")
                client.send("HEAD \(target) HTTP/1.1\r\nHost: a\r\n\(lines)\r\n")
                #expect(await client.response(hasBody: false) != nil)
                client.get("/health")
                #expect(await client.response()?.body == Array(healthBody.utf8))
            }
        }
    }

    @Test func `a stream arrives compressed and whole`() async throws {
        let line = #"{"change":{"feed":"\#(rouen)","seq":1}}"# + "\n"
        let chunks = [String](repeating: String(repeating: line, count: 1000), count: 50)
        try await withServer(peerSite(FakeFeeds(chunks: chunks))) { port, _ in
            let client = try RawClient(port: port)
            client.get("/v1/feeds/\(rouen)?after=0", "Accept-Encoding: gzip")
            let response = try #require(await client.response())
            #expect(response.head.lowercased().contains("content-encoding: gzip"))
            #expect(gunzip(response.body) == Array(chunks.joined().utf8))
        }
    }

    @Test func `a client may close its side before it reads`() async throws {
        let site = Website([
            streaming { $0 <= 200 ? [UInt8](repeating: 97, count: 65_536) : nil }
        ])
        try await withServer(site) { port, _ in
            let client = try RawClient(port: port, receiveBytes: 8192)
            client.get("/stream")
            client.closeSendingSide()
            #expect(await client.response()?.body.count == 200 * 65_536)
            #expect(await client.readAll() == .nothing)
        }
    }

    @Test(arguments: [
        "Connection: close", "connection: Close", "Connection: Upgrade\r\nUpgrade: h2c",
    ])
    func `a connection ends after the response when the client says so`(field: String)
        async throws
    {
        try await withServer(peerSite()) { port, _ in
            let client = try RawClient(port: port)
            client.get("/health", field)
            #expect(await client.response()?.head.hasPrefix("HTTP/1.1 200 ") == true)
            #expect(await client.readAll() == .nothing)
        }
    }

    @Test(arguments: [
        ("POST /health HTTP/1.1\r\nHost: a\r\n\r\n", 405),
        ("POST /health HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 405),
        ("POST /health HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n", 413),
        ("GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx", 413),
        ("GET /health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 413),
        ("GET /health HTTP/1.0\r\n\r\n", 505), ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        ("GET /%2e%2e/etc HTTP/1.1\r\nHost: a\r\n\r\n", 400), ("hello\r\n", 400),
        ("GET /\(String(repeating: "a", count: 5000)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        ("GET / HTTP/1.1\r\nA: \(String(repeating: "a", count: 20_000))\r\n\r\n", 431),
        ("GET / HTTP/1.1\r\n\(String(repeating: "A: b\r\n", count: 65))\r\n", 431),
    ])
    func `what this server does not take is refused with a reason`(request: String, status: Int)
        async throws
    {
        try await withServer(peerSite()) { port, _ in
            let client = try RawClient(port: port)
            client.send(request)
            let response = try #require(await client.response())
            #expect(response.head.hasPrefix("HTTP/1.1 \(status) "))
            #expect(response.head.contains("application/problem+json"))
            #expect(response.head.lowercased().contains("x-content-type-options: nosniff"))
            #expect(
                String(decoding: response.body, as: UTF8.self).contains("\"status\":\(status)"))
            if status == 405 {
                #expect(response.head.lowercased().contains("\r\nallow: get, head\r\n"))
            } else if status != 400 {
                #expect(await client.readAll() == .nothing)
            }
        }
    }

    @Test func `a failure before the first byte is a 500 and after it a cut`() async throws {
        struct Secret: Error {}
        let failing = Route("/fail") { _, _ in throw Secret() }
        let cut = streaming { number in
            guard number < 3 else { throw Secret() }
            return Array("chunk".utf8)
        }
        try await withServer(Website([failing, cut])) { port, _ in
            let client = try RawClient(port: port)
            client.get("/fail")
            let response = try #require(await client.response())
            #expect(response.head.hasPrefix("HTTP/1.1 500 "))
            #expect(!String(decoding: response.body, as: UTF8.self).contains("Secret"))
            client.get("/stream")
            let rest = await client.readAll()
            #expect(!String(decoding: rest.bytes, as: UTF8.self).hasSuffix("0\r\n\r\n"))
        }
    }

    @Test(arguments: ["192.0.2.1", "no-such-host.invalid"])
    func `an address that is not of this machine is named`(host: String) async {
        await #expect(
            throws: ServeError.cannotListen(host: host, port: 0, errno: EADDRNOTAVAIL)
        ) {
            try await HTTPServer.serve(peerSite(), host: host, port: 0, stopsOnSignals: false) {
                _ in
            }
        }
    }

    @Test func `a port that is taken is named`() async throws {
        try await withServer(peerSite()) { port, _ in
            await #expect(
                throws: ServeError.cannotListen(
                    host: "127.0.0.1", port: port, errno: EADDRINUSE)
            ) {
                try await HTTPServer.serve(
                    peerSite(), host: "127.0.0.1", port: port, stopsOnSignals: false
                ) { _ in }
            }
        }
    }
}
#endif
