import ArgumentParser
import ClubRegistry
import Foundation

/// The command line: lifts the global options, parses, runs, and turns every error into one message
/// and one exit code.
@main
enum Main {
    static func main() async {
        // A closed pipe is a write that fails, and a file size limit too: not the end of the
        // process in mid-write.
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        let status = await run(
            Array(CommandLine.arguments.dropFirst()),
            environment: ProcessInfo.processInfo.environment)
        exit(status.rawValue)
    }

    static func run(_ arguments: [String], environment: [String: String]) async -> ExitStatus {
        let spoken = Globals.language(arguments, environment)
        let session: Session
        let rest: [String]
        do {
            let (globals, left) = try Globals.lift(arguments)
            rest = left
            session = Session(globals: globals, environment: environment, language: spoken)
        } catch {
            var globals = Globals()
            globals.format = Globals.asksForJSON(arguments) ? .json : nil
            let session = Session(globals: globals, environment: environment, language: spoken)
            return session.report(error)
        }
        return await Session.$current.withValue(session) { await run(rest) }
    }

    /// Runs what is left when the global options are lifted out.
    private static func run(_ words: [String]) async -> ExitStatus {
        let session = Session.current
        var node = CommandNode.root
        do {
            node = try CommandNode.find(words)
            if session.globals.asksForVersion {
                session.console.print(ClubSync.version)
                return .done
            }
            let isGroup = node.defaultSubcommand == nil && !node.subcommands.isEmpty
            if session.globals.asksForHelp || (isGroup && words == node.path) {
                Help.print(Manual.document(node))
                return .done
            }
            var command = try ClubSync.parseAsRoot(words)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return session.status
        } catch let request where ClubSync.exitCode(for: request) == .success {
            return answer(request, to: words, of: node)
        } catch {
            return session.report(error, of: node)
        }
    }

    /// What the parser would answer to an option of its own is in English, but for its description
    /// for tools.
    private static func answer(
        _ answer: any Error, to words: [String], of node: CommandNode
    ) -> ExitStatus {
        let session = Session.current
        if words.contains("--experimental-dump-help") {
            session.console.print(ClubSync.fullMessage(for: answer))
        } else if let option = words.first(where: { $0.hasPrefix("--generate-") }) {
            return session.report(Suggestion.unknownOption(option, of: node))
        } else {
            Help.print(Manual.document(node))
        }
        return .done
    }
}

/// The root: which commands there are, grouped as people meet them.
struct ClubSync: Documented {
    static let release = "club-sync 0.1.0"
    /// Of the texts, for man pages; not of the build, which must not change them.
    static let releaseDate = "2026-11-24"
    static let version = "\(release) (format 1)"

    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "club-sync", abstract: text(.summaryRoot),
            subcommands: groups.flatMap { $0.commands.map { $0 as any ParsableCommand.Type } }
                + [Complete.self])
    }

    /// A command that is missing here is not there. Each has a ``Page``.
    static var groups: [(heading: Phrase, commands: [any Documented.Type])] {
        [
            (
                .groupDaily,
                [
                    Status.self, PullCommand.self, List.self, Search.self, Show.self, Add.self,
                    Edit.self, Delete.self, Restore.self, UndoCommand.self, Conflicts.self,
                    Resolve.self,
                ]
            ),
            (.groupExchange, [Import.self, Export.self, Verify.self, DumpCommand.self]),
            (
                .groupAdminister,
                [
                    Init.self, CharterCommand.self, Join.self, Peers.self, Serve.self,
                    RepairCommand.self, Recover.self, DoctorCommand.self,
                ]
            ),
            (.groupHelp, [Help.self, Completions.self, Man.self]),
        ]
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync status", fr: "Où en sont ce nœud et ses pairs ?",
                en: "Where do this node and its peers stand?"),
            Example(
                "club-sync pull", fr: "Récupérer les nouveautés maintenant.",
                en: "Get what is new, now."),
            Example(
                "club-sync list actions --scope grand-paris",
                fr: "Les actions communes du Grand Paris.",
                en: "The joint actions in the Grand Paris."),
            Example(
                "club-sync export roster -o adherents.csv",
                fr: "La liste des adhérents, pour Excel.", en: "The roster, for Excel."),
        ], seeAlso: HelpTopic.allCases.map(\.rawValue))
}

/// A sentence of the catalogue in the language of this run.
func text(_ phrase: Phrase, _ arguments: [String: String] = [:]) -> String {
    Message(phrase, arguments).text(in: Session.current.language)
}
