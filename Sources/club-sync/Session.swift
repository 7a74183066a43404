import ArgumentParser
import ClubRegistry
import Foundation
import Synchronization

/// One run of the program: its options, its language, where it writes. Commands reach it as
/// `Session.current`.
final class Session: Sendable {
    @TaskLocal static var current = Session(globals: Globals(), environment: [:], language: nil)

    let globals: Globals
    let environment: [String: String]
    let language: Language
    let console: Console
    /// What a command exits with when it did what it was asked, other than 0.
    private let outcome = Mutex(ExitStatus.done)

    init(globals: Globals, environment: [String: String], language: Language?) {
        self.globals = globals
        self.environment = environment
        let dir = globals.dir ?? environment[.dir] ?? "."
        // The language of node.yaml, where nobody asked for one. A file that cannot be read is
        // reported by whatever command needs it.
        let configured = try? NodeConfiguration.load(NodePlace(dir: dir).configuration).language
        self.language = language ?? configured ?? .french
        console = Console(globals: globals, environment: environment)
    }

    var status: ExitStatus {
        get { outcome.withLock { $0 } }
        set { outcome.withLock { $0 = newValue } }
    }

    var dir: String {
        let given = globals.dir ?? environment[.dir] ?? ""
        return given.isEmpty ? "." : given
    }

    func stateRoot() throws(CommandFailure) -> String {
        do throws(StateFolderError) {
            return try StateFolder.root(explicit: globals.state, environment: environment)
        } catch {
            throw CommandFailure(.failed, .noStateFolder)
        }
    }

    /// The store of this run.
    func registry() throws -> Registry {
        try Registry(dir: dir, stateRoot: stateRoot())
    }

    /// The format to answer in.
    ///
    /// - Throws: usage, when the command cannot write the one that was asked for.
    func format(_ supported: [Globals.Format]) throws(CommandFailure) -> Globals.Format {
        let format = globals.format ?? supported[0]
        guard supported.contains(format) else {
            throw CommandFailure(
                .usage, .formatNotHere,
                [
                    "format": format.rawValue,
                    "choices": supported.map(\.rawValue).joined(separator: ", "),
                ])
        }
        return format
    }

    /// - Throws: usage, for a command that writes nothing and was asked for a dry run, or cannot do
    ///   one.
    func refuseDryRun() throws(CommandFailure) {
        if globals.isDryRun { throw CommandFailure(.usage, .noDryRun) }
    }

    /// Talk: stderr, silenced by `-q`.
    func say(_ phrase: Phrase, _ arguments: [String: String] = [:]) {
        guard !globals.isQuiet else { return }
        console.talk(Message(phrase, arguments).text(in: language))
    }

    /// A warning is said also with `-q`.
    func warn(_ phrase: Phrase, _ arguments: [String: String] = [:]) {
        console.talk(Message(phrase, arguments).text(in: language))
    }

    // MARK: Errors

    /// Says what went wrong, in `node` where it was the command line.
    func report(_ error: any Error, of node: CommandNode = .root) -> ExitStatus {
        if let error = error as? any Explained {
            write(error.message, error.exit)
            return error.exit
        }
        let failure = UsageText.failure(ClubSync.message(for: error), of: node)
        write(failure.message, failure.exit)
        return failure.exit
    }

    private func write(_ message: Message, _ exit: ExitStatus) {
        let text = message.text(in: language)
        guard globals.format == .json || globals.format == .jsonl else {
            console.talk("club-sync: \(text)")
            return
        }
        var json = CanonicalJSON()
        json.raw(#"{"error":{"code":"#)
        json.string(message.phrase.rawValue)
        json.raw(#","exit":"#)
        json.integer(Int(exit.rawValue))
        json.raw(#","message":"#)
        json.string(text)
        if let suggestion = message.arguments["suggestion"] {
            json.raw(#","suggestion":"#)
            json.string(suggestion)
        }
        json.raw("}}")
        console.talk(String(decoding: json.bytes, as: UTF8.self))
    }
}
