import ArgumentParser
import ClubRegistry
import Foundation

/// A command in the tree of commands: where it stands, what it takes, what its help says.
///
/// Made from the declarations when it is asked for; texts are in the language of the run.
struct CommandNode {
    /// Its words after `club-sync`; none for the root.
    let path: [String]
    let type: any Documented.Type

    static var root: CommandNode { CommandNode(path: [], type: ClubSync.self) }

    /// As people type it: `club-sync peers add`.
    var name: String { (["club-sync"] + path).joined(separator: " ") }
    var summary: String { type.configuration.abstract }
    /// What is to be known beyond the options, a paragraph a line; mostly there is nothing.
    var details: [String] {
        type.configuration.discussion.split(separator: "\n").map(String.init)
    }
    var page: Page { type.page }
    /// Whether it is for scripts of ours and not for people.
    var isHidden: Bool { !type.configuration.shouldDisplay }

    var subcommands: [CommandNode] {
        type.configuration.subcommands.map { subcommand in
            guard let type = subcommand as? any Documented.Type else {
                preconditionFailure("\(subcommand) has no page")
            }
            let name = type.configuration.commandName ?? ""
            return CommandNode(path: path + [name], type: type)
        }
    }

    /// What people meet: no hidden command.
    var shownSubcommands: [CommandNode] { subcommands.filter { !$0.isHidden } }

    /// The subcommand that runs when none is named.
    var defaultSubcommand: CommandNode? {
        let name = type.configuration.defaultSubcommand?.configuration.commandName
        return subcommands.first { $0.path.last == name }
    }

    /// This command and all below it, in the order of help.
    var all: [CommandNode] { [self] + subcommands.flatMap(\.all) }

    /// Its own arguments and options, without the global ones.
    ///
    /// From ArgumentParser's description of itself for tools, the only way in to its declarations.
    func arguments() -> [ArgumentDescription] {
        let description = Data(type._dumpHelp().utf8)
        let tool: ArgumentDescription.Tool
        do {
            tool = try JSONDecoder().decode(ArgumentDescription.Tool.self, from: description)
        } catch {
            preconditionFailure("ArgumentParser describes \(name) in a form of its own: \(error)")
        }
        return (tool.command.arguments ?? []).filter { argument in
            let isGlobal = argument.spellings.contains { GlobalOption(spelling: $0) != nil }
            return argument.shouldDisplay && !isGlobal
        }
    }

    private var takesWords: Bool { arguments().contains { $0.kind == .positional } }

    /// The command that `words` begin with. Words that are no part of its name are left to it.
    ///
    /// - Throws: usage, with a suggestion, when a subcommand is named that does not exist.
    static func find(_ words: [String]) throws(CommandFailure) -> CommandNode {
        var node = root
        for word in words {
            let subcommands = node.subcommands
            guard !subcommands.isEmpty, !word.hasPrefix("-") else { break }
            guard let next = subcommands.first(where: { $0.path.last == word }) else {
                if node.defaultSubcommand?.takesWords == true { break }
                throw Suggestion.unknownCommand(word, below: node)
            }
            node = next
        }
        return node
    }
}

extension ArgumentDescription {
    /// The word for its value in `language`; empty for a flag.
    func value(in language: Language) -> String {
        kind == .flag ? "" : ValueName.text(valueName ?? "", in: language)
    }
}
