import ClubTestSupport
import Foundation
import Synchronization
import Testing

@testable import ClubRegistry

/// What a healing does to files, and to those who have read them.
@Suite struct HealTests {
    private let scratch: Scratch
    private let identity = SigningKey()
    private let key = SigningKey()
    private let charter: Charter
    private let opening: CommitWriter.Commit
    private let feed: FeedID
    private let record = RecordKey(kind: "member", id: RecordID("caen.0a1b2c3d4e5f")!)
    private let at = "2027-03-01T09:00:00Z"

    init() throws {
        scratch = try Scratch()
        charter = try Charter(
            name: "C", founders: [.init(node: "caen", name: "C", key: identity.publicKey)])
        (feed, opening) = try CommitWriter.opening(
            node: "caen", feedKey: key, identity: identity, directory: charter.directory, at: at)
    }

    private func commit(
        _ drafts: [Draft], after last: FeedTree.Entry? = nil, seed: Int = 1
    ) throws -> CommitWriter.Commit {
        var generator = SeededGenerator(seed: seed)
        let last = last ?? opening.entries[0]
        return try CommitWriter(
            feed: feed, key: key, directory: charter.directory, seq: last.seq, chain: last.chain
        ).commit(drafts, at: at, using: &generator)
    }

    private func draft(_ name: String) -> Draft {
        .record(
            record, after: VersionVector(),
            .fields(
                .init(
                    payload: [
                        FieldOperation(field: "name", effect: .set(.string(name)))
                    ],
                    personal: [FieldOperation(field: "phone", effect: .set(.string("01")))])))
    }

    private func archive(_ calls: SystemCalls = .system) throws -> FeedArchive {
        try FeedArchive(reading: scratch.path, directory: charter.directory, calls: calls)
    }

    private func store(_ commit: CommitWriter.Commit, in archive: inout FeedArchive) throws {
        let taken = try archive.store(
            commit.entries, bytes: commit.bytes, of: feed, key: key.publicKey)
        #expect(taken?.added == commit.entries.count)
    }

    private func copies(_ commit: CommitWriter.Commit) -> [FeedArchive.Copy] {
        var at = 0
        return commit.entries.map { entry in
            defer { at += entry.byteCount }
            return FeedArchive.Copy(
                entry: entry, line: Array(commit.bytes[at..<at + entry.byteCount]))
        }
    }

