import Foundation
import Testing

/// Every reason for which a store does not answer, or does not write.
@Suite struct ExitCodeTests {
    @Test func `no store is 10, and nothing is made`() async throws {
        let club = try await CommandClub()
        for command in [
            ["status"], ["pull"], ["serve"], ["list", "members"], ["show", "abcd"], ["verify"],
            ["add", "member", "name=A"], ["edit", "abcd", "name=A"], ["delete", "abcd"],
            ["restore", "abcd"], ["conflicts"], ["resolve", "abcd", "--field", "a", "--keep", "b"],
            ["import", "/dev/null", "--into", "member"], ["export", "roster"], ["dump"],
            ["charter", "show"], ["join", "charter.json"], ["peers"],
            ["peers", "add", "a", "http://a.example"], ["peers", "remove", "a"],
        ] {
            try await club.run(["--dir", "rouen"] + command, exit: 10)
        }
        #expect(!club.exists("rouen") && !club.exists("state"))
    }

    @Test func `a node without a network is 10 where a network is needed`() async throws {
        let club = try await CommandClub("rouen", joined: false)
        for command in [["list", "members"], ["add", "member", "name=A"], ["pull"], ["serve"]] {
            try await club.run(["--dir", "rouen"] + command, exit: 10)
        }
        try await club("rouen", "status")
        try await club("rouen", "status", "--check", exit: 3)
    }

    @Test func `a held lock is 11 for writers, and readers do not wait`() async throws {
        let club = try await CommandClub("rouen")
        let lock = "\(try club.stateFolder("rouen"))/lock"
        let script = """
            exec 9>\(lock); flock --exclusive 9
            $club --dir rouen --json list members; echo list $?
            $club --dir rouen --lang en add member name=A; echo add $?
            flock --unlock 9
            $club --dir rouen -q add member name=B >/dev/null; echo again $?
            """
        let outcome = try await club.bash(script)
        #expect(outcome.lines == ["[]", "list 0", "add 11", "again 0"])
        #expect(outcome.errors.contains("Another process is working on this store"))
        #expect(outcome.errors.contains(lock))
        let held = try JSON(try await club("rouen", "list", "members", "--json").output)
        #expect(held.elements.map { $0["fields"]?["name"] } == [.text("B")])
    }

    @Test func `a node of an older state is 13 and goes on reading`() async throws {
        let club = try await CommandClub("rouen", "caen")
        try await club("rouen", "-q", "add", "member", "name=A")
        try club.copy("rouen", to: "backup")
        let id = try await club("rouen", "-q", "add", "member", "name=B").lines[0]
        try club.move("rouen", to: "newest")
        try club.move("backup", to: "rouen")
        let before = try club.contents("rouen")
        let first = try JSON(try await club("rouen", "list", "members", "--json").output)
        #expect(first.elements.map { $0["fields"]?["name"] } == [.text("A")])
        let shown = try #require(first[0]?["id"]?.text)
        for command in [
            ["add", "member", "name=C"], ["edit", shown, "name=C"], ["delete", shown],
            ["-n", "add", "member", "name=C"],
        ] {
            let refused = try await club.run(["--dir", "rouen"] + command, exit: 13)
            #expect(refused.errors.contains("sauvegarde"), "\(refused.errors)")
        }
        try await club("rouen", "pull", exit: 13)
        try await club("rouen", "-q", "status", "--check", exit: 3)
        #expect(try club.contents("rouen") == before)
        // The newest state is not held against anybody.
        try club.move("rouen", to: "backup")
        try club.move("newest", to: "rouen")
        try await club("rouen", "edit", id, "name=C")
    }

    @Test func `a copied node finds no state and is 13`() async throws {
        let club = try await CommandClub("rouen")
        try club.move("state", to: "elsewhere")
        let refused = try await club("rouen", "add", "member", "name=A", exit: 13)
        #expect(refused.errors.contains("état local manque"))
        try await club("rouen", "join", "charter.json", exit: 13)
        try await club("rouen", "list", "members")
        #expect(!club.exists("state"))
    }

    @Test func `a command that is advised exists`() async throws {
        let club = try await CommandClub("rouen")
        try club.move("state", to: "elsewhere")
        let refused = try await club("rouen", "add", "member", "name=A", exit: 13)
        let advised = try #require(refused.errors.firstMatch(of: /club-sync ([a-z]+)\s*$/)).1
        let help = try await club.run(["--help"]).text
        #expect(help.contains("  \(advised) "), "\(advised)")
    }

    @Test func `a key that others can read is refused`() async throws {
        let club = try await CommandClub("rouen", joined: false)
        let line = try await club("caen", "-q", "init", "--node", "caen", "--name", "Caen").text
        try club.write("line", line)
        try await club("caen", "-q", "charter", "create", "--name", "C", "-o", "c.json", "@line")
        #expect(chmod("\(club.folder)/caen/identity.key", 0o644) == 0)
        let identity = try await club("caen", "join", "c.json", exit: 1)
        #expect(identity.errors.contains("chmod 600 caen/identity.key"))
        #expect(chmod("\(club.folder)/caen/identity.key", 0o600) == 0)
        try await club("caen", "join", "c.json")
        let feedKey = "\(club.folder)/\(try club.stateFolder("caen"))/feed.key"
        #expect(chmod(feedKey, 0o644) == 0)
        let feed = try await club("caen", "add", "member", "name=A", exit: 1)
        #expect(feed.errors.contains("chmod 600 \(feedKey)"))
        #expect(!feed.errors.contains("readableByOthers("))
        #expect(chmod(feedKey, 0o600) == 0)
        try await club("caen", "add", "member", "name=A")
    }

    @Test(
        arguments: [
            (["show", "zzzz"], 1), (["list", "rien"], 64), (["--dir", "no", "status"], 10),
            (["nonsense"], 64), (["join", "rouen/node.yaml"], 12),
            (["--color", "red", "status"], 64),
        ] as [([String], Int32)])
    func `with --format json an error is one JSON object on stderr`(
        _ arguments: [String], _ exit: Int32
    ) async throws {
        let club = try await CommandClub("rouen")
        let refused = try await club.run(["--dir", "rouen", "--json"] + arguments, exit: exit)
        #expect(refused.output.isEmpty)
        let error = try #require(try JSON(refused.errors)["error"])
        #expect(error["exit"] == .number(Int(exit)))
        #expect(error["code"]?.text?.isEmpty == false)
        #expect(error["message"]?.text?.isEmpty == false)
        #expect(refused.errors.hasSuffix("}\n") && refused.errorLines.count == 1)
    }
}
