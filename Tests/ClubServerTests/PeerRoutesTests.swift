import ClubRegistry
import ClubServer
import Testing

@Suite struct PeerRoutesTests {
    private func ask(
        _ target: String, method: String = "GET", headers: [(name: String, value: String)] = [],
        of source: FakeFeeds = FakeFeeds(chunks: ["1\n", "2\n"])
    ) async throws -> WebResponse {
        let signed = headers + signature(target, method: method)
        let request = try #require(WebRequest(method: method, target: target, headers: signed))
        return await peerSite(source).respond(to: request)
    }

    @Test func `health names the network and the node`() async throws {
        let response = try await ask("/health")
        #expect(response.status == 200)
        #expect(
            try await response.text()
                == #"{"network":"\#(zeroHash)","node":"rouen","status":"ok","v":1}"#)
        #expect(response.header("content-type") == "application/json")
        #expect(response.header("x-content-type-options") == "nosniff")
        #expect(response.header("cache-control") == "no-store")
    }

    @Test func `the frontier carries its digest as a strong entity tag`() async throws {
        let response = try await ask("/v1/frontier?held=\(rouen):12:\(zeroHash)")
        #expect(response.status == 200)
        #expect(response.header("etag") == "\"\(zeroHash)\"")
        #expect(response.header("cache-control") == "no-store")
        #expect(response.header("vary") == "Accept-Encoding")
        #expect(try await response.text() == #"{"feeds":{}}"#)
    }

    @Test(arguments: [
        ("\"\(zeroHash)\"", 304), ("W/\"\(zeroHash)\"", 304), ("*", 304),
        ("\"other\", \"\(zeroHash)\"", 304), ("\"other\",W/\"\(zeroHash)\" , \"third\"", 304),
        ("\"other\"", 200), (zeroHash, 200), ("", 200),
    ])
    func `a frontier the peer already has is not sent again`(field: String, status: Int)
        async throws
    {
        let response = try await ask("/v1/frontier", headers: [("If-None-Match", field)])
        #expect(response.status == status)
        #expect(response.header("etag") == "\"\(zeroHash)\"")
        #expect(try await response.allBytes().isEmpty == (status == 304))
    }

    @Test func `lines come as they lie in the feed`() async throws {
        let source = FakeFeeds(chunks: ["1\n", "2\n3\n"])
        let response = try await ask("/v1/feeds/\(rouen)?after=0", of: source)
        #expect(response.status == 200)
        #expect(response.header("content-type") == "application/jsonl")
        #expect(try await response.text() == "1\n2\n3\n")
        #expect(await source.questions == [.init(seq: 0, chain: nil, head: nil)])
    }

