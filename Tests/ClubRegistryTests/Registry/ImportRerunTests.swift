import ClubTestSupport
import Foundation
import Glibc
import Synchronization
import Testing

@testable import ClubRegistry

/// An import that ends in the middle, and is run again.
@Suite struct ImportRerunTests {
    private let kind = Schema.kind("member")!

    private func rows(_ count: Int) throws -> [TypedRow] {
        let reader = RowReader(kind, values: ValueParser(.json, resolve: { _ in .none }))
        // Two equal rows are two records.
        return try (0..<count).map { number in
            try reader.read(
                ImportRow(
                    line: number + 1,
                    cells: [
                        .init(field: "name", column: 1, content: .text("M\(number / 2)"))
                    ]))
        }
    }

    /// A machine whose disk stops at the n-th call that changes anything, and never goes on: what
    /// is written then is what a kill leaves.
    private func dying(after limit: Int) -> (SystemCalls, @Sendable () -> Int) {
        final class Count: Sendable { let value = Mutex(0) }
        let count = Count()
        let system = SystemCalls.system
        @Sendable func step(_ call: () -> Int) -> Int {
            let isAlive = count.value.withLock {
                $0 += 1; return $0 <= limit
            }
            if isAlive { return call() }
            errno = EIO
            return -1
        }
        var calls = system
        calls.write = { a, b, c in step { system.write(a, b, c) } }
        calls.pwrite = { a, b, c, d in step { system.pwrite(a, b, c, d) } }
        calls.fsync = { a in Int32(step { Int(system.fsync(a)) }) }
        calls.ftruncate = { a, b in Int32(step { Int(system.ftruncate(a, b)) }) }
        calls.rename = { a, b in Int32(step { Int(system.rename(a, b)) }) }
        calls.link = { a, b in Int32(step { Int(system.link(a, b)) }) }
        return (calls, { count.value.withLock { $0 } })
    }

    @Test func `killed at any call of the disk and run again, an import writes nothing twice`()
        async throws
    {
        let rows = try rows(1_010)
        var limit = 0
        var kills = 0
        var sawPart = false
        while true {
            let club = try await TestClub(["rouen"])
            defer { club.remove() }
            let (calls, count) = dying(after: limit)
            let dies = try Registry(
                dir: club.dir("rouen"), stateRoot: club.root.appending(path: "state").path,
                calls: calls)
            let died: Bool
            do {
                _ = try await dies.importRows(rows)
                died = count() > limit
            } catch let error as RegistryError {
                died = true
                if case .partlyWritten(let lines, _) = error {
                    sawPart = true
                    #expect(lines > 0 && lines < rows.count)
                }
            }
            let again = try await club.open("rouen").importRows(rows)
            #expect(again.new + again.same == rows.count, "killed at call \(limit)")
            #expect(again.changed == 0 && again.refused.isEmpty)
            let records = try await club.open("rouen").records(kind: "member")
            #expect(records.count == rows.count, "killed at call \(limit)")
            #expect(Set(records.compactMap { $0.text("name") }).count == rows.count / 2)
            guard died else { break }
            kills += 1
            // Every call at first and around each commit; this is what a commit is made of.
            limit += 3
        }
        #expect(kills >= 8 && sawPart)
    }

    @Test func `an edited record is left alone by the row it came from, a deleted one refused`()
        async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let rows = try rows(3)
        _ = try await club.open("rouen").importRows(rows)
        let keys = try await club.open("rouen").records(kind: "member").map(\.key)
        try await club.open("rouen").edit(keys[0], .set(["name": .string("Autre")]))
        try await club.open("rouen").delete(keys[1])
        let again = try await club.open("rouen").importRows(rows.reversed())
        #expect(again.same == 2 && again.written.dots.isEmpty)
        #expect(again.refused.map(\.message.phrase) == [.recordIsDeleted])
        #expect(try await club.open("rouen").record(keys[0]).text("name") == "Autre")
        var options = Registry.ImportOptions()
        options.restores = true
        let back = try await club.open("rouen").importRows(rows, options: options)
        #expect(back.same == 2 && back.changed == 1)
        #expect(try await club.open("rouen").record(keys[1]).deletion == .no)
        // Another store gives other ids: they say nothing of the row.
        let other = try await TestClub(["rouen"])
        defer { other.remove() }
        _ = try await other.open("rouen").importRows(rows)
        let others = try await other.open("rouen").records(kind: "member").map(\.key)
        #expect(Set(others).isDisjoint(with: keys))
    }
}
