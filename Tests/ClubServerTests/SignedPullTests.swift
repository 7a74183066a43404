#if Server
import ClubServer
import ClubTestSupport
import Testing

@testable import ClubRegistry

/// Our client and our server, over real sockets.
@Suite(.timeLimit(.minutes(5))) struct SignedPullTests {
    private static let feed = FeedID(rouen)!

    private func peer(
        _ port: Int, name: String = "rouen", signer: RequestSigner = caen,
        clockOff seconds: Int = 0
    ) -> HTTPPeer {
        HTTPPeer(name: name, url: "http://127.0.0.1:\(port)", signer: signer) {
            SystemCalls.system.realTime() + seconds
        }
    }

    private func read(_ peer: HTTPPeer) async throws -> String {
        let zero = Hash256(text: zeroHash)!
        guard
            case .stream(let lines) = try await peer.lines(
                of: Self.feed, after: 0, chain: zero, head: zero)
        else { return "other chain" }
        var bytes: [UInt8] = []
        while let chunk = try await lines.next() { bytes += chunk }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Two years, and a bit less than what a server lets pass.
    @Test(arguments: [0, 290, -290, 63_072_000, -63_072_000])
    func `a clock that is wrong locks nobody out, and is reported`(seconds: Int) async throws {
        try await withServer(peerSite(FakeFeeds(chunks: ["1\n", "2\n"]))) { port, _ in
            let peer = peer(port, clockOff: seconds)
            #expect(peer.clockDifferenceSeconds == nil)
            #expect(try await read(peer) == "1\n2\n")
            #expect(try await peer.frontier(known: Hash256(text: zeroHash), held: nil) == nil)
            let difference = try #require(peer.clockDifferenceSeconds)
            #expect(abs(difference + seconds) <= 2)
            var report = PullReport.PeerReport(name: "rouen", outcome: .partial)
            report.note(clockDifference: difference)
            #expect(report.clockSkewSeconds == (abs(seconds) > 3_600 ? difference : nil))
        }
    }

    @Test func `who is not recognised is refused after one more try`() async throws {
        try await withServer(peerSite()) { port, _ in
            for (peer, status) in [
                (peer(port, name: "le-havre"), 401),
                (peer(port, signer: RequestSigner(node: "caen", key: SigningKey())), 401),
                (peer(port, signer: RequestSigner(node: "evreux", key: SigningKey())), 403),
            ] {
                await #expect(throws: PeerError.refused(status: status)) {
                    try await peer.frontier(known: nil, held: nil)
                }
            }
        }
    }

    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", ["1800000000", "784111777"]),
        ("Fri, 31 Dec 9999 23:59:59 GMT", ["1800000000", "253402300799"]),
        ("yesterday", ["1800000000"]),
    ])
    func `after a 401 the request is signed once more, by the clock of the peer`(
        date: String, created: [String]
    ) async throws {
        let (requests, asked) = AsyncStream.makeStream(of: String.self)
        let server = ScriptedServer { connection in
            asked.yield(connection.readRequest())
            connection.send(
                "HTTP/1.1 401 Unauthorized\r\nDate: \(date)\r\nContent-Length: 0\r\n\r\n")
        }
        let peer = HTTPPeer(name: "rouen", url: server.url, signer: caen) { 1_800_000_000 }
        await #expect(throws: PeerError.refused(status: 401)) {
            try await peer.frontier(known: nil, held: nil)
        }
        asked.finish()
        var seen: [String] = []
        for await request in requests {
            let match = try #require(request.firstMatch(of: /;created=([0-9]+);/))
            seen.append(String(match.1))
        }
        #expect(seen == created)
    }

    @Test func `a question that changes nothing takes 600 bytes at most, answer included`()
        async throws
    {
        // Long names, a port of five digits, a feed of hundreds of lines.
        let name = "val-doise"
        let source = FakeFeeds(node: name)
        let (requests, asked) = AsyncStream.makeStream(of: String.self)
        let recorder = ScriptedServer { connection in
            asked.yield(connection.readRequest())
            connection.send("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")
        }
        let zero = Hash256(text: zeroHash)!
        let held = Held(
            feed: FeedID("\(name)-7k2mq4x9p0c3d5fh")!,
            head: Head(seq: 999, pre: zero, seal: Seal(bytes: [UInt8](repeating: 0, count: 64))!))
        let signer = RequestSigner(node: "le-havre", key: leHavreKey)
        let peer = HTTPPeer(name: name, url: recorder.url, signer: signer)
        await #expect(throws: PeerError.self) {
            try await peer.frontier(known: zero, held: held)
        }
        let request = try #require(await requests.first { _ in true })
        try await withServer(Website(PeerRoutes(source).routes)) { port, _ in
            let client = try RawClient(port: port)
            client.send(request)
            let answer = try #require(await client.response())
            #expect(answer.head.hasPrefix("HTTP/1.1 304 "), "\(answer.head)")
            let count = request.utf8.count + answer.head.utf8.count + answer.body.count
            #expect(count <= 600, "\(count) bytes\n\(request)\(answer.head)")
        }
    }
}
#endif