    @Test func `chain and head reach the source`() async throws {
        let source = FakeFeeds()
        let response = try await ask(
            "/v1/feeds/\(rouen)?after=9007199254740991&chain=\(zeroHash)&head=\(zeroHash)",
            of: source)
        #expect(response.status == 200)
        #expect(try await response.text() == "")
        #expect(
            await source.questions == [
                .init(seq: 9_007_199_254_740_991, chain: zeroHash, head: zeroHash)
            ])
    }

    static let badTargets: [String] = [
        "/v1/feeds/\(rouen)", "/v1/feeds/\(rouen)?after=", "/v1/feeds/\(rouen)?after=-1",
        "/v1/feeds/\(rouen)?after=+1", "/v1/feeds/\(rouen)?after=01",
        "/v1/feeds/\(rouen)?after=1e3",
        "/v1/feeds/\(rouen)?after=9007199254740992", "/v1/feeds/\(rouen)?after=%D9%A1",
        "/v1/feeds/\(rouen)?after=1", "/v1/feeds/\(rouen)?after=0&after=0",
        "/v1/feeds/\(rouen)?after=0&depth=1", "/v1/feeds/\(rouen)?after=0&chain=",
        "/v1/feeds/\(rouen)?after=0&chain=\(zeroHash.dropLast())B",
        "/v1/feeds/\(rouen)?after=0&chain=\(zeroHash)A",
        "/v1/feeds/\(rouen)?after=0&head=\(zeroHash)=",
        "/v1/feeds/\(rouen)?after=0&head=\(zeroHash.dropLast())%2B",
        "/v1/feeds/Rouen-7k2mq4x9p0c3d5fh?after=0", "/v1/feeds/rouen-7k2mq4x9p0c3d5fi?after=0",
        "/v1/feeds/rouen7k2mq4x9p0c3d5fh?after=0", "/v1/feeds/-7k2mq4x9p0c3d5fh?after=0",
        "/v1/feeds/a23456789012345678901234567890123-7k2mq4x9p0c3d5fh?after=0",
        "/v1/frontier?held=\(rouen)", "/v1/frontier?held=\(rouen):x:\(zeroHash)",
        "/v1/frontier?held=\(rouen):1:\(zeroHash):", "/v1/frontier?held=rouen:1:\(zeroHash)",
        "/v1/frontier?held=\(rouen):1:\(zeroHash)&held=\(rouen):1:\(zeroHash)",
        "/v1/frontier?since=1", "/health?x=1",
    ]

    @Test(arguments: badTargets)
    func `a malformed question is refused before the source is asked`(target: String) async throws {
        let source = FakeFeeds()
        let response = try await ask(target, of: source)
        #expect(response.status == 400)
        #expect(response.header("content-type") == "application/problem+json")
        #expect(try await response.text().hasSuffix(#""type":"urn:club-sync:bad-parameter"}"#))
        #expect(await source.questions.isEmpty)
    }

    @Test(arguments: [
        "a-7k2mq4x9p0c3d5fh", "a-b--7k2mq4x9p0c3d5fh",
        "a2345678901234567890123456789012-0000000000000000",
    ])
    func `a well-formed name of a feed not held is unknown`(feed: String) async throws {
        let response = try await ask("/v1/feeds/\(feed)?after=0")
        #expect(response.status == 404)
        #expect(try await response.text().contains("urn:club-sync:unknown-feed"))
    }

    @Test func `another chain is a conflict`() async throws {
        let other = "B" + zeroHash.dropFirst()
        let response = try await ask("/v1/feeds/\(rouen)?after=3&chain=\(other)")
        #expect(response.status == 409)
        #expect(try await response.text().contains("urn:club-sync:other-chain"))
    }

    @Test(arguments: [
        "/", "/v1", "/v1/frontier/", "/v1/feeds/", "/v1/feeds/a/b", "//health", "/Health",
    ])
    func `an unknown path is not found`(path: String) async throws {
        #expect(try await ask(path).status == 404)
    }

    @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "get"])
    func `only GET and HEAD exist`(method: String) async throws {
        let response = try await ask("/v1/frontier", method: method)
        #expect(response.status == 405)
        #expect(response.header("allow") == "GET, HEAD")
        #expect(try await ask("/nowhere", method: method).status == 404)
    }

    @Test func `HEAD has the fields of GET and no body`() async throws {
        for target in ["/health", "/v1/frontier", "/nowhere"] {
            let get = try await ask(target)
            let head = try await ask(target, method: "HEAD")
            #expect(head.status == get.status)
            #expect(head.headers.map(\.name) == get.headers.map(\.name))
            #expect(head.header("content-length") == String(try await get.allBytes().count))
            #expect(try await head.allBytes().isEmpty)
        }
    }

    @Test(
        arguments: [
            (nil, "fr"), ("en", "en"), ("en-GB,fr;q=0.8", "en"), ("fr-FR, en;q=0.9", "fr"),
            ("de", "fr"),
            ("en;q=0", "fr"), ("fr;q=0.2, EN;q=0.3", "en"), ("en;q=2", "fr"),
            ("de, en;q=0.5", "en"),
        ] as [(String?, String)])
    func `a refusal speaks the language asked for`(field: String?, language: String) async throws {
        let response = try await ask(
            "/nowhere", headers: field.map { [("Accept-Language", $0)] } ?? [])
        let french =
            #"{"detail":"Rien ne se trouve à cette adresse.","status":404,"#
            + #""title":"Page inconnue","type":"urn:club-sync:not-found"}"#
        let english =
            #"{"detail":"There is nothing at this address.","status":404,"#
            + #""title":"Not found","type":"urn:club-sync:not-found"}"#
        #expect(try await response.text() == (language == "fr" ? french : english))
        #expect(response.header("content-language") == language)
        #expect(response.header("vary") == "Accept-Encoding, Accept-Language")
    }

    @Test func `a source that fails says nothing about the inside`() async throws {
        let source = FakeFeeds(chunks: ["1\n"], failsAtChunk: 0)
        for target in ["/v1/frontier", "/v1/feeds/\(rouen)?after=0"] {
            let response = try await ask(target, of: source)
            #expect(response.status == 500)
            let text = try await response.text()
            #expect(text.contains("urn:club-sync:internal-error"))
            #expect(!text.contains("Failure"))
        }
    }

    @Test func `a parameter is quoted back escaped and short`() async throws {
        let name = "%22%5C" + String(repeating: "x", count: 100)
        let text = try await ask("/health?\(name)=1").text()
        #expect(text.contains(#"« \"\\xxx"#))
        #expect(!text.contains(String(repeating: "x", count: 63)))
    }
}

@Suite struct WebRequestTests {
    @Test func `path and query are decoded`() throws {
        let request = try #require(
            WebRequest(method: "GET", target: "/caf%C3%A9/b?q=a+b%26&empty&e=1=2&&"))
        #expect(request.path == "/café/b")
        #expect(request.query.map(\.name) == ["q", "empty", "e"])
        #expect(request.query.map(\.value) == ["a b&", "", "1=2"])
    }

    @Test(arguments: [
        "", "*", "health", "http://a/", "/a%", "/a%2", "/a%zz", "/a%00", "/a%0d%0a", "/%ff", "/a#b",
        "/../etc", "/a/%2e%2e/b", "/./a", "/a%2Fb", "/é", "/a b", "/?a=%ff", "/?%00",
    ])
    func `a malformed target is refused`(target: String) {
        #expect(WebRequest(method: "GET", target: target) == nil)
    }

    @Test func `repeated fields are joined`() throws {
        let request = try #require(
            WebRequest(method: "GET", target: "/", headers: [("Accept", "a"), ("ACCEPT", "b")]))
        #expect(request.header("accept") == "a, b")
        #expect(request.header("etag") == nil)
    }
}
