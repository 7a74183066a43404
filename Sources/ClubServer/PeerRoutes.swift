package import ClubRegistry

/// What one node asks of another: health, frontier, and the lines of a feed.
///
/// Frontier and lines are for members, who sign their requests. Every question is checked for its
/// shape before the source sees it, and nothing but GET exists: a peer reads, it never writes here.
package struct PeerRoutes: Sendable {
    private let source: any FeedSource
    private let readers: ReaderCheck

    /// - Parameter now: this machine's clock, in seconds since 1970.
    package init(
        _ source: any FeedSource,
        now: @escaping @Sendable () -> Int = SystemCalls.system.realTime
    ) {
        self.source = source
        readers = ReaderCheck(source, now: now)
    }

    package var routes: [Route] {
        [
            Route("/health") { request, _ in try health(request) },
            Route("/v1/frontier") { request, _ in try await frontier(request) },
            Route("/v1/feeds/{feed}") { request, places in try await lines(request, feed: places[0])
            },
        ]
    }

    /// Says that the process answers, and for whom; it touches no file, so it is no proof of a good
    /// disk.
    private func health(_ request: WebRequest) throws -> WebResponse {
        _ = try Parameters(request, known: [])
        let names = #""network":\#(quoted(source.networkID)),"node":\#(quoted(source.nodeID))"#
        let body = #"{\#(names),"status":"ok","v":1}"#
        return WebResponse(
            headers: [("Content-Type", "application/json")], body: .bytes(Array(body.utf8)))
    }

    /// The frontier, or 304 when the peer has the same one.
    ///
    /// `held` tells what the peer holds of this node's own feed. Its shape is checked; what it says
    /// is for the node to weigh later. The entity tag is the digest of the body before compression,
    /// and strong as given: a peer compares it with the digest of the frontier it computes, not
    /// with bytes received.
    private func frontier(_ request: WebRequest) async throws -> WebResponse {
        try readers.admit(request)
        let parameters = try Parameters(request, known: ["held"])
        if let held = parameters["held"] {
            let parts = held.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 3, WireGrammar.isFeedName(parts[0]),
                WireGrammar.sequenceNumber(parts[1]) != nil, WireGrammar.isHash(parts[2])
            else { throw Problem.badParameter("held", .notHeldHead) }
        }
        let served = try await source.frontier()
        let tag = "\"\(served.digest)\""
        let headers = [(name: "ETag", value: tag)]
        if matches(request.header("if-none-match"), entityTag: tag) {
            return WebResponse(status: 304, headers: headers)
        }
        return WebResponse(
            headers: headers + [("Content-Type", "application/json")], body: .bytes(served.body))
    }

    /// The lines past `after`, as they are read from the feed.
    private func lines(_ request: WebRequest, feed: String) async throws -> WebResponse {
        try readers.admit(request)
        guard WireGrammar.isFeedName(feed) else { throw Problem.badParameter(feed, .notFeedName) }
        let parameters = try Parameters(request, known: ["after", "chain", "head"])
        guard let after = parameters["after"] else { throw Problem.badParameter("after", .missing) }
        guard let seq = WireGrammar.sequenceNumber(after) else {
            throw Problem.badParameter("after", .notSequenceNumber)
        }
        for name in ["chain", "head"] {
            if let hash = parameters[name], !WireGrammar.isHash(hash) {
                throw Problem.badParameter(name, .notHash)
            }
        }
        // Without the chain a fork at or before `seq` would go unnoticed until its seal fails, on
        // the wrong side.
        guard seq == 0 || parameters["chain"] != nil else {
            throw Problem.badParameter("chain", .missing)
        }
        let answer = try await source.lines(
            of: feed, after: seq, chain: parameters["chain"], head: parameters["head"])
        switch answer {
        case .unknownFeed: throw Problem.unknownFeed
        case .otherChain: throw Problem.otherChain
        case .lines(let lines):
            return WebResponse(
                headers: [("Content-Type", "application/jsonl")],
                body: .stream(ByteStream { try await lines.next() }))
        }
    }
}

/// The query of one request, each parameter known and given once.
///
/// An unknown one is refused rather than ignored, so that a later version's question is never
/// answered as if it had been understood.
private struct Parameters {
    private var values: [String: String] = [:]

    init(_ request: WebRequest, known: Set<String>) throws {
        for (name, value) in request.query {
            guard known.contains(name) else { throw Problem.badParameter(name, .unknown) }
            guard values.updateValue(value, forKey: name) == nil else {
                throw Problem.badParameter(name, .repeated)
            }
        }
    }

    subscript(name: String) -> String? { values[name] }
}
