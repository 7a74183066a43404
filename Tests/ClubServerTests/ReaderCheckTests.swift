import ClubRegistry
import ClubServer
import Testing

/// Who may read, asked of the routes without a socket. What a signature must be is told in
/// `RequestVerifierTests`.
@Suite struct ReaderCheckTests {
    private static let now = 1_800_000_000
    private static let targets = ["/v1/frontier", "/v1/feeds/\(rouen)?after=0"]

    private func ask(
        _ target: String, method: String = "GET", _ fields: [(name: String, value: String)],
        of source: FakeFeeds = FakeFeeds(chunks: ["1\n"])
    ) async throws -> WebResponse {
        let request = try #require(WebRequest(method: method, target: target, headers: fields))
        let routes = PeerRoutes(source, now: { Self.now }).routes
        return await Website(routes).respond(to: request)
    }

    private func fields(
        _ target: String, method: String = "GET", by signer: RequestSigner = caen,
        to node: String = "rouen", at created: Int = now
    ) -> [(name: String, value: String)] {
        signer.fields(
            for: SignedRequest(method: method, target: target), to: node, created: created)
    }

    @Test(arguments: targets, ["GET", "HEAD"])
    func `a member reads`(target: String, method: String) async throws {
        let response = try await ask(target, method: method, fields(target, method: method))
        #expect(response.status == 200)
    }

    @Test(arguments: targets)
    func `whoever does not sign is told what to sign, and the source is not asked`(target: String)
        async throws
    {
        let source = FakeFeeds(chunks: ["1\n"])
        let response = try await ask(target, [("Accept-Language", "en")], of: source)
        #expect(response.status == 401)
        #expect(response.header("content-type") == "application/problem+json")
        #expect(
            response.header("accept-signature")
                == #"s=("@method" "@path" "@query");created;keyid;tag"#)
        #expect(response.header("www-authenticate") == #"Signature realm="club-sync""#)
        #expect(
            try await response.text()
                == #"{"detail":"Only nodes of the charter read here, and they sign their requests.","#
                + #""status":401,"title":"Signature missing","#
                + #""type":"urn:club-sync:signature-missing"}"#)
        #expect(await source.questions.isEmpty)
    }

    @Test func `each reason has its status and its type`() async throws {
        let target = Self.targets[0]
        let stranger = RequestSigner(node: "evreux", key: SigningKey())
        let impostor = RequestSigner(node: "caen", key: SigningKey())
        for (fields, status, type) in [
            (fields(target, to: "le-havre"), 401, "other-addressee"),
            (fields(target, at: Self.now - 301), 401, "signature-out-of-time"),
            (fields(target, by: impostor), 401, "signature-invalid"),
            (fields(target, by: stranger), 403, "not-a-member"),
            (fields(target).map { ($0.name, $0.value + "x") }, 401, "signature-malformed"),
        ] {
            let response = try await ask(target, fields)
            #expect(response.status == status)
            #expect((response.header("accept-signature") != nil) == (status == 401))
            #expect(try await response.text().contains(#""urn:club-sync:\#(type)""#), "\(type)")
        }
    }

    @Test func `a stranger learns nothing by asking for what is not there`() async throws {
        for target in ["/v1/feeds/\(rouen)?after=x", "/v1/feeds/a-0000000000000000?after=0"] {
            #expect(try await ask(target, []).status == 401)
        }
    }

    @Test func `an address grants nothing, whatever a proxy says of it`() async throws {
        let claims = [
            (name: "X-Forwarded-For", value: "127.0.0.1"), (name: "Forwarded", value: "for=rouen"),
            (name: "Host", value: "localhost"),
            (name: "Authorization", value: "Basic Y2FlbjpjYWVu"),
        ]
        #expect(try await ask(Self.targets[0], claims).status == 401)
    }

    @Test func `health is for everybody`() async throws {
        let response = try await ask("/health", [])
        #expect(response.status == 200)
        #expect(try await response.text() == healthBody)
    }

    @Test func `a store without a charter lets nobody read`() throws {
        let empty = NodeDirectory(network: .of([]), keys: [:])
        #expect(empty.nodes.isEmpty)
        let fields = fields("/v1/frontier")
        #expect(throws: SignatureRefusal.notAMember) {
            try RequestVerifier(directory: empty, node: "rouen").reader(
                SignedRequest(method: "GET", target: "/v1/frontier"), input: fields[0].value,
                signature: fields[1].value, now: Self.now)
        }
    }
}
