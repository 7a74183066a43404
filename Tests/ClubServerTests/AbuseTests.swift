#if Server
import ClubServer
import Glibc
import Testing

/// The server against clients that take without giving, and its own end.
///
/// Deadlines are small here, and what is waited for is always the event itself; the clock only
/// decides which deadline fires.
@Suite(.timeLimit(.minutes(5))) struct AbuseTests {
    @Test func `a head that comes too slowly is cut`() async throws {
        var limits = ServerLimits()
        limits.headDeadline = .milliseconds(300)
        try await withServer(peerSite(), limits: limits) { port, _ in
            let client = try RawClient(port: port)
            client.send("GET /health HTTP/1.1\r\nHost: a\r\nA: ")
            let sent = await offPool {
                var count = 0
                while count < 400, !client.isReadable(within: 25), client.send("a") {
                    count += 1
                }
                return count
            }
            #expect(sent < 400)
            #expect(await client.response()?.head.hasPrefix("HTTP/1.1 408 ") == true)
            #expect(await client.readAll().ending != .silence)
        }
    }

    @Test func `a client that says nothing is cut`() async throws {
        var limits = ServerLimits()
        limits.headDeadline = .milliseconds(100)
        limits.idleDeadline = .milliseconds(100)
        limits.lingerDeadline = .milliseconds(100)
        try await withServer(peerSite(), limits: limits) { port, _ in
            let silent = try RawClient(port: port)
            #expect(await silent.response()?.head.hasPrefix("HTTP/1.1 408 ") == true)
            let idle = try RawClient(port: port)
            idle.get("/health")
            #expect(await idle.response() != nil)
            #expect(await idle.readAll() == .nothing)
        }
    }

    @Test func `a client that does not read is cut while another is served`() async throws {
        var limits = ServerLimits()
        limits.writeProgressDeadline = .milliseconds(400)
        let produced = Counter()
        let endless = streaming { _ in
            produced.increment()
            return [UInt8](repeating: 97, count: 65_536)
        }
        let health = Route("/health") { _, _ in WebResponse(body: .bytes(Array("ok".utf8))) }
        try await withServer(Website([endless, health]), limits: limits) { port, _ in
            let lazy = try RawClient(port: port, receiveBytes: 4096)
            lazy.get("/stream")
            let busy = try RawClient(port: port)
            async let isCut = lazy.isTornDown()
            for _ in 0..<20 {
                busy.get("/health")
                #expect(await busy.response()?.body == Array("ok".utf8))
            }
            #expect(await isCut)
            // Nothing is produced beyond what the kernel's buffers took, 4 MB, and a chunk
            // or two.
            #expect(produced.value < 100)
            busy.get("/health")
            #expect(await busy.response() != nil)
        }
    }

    @Test func `a client that reads slowly gets everything`() async throws {
        var limits = ServerLimits()
        limits.writeProgressDeadline = .milliseconds(600)
        let site = Website([
            streaming { $0 <= 256 ? [UInt8](repeating: 97, count: 65_536) : nil }
        ])
        try await withServer(site, limits: limits) { port, _ in
            let client = try RawClient(port: port, receiveBytes: 65_536)
            client.get("/stream", "Connection: close")
            let count = await offPool {
                var count = 0
                while true {
                    // Pacing, not waiting for anything: about 1.6 s for 16 MiB, more than two
                    // deadlines.
                    poll(nil, 0, 6)
                    let (block, ending) = client.readSome()
                    count += block.count
                    if ending != nil { return count }
                }
            }
            #expect(count > 256 * 65_536)
        }
    }

    @Test func `a client too many is told so and takes nothing from the others`() async throws {
        var limits = ServerLimits()
        limits.connectionLimit = 2
        limits.lingerDeadline = .seconds(5)
        try await withServer(peerSite(), limits: limits) { port, _ in
            let served = try (0..<2).map { _ in try RawClient(port: port) }
            for client in served {
                client.get("/health")
                #expect(await client.response()?.head.hasPrefix("HTTP/1.1 200 ") == true)
            }
            let refused = try (0..<2).map { _ in try RawClient(port: port) }
            for client in refused {
                #expect(await client.response()?.head.hasPrefix("HTTP/1.1 503 ") == true)
            }
            let unheard = try RawClient(port: port)
            #expect(await unheard.readAll().bytes.isEmpty)
            for client in served {
                client.get("/health")
                #expect(await client.response()?.head.hasPrefix("HTTP/1.1 200 ") == true)
            }
        }
    }

    @Test func `a place that is given back is free however many are being refused`()
        async throws
    {
        var limits = ServerLimits()
        limits.connectionLimit = 1
        limits.lingerDeadline = .seconds(60)
        try await withServer(peerSite(), limits: limits) { port, _ in
            var refused: [RawClient] = []
            var status = ""
            do {
                let served = try RawClient(port: port)
                served.get("/health", "Connection: close")
                _ = await served.readAll()
            }
            // The server learns a moment later that the client has closed; until then a
            // newcomer is refused and stays, refused.
            for _ in 0..<1000 where status != "200" {
                let client = try RawClient(port: port)
                client.get("/health")
                status = String(await client.response()?.head.dropFirst(9).prefix(3) ?? "")
                refused.append(client)
            }
            #expect(status == "200")
        }
    }

    @Test func `a client that leaves stops what is produced for it`() async throws {
        let ended = Gate()
        let waiting = streaming { number in
            guard number > 1 else { return Array("chunk".utf8) }
            // Nobody opens this gate: only cancellation gets past it.
            await Gate().wait()
            ended.open()
            return nil
        }
        try await withServer(Website([waiting])) { port, _ in
            do {
                let client = try RawClient(port: port)
                client.get("/stream")
                #expect(await offPool { client.isReadable(within: 10_000) })
            }
            await ended.wait()
        }
    }

    @Test func `a response on its way is finished at shutdown`() async throws {
        let gate = Gate()
        let site = Website([
            streaming { number in
                if number == 2 { await gate.wait() }
                return number <= 2 ? Array("chunk".utf8) : nil
            }
        ])
        try await withServer(site) { port, stop in
            let idle = try RawClient(port: port)
            let client = try RawClient(port: port)
            client.get("/stream")
            #expect(await offPool { client.isReadable(within: 10_000) })
            stop()
            // The shutdown has begun when the idle connection is closed.
            #expect(await idle.readAll() == .nothing)
            gate.open()
            #expect(await client.response()?.body == Array("chunkchunk".utf8))
            #expect(await client.readAll() == .nothing)
        }
    }

    @Test func `a response that does not end is cut after the grace`() async throws {
        var limits = ServerLimits()
        limits.shutdownGrace = .milliseconds(100)
        let site = Website([
            streaming { number in
                if number == 2 { await Gate().wait() }
                return Array("chunk".utf8)
            }
        ])
        try await withServer(site, limits: limits) { port, stop in
            let client = try RawClient(port: port)
            client.get("/stream")
            #expect(await offPool { client.isReadable(within: 10_000) })
            stop()
            #expect(await client.readAll().ending != .silence)
        }
    }

    @Test func `a server cancelled before it listens ends`() async throws {
        let serving = Task {
            try await HTTPServer.serve(
                peerSite(), host: "localhost", port: 0, stopsOnSignals: false
            ) { _ in }
        }
        serving.cancel()
        try await serving.value
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func `a signal ends the server`(signal: Int32) async {
        await #expect(processExitsWith: .success) { [signal] in
            try await HTTPServer.serve(peerSite(), host: "localhost", port: 0) { _ in
                kill(getpid(), signal)
            }
        }
    }
}
#endif