    private func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try #require(FileManager.default.contents(atPath: scratch(name))))
    }

    private func put(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: URL(filePath: scratch(name)))
    }

    private var main: String { FeedFileName(feed: feed).text }

    @Test func `a part that was erased stays erased, and the other one of its line comes back`()
        throws
    {
        let entry = try commit([draft("Alpha")])
        let erasure = try commit(
            [.erasure(record, fields: ["phone"], upto: [feed: 2])], after: entry.entries[0])
        try put(opening.bytes + entry.bytes + erasure.bytes, main)
        let full = try bytes(main)
        try put(Stripping.lines(full, payload: true, personal: true), main)
        var archive = try archive()
        #expect(Fold(archive.history).incompleteLines.count == 1)
        #expect(try archive.heal(copies(entry), of: feed) == 1)
        #expect(try bytes(main) == Stripping.lines(full, payload: false, personal: true))
        #expect(Fold(archive.history).incompleteLines.isEmpty)
        // A second time there is nothing to do.
        #expect(try archive.heal(copies(entry), of: feed) == 0)
        let again = try self.archive()
        #expect(Fold(again.history).frontier == Fold(archive.history).frontier)
        #expect(Dump(Fold(again.history)).bytes == Dump(Fold(archive.history)).bytes)
    }

    @Test func `a line of a branch file comes back, and the other files stay as they are`() throws {
        var archive = try archive()
        try store(opening, in: &archive)
        try store(commit([draft("A")], seed: 1), in: &archive)
        let other = try commit([draft("B"), draft("C")], seed: 2)
        try store(other, in: &archive)
        let branch = FeedFileName(feed: feed, branch: other.entries[1].chain).text
        let full = (main: try bytes(main), branch: try bytes(branch))
        try put(Stripping.lines(full.branch), branch)
        #expect(try archive.refresh(sync: false))
        #expect(Fold(archive.history).incompleteLines.count == 2)
        #expect(try archive.heal(copies(other), of: feed) == 2)
        #expect(try bytes(main) == full.main && bytes(branch) == full.branch)
        #expect(Fold(archive.history).incompleteLines.isEmpty)
        // What this value knows of the file is where things are: it can be appended to.
        let last = other.entries[1]
        try store(commit([draft("D")], after: last, seed: 3), in: &archive)
        let again = try self.archive()
        #expect(again.damages.isEmpty && again.history.feeds[feed]?.tips.map(\.seq) == [2, 4])
    }

    @Test func `a tail that no seal covers is left as it is`() throws {
        let entry = try commit([draft("Alpha")])
        let tail = Array(#"{"change":{"at":"2027"#.utf8)
        try put(opening.bytes + Stripping.lines(entry.bytes) + tail, main)
        var archive = try archive()
        #expect(try archive.heal(copies(entry), of: feed) == 1)
        #expect(try bytes(main) == opening.bytes + entry.bytes + tail)
    }

    @Test func `a disk that refuses leaves the stripped line, and no other file`() throws {
        let entry = try commit([draft("Alpha")])
        let stripped = opening.bytes + Stripping.lines(entry.bytes)
        for call in ["write", "fsync", "rename"] {
            try put(stripped, main)
            let isBroken = Mutex(false)
            var calls = broken([call])
            let bad = calls
            calls.fsync = { isBroken.withLock { $0 } ? bad.fsync($0) : fsync($0) }
            var archive = try archive(calls)
            isBroken.withLock { $0 = true }
            #expect(throws: SystemError.self) { try archive.heal(copies(entry), of: feed) }
            #expect(try bytes(main) == stripped && scratch.names == [main])
        }
        // Healed, though not known to be on disk: that is for the next process to see.
        let system = SystemCalls.system
        var calls = system
        calls.fsync = { file in
            guard system.fstat(file)?.isFolder == true else { return system.fsync(file) }
            errno = EIO
            return -1
        }
        var archive = try archive(calls)
        #expect(throws: SystemError.self) { try archive.heal(copies(entry), of: feed) }
        #expect(try bytes(main) == opening.bytes + entry.bytes)
    }

    @Test(arguments: [false, true])
    func `a file replaced by one of the same number is not read on in the middle`(_ grows: Bool)
        throws
    {
        let entry = try commit([
            draft("A rather long name, so that the line is longer than without it")
        ])
        try put(opening.bytes + Stripping.lines(entry.bytes), main)
        let system = SystemCalls.system
        var calls = system
        @Sendable func same(_ status: FileStatus?) -> FileStatus? {
            var status = status
            status?.inode = 7
            return status
        }
        calls.lstat = { same(system.lstat($0)) }
        calls.fstat = { same(system.fstat($0)) }
        var reader = try archive(calls)
        #expect(Fold(reader.history).incompleteLines.count == 1)
        var writer = try archive()
        #expect(try writer.heal(copies(entry), of: feed) == 1)
        if grows { try store(commit([draft("B")], after: entry.entries[0]), in: &writer) }
        #expect(try reader.refresh(sync: true))
        #expect(reader.damages.isEmpty && Fold(reader.history).incompleteLines.isEmpty)
        #expect(reader.history.feeds[feed]?.lastSeq == (grows ? 3 : 2))
    }

    @Test func `a feed that is damaged is not healed`() throws {
        let entry = try commit([draft("Alpha")])
        let more = try commit([draft("Beta")], after: entry.entries[0])
        let bad = Array(
            String(decoding: more.bytes, as: UTF8.self).replacing("Beta", with: "B").utf8)
        let all = opening.bytes + Stripping.lines(entry.bytes) + bad
        try put(all, main)
        var archive = try archive()
        #expect(!archive.damages.isEmpty)
        #expect(try archive.heal(copies(entry), of: feed) == 0)
        #expect(try bytes(main) == all)
    }
}
