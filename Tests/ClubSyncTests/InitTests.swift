import ClubRegistry
import Foundation
import Testing

/// What `init` shows.
@Suite struct InitTests {
    @Test func `the key line alone is on stdout, and the key for paper on stderr`() async throws {
        let club = try await CommandClub()
        let made = try await club("a", "init", "--node", "a", "--name", "A", "--lang", "en")
        #expect(made.lines.count == 1 && made.lines[0].hasPrefix("a ed25519:"))
        let typed = made.errorLines.filter { $0.contains(/^ {4}[0-9a-z]{8}( [0-9a-z]{8}){3}$/) }
        #expect(typed.count == 2, "\(made.errors)")
        let seed = try PaperKey.decode(typed.joined(separator: "\n"))
        let stored = try DurableFile.readPrivateKey("\(club.folder)/a/identity.key")
        #expect(seed == stored)
        #expect(made.lines[0].contains(try #require(SigningKey(seed: seed)).publicKey.text))
        // The same words again, before join: whoever lost the screen has it back.
        let again = try await club("a", "init", "--node", "a", "--name", "A", "--lang", "en")
        #expect(again.text == made.text && again.errors == made.errors)
    }

    @Test func `the paper makes a lost node again, and a mistake in copying it is found`()
        async throws
    {
        let club = try await CommandClub()
        let made = try await club("a", "init", "--node", "a", "--name", "A")
        try club.write("a.line", made.text)
        try await club(
            "a", "-q", "charter", "create", "--name", "C", "-o", "charter.json", "@a.line")
        let typed = made.errorLines.filter { $0.contains(/^ {4}[0-9a-z]{8}\x20/) }
        #expect(typed.count == 2)
        let paper = typed.joined(separator: "\n").uppercased() + "\n"
        let groups = paper.split { $0.isWhitespace }
        let wrong = groups[..<4] + [groups[4].prefix(7) + (groups[4].last == "0" ? "1" : "0")]
        try club.write("paper", paper)
        try club.write("wrong", (wrong + groups[5...]).joined(separator: "-"))
        try club.remove("a")
        let recover = ["--charter", "charter.json", "--identity"]
        let open = try await club.run(["--dir", "a", "recover"] + recover + ["paper"], exit: 1)
        #expect(open.errors.contains("chmod 600 paper"))
        for file in ["paper", "wrong"] { chmod("\(club.folder)/\(file)", 0o600) }
        let refused = try await club.run(
            ["--dir", "a", "recover", "--lang", "en"] + recover + ["wrong"], exit: 1)
        #expect(refused.errors.contains("Group 5 of this key has a mistake"), "\(refused.errors)")
        #expect(!club.exists("a"))
        try await club.run(["--dir", "a", "recover"] + recover + ["paper"])
        let again = try await club("a", "charter", "show")
        #expect(again.text.contains("a"))
        try await club("a", "-q", "add", "member", "name=A")
    }

    @Test func `with -q, and in a dry run, no key is shown`() async throws {
        let club = try await CommandClub()
        let quiet = try await club("a", "-q", "init", "--node", "a", "--name", "A")
        #expect(quiet.errors.isEmpty && quiet.lines.count == 1)
        let dry = try await club("b", "-n", "init", "--node", "b", "--name", "B")
        #expect(!dry.errors.contains(/[0-9a-z]{8} [0-9a-z]{8}/) && dry.output.isEmpty)
    }
}
