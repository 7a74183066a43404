@testable import ClubRegistry
import Foundation
import Glibc
import Synchronization
import Testing

@Suite struct JournalTests {
    let scratch: Scratch
    let journal: Journal
    init() throws {
        scratch = try Scratch()
        journal = Journal(path: scratch("journal.jsonl"))
    }

    private func entry(_ peer: String, _ received: Int, outcome: String = "fresh") -> JournalEntry {
        JournalEntry(
            at: "2027-01-10T14:00:00Z", peer: peer, url: "https://\(peer).example/",
            received: received,
            applied: received,
            refused: [.init(feed: "caen-7k2mq4x9p0c3d5fh", reason: "« é »\n\u{2028}")],
            outcome: outcome, frontier: "abc")
    }

    @Test func `Entries are lines, read back last first by peer, or the last N`() throws {
        #expect(try journal.entries(last: 5) == [])
        #expect(try journal.latest() == [:])
        let all = [
            entry("caen", 1), entry("rouen", 2, outcome: "unreachable"),
            entry("caen", 3, outcome: "late"),
        ]
        for entry in all { try journal.append(entry) }
        #expect(try journal.entries(last: 9) == all)
        #expect(try journal.entries(last: 2) == Array(all.suffix(2)))
        #expect(try journal.entries(last: 0) == [])
        #expect(try journal.latest() == ["caen": all[2], "rouen": all[1]])
        #expect(try journal.latest { $0.outcome == "fresh" } == ["caen": all[0]])
        #expect(try scratch.text("journal.jsonl").utf8.count { $0 == 0x0a } == 3)
        #expect(try scratch.mode("journal.jsonl") == 0o600)
    }

    @Test func `Failures in a row are counted since the last success, for each peer`() throws {
        #expect(try journal.trends() == [:])
        let outcomes = ["fresh", "unreachable", "unchanged", "partial", "interrupted"]
        let all = outcomes.enumerated().map { entry("caen", $0, outcome: $1) }
        for entry in all { try journal.append(entry) }
        try journal.append(entry("rouen", 9, outcome: "refused"))
        let trends = try journal.trends()
        #expect(
            trends["caen"]
                == .init(last: all[4], lastSuccess: all[2], consecutiveFailures: 2))
        #expect(trends["rouen"]?.consecutiveFailures == 1)
        #expect(trends["rouen"]?.lastSuccess == nil && trends.count == 2)
    }

    @Test func `A torn last line is passed over, and the next entry does not grow onto it`() throws
    {
        try journal.append(entry("caen", 1))
        var calls = SystemCalls.system
        let isFirst = Mutex(true)
        calls.write = { a, b, c in
            if isFirst.withLock({
                let was = $0; $0 = false; return was
            }) {
                return write(a, b, c / 2)
            }
            errno = ENOSPC
            return -1
        }
        let error = #expect(throws: SystemError.self) {
            try Journal(path: journal.path, calls: calls).append(entry("caen", 2))
        }
        #expect(error?.isFull == true)
        #expect(try journal.entries(last: 9).map(\.received) == [1])
        try journal.append(entry("caen", 3))
        #expect(try journal.entries(last: 9).map(\.received) == [1, 3])
    }

    @Test func `Foreign and damaged lines are passed over`() throws {
        try journal.append(entry("caen", 1))
        let handle = try FileHandle(forWritingTo: URL(filePath: journal.path))
        try handle.seekToEnd()
        try handle.write(
            contentsOf: Data("\n{}\n\0\0\0\n[1]\nnull\n\u{fffd}\n".utf8) + [0xff, 0x0a])
        try journal.append(entry("caen", 2))
        #expect(try journal.entries(last: 9).map(\.received) == [1, 2])
    }

    @Test func `An entry with too many refusals keeps to one line and counts the rest`() throws {
        var big = entry("caen", 1)
        big.refused = (0..<2000).map {
            .init(
                feed: "caen-7k2mq4x9p0c3d5fh",
                reason: "line \($0): \(String(repeating: "x", count: 90))")
        }
        try journal.append(big)
        #expect(try scratch.text("journal.jsonl").utf8.count <= Journal.lineByteLimit)
        let read = try #require(try journal.entries(last: 1).first)
        #expect(read.refused.count + (read.refusedBeyond ?? 0) == 2000)
        #expect(!read.refused.isEmpty)
    }

    @Test func `No more than 4 MiB from the end are read, and the cut line is passed over`() throws
    {
        var big = entry("caen", 0)
        big.frontier = String(repeating: "f", count: 60_000)
        for number in 0..<80 {
            big.received = number
            try journal.append(big)
        }
        let numbers = try journal.entries(last: 1000).map(\.received)
        #expect(numbers.last == 79)
        #expect(numbers.count < 80 && numbers.count > 60)
        #expect(numbers == Array((80 - numbers.count)..<80))
    }

    @Test func `Two that append at once lose nothing`() async throws {
        let journal = journal
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                let line = entry("caen", number)
                group.addTask { try journal.append(line) }
            }
            try await group.waitForAll()
        }
        #expect(try Set(journal.entries(last: 99).map(\.received)) == Set(0..<50))
    }

    @Test func `A journal that cannot be written is an error, not a crash`() throws {
        let error = #expect(throws: SystemError.self) {
            try Journal(path: "/dev/full").append(entry("caen", 1))
        }
        #expect(error?.isFull == true)
        #expect(throws: SystemError.self) {
            try Journal(path: scratch("no/journal")).append(entry("caen", 1))
        }
    }
}
