import ClubTestSupport
import Foundation
import Testing

@testable import ClubRegistry

@Suite struct ForkStorageTests {
    @Test(arguments: [1, 4], [[0, 1, 2], [2, 1, 0], [1, 2, 0], [1, 0, 2]])
    func `three branches, two of which share unsealed lines, read back as they were taken in`(
        _ firstCount: Int, _ order: [Int]
    ) throws {
        let identity = SigningKey()
        let key = SigningKey()
        let charter = try Charter(
            name: "C", founders: [.init(node: "caen", name: "C", key: identity.publicKey)])
        let directory = charter.directory
        let at = "2027-03-01T09:00:00Z"
        let (feed, opening) = try CommitWriter.opening(
            node: "caen", feedKey: key, identity: identity, directory: directory, at: at)
        let record = RecordKey(kind: "member", id: RecordID("caen.0a1b2c3d4e5f")!)
        func commit(_ values: [Int], seed: Int) throws -> CommitWriter.Commit {
            // The same seed gives the same salts, and so the same first lines.
            var generator = SeededGenerator(seed: seed)
            let writer = CommitWriter(
                feed: feed, key: key, directory: directory, seq: 1,
                chain: opening.entries[0].chain)
            let drafts = values.map { value in
                Draft.record(
                    record, after: VersionVector(),
                    .fields(
                        .init(payload: [
                            FieldOperation(field: "a", effect: .set(.integer(value)))
                        ])))
            }
            return try writer.commit(drafts, at: at, using: &generator)
        }
        let commits = [
            try commit(Array(100..<100 + firstCount), seed: 1), try commit([1, 2, 3], seed: 2),
            try commit([1, 2, 4], seed: 2),
        ]
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "fork-\(UInt64.random(in: 0 ... .max))").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var archive = try FeedArchive(reading: folder, directory: directory)
        for commit in [opening] + order.map({ commits[$0] }) {
            let taken = try archive.store(
                commit.entries, bytes: commit.bytes, of: feed, key: key.publicKey)
            #expect((taken?.added ?? 0) > 0)
            let twice = try archive.store(
                commit.entries, bytes: commit.bytes, of: feed, key: key.publicKey)
            #expect(twice?.added == 0)
        }
        let again = try FeedArchive(reading: folder, directory: directory)
        #expect(again.damages.isEmpty)
        #expect(again.history.feeds[feed]?.branches.count == 3)
        #expect(again.history.feeds[feed]?.forkPoint == 1)
        #expect(Dump(Fold(again.history)).bytes == Dump(Fold(archive.history)).bytes)
        #expect(Fold(again.history).frontier == Fold(archive.history).frontier)

        // Another program may write whole feeds into its branch files: the shared lines are one.
        let served = again.segments(of: feed, branch: 2, after: 0).map(bytes)
        for file in again.files[feed]!.dropFirst() {
            let path = "\(folder)/\(file.name.text)"
            let rest = try #require(FileManager.default.contents(atPath: path))
            try (Data(opening.bytes) + rest).write(to: URL(filePath: path))
        }
        // Lines that are all held, or that only go on where a branch ends, are no branch.
        let copy = FeedFileName(feed: feed, branch: .of([1])).text
        try Data(opening.bytes).write(to: URL(filePath: "\(folder)/\(copy)"))
        let whole = try FeedArchive(reading: folder, directory: directory)
        #expect(whole.history.feeds[feed]?.forkPoint == 1)
        #expect(Dump(Fold(whole.history)).bytes == Dump(Fold(archive.history)).bytes)
        #expect(whole.segments(of: feed, branch: 2, after: 0).map(bytes) == served)
    }

    private func bytes(_ segment: FeedArchive.Segment) -> [UInt8] {
        var segment = segment
        var bytes: [UInt8] = []
        while let chunk = try? segment.next() { bytes += chunk }
        return bytes
    }
}
