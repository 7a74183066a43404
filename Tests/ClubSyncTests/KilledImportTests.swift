import Foundation
import Testing

/// The built program, killed in the middle of an import, and run again.
@Suite struct KilledImportTests {
    private static let rowCount = 1_010

    /// Rows that name no record, each twice: two equal rows are two records.
    private static let rows = (0..<rowCount).map { number in
        #"{"name":"Membre \#(number / 2)","tags":["a","b"]}"#
    }.joined(separator: "\n")

    private static let importing = [
        "--dir", "rouen", "--lang", "en", "import", "rows.jsonl", "--into", "member",
    ]

    private func records(_ club: CommandClub) async throws -> [JSON] {
        try await club("rouen", "list", "members", "--format", "jsonl").lines.map { try JSON($0) }
    }

    /// Runs the import once more, and says what must be true then.
    private func finish(_ club: CommandClub, at kill: String) async throws {
        let before = Set(try await records(club).map { $0["id"] })
        try await club.run(Self.importing)
        let records = try await records(club)
        #expect(records.count == Self.rowCount, "\(kill)")
        #expect(Set(records.map { $0["fields"] }).count == Self.rowCount / 2, "\(kill)")
        #expect(Set(records.map { $0["id"] }).isSuperset(of: before), "\(kill)")
        let again = try await club.run(Self.importing)
        #expect(again.errors.contains("0 new, 0 changed, \(Self.rowCount) the same, 0 refused"))
    }

    /// A call by which an import of three commits changes the disk, and which time it is not made:
    /// the secret, lines of a commit, their fsync, the mark.
    private static let kills: [(call: String, count: Int)] = [
        ("link", 1), ("pwrite64", 4), ("fsync", 5), ("fsync", 8), ("rename", 1), ("rename", 2),
    ]

    private static let strace = "/usr/bin/strace"

    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: strace), "needs strace"),
        arguments: kills)
    func `killed before a call that changes the disk, an import that is run again is whole`(
        _ kill: (call: String, count: Int)
    ) async throws {
        let club = try await CommandClub("rouen")
        try club.write("rows.jsonl", Self.rows)
        var traced = club.command(
            [
                "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(kill.call)",
                "-e", "inject=\(kill.call):signal=SIGKILL:when=\(kill.count)", Binary.path,
            ] + Self.importing)
        traced.program = Self.strace
        traced.timeout = .seconds(120)
        let killed = try await traced.run()
        #expect(killed.status == 128 + SIGKILL && !killed.timedOut, "\(kill) \(killed.errors)")
        try await finish(club, at: "\(kill.call) \(kill.count)")
    }

    @Test func `killed when its first commit appears, an import that is run again is whole`()
        async throws
    {
        let club = try await CommandClub("rouen")
        try club.write("rows.jsonl", Self.rows)
        let feed = "\(club.folder)/\(try club.feedFile("rouen", of: "rouen"))"
        func size() throws -> Int {
            try #require(
                FileManager.default.attributesOfItem(atPath: feed)[.size] as? NSNumber
            ).intValue
        }
        let before = try size()
        let running = try club.command(Self.importing).start()
        // It grows, or the program's own time limit ends the wait.
        let deadline = ContinuousClock.now + .seconds(30)
        while try size() == before, ContinuousClock.now < deadline { await Task.yield() }
        running.send(SIGKILL)
        _ = await running.outcome
        #expect(try size() > before)
        try await finish(club, at: "the first growth")
    }
}
