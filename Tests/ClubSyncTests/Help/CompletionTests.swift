import Foundation
import Testing

/// What a Tab offers, asked of the program and of the shells.
@Suite struct CompletionTests {
    /// A node with two members, an action in two scopes, and a peer.
    private static func fill(
        _ club: CommandClub
    ) async throws -> (CommandClub, member: String, action: String) {
        let member = try await club("rouen", "-q", "add", "member", "name=Évreux Énergie").lines[0]
        let action = try await club(
            "rouen", "-q", "add", "action", "title=Visite", "scope+=grand-paris",
            "scope+=normandie"
        ).lines[0]
        try await club("rouen", "-q", "peers", "add", "caen", "http://127.0.0.1:1")
        return (club, member, action)
    }

    private static func club() async throws -> (CommandClub, member: String, action: String) {
        try await fill(CommandClub("rouen", "caen"))
    }

    /// For what only reads; the program is in `bin`.
    private static let shared = Task { () async throws -> CommandClub in
        let club = try await fill(CommandClub.shared("rouen", "caen")).0
        let bin = "\(club.folder)/bin"
        try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(
            atPath: "\(bin)/club-sync", withDestinationPath: Binary.path)
        return club
    }

    private static func words(_ club: CommandClub, _ words: [String]) async throws -> [String] {
        let answer = try await club.run(["complete", "--"] + words)
        #expect(answer.errors.isEmpty)
        return answer.lines.map { String($0.prefix { $0 != "\t" }) }
    }

