import ClubTestSupport
import Testing

@testable import ClubRegistry

@Suite struct IntakeTests {
    private let key = SigningKey(seed: [UInt8](repeating: 7, count: 32))!
    private let directory: NodeDirectory
    private let feed: FeedID
    private var opening: [UInt8] = []
    private var seq = 1
    private var chain = Hash256.of([])

    init() throws {
        let identity = SigningKey(seed: [UInt8](repeating: 8, count: 32))!
        directory = NodeDirectory(network: .of([1]), keys: ["caen": identity.publicKey])
        let opened = try CommitWriter.opening(
            node: "caen", feedKey: key, identity: identity, directory: directory,
            at: "2026-03-01T09:00:00Z", using: SeededGenerator(seed: 1))
        feed = opened.feed
        opening = opened.commit.bytes
        chain = opened.commit.entries[0].chain
    }

    /// The next line of the feed, `byteCount` long or a little more, with a seal that is good or not.
    private mutating func line(good: Bool, byteCount: Int = 0) throws -> [UInt8] {
        seq += 1
        var generator = SeededGenerator(seed: seq)
        let text = Value.string(String(repeating: "x", count: byteCount))
        let draft = Draft.record(
            RecordKey(kind: "action", id: RecordID("caen.0a1b2c3d4e5f")!), after: VersionVector(),
            .fields(.init(payload: [FieldOperation(field: "title", effect: .set(text))])))
        let open = LineWriter.open(
            draft, feed: feed, seq: seq, at: "2026-03-01T09:00:00Z", using: &generator)
        let leaf = try LineScanner.scan(LineWriter.close(open, seal: nil)).leaf
        let pre = Chain.pre(chain: chain, leaf: leaf)
        let message = Chain.sealed(network: directory.network, feed: feed, seq: seq, pre: pre)
        let bad = [UInt8](repeating: 1, count: 64)
        let seal = try #require(Seal(bytes: good ? key.sign(message) : bad))
        chain = Chain.link(pre: pre, seal: seal)
        return LineWriter.close(open, seal: seal)
    }

    /// The last line accepted, and why not more, when settled after every `batch` bytes.
    private func accepted(_ bytes: [UInt8], batch: Int) -> (seq: Int, code: LineDefect.Code?) {
        var intake = Intake(FeedVerifier(feed: feed, directory: directory))
        var defect: LineDefect?
        for start in stride(from: 0, to: bytes.count, by: batch) where defect == nil {
            defect = intake.read(Array(bytes[start..<min(start + batch, bytes.count)]))
            _ = intake.settle()
        }
        let bad = intake.settle().defect
        return (intake.last?.seq ?? 0, (defect ?? bad)?.code)
    }

    /// The batches of offices differ: one that accepts what another refuses would be called a liar by it.
    @Test func `where batches end changes nothing in what is accepted`() throws {
        var made = self
        var bytes = opening
        for _ in 0..<3 { bytes += try made.line(good: true, byteCount: 1_000) }
        for _ in 0..<20 { bytes += try made.line(good: false, byteCount: 1_000) }
        let covered = try bytes + made.line(good: true)
        var open = covered
        for _ in 0..<3 { open += try made.line(good: false) }
        for batch in [500, 1_700, 5_000, 20_000, 1_000_000] {
            #expect(accepted(bytes, batch: batch) == (4, .badSeal), "\(batch)")
            #expect(accepted(covered, batch: batch) == (25, nil), "\(batch)")
            #expect(accepted(open, batch: batch) == (25, .badSeal), "\(batch)")
        }
    }

    /// Lines wait for a good seal, but not without end; and the end is a place in the feed.
    @Test func `a good seal too far behind the last one is not waited for, wherever batches end`()
        throws
    {
        for isInside in [true, false] {
            var made = self
            var bytes = try opening + made.line(good: true)
            let start = bytes.count
            while bytes.count - start < Intake.waitingByteLimit - 120_000 {
                bytes += try made.line(good: false, byteCount: 50_000)
            }
            // The last line ends on the limit, or one byte beyond it.
            var probe = made
            let shortest = try probe.line(good: true).count
            let left = Intake.waitingByteLimit - (bytes.count - start) - shortest
            bytes += try made.line(good: false, byteCount: left / 2 - shortest)
            probe = made
            let last = Intake.waitingByteLimit - (bytes.count - start) - shortest
            bytes += try made.line(good: true, byteCount: last + (isInside ? 0 : 1))
            #expect(bytes.count - start == Intake.waitingByteLimit + (isInside ? 0 : 1))
            let expected: (Int, LineDefect.Code?) = isInside ? (made.seq, nil) : (2, .badSeal)
            for batch in [16_384, 65_536, 700_000, 1_048_576, 4_000_000] {
                #expect(accepted(bytes, batch: batch) == expected, "\(batch)")
            }
        }
    }
}
