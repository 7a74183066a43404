import ClubTestSupport
import Foundation
import Testing

@testable import ClubRegistry

/// A feed longer than what the archive reads before it verifies a seal.
@Suite struct LongFeedTests {
    /// Line `seq` of a feed: feed-level, of a kind that version 1 does not know.
    private func line(_ feed: FeedID, _ seq: Int, seal: Seal?) -> [UInt8] {
        let at = "2026-03-01T09:00:00Z"
        let change =
            #"{"change":{"at":"\#(at)","feed":"\#(feed)","kind":"k","seq":\#(seq),"v":1}"#
        return Array((change + (seal.map { #","seal":"\#($0.text)""# } ?? "") + "}\n").utf8)
    }

    @Test func `damage is where nothing stands any more, not at bad seals that a good one covers`()
        async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        let network = club.charter.network
        let key = try registry.signingKey(registry.state.feedKey)
        let feed = FeedID(node: "rouen", key: key.publicKey)
        let folder = "\(club.dir("rouen"))/feeds"
        var archive = try FeedArchive(reading: folder, directory: club.charter.directory)
        let opening = try #require(archive.history.feeds[feed]?.entry(1, on: 0))
        var chain = opening.chain
        var bytes: [UInt8] = []
        let last = 5_000
        for seq in 2...last + 1 {
            let leaf = try LineScanner.scan(line(feed, seq, seal: nil)).leaf
            let pre = Chain.pre(chain: chain, leaf: leaf)
            var seal: Seal?
            if seq == last {
                let message = Chain.sealed(network: network, feed: feed, seq: seq, pre: pre)
                seal = Seal(bytes: key.sign(message))
            } else if seq % 64 == 0 || seq > last {
                seal = Seal(bytes: Array(repeating: 0, count: 64))
            }
            chain = Chain.link(pre: pre, seal: seal)
            bytes += line(feed, seq, seal: seal)
        }
        let file = "\(folder)/\(FeedFileName(feed: feed).text)"
        let handle = try #require(FileHandle(forWritingAtPath: file))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
        archive = try FeedArchive(reading: folder, directory: club.charter.directory)
        #expect(archive.history.feeds[feed]?.lastSeq == last)
        #expect(archive.damages[feed]?.line == last + 1)
        #expect(archive.damages[feed]?.code == .badSeal)
    }
}