    @Test(
        arguments: [
            (["sta"], ["status"]), (["--di"], ["--dir"]),
            (["peers", ""], ["add", "list", "remove"]),
            (["pull", "--dir", "rouen", ""], ["caen"]),
            (
                ["--dir", "rouen", "list", ""],
                ["actions", "agreements", "members", "organisations"]
            ),
            (["list", "--dir=rouen", "actions", "--scope", ""], ["grand-paris", "normandie"]),
            (["--dir", "'rouen'", "list", "actions", "--scope=g"], ["--scope=grand-paris"]),
            (["--dir", "rouen", "list", "actions", "--node", ""], ["caen", "rouen"]),
            (["add", "member", "na"], ["naf=", "name="]),
            (["add", "action", "sco"], ["scope+=", "scope-="]),
            (["add", "action", "--dir", "rouen", "scope+=n"], ["scope+=normandie"]),
            (["list", "actions", "--where", "sco"], ["scope="]),
            (["import", "x", "--into", "member", "--key", "sire"], ["siren", "siret"]),
            (["export", ""], ["actions", "agreements", "all", "roster"]),
            (["export", "roster", "--dialect", ""], ["excel-fr", "rfc4180"]),
            (
                ["export", "roster", "--format="],
                ["--format=csv", "--format=json", "--format=jsonl"]
            ),
            (["--lang", ""], ["en", "fr"]), (["completions", ""], ["bash", "fish", "zsh"]),
            (["help", "f"], ["formats"]), (["help", "charter", "c"], ["create"]),
            (["import", ""], [":files"]), (["status", "--dir", ""], [":folders"]),
            (["restore", "--dir", "rouen", ""], []), (["show", "--dir", "absent", ""], []),
            (["nonsense", ""], []), (["status", "--", "-"], []), ([""], nil),
        ] as [([String], [String]?)])
    func `a place on the line is completed with what may stand there`(
        _ line: [String], _ expected: [String]?
    ) async throws {
        let club = try await Self.shared.value
        let before = try club.contents("rouen")
        let offered = try await Self.words(club, line)
        if let expected { #expect(offered == expected) } else { #expect(offered.contains("list")) }
        #expect(try club.contents("rouen") == before)
    }

    @Test func `ids come with titles, of the records that the command can take`() async throws {
        let (club, member, action) = try await Self.club()
        let shown = try await club.run(["complete", "--", "--dir", "rouen", "show", "rouen."])
        #expect(Set(shown.lines) == ["\(member)\tÉvreux Énergie", "\(action)\tVisite"])
        // The random part is enough, as it is for the commands.
        let part = String(action.dropFirst("rouen.".count))
        let start = String(part.prefix(6))
        #expect(try await Self.words(club, ["--dir", "rouen", "edit", start]) == [part])
        try await club("rouen", "-q", "delete", action)
        #expect(try await Self.words(club, ["--dir", "rouen", "show", ""]) == [member])
        #expect(try await Self.words(club, ["--dir", "rouen", "restore", ""]) == [action])
        #expect(try await Self.words(club, ["--dir", "rouen", "resolve", ""]) == [])
    }

    @Test func `nothing is offered that a shell or a terminal would obey`() async throws {
        let (club, _, action) = try await Self.club()
        for scope in ["$(reboot)", "a b", "`id`", "x;y", "-n\u{200f}", "q'r"] {
            try await club("rouen", "-q", "edit", action, "scope+=\(scope)")
        }
        try await club("rouen", "-q", "edit", action, "title=Vis\u{200e}ite")
        let scopes = try await Self.words(
            club, ["--dir", "rouen", "list", "actions", "--scope", ""])
        #expect(scopes == ["grand-paris", "normandie"])
        let answer = try await club.run(["complete", "--", "--dir", "rouen", "show", action])
        #expect(answer.lines == [#"\#(action)\#tVis\u{200e}ite"#])
    }

    // MARK: In the shells

    /// The line and what is expected after a Tab; the node is `rouen`.
    private static let lines = [
        ("club-sync sta", "status"),
        ("club-sync list --dir=rouen actions --scope=g", "grand-paris"),
        ("club-sync --dir rouen add action scope+=norm", "normandie"),
        ("club-sync pull --dir rouen c", "caen"), ("club-sync help env", "environment"),
    ]

    private static func shell(_ shell: String, _ script: String) async throws -> Command.Outcome {
        try Installed.require(shell, package: shell)
        return try await shared.value.bash("PATH=$PWD/bin:$PATH; " + script)
    }

    @Test(arguments: lines)
    func `bash completes, from the words as it cuts them`(
        _ line: String, _ expected: String
    ) async throws {
        // What readline gives to a completion function, and what it makes of COMP_WORDBREAKS.
        let outcome = try await Self.shell(
            "bash",
            #"""
            source <(club-sync completions bash)
            complete -p club-sync >/dev/null || exit 9
            COMP_LINE='\#(line)'; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9
            COMP_WORDS=($(sed 's/\([=:]\)/ \1 /g' <<<"$COMP_LINE")); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _club_sync; printf '%s\n' "${COMPREPLY[@]}"
            """#)
        #expect(outcome.lines == [expected] && outcome.errors.isEmpty, "\(outcome)")
    }

    @Test func `bash at a terminal puts the rest of the word in`() async throws {
        let driver = Checkout.root.appending(path: "Tests/shells/type.py").path
        let outcome = try await Self.shell(
            "bash",
            """
            cat >rc <<'RC'
            PS1='READY> '; bind 'set enable-bracketed-paste off'
            source <(club-sync completions bash)
            RC
            python3 \(driver) 'club-sync --dir=rouen list actions --scope=grand' '-paris ' \
                bash --noprofile --rcfile rc -i
            """)
        #expect(outcome.status == 0, "\(outcome.text) \(outcome.errors)")
    }

    @Test func `zsh at a terminal puts the rest of the word in`() async throws {
        let driver = Checkout.root.appending(path: "Tests/shells/type.py").path
        let outcome = try await Self.shell(
            "zsh",
            """
            mkdir z; cat >z/.zshrc <<'RC'
            PS1='READY> '; autoload -Uz compinit; compinit -u -D
            source <(club-sync completions zsh)
            RC
            ZDOTDIR=$PWD/z python3 \(driver) \
                'club-sync --dir=rouen list actions --scope=grand' '-paris ' zsh -i
            """)
        #expect(outcome.status == 0, "\(outcome.text) \(outcome.errors)")
    }

    @Test(arguments: lines)
    func `fish completes`(_ line: String, _ expected: String) async throws {
        let outcome = try await Self.shell(
            "fish", "fish -c \"source (club-sync completions fish | psub); complete -C '\(line)'\"")
        let word = outcome.lines.first.map { String($0.prefix { $0 != "\t" }) } ?? ""
        #expect(outcome.lines.count == 1 && word.hasSuffix(expected), "\(outcome)")
    }

    @Test func `a shell that is none is refused, with those there are`() async throws {
        let club = try await CommandClub()
        let refused = try await club.run(["completions", "tcsh"], exit: 64)
        #expect(refused.errors.contains("bash, zsh, fish"))
    }
}
