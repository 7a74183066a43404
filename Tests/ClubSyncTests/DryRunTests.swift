import Foundation
import Testing

/// `-n` on every command that writes: it says what it would do, and no byte changes anywhere.
@Suite struct DryRunTests {
    /// Everything under the folder: stores, STATE, and what lies beside them.
    private func contents(_ club: CommandClub) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: club.folder) {
            found[path] = FileManager.default.contents(atPath: "\(club.folder)/\(path)") ?? Data()
        }
        return found
    }

    @Test func `a dry run of any edit says how much it would write, and changes no byte`()
        async throws
    {
        let club = try await CommandClub("rouen")
        let id = try await club("rouen", "-q", "add", "member", "name=A").lines[0]
        let gone = try await club("rouen", "-q", "add", "member", "name=G").lines[0]
        try await club("rouen", "-q", "delete", gone)
        try club.write("rows.jsonl", "{\"name\":\"B\"}\n{\"siren\":\"1\"}\n")
        let before = try contents(club)
        for (command, exit) in [
            (["add", "member", "name=B"], 0), (["edit", id, "name=B"], 0), (["delete", id], 0),
            (["restore", gone], 0), (["import", "rows.jsonl", "--into", "member"], 3),
        ] as [([String], Int32)] {
            for dryRun in ["-n", "--dry-run"] {
                let outcome = try await club.run(
                    ["--dir", "rouen"] + command + [dryRun], exit: exit)
                #expect(outcome.output.isEmpty && !outcome.errors.isEmpty, "\(command)")
            }
        }
        #expect(try contents(club) == before)
    }

    @Test func `a dry run of setting up and of exporting makes no file and no folder`()
        async throws
    {
        let club = try await CommandClub("rouen", joined: false)
        let line = try await club("rouen", "-q", "init", "--node", "rouen", "--name", "Rouen")
            .lines[0]
        let before = try contents(club)
        try await club("new", "-n", "init", "--node", "new", "--name", "New")
        let network = try await club(
            "rouen", "-n", "charter", "create", "--name", "Club", "-o", "charter.json", line
        ).lines[0]
        try await club("rouen", "-n", "peers", "add", "caen", "http://caen.example")
        #expect(try contents(club) == before)
        // What it said is what happens.
        let made = try await club(
            "rouen", "charter", "create", "--name", "Club", "-o", "charter.json", line)
        #expect(made.lines[0] == network)
        let chartered = try contents(club)
        let join = try await club("rouen", "-n", "join", "charter.json", "--lang", "en")
        #expect(join.errors.contains(network))
        #expect(try contents(club) == chartered)
        try await club("rouen", "join", "charter.json")
        try await club("rouen", "peers", "add", "caen", "http://caen.example")
        let joined = try contents(club)
        try await club("rouen", "-n", "join", "charter.json")
        try await club("rouen", "-n", "peers", "remove", "caen")
        try await club("rouen", "-n", "export", "roster", "-o", "roster.csv")
        #expect(try contents(club) == joined)
        // A mistake is one in a dry run too.
        try await club("rouen", "-n", "peers", "remove", "havre", exit: 1)
        try await club("rouen", "-n", "init", "--node", "caen", "--name", "Caen", exit: 1)
    }

    @Test func `a dry run of a pull asks every peer, counts the lines, and fetches none`()
        async throws
    {
        let club = try await CommandClub("rouen", "caen")
        try await club("caen", "-q", "add", "member", "name=C")
        try await club.serving("caen") { url in
            try await club("rouen", "-q", "peers", "add", "caen", url)
            let before = try club.contents("rouen")
            let report = try await club("rouen", "-n", "pull", "--lang", "en")
            #expect(report.text.contains("to fetch: 2 lines"))
            #expect(report.errors.contains("nothing was fetched"))
            let french = try await club("rouen", "-n", "pull", "--lang", "fr")
            #expect(french.text.contains("2 lignes"))
            #expect(try club.contents("rouen") == before)
            try await club("rouen", "-q", "pull")
            let after = try await club("rouen", "-n", "pull", "--lang", "en")
            #expect(!after.text.contains("to fetch"))
        }
        // A peer that is gone is one in a dry run too.
        try await club("rouen", "-n", "pull", exit: 3)
    }

    @Test func `a dry run of an import says once that its file of refused rows would be written`()
        async throws
    {
        let club = try await CommandClub("rouen")
        try club.write("rows.jsonl", "{\"siren\":\"1\"}\n")
        let words = ["--dir", "rouen", "--lang", "en", "import", "rows.jsonl", "--into", "member"]
        let planned = try await club.run(words + ["-n"], exit: 3)
        #expect(planned.errors.contains("rows.jsonl.refused.csv would be written"))
        #expect(planned.errors.matches(of: /refused\.csv/).count == 1)
        #expect(!club.exists("rows.jsonl.refused.csv"))
        let done = try await club.run(words, exit: 3)
        #expect(done.errors.contains("1 row refused, with the reason: rows.jsonl.refused.csv"))
        #expect(club.exists("rows.jsonl.refused.csv"))
    }

    @Test func `a command that writes nothing has no dry run`() async throws {
        let club = try await CommandClub("rouen")
        for command in [["serve"], ["list", "members"], ["status"], ["dump"]] {
            try await club.run(["--dir", "rouen", "-n"] + command, exit: 64)
        }
    }
}
