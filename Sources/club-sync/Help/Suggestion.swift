import ArgumentParser
import ClubRegistry

/// What somebody who mistyped a word of the command line probably meant.
enum Suggestion {
    /// The error for a word that names no subcommand of `node`.
    static func unknownCommand(_ word: String, below node: CommandNode) -> CommandFailure {
        let isRoot = node.path.isEmpty
        var arguments = ["what": word, "command": help(node)]
        guard let meant = command(word, below: node) else {
            return CommandFailure(
                .usage, isRoot ? .unknownCommand : .unknownSubcommand, arguments)
        }
        arguments["suggestion"] = meant
        return CommandFailure(
            .usage, isRoot ? .unknownCommandSuggestion : .unknownSubcommandSuggestion, arguments)
    }

    /// The error for an option that neither `node` nor any command has.
    static func unknownOption(_ word: String, of node: CommandNode) -> CommandFailure {
        var arguments = ["what": word, "command": help(node)]
        let own = node.arguments().flatMap(\.spellings)
        let options = (own + GlobalOption.allCases.map(\.rawValue)).filter { $0.hasPrefix("--") }
        guard word.hasPrefix("--"), let meant = nearest(word, options) else {
            return CommandFailure(.usage, .usageUnknownOption, arguments)
        }
        arguments["suggestion"] = meant
        return CommandFailure(.usage, .usageUnknownOptionSuggestion, arguments)
    }

    /// What follows `club-sync help` for `node`, with the space before it.
    static func help(_ node: CommandNode) -> String {
        node.path.isEmpty ? "" : " " + node.path.joined(separator: " ")
    }

    private static func command(_ word: String, below node: CommandNode) -> String? {
        let names = node.shownSubcommands.compactMap(\.path.last)
        if let name = nearest(word, names) { return name }
        // `club-sync actions`, as other programs have it.
        guard node.path.isEmpty, let kind = Schema.kind(word) else { return nil }
        return "list \(kind.plural)"
    }

    /// The nearest of `words`; else the only one that begins so.
    private static func nearest(_ word: String, _ words: [String]) -> String? {
        if let near = EditDistance.nearest(to: word, among: words) { return near }
        let longer = words.filter { $0.hasPrefix(word) && word.count >= 3 }
        return longer.count == 1 ? longer[0] : nil
    }
}
