import ArgumentParser
import ClubRegistry

/// `help`: a command or a topic, explained; without either, what there is.
struct Help: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "help", abstract: text(.summaryHelp))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync help pull", fr: "La commande du soir, ses options et ses codes.",
                en: "The nightly command, its options and its codes."),
            Example(
                "club-sync help peers add", fr: "Une sous-commande.", en: "A subcommand."),
            Example(
                "club-sync help codes", fr: "Que veut dire le code de sortie 13 ?",
                en: "What does exit code 13 mean?"),
            Example(
                "club-sync help formats --lang en", fr: "En anglais, une fois.",
                en: "In English, for once."),
        ], formats: [.table], seeAlso: HelpTopic.allCases.map(\.rawValue) + ["man", "completions"])

    @Argument(help: ArgumentHelp(text(.helpTopics), valueName: "TOPIC")) var words: [String] = []

    func run() async throws {
        if words.count == 1, let topic = HelpTopic(rawValue: words[0]) {
            return Self.print(topic.document)
        }
        let node = try CommandNode.find(words)
        guard node.path.count == words.count else {
            throw Suggestion.unknownCommand(words[node.path.count], below: node)
        }
        Self.print(Manual.document(node))
    }

    static func print(_ document: HelpDocument) {
        let console = Session.current.console
        console.print(HelpText(width: console.pageWidth, bold: console.bold).text(document))
    }
}
