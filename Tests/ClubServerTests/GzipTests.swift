import CZlib
import ClubRegistry
import ClubServer
import Testing

/// Undoes one gzip member; nil when it is damaged, cut short, or followed by anything.
func gunzip(_ bytes: [UInt8]) -> [UInt8]? {
    var input = bytes
    var result: [UInt8] = []
    var stream = z_stream()
    guard club_inflate_init2(&stream, 15 + 16) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    let status = input.withUnsafeMutableBufferPointer { buffer in
        stream.next_in = buffer.baseAddress
        stream.avail_in = UInt32(buffer.count)
        var status = Z_OK
        while status == Z_OK {
            result += [UInt8](unsafeUninitializedCapacity: 64 * 1024) { block, count in
                stream.next_out = block.baseAddress
                stream.avail_out = 64 * 1024
                status = inflate(&stream, Z_NO_FLUSH)
                count = 64 * 1024 - Int(stream.avail_out)
            }
        }
        return status
    }
    return status == Z_STREAM_END && stream.avail_in == 0 ? result : nil
}

@Suite struct GzipTests {
    private func ask(
        _ target: String, accepting encodings: String?, method: String = "GET", of source: FakeFeeds
    ) async throws -> WebResponse {
        let request = try #require(
            WebRequest(
                method: method, target: target,
                headers: signature(target, method: method)
                    + (encodings.map { [("Accept-Encoding", $0)] } ?? [])))
        return await peerSite(source).respond(to: request)
    }

    @Test(
        arguments: [
            ("gzip", true), ("br, gzip;q=0.5", true), ("GZIP", true), ("x-gzip", true), ("*", true),
            ("*;q=0.1", true), ("gzip;q=0", false), ("gzip; q=0.000", false), ("*;q=0", false),
            ("gzip;q=0, *", false), ("br", false), ("", false), ("identity", false), (nil, false),
        ] as [(String?, Bool)])
    func `gzip is used when it is accepted`(field: String?, isUsed: Bool) async throws {
        let body = String(repeating: #"{"seq":1}"#, count: 100)
        let response = try await ask("/v1/frontier", accepting: field, of: FakeFeeds(body: body))
        #expect((response.header("content-encoding") == "gzip") == isUsed)
        #expect(response.header("vary") == "Accept-Encoding")
        #expect(response.header("etag") == "\"\(zeroHash)\"")
        let bytes = try await response.allBytes()
        #expect(response.header("content-length") == String(bytes.count))
        #expect((isUsed ? gunzip(bytes) : bytes) == Array(body.utf8))
    }

    @Test(arguments: [(511, false), (512, true)])
    func `a short body is left as it is`(count: Int, isUsed: Bool) async throws {
        let body = String(repeating: "x", count: count)
        let response = try await ask("/v1/frontier", accepting: "gzip", of: FakeFeeds(body: body))
        #expect((response.header("content-encoding") != nil) == isUsed)
    }

    @Test func `HEAD announces the length of the compressed body`() async throws {
        let source = FakeFeeds(body: String(repeating: "x", count: 5000))
        let get = try await ask("/v1/frontier", accepting: "gzip", of: source)
        let head = try await ask("/v1/frontier", accepting: "gzip", method: "HEAD", of: source)
        #expect(head.header("content-length") == get.header("content-length"))
        #expect(try await head.allBytes().isEmpty)
    }

    @Test(arguments: [1, 2, 7])
    func `a stream survives the round trip whatever its chunks`(seed: UInt64) async throws {
        var generator = SplitMix(state: seed)
        // Half noise, half text, so that blocks of every kind and the case of an exactly full block
        // come up.
        let chunks = (0..<60).map { _ in
            let count = Int.random(in: 0...40_000, using: &generator)
            let isNoise = Bool.random(using: &generator)
            return String(
                decoding: (0..<count).map { _ in
                    isNoise ? UInt8.random(in: 32...126, using: &generator) : 97
                }, as: UTF8.self)
        }
        let response = try await ask(
            "/v1/feeds/\(rouen)?after=0", accepting: "gzip", of: FakeFeeds(chunks: chunks))
        #expect(response.header("content-encoding") == "gzip")
        let bytes = try await response.allBytes()
        #expect(gunzip(bytes) == Array(chunks.joined().utf8), "seed \(seed)")
        #expect(gunzip(bytes.dropLast()) == nil)
    }

    @Test func `an empty stream is an empty body without gzip`() async throws {
        let response = try await ask(
            "/v1/feeds/\(rouen)?after=0", accepting: "gzip", of: FakeFeeds())
        #expect(response.header("content-encoding") == nil)
        #expect(response.header("content-length") == "0")
    }

    @Test func `a stream that fails on its way throws and does not end well`() async throws {
        let noise = String(repeating: "0123456789", count: 50)
        let source = FakeFeeds(chunks: [noise, noise], failsAtChunk: 1)
        let response = try await ask("/v1/feeds/\(rouen)?after=0", accepting: "gzip", of: source)
        #expect(response.status == 200)
        await #expect(throws: FakeFeeds.Failure.self) { try await response.allBytes() }
    }

    @Test func `a response that did not change has no body to compress`() async throws {
        let request = try #require(
            WebRequest(
                method: "GET", target: "/v1/frontier",
                headers: signature("/v1/frontier")
                    + [("Accept-Encoding", "gzip"), ("If-None-Match", "\"\(zeroHash)\"")]))
        let response = await peerSite().respond(to: request)
        #expect(response.status == 304)
        #expect(response.header("content-encoding") == nil)
        #expect(response.header("content-length") == nil)
    }
}

/// SplitMix64, so that a seed names a case.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
