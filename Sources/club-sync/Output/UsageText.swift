import ArgumentParser
import ClubRegistry

/// What the argument parser says, said from the catalogue.
///
/// The parser knows English only. Its sentences are recognised, all that it has in 1.8; of one that is
/// not, people learn that the line was not understood, in their language.
enum UsageText {
    /// The parser's `text` about the arguments of `node`.
    static func failure(_ text: String, of node: CommandNode) -> CommandFailure {
        if let (option, _) = match(text, unknownOption) {
            return Suggestion.unknownOption(option, of: node)
        }
        // Completion scripts come from a command of ours, which knows the global options.
        if text.hasPrefix("Can't ") {
            return Suggestion.unknownOption("--generate-completion-script", of: node)
        }
        for (phrase, pattern) in patterns {
            guard let (what, _) = match(text, pattern) else { continue }
            return failure(phrase, ["what": translated(what)], of: node)
        }
        if let (value, argument) = match(text, badValue) {
            return badValue(value, for: argument, of: node)
        }
        return failure(.usageOther, [:], of: node)
    }

    private typealias Pattern = Regex<AnyRegexOutput>

    private static var patterns: [(Phrase, Pattern)] {
        [
            (.usageMissingArgument, Pattern(/(?s)Missing (?:expected argument|one of:) '(.*)'/)),
            (.usageUnexpectedArgument, Pattern(/(?s)Unexpected argument '(.*)'/)),
            (.usageUnexpectedArguments, Pattern(/(?s)\d+ unexpected arguments: '(.*)'/)),
            (.usageMissingValue, Pattern(/(?s)Missing value for '(.*?)'/)),
            (.usageNoValue, Pattern(/(?s)The option '(.*?)' does not take any value, but .*/)),
            (
                .usageTwice,
                Pattern(/(?s)Value to be set with flag '(.*)' had already been set with .*/)
            ),
            (.usageUnknownOption, Pattern(/(?s)Invalid option: (.*)/)),
            (.usageMissingSubcommand, Pattern(/(?s)(Missing required subcommand)\./)),
        ]
    }

    private static var unknownOption: Pattern {
        Pattern(/(?s)Unknown option '(.*?)'(?:\. Did you mean .*|\n   or: .*)?/)
    }

    private static var badValue: Pattern {
        Pattern(/(?s)The value '(.*)' is invalid(?: for '(.*?)')?(?:[.:].*)?/)
    }

    /// The first two parts that `pattern` finds in all of `text`.
    private static func match(_ text: String, _ pattern: Pattern) -> (String, String?)? {
        // A pattern that cannot be matched against this text does not match it.
        guard let found = try? pattern.wholeMatch(in: text) else { return nil }
        let parts = found.output.dropFirst().map { $0.substring.map(String.init) }
        return (parts.first.flatMap(\.self) ?? "", parts.count > 1 ? parts[1] : nil)
    }

    private static func badValue(
        _ value: String, for argument: String?, of node: CommandNode
    ) -> CommandFailure {
        guard let argument else { return failure(.usageBadValue, ["value": value], of: node) }
        let declared = node.arguments().first { candidate in
            argument.hasSuffix("<\(candidate.valueName ?? "")>")
        }
        var arguments = ["value": value, "what": translated(argument)]
        guard let choices = declared?.allValues else {
            return failure(.usageBadValueFor, arguments, of: node)
        }
        arguments["choices"] = choices.joined(separator: ", ")
        return failure(.usageBadChoice, arguments, of: node)
    }

    private static func failure(
        _ phrase: Phrase, _ arguments: [String: String], of node: CommandNode
    ) -> CommandFailure {
        let command = ["command": Suggestion.help(node)]
        return CommandFailure(.usage, phrase, arguments.merging(command) { given, _ in given })
    }

    /// `--scope <SCOPE>` as help writes it; several in a row without the parser's quotes and dots.
    private static func translated(_ words: String) -> String {
        let plain = words.replacing("', '", with: ", ").replacing(" ...", with: "")
        return plain.replacing(/<([^<>]+)>/) { found in
            ValueName.text(String(found.1), in: Session.current.language)
        }
    }
}
