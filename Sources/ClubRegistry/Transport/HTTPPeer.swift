/// A peer reached over HTTP: the paths of `docs/http.md`, with limits on everything.
package struct HTTPPeer: Peer {
    package let name: String
    private let base: String
    private let client: HTTPClient
    private let limits: PeerLimits

    /// Limits on what a peer may send.
    package struct PeerLimits: Sendable {
        package var frontier = TransferLimits(bodyByteLimit: Frontier.byteLimit)
        /// Decoded bytes of one answer with lines; the next pull goes on after it.
        package var lines = TransferLimits(bodyByteLimit: 4 << 30)

        package init() { frontier.total = .seconds(60) }
    }

    package init(
        name: String, url: String, client: HTTPClient = HTTPClient(), limits: PeerLimits = .init()
    ) {
        self.name = name
        base = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.client = client
        self.limits = limits
    }

    package func frontier(known: Hash256?, held: Held?) async throws -> Frontier? {
        var headers = [(name: "Accept", value: "application/json")]
        if let known { headers.append((name: "If-None-Match", value: "\"\(known.text)\"")) }
        let query = held.map { "?held=\($0.feed):\($0.head.seq):\($0.head.pre.text)" } ?? ""
        let answer = try await get("/v1/frontier" + query, headers, limits.frontier)
        if answer.head.status == 304, known != nil { return nil }
        guard answer.head.status == 200 else { throw Self.statusError(answer.head.status) }
        var bytes: [UInt8] = []
        while let chunk = try await next(answer.body) { bytes += chunk }
        do throws(LineDefect) {
            return try Frontier(bytes: bytes)
        } catch {
            throw PeerError.nonsense(error.code.rawValue)
        }
    }

    package func lines(of feed: FeedID, after seq: Int, chain: Hash256, head: Hash256)
        async throws -> PeerLines
    {
        let path = "/v1/feeds/\(feed)?after=\(seq)&chain=\(chain.text)&head=\(head.text)"
        let answer = try await get(
            path, [(name: "Accept", value: "application/jsonl")], limits.lines)
        switch answer.head.status {
        case 200:
            let body = answer.body
            return .stream(LineStream { try await next(body) })
        case 409: return .otherChain
        case let status: throw Self.statusError(status)
        }
    }

    /// A busy or broken server has refused nobody: it is not reached, for now.
    private static func statusError(_ status: Int) -> PeerError {
        status >= 500 || status == 429
            ? .unreachable("HTTP \(status)") : .refused(status: status)
    }

    private func get(
        _ path: String, _ headers: [(name: String, value: String)], _ limits: TransferLimits
    ) async throws -> HTTPAnswer {
        do {
            return try await client.get(HTTPGet(url: base + path, headers: headers, limits: limits))
        } catch let error as TransferError {
            throw Self.peerError(error)
        }
    }

    private func next(_ body: BodyStream) async throws -> [UInt8]? {
        do {
            return try await body.next()
        } catch let error as TransferError {
            throw Self.peerError(error)
        }
    }

    static func peerError(_ error: TransferError) -> PeerError {
        switch error {
        case .notHTTP(let why): .badAddress(why)
        case .unresolvable: .unreachable("unresolvable")
        case .unreachable(let why), .untrusted(let why), .exhausted(let why): .unreachable(why)
        case .curl(let code, let why): .unreachable("curl \(code): \(why)")
        case .timedOut(let phase):
            phase == .connect || phase == .firstByte
                ? .unreachable("\(phase)") : .interrupted("\(phase)")
        case .cut: .interrupted("cut")
        case .cancelled: .interrupted("cancelled")
        case .tooLarge(let limit): .nonsense("> \(limit)")
        case .headersTooLarge(let limit): .nonsense("headers > \(limit)")
        case .protocolViolation(let why): .nonsense(why)
        case .unsendableHeader(let name): .badAddress(name)
        }
    }
}
