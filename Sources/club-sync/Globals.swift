import ClubRegistry

/// The options that every command has, before or after its name.
///
/// ArgumentParser refuses options before the subcommand, so they are lifted out of the arguments
/// first.
struct Globals: Sendable {
    var dir: String?
    var state: String?
    var format: Format?
    var isQuiet = false
    var isVerbose = false
    var isDryRun = false
    var isYes = false
    var color = Color.auto
    var showsProgress = true
    var asksForHelp = false
    var asksForVersion = false

    enum Format: String, CaseIterable, Sendable { case table, json, jsonl, csv, tsv, xlsx, ics }
    enum Color: String, CaseIterable, Sendable { case auto, always, never }

    /// Takes the global options out; everything after `--` is left alone.
    ///
    /// Of one that is given twice the last counts.
    ///
    /// - Throws: for one without its value, or with a value that it does not know.
    static func lift(_ arguments: [String]) throws(CommandFailure) -> (Globals, [String]) {
        var globals = Globals()
        var rest: [String] = []
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            index += 1
            if argument == "--" {
                rest += arguments[(index - 1)...]
                break
            }
            let (name, attached) = split(argument)
            func value() throws(CommandFailure) -> String {
                if let attached { return attached }
                guard index < arguments.count else {
                    throw CommandFailure(.usage, .optionWithoutValue, ["option": name])
                }
                index += 1
                return arguments[index - 1]
            }
            guard let option = GlobalOption(spelling: name) else {
                rest.append(argument)
                continue
            }
            guard attached == nil || option.valueName != nil else {
                throw CommandFailure(.usage, .usageNoValue, ["what": name, "command": ""])
            }
            switch option {
            case .dir: globals.dir = try value()
            case .state: globals.state = try value()
            case .lang: _ = try choice(Language.self, name, try value())
            case .format: globals.format = try choice(Format.self, name, try value())
            case .json: globals.format = .json
            case .color: globals.color = try choice(Color.self, name, try value())
            case .quiet: globals.isQuiet = true
            case .verbose: globals.isVerbose = true
            case .dryRun: globals.isDryRun = true
            case .yes: globals.isYes = true
            case .noProgress: globals.showsProgress = false
            case .help: globals.asksForHelp = true
            case .version: globals.asksForVersion = true
            }
        }
        return (globals, rest)
    }

    /// Whether errors shall be JSON, asked of arguments that could not be read as a whole.
    static func asksForJSON(_ arguments: [String]) -> Bool {
        let options = arguments.prefix { $0 != "--" }
        return options.contains("--json") || options.contains("--format=json")
            || zip(options, options.dropFirst()).contains { $0 == "--format" && $1 == "json" }
    }

    static func split(_ argument: String) -> (name: String, value: String?) {
        guard argument.hasPrefix("--"), let equals = argument.firstIndex(of: "=") else {
            return (argument, nil)
        }
        return (
            String(argument[..<equals]), String(argument[argument.index(after: equals)...])
        )
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(
        _: Choice.Type, _ option: String, _ text: String
    ) throws(CommandFailure) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: text) else {
            let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure(
                .usage, .optionUnknownValue,
                ["option": option, "value": text, "choices": choices])
        }
        return choice
    }

    /// `--lang`, `CLUB_SYNC_LANG`, `LC_ALL`, `LC_MESSAGES`, `LANG`; only those that begin with fr
    /// or en say something. Nil when none does: then node.yaml, else French.
    static func language(_ arguments: [String], _ environment: [String: String]) -> Language? {
        var asked: [String?] = []
        for (index, argument) in arguments.enumerated() {
            if argument == "--" { break }
            if argument == "--lang", index + 1 < arguments.count {
                asked.append(arguments[index + 1])
            }
            if argument.hasPrefix("--lang=") { asked.append(String(argument.dropFirst(7))) }
        }
        asked.reverse()
        asked += EnvironmentVariable.languages.map { environment[$0] }
        for text in asked.compactMap({ $0?.lowercased() }) {
            for language in Language.allCases where text.hasPrefix(language.rawValue) {
                let next = text.dropFirst(2).first
                if next == nil || next == "_" || next == "." || next == "-" || next == "@" {
                    return language
                }
            }
        }
        return nil
    }
}

/// An error of the command line itself.
struct CommandFailure: Explained {
    let exit: ExitStatus
    let message: Message

    init(_ exit: ExitStatus, _ phrase: Phrase, _ arguments: [String: String] = [:]) {
        self.exit = exit
        message = Message(phrase, arguments)
    }
}
