import ClubRegistry
import ClubServer

/// A feed name that is well-formed.
let rouen = "rouen-7k2mq4x9p0c3d5fh"

/// 32 zero bytes in base64url.
let zeroHash = String(repeating: "A", count: 43)

/// What health answers for the fake.
let healthBody = #"{"network":"\#(zeroHash)","node":"rouen","status":"ok","v":1}"#

/// A source with one feed, which counts what it is asked.
actor FakeFeeds: FeedSource {
    nonisolated let networkID = zeroHash
    nonisolated let nodeID: String
    nonisolated let directory = testDirectory

    struct Failure: Error {}
    struct Question: Equatable {
        let seq: Int
        let chain: String?
        let head: String?
    }

    private let body: [UInt8]
    private let chunks: [[UInt8]]
    private let failsAtChunk: Int?
    private(set) var questions: [Question] = []

    init(
        node: String = "rouen", body: String = #"{"feeds":{}}"#, chunks: [String] = [],
        failsAtChunk: Int? = nil
    ) {
        nodeID = node
        self.body = Array(body.utf8)
        self.chunks = chunks.map { Array($0.utf8) }
        self.failsAtChunk = failsAtChunk
    }

    func frontier() async throws -> ServedFrontier {
        guard failsAtChunk == nil else { throw Failure() }
        return ServedFrontier(body: body, digest: zeroHash)
    }

    func lines(of feed: String, after seq: Int, chain: String?, head: String?) async throws
        -> FeedAnswer
    {
        questions.append(Question(seq: seq, chain: chain, head: head))
        guard feed == rouen else { return .unknownFeed }
        guard chain == nil || chain == zeroHash else { return .otherChain }
        let reader = Reader(chunks, failsAt: failsAtChunk)
        return .lines(FeedLines { try await reader.next() })
    }

    private actor Reader {
        private var rest: ArraySlice<[UInt8]>
        private let failsAt: Int?

        init(_ chunks: [[UInt8]], failsAt: Int?) {
            rest = chunks[...]
            self.failsAt = failsAt
        }

        func next() throws -> [UInt8]? {
            if rest.startIndex == failsAt { throw Failure() }
            return rest.popFirst()
        }
    }
}

/// The site that a node serves to its peers.
func peerSite(_ source: FakeFeeds = FakeFeeds()) -> Website {
    Website(PeerRoutes(source).routes)
}

extension WebResponse {
    /// The whole body, a stream read to its end.
    func allBytes() async throws -> [UInt8] {
        switch body {
        case .bytes(let bytes): return bytes
        case .stream(let stream):
            var result: [UInt8] = []
            while let chunk = try await stream.next() { result += chunk }
            return result
        }
    }

    func text() async throws -> String {
        String(decoding: try await allBytes(), as: UTF8.self)
    }
}
