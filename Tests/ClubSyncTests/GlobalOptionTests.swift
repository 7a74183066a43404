import Foundation
import Testing

/// The options that every command has.
@Suite struct GlobalOptionTests {
    @Test(arguments: [
        ["--dir", "rouen", "--lang", "en", "--json", "peers", "list"],
        ["peers", "--dir", "rouen", "list", "--lang", "en", "--json"],
        ["peers", "list", "--json", "--lang", "en", "--dir", "rouen"],
        ["peers", "list", "--format=json", "--lang=en", "--dir=rouen"],
        ["--format", "table", "peers", "list", "--format", "json", "--dir", "rouen"],
    ])
    func `global options stand before and after the command`(_ arguments: [String]) async throws {
        let club = try await CommandClub("rouen", joined: false)
        let listed = try await club.run(arguments)
        #expect(listed.text == "[]\n")
    }

    @Test func `what stands after -- is no option`() async throws {
        let club = try await CommandClub("rouen")
        let id = try await club("rouen", "-q", "add", "--", "member", "name=--json").lines[0]
        let shown = try JSON(try await club("rouen", "show", id, "--json").output)
        #expect(shown["fields"]?["name"] == .text("--json"))
    }

    @Test func `the folder is --dir, else CLUB_SYNC_DIR, else the current one`() async throws {
        let club = try await CommandClub("rouen", "caen", joined: false)
        func node(_ script: String) async throws -> String? {
            let outcome = try await club.bash(script)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return try JSON(outcome.output)["node"]?.text
        }
        #expect(try await node("cd caen && $club status --json") == "caen")
        #expect(try await node("cd caen && CLUB_SYNC_DIR=../rouen $club status --json") == "rouen")
        #expect(try await node("CLUB_SYNC_DIR=rouen $club status --json --dir caen") == "caen")
    }

    @Test func `STATE is --state, else CLUB_SYNC_STATE, else under XDG or HOME`() async throws {
        let club = try await CommandClub("rouen")
        // A STATE that does not know this store is what a copied store finds.
        let cases: [(arguments: [String], environment: [String: String], exit: Int32)] = [
            (["--state", "state"], ["CLUB_SYNC_STATE": "nowhere"], 0),
            (["--state", "nowhere"], [:], 13),
            ([], ["CLUB_SYNC_STATE": "nowhere"], 13),
            ([], ["CLUB_SYNC_STATE": "", "XDG_STATE_HOME": "\(club.folder)/xdg"], 0),
            ([], ["CLUB_SYNC_STATE": ""], 0),
        ]
        for place in ["xdg", "home/.local/state"] {
            try FileManager.default.createDirectory(
                atPath: "\(club.folder)/\(place)", withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(
                atPath: "\(club.folder)/\(place)/club-sync", withDestinationPath: "../state")
        }
        try FileManager.default.removeItem(
            atPath: "\(club.folder)/home/.local/state/club-sync")
        try FileManager.default.createSymbolicLink(
            atPath: "\(club.folder)/home/.local/state/club-sync",
            withDestinationPath: "\(club.folder)/state")
        for (arguments, environment, exit) in cases {
            let add = ["--dir", "rouen", "add", "member", "name=A"]
            try await club.run(add + arguments, environment: environment, exit: exit)
        }
        try await club(
            "rouen", "status", environment: ["CLUB_SYNC_STATE": "", "HOME": ""], exit: 1)
    }

    @Test(arguments: [
        ["--dir"], ["status", "--lang"], ["list", "members", "--format"], ["--color"],
        ["--format", "yaml", "status"], ["--lang", "de", "status"], ["--color=red", "status"],
        ["nonsense"], ["list"], ["list", "rien"], ["list", "members", "--nonsense"],
        ["add", "member"], ["add", "member", "name"], ["add", "chose", "name=A"], ["edit", "abcd"],
        ["show"], ["import", "x.csv"], ["import", "x.jsonl", "--into", "chose"],
        ["export", "chose"], ["export", "roster", "--dialect", "chose"], ["pull", "absent"],
        ["list", "actions", "--from", "hier"], ["list", "members", "--where", "name"],
        ["peers", "add", "a", "ftp://a.example"], ["peers", "add", "A B", "http://a.example"],
        ["serve", "--listen", "8471"], ["init", "--node", "Rouen", "--name", "A", "--dir", "new"],
        ["init", "--node", "a", "--name", "", "--dir", "new"],
        ["charter", "create", "--name", "A"],
        ["charter", "create", "--name", "A", "-o", "x.json", "not a key line"],
    ])
    func `a command line that makes no sense is 64 and writes nothing`(
        _ arguments: [String]
    ) async throws {
        let club = try await CommandClub("rouen")
        let before = try club.contents("rouen")
        let refused = try await club.run(["--dir", "rouen"] + arguments, exit: 64)
        #expect(refused.output.isEmpty)
        #expect(!refused.errors.isEmpty)
        #expect(try club.contents("rouen") == before)
        #expect(!club.exists("new") && !club.exists("x.json"))
    }

    @Test(arguments: [
        ("xlsx", ["list", "members"]), ("ics", ["show", "abcd"]), ("table", ["export", "roster"]),
        ("csv", ["status"]), ("tsv", ["conflicts"]), ("json", ["dump"]), ("jsonl", ["pull"]),
        ("csv", ["peers", "list"]), ("jsonl", ["charter", "show"]),
    ])
    func `a command refuses a format that it cannot write`(
        _ format: String, _ command: [String]
    ) async throws {
        let club = try await CommandClub("rouen")
        let refused = try await club.run(
            ["--dir", "rouen", "--format", format] + command, exit: 64)
        #expect(refused.output.isEmpty)
        #expect(refused.errors.contains(format))
    }

    @Test(arguments: [
        ["add", "member", "name=A"], ["import", "rows.jsonl", "--into", "member"],
        ["peers", "add", "caen", "http://127.0.0.1:1"],
    ])
    func `a writing command refuses a format that it cannot write`(
        _ command: [String]
    ) async throws {
        let club = try await CommandClub("rouen")
        try club.write("rows.jsonl", #"{"name":"A"}"#)
        try await club.run(["--dir", "rouen", "--format", "xlsx"] + command, exit: 64)
    }

    @Test func `colour is for terminals, or when asked for`() async throws {
        let club = try await CommandClub("rouen")
        try await club("rouen", "-q", "add", "member", "name=A")
        let escape = "\u{1b}["
        #expect(try await !club("rouen", "list", "members").text.contains(escape))
        #expect(try await club("rouen", "list", "members", "--color=always").text.contains(escape))
        #expect(try await !club("rouen", "list", "members", "--color=never").text.contains(escape))
    }

    @Test func `whoever closes the pipe early makes no failure`() async throws {
        let club = try await CommandClub("rouen")
        // More than a pipe holds, so that the writer meets its closed end.
        let rows = (0..<2_000).map { #"{"name":"Entreprise numéro \#($0), rue de la République"}"# }
        try club.write("rows.jsonl", rows.joined(separator: "\n"))
        try await club("rouen", "-q", "import", "rows.jsonl", "--into", "member")
        for command in ["list members", "list members --json", "export roster", "dump 2>/dev/null"]
        {
            let script = "$club --dir rouen \(command) | head -n 1 | wc -l; echo ${PIPESTATUS[0]}"
            let outcome = try await club.bash(script)
            #expect(outcome.lines == ["1", "0"], "\(command): \(outcome.errors)")
            #expect(outcome.errors.isEmpty, "\(command)")
        }
        let full = try await club.bash("$club --dir rouen list members >/dev/full")
        #expect(full.status == 1)
    }
}
