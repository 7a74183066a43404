import Foundation
import Testing

/// What README, help and program say of each other.
@Suite struct DocumentationTests {
    private static let commands: Set = [
        "add", "charter", "completions", "conflicts", "delete", "doctor", "dump", "edit", "export",
        "help", "import", "init", "join", "list", "man", "peers", "pull", "recover", "repair",
        "resolve", "restore", "search", "serve", "show", "status", "undo", "verify",
    ]

    @Test func `every command is in the help, and the help has no other`() async throws {
        let club = try await CommandClub()
        for lang in ["fr", "en"] {
            let help = try await club.run(["--help", "--lang", lang]).text
            let listed = help.matches(of: /\n {2}([a-z]+) {2,}\S/).map { String($0.1) }
            #expect(Set(listed) == Self.commands)
        }
    }

    @Test(arguments: commands)
    func `a command explains itself, in both languages`(_ command: String) async throws {
        let club = try await CommandClub()
        let french = try await club.run(["help", command])
        #expect(french.text.contains("club-sync \(command)") && french.errors.isEmpty)
        let english = try await club.run([command, "--help", "--lang", "en"])
        #expect(english.text.contains("club-sync \(command)") && english.text != french.text)
    }

    @Test(arguments: commands)
    func `a command is in the README`(_ command: String) throws {
        let readme = try Checkout.text("README.md")
        let word = try Regex("(?m)(^|[ `])\(command)([ `]|$)")
        #expect(readme.contains(word), "\(command)")
    }

    @Test func `every exit code is in the README, and the README has no other`() throws {
        let source = try Checkout.text("Sources/ClubRegistry/ExitStatus.swift")
        let declared = source.matches(of: /case \w+ = (\d+)/).map { String($0.1) }
        #expect(declared.count > 5)
        let table = try #require(
            try Checkout.text("README.md").components(separatedBy: "## Exit codes").last)
        let documented = table.matches(of: /(?m)^\| ([0-9, ]+) \|/).flatMap {
            $0.1.split(separator: ", ").map(String.init)
        }
        #expect(documented.sorted() == declared.sorted())
    }

    @Test func `every link of the README leads somewhere`() throws {
        let links = try Checkout.text("README.md").matches(of: /\]\(([^)#]+)\)/).map {
            String($0.1)
        }
        #expect(links.count >= 6)
        for link in links {
            let path = Checkout.root.appending(path: link).path
            #expect(FileManager.default.fileExists(atPath: path), "\(link)")
        }
    }

    @Test func `the version names the format`() async throws {
        let club = try await CommandClub()
        let version = try await club.run(["--version"]).text
        #expect(version.wholeMatch(of: /club-sync \d+\.\d+\.\d+ \(format 1\)\n/) != nil)
    }
}
