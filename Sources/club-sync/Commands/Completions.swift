import ArgumentParser
import ClubRegistry
import Foundation

/// `completions`: a script for a shell, which asks `club-sync complete` at every Tab.
struct Completions: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "completions", abstract: text(.summaryCompletions))
    }

    static let page = Page(
        examples: [
            Example(
                "source <(club-sync completions bash)", fr: "Pour cette session de bash.",
                en: "For this session of bash."),
            Example(
                "club-sync completions zsh > _club-sync",
                fr: "Pour zsh : dans un dossier de $fpath.", en: "For zsh: in a folder of $fpath."),
            Example(
                "club-sync completions fish > club-sync.fish",
                fr: "Pour fish : dans ~/.config/fish/completions.",
                en: "For fish: in ~/.config/fish/completions."),
        ], formats: [.table], seeAlso: ["help", "man"])

    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish

        var script: String {
            switch self {
            case .bash: CompletionScript.bash
            case .zsh: CompletionScript.zsh
            case .fish: CompletionScript.fish
            }
        }
    }

    @Argument(help: ArgumentHelp(text(.helpShell), valueName: "SHELL")) var shell: Shell

    func run() async throws {
        let session = Session.current
        try session.refuseDryRun()
        _ = try session.format(Self.page.formats)
        session.console.print(shell.script)
    }
}

/// `complete`: what may stand at the cursor, one candidate a line; for the scripts only.
///
/// A candidate, a tab, a description; or `:files` or `:folders` for the shell to find. Silent on
/// errors. Reads only, and is over after a second: a key was pressed and somebody waits.
struct Complete: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "complete", abstract: text(.summaryComplete), shouldDisplay: false)
    }

    static let page = Page(examples: [], seeAlso: [])

    @Argument(
        parsing: .postTerminator,
        help: ArgumentHelp(text(.helpCompleteWords), valueName: "WORDS"))
    var words: [String]

    func run() async throws {
        Self.endSoon()
        let outer = Session.current
        let words = words.map { CompletionWord.unquoted($0, environment: outer.environment) }
        let line = CompletionLine(words)
        let session = Session(
            globals: line.globals, environment: outer.environment,
            language: Globals.language(Array(words.dropLast()), outer.environment))
        await Session.$current.withValue(session) {
            let answer = await Completer(line).answer().text
            if !answer.isEmpty { outer.console.print(answer) }
        }
    }

    /// Ends the process silently, whatever it waits for then.
    private static func endSoon() {
        signal(SIGALRM) { _ in _exit(0) }
        alarm(1)
    }
}
