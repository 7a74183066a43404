/// A peer reached over HTTP: the paths of `docs/http.md`, with limits on everything.
///
/// Every request is signed. One that is refused as nobody's (401) is signed once more with the time
/// that the answer states, so a clock that is wrong, here or there, locks nobody out.
package struct HTTPPeer: Peer {
    package let name: String
    private let base: String
    private let signer: RequestSigner
    private let clock: PeerClock
    private let client: HTTPClient
    private let limits: PeerLimits

    /// Limits on what a peer may send.
    package struct PeerLimits: Sendable {
        package var frontier = TransferLimits(bodyByteLimit: Frontier.byteLimit)
        /// Decoded bytes of one answer with lines; the next pull goes on after it.
        package var lines = TransferLimits(bodyByteLimit: 4 << 30)

        package init() { frontier.total = .seconds(60) }
    }

    /// - Parameters:
    ///   - name: the id of the peer's node, for which requests are signed.
    ///   - now: this machine's clock, in seconds since 1970.
    package init(
        name: String, url: String, signer: RequestSigner, client: HTTPClient = HTTPClient(),
        limits: PeerLimits = .init(),
        now: @escaping @Sendable () -> Int = SystemCalls.system.realTime
    ) {
        self.name = name
        base = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.signer = signer
        clock = PeerClock(now: now)
        self.client = client
        self.limits = limits
    }

    package func frontier(known: Hash256?, held: Held?) async throws -> Frontier? {
        let headers = known.map { [(name: "If-None-Match", value: "\"\($0.text)\"")] } ?? []
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
        let answer = try await get(path, [], limits.lines)
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

    package var clockDifferenceSeconds: Int? { clock.difference }

    private func get(
        _ target: String, _ headers: [(name: String, value: String)], _ limits: TransferLimits
    ) async throws -> HTTPAnswer {
        let answer = try await send(target, headers, limits)
        guard answer.head.status == 401, clock.adopt() else { return answer }
        return try await send(target, headers, limits)
    }

    /// Sends one signed request.
    ///
    /// The path of the signature is the one of `docs/http.md`, which the peer's node sees. What
    /// stands before it in the peer's address is for its proxy, which takes it off.
    private func send(
        _ target: String, _ headers: [(name: String, value: String)], _ limits: TransferLimits
    ) async throws -> HTTPAnswer {
        let fields = signer.fields(
            for: SignedRequest(method: "GET", target: target), to: name,
            created: clock.signingTime)
        do {
            let answer = try await client.get(
                HTTPGet(url: base + target, headers: headers + fields, limits: limits))
            clock.note(answer.head)
            return answer
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
        case .unreachable(let why), .exhausted(let why): .unreachable(why)
        case .curl(let code, let why): .unreachable("curl \(code): \(why)")
        case .untrusted(let why): .untrusted(why)
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
