import Foundation
import Testing

/// Text that would rather be a command to the terminal.
@Suite struct HostileTextTests {
    /// Scalars that move a terminal's cursor or turn the direction of its text.
    private static func isSafe(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x0a: true
            case 0..<0x20, 0x7f..<0xa0, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069: false
            default: true
            }
        }
    }

    @Test(arguments: [
        "a\u{1b}[31mb", "a\u{9b}31mb", "a\u{7}b", "a\u{7f}b", "a\u{202e}b", "a\u{2066}b",
        "a\u{2028}b", "a\u{feff}b", "a\u{e0041}b",
    ])
    func `control characters are refused in values`(_ text: String) async throws {
        let club = try await CommandClub("rouen")
        let before = try club.contents("rouen")
        let refused = try await club("rouen", "add", "member", "name=\(text)", exit: 1)
        #expect(Self.isSafe(refused.errors) && refused.errors.contains("U+"))
        #expect(try club.contents("rouen") == before)
    }

    /// Marks that real Arabic and Hebrew text needs are values; a table shows what they are.
    @Test func `direction marks are escaped in tables and exact in JSON`() async throws {
        let club = try await CommandClub("rouen")
        let name = "a\u{200e}b\u{200f}c"
        let id = try await club("rouen", "-q", "add", "member", "name=\(name)").lines[0]
        for command in [["list", "members"], ["show", id], ["show", id, "--history"]] {
            let shown = try await club.run(["--dir", "rouen"] + command).text
            #expect(Self.isSafe(shown))
            #expect(shown.contains(#"a\u{200e}b\u{200f}c"#), "\(shown)")
        }
        let exact = try JSON(try await club("rouen", "show", id, "--json").output)
        let read = try #require(exact["fields"]?["name"]?.text)
        #expect(Array(read.unicodeScalars) == Array(name.unicodeScalars))
        let exported = try await club("rouen", "export", "roster", "--dialect", "rfc4180").text
        #expect(exported.unicodeScalars.contains("\u{200e}"))
    }

    @Test func `a reason is escaped in tables and exact in JSON`() async throws {
        let club = try await CommandClub("rouen")
        let reason = "vu\u{200e}\u{200f}"
        try await club(
            "rouen", "add", "member", "name=A", "--because", "vu\u{1b}[31m\u{7}", exit: 1)
        let id = try await club("rouen", "-q", "add", "member", "name=A", "--because", reason)
            .lines[0]
        let shown = try await club("rouen", "show", id, "--history").text
        #expect(Self.isSafe(shown) && shown.contains(#"vu\u{200e}\u{200f}"#), "\(shown)")
        let exact = try JSON(try await club("rouen", "show", id, "--history", "--json").output)
        let read = try #require(exact[0]?["because"]?.text)
        #expect(Array(read.unicodeScalars) == Array(reason.unicodeScalars))
    }

    /// What another node wrote was never asked of our `add`.
    @Test func `the names of a charter are escaped`() async throws {
        let club = try await CommandClub("rouen")
        let text = try club.text("charter.json").replacing("\"Club\"", with: "\"C\u{200e}lub\"")
        try club.write("strange.json", text)
        let shown = try await club.run(["charter", "show", "strange.json"])
        #expect(Self.isSafe(shown.text) && shown.text.contains(#"C\u{200e}lub"#))
    }

    @Test(arguments: [
        ["add", "chose\u{1b}[31m", "name=A"], ["list", "\u{202e}"], ["show", "\u{1b}]0;x\u{7}"],
        ["--lang", "\u{1b}[31m", "status"], ["join", "\u{1b}[31m"], ["pull", "\u{1b}[31m"],
        ["add", "member", "--new-field", "na\u{1b}[31mme=A"], ["--dir", "\u{1b}[31m", "status"],
        ["import", "\u{1b}[31m", "--into", "member"], ["peers", "add", "a", "http://\u{1b}[31m"],
        ["list", "members", "--where", "\u{1b}[31m"], ["charter", "show", "\u{1b}[31m"],
        ["edit", "abcd", "\u{202e}=1"], ["verify", "\u{1b}[31m"],
    ])
    func `errors repeat what was typed in a safe form`(_ arguments: [String]) async throws {
        let club = try await CommandClub("rouen")
        for format in [[], ["--json"]] {
            let command = club.command(["--dir", "rouen"] + format + arguments)
            let refused = try await command.run()
            #expect(refused.status != 0 && refused.status < 128)
            #expect(Self.isSafe(refused.errors) && Self.isSafe(refused.text), "\(refused.errors)")
        }
    }

    @Test(arguments: [
        ["\u{1b}[31mchose"], ["status", "--\u{1b}[31m"], ["export", "\u{1b}[31m"],
    ])
    func `the argument parser repeats it in a safe form too`(_ arguments: [String]) async throws {
        let club = try await CommandClub("rouen")
        let refused = try await club.run(["--dir", "rouen"] + arguments, exit: 64)
        #expect(Self.isSafe(refused.errors))
    }
}
