import Foundation
import Testing

/// Help, topics, manual pages and completions: made of one description, in both languages.
@Suite struct HelpTests {
    private static let commands = [
        "add", "charter", "completions", "conflicts", "delete", "dump", "edit", "export", "help",
        "import", "init", "join", "list", "man", "peers", "pull", "resolve", "restore", "search",
        "serve", "show", "status", "undo", "verify", "charter create", "charter show", "peers add",
        "peers list", "peers remove",
    ]
    private static let englishFrame = [
        "usage", "overview", "arguments", "subcommands", "examples", "see also", "default",
        "required", "output formats", "exit codes",
    ]

    @Test(arguments: commands)
    func `help leads with examples, in one language to the last word`(_ command: String)
        async throws
    {
        let club = try await CommandClub()
        let words = command.split(separator: " ").map(String.init)
        let french = try await club.run(["help"] + words + ["--lang", "fr"])
        let english = try await club.run(words + ["--help", "--lang", "en"])
        #expect(french.errors.isEmpty && english.errors.isEmpty)
        let frenchHeadings = french.lines.filter { $0.first?.isUppercase == true }
        let englishHeadings = english.lines.filter { $0.first?.isUppercase == true }
        // A command that only has subcommands may leave examples to them.
        if !["charter", "peers"].contains(command) {
            #expect(frenchHeadings.first == "EXEMPLES" && englishHeadings.first == "EXAMPLES")
        }
        #expect(french.text.contains("club-sync \(command)"))
        let lowered = french.text.lowercased()
        for word in Self.englishFrame {
            let isThere = lowered.contains(try Regex("(^|[^\\p{L}-])\(word)([^\\p{L}-]|$)"))
            #expect(!isThere, "\(command): \(word)")
        }
        #expect(french.text != english.text)
        for line in french.lines + english.lines { #expect(line.count <= 80, "\(line)") }
    }

    @Test(arguments: commands)
    func `the examples of help are command lines that the program understands`(_ command: String)
        async throws
    {
        let club = try await CommandClub("rouen")
        let words = command.split(separator: " ").map(String.init)
        for peer in ["caen", "le-havre"] {
            try await club("rouen", "-q", "peers", "add", peer, "http://127.0.0.1:9")
        }
        let help = try await club.run(["help"] + words + ["--lang", "en"])
        let lines = help.lines.drop { $0 != "EXAMPLES" }.dropFirst().prefix { $0.hasPrefix(" ") }
        for line in lines where line.hasPrefix("  club-sync ") {
            // Understood: whatever it says of records that are not here, it is not a usage error.
            // A server would run on, and a pipe is the shell's matter.
            guard !line.contains("serve"), !line.contains("|"), !line.contains("<"),
                !line.contains("systemctl"), !line.contains("$(")
            else { continue }
            let outcome = try await club.bash(
                "cd rouen && \(line.replacing("club-sync ", with: "\"$club\" -n ", maxReplacements: 1))"
            )
            let dry = outcome.status == 64 && (outcome.errors + outcome.text).contains("-n")
            #expect(outcome.status != 64 || dry, "\(line)\n\(outcome.errors)")
        }
    }

    @Test(arguments: [
        (["lsit"], "Vouliez-vous dire list", "Did you mean list"),
        (["serch", "x"], "Vouliez-vous dire search", "Did you mean search"),
        (["peers", "ad"], "add", "add"),
        (["list", "members", "--scoep", "x"], "--scope", "--scope"),
    ])
    func `a mistyped command or option is answered with the one that was meant`(
        _ arguments: [String], _ french: String, _ english: String
    ) async throws {
        let club = try await CommandClub()
        let fr = try await club.run(arguments + ["--lang", "fr"], exit: 64)
        #expect(fr.errors.contains(french), "\(fr.errors)")
        let en = try await club.run(arguments + ["--lang", "en"], exit: 64)
        #expect(en.errors.contains(english), "\(en.errors)")
        let json = try await club.run(arguments + ["--json", "--lang", "en"], exit: 64)
        let error = try JSON(json.errorLines[0])["error"]
        #expect(error?["exit"] == .number(64))
    }

    @Test func `the topics say what the program has: codes, variables, formats`() async throws {
        let club = try await CommandClub()
        let source = try Checkout.text("Sources/ClubRegistry/ExitStatus.swift")
        let codes = source.matches(of: /case \w+ = (\d+)/).map { String($0.1) }
        let variables = [
            "CLUB_SYNC_DIR", "CLUB_SYNC_STATE", "CLUB_SYNC_LANG", "LC_ALL", "NO_COLOR",
        ]
        for lang in ["fr", "en"] {
            let page = try await club.run(["help", "codes", "--lang", lang]).text
            for code in codes {
                #expect(page.contains(try Regex("(?m)^ +\(code) ")), "\(lang) \(code)")
            }
            let environment = try await club.run(["help", "environment", "--lang", lang]).text
            for variable in variables { #expect(environment.contains(variable)) }
            let formats = try await club.run(["help", "formats", "--lang", lang]).text
            for format in ["table", "json", "jsonl", "csv", "excel-fr", "rfc4180"] {
                #expect(formats.contains(format))
            }
        }
    }

    @Test func `manual pages are there for every command, keep their accents, and are clean`()
        async throws
    {
        let club = try await CommandClub()
        for lang in ["fr", "en"] {
            try await club.run(["man", "--lang", lang, "-o", "man-\(lang)"])
            let names = try FileManager.default.contentsOfDirectory(
                atPath: "\(club.folder)/man-\(lang)")
            for command in Self.commands where !command.contains(" ") {
                #expect(names.contains("club-sync-\(command).1"), "\(command)")
            }
            let lint = try await club.bash("mandoc -Tlint -Wwarning man-\(lang)/*.1")
            #expect(lint.status == 0, "scripts/setup mandoc\n\(lint.text)\(lint.errors)")
        }
        let shown = try await club.bash("mandoc -Tutf8 man-fr/club-sync-undo.1")
        #expect(shown.text.contains("Défait un commit"))
    }

    @Test func `bash completes commands, kinds and ids of the store`() async throws {
        let club = try await CommandClub("rouen")
        let id = try await club("rouen", "-q", "add", "action", "title=Visite").lines[0]
        let random = String(id.split(separator: ".")[1].prefix(5))
        func complete(_ words: [String]) async throws -> String {
            let list = words.map { "'\($0)'" }.joined(separator: " ")
            let line = words.joined(separator: " ")
            return try await club.bash(
                """
                club-sync() { "$club" "$@"; }
                source <("$club" completions bash)
                COMP_WORDS=(\(list)); COMP_CWORD=\(words.count - 1)
                COMP_LINE='\(line)'; COMP_POINT=\(line.utf8.count)
                mkdir -p bin; ln -sf "$club" bin/club-sync; PATH="$PWD/bin:$PATH"
                _club_sync
                printf '%s\\n' "${COMPREPLY[@]}"
                """
            ).text
        }
        #expect(try await complete(["club-sync", "und"]).contains("undo"))
        #expect(try await complete(["club-sync", "list", "act"]).contains("actions"))
        let ids = try await complete(["club-sync", "--dir", "rouen", "show", random])
        #expect(ids.contains(random))
        for shell in ["zsh", "fish"] {
            #expect(try await club.run(["completions", shell]).text.contains("club-sync"))
        }
        try await club.run(["completions", "tcsh"], exit: 64)
    }
}
