/// What this node shows to its peers: sealed and durable lines only; of the own feed, up to the
/// mark.
extension Registry: FeedSource {
    package nonisolated var networkID: String { charter?.network.text ?? "" }
    package nonisolated var nodeID: String { node }

    /// The members of the charter; nobody before this node has joined.
    package nonisolated var directory: NodeDirectory {
        charter?.directory ?? NodeDirectory(network: .of([]), keys: [:])
    }

    package func frontier() async throws -> ServedFrontier {
        var stated = try statedFrontier(sync: true)
        if isPlanted(.headFromClaim) { stated = StatedFrontier(memory.claiming(stated.frontier)) }
        return ServedFrontier(body: stated.bytes, digest: stated.digest.text)
    }

    package func lines(of feed: String, after seq: Int, chain: String?, head: String?) async throws
        -> FeedAnswer
    {
        let fold = try fold(sync: true)
        guard let feed = FeedID(feed), let tree = fold.history.feeds[feed] else {
            return .unknownFeed
        }
        let wanted = head.flatMap { Hash256(text: $0) }
        var branches = Array(tree.branches.indices)
        if let wanted {
            // The head is a tip; one that has grown since is found inside its branch.
            let tips = branches.filter { tree.branches[$0].entries.last?.pre == wanted }
            branches =
                tips.isEmpty
                ? branches.filter { branch in
                    tree.branches[branch].entries.contains { $0.pre == wanted }
                } : tips
        }
        let network = fold.history.network
        // A line that is not held yet has no chain to disagree with: nothing follows, and that is
        // all.
        let reaching = branches.filter { tree.branches[$0].lastSeq >= seq }
        guard !reaching.isEmpty else { return .lines(FeedLines { nil }) }
        let matching = reaching.first { branch in
            seq == 0 || isPlanted(.chainUnchecked)
                || tree.chain(seq, on: branch, network: network)?.text == chain
        }
        guard let branch = matching else { return .otherChain }
        var segments = archive!.segments(of: feed, branch: branch, after: seq)
        // The archive may hold more of the own feed than the mark acknowledges.
        var left = max(0, tree.branches[branch].lastSeq - seq)
        for index in segments.indices {
            segments[index].lineByteCounts = Array(segments[index].lineByteCounts.prefix(left))
            left -= segments[index].lineByteCounts.count
        }
        let reader = SegmentReader(segments)
        return .lines(FeedLines { try await reader.next() })
    }
}

/// Reads the segments of one answer one after the other; for one consumer.
private actor SegmentReader {
    private var segments: [FeedArchive.Segment]

    init(_ segments: [FeedArchive.Segment]) { self.segments = segments }

    func next() throws -> [UInt8]? {
        while !segments.isEmpty {
            if let chunk = try segments[0].next() { return chunk }
            segments.removeFirst()
        }
        return nil
    }
}
