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
        return await Session.$current.withValue(session) {
            do {
                var command = try ClubSync.parseAsRoot(rest)
                if var command = command as? any AsyncParsableCommand {
                    try await command.run()
                } else {
                    try command.run()
                }
                return session.status
            } catch {
                return session.report(error)
            }
        }
    }
}

/// The root: which commands there are, grouped as people meet them.
struct ClubSync: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "club-sync", abstract: text(.summaryRoot), discussion: text(.helpGlobals),
            version: "club-sync 0.1.0 (format 1)",
            groupedSubcommands: [
                CommandGroup(
                    name: text(.groupDaily),
                    subcommands: [
                        Status.self, PullCommand.self, List.self, Search.self, Show.self, Add.self,
                        Edit.self,
                        Delete.self, Restore.self, UndoCommand.self, Conflicts.self, Resolve.self,
                    ]),
                CommandGroup(
                    name: text(.groupExchange),
                    subcommands: [Import.self, Export.self, Verify.self, DumpCommand.self]),
                CommandGroup(
                    name: text(.groupAdminister),
                    subcommands: [
                        Init.self, CharterCommand.self, Join.self, Peers.self, Serve.self,
                    ]),
            ])
    }
}

/// A sentence of the catalogue in the language of this run.
func text(_ phrase: Phrase, _ arguments: [String: String] = [:]) -> String {
    Message(phrase, arguments).text(in: Session.current.language)
}
