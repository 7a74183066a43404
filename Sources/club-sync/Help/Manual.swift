import ClubRegistry

/// The pages of help, made from the declarations of the commands, in the language of the run.
enum Manual {
    /// The page of one command; the root's lists all others.
    static func document(_ node: CommandNode) -> HelpDocument {
        var document = HelpDocument(name: node.name, summary: node.summary)
        document.add(text(.headExamples), examples(node))
        document.add(text(.headUsage), .usage(usage(node)))
        if node.path.isEmpty {
            addCommands(to: &document)
        } else {
            addArguments(of: node, to: &document)
        }
        document.add(text(.headSeeAlso), .references(references(node)))
        return document
    }

    // MARK: What every page has

    private static func examples(_ node: CommandNode) -> HelpDocument.Block {
        let language = Session.current.language
        return .examples(
            node.page.examples.map { .init(term: $0.line, text: $0.purpose.text(in: language)) })
    }

    /// The usage in words that do not break: the name, then each argument.
    static func usage(_ node: CommandNode) -> [String] {
        var words = ["club-sync"] + node.path
        if !node.shownSubcommands.isEmpty {
            let isOptional = node.defaultSubcommand != nil
            let word = text(node.path.isEmpty ? .wordCommand : .wordSubcommand)
            words.append(isOptional ? "[\(word)]" : word)
        }
        words += node.arguments().map(usage)
        return words + [text(.wordGlobals)]
    }

    private static func usage(_ argument: ArgumentDescription) -> String {
        let value = argument.value(in: Session.current.language)
        var word = [argument.spellings.last, value].compactMap(\.self).filter { !$0.isEmpty }
            .joined(separator: "\u{a0}")
        if argument.isRepeating { word += "…" }
        return argument.isOptional ? "[\(word)]" : word
    }

    private static func references(_ node: CommandNode) -> [HelpDocument.Entry] {
        let nodes = CommandNode.root.all
        return node.page.seeAlso.map { words in
            let topic = HelpTopic(rawValue: words).map { text($0.summary) }
            let summary = topic ?? nodes.first { $0.path.joined(separator: " ") == words }?.summary
            return .init(term: words, text: summary ?? "")
        }
    }

    // MARK: The root

    private static func addCommands(to document: inout HelpDocument) {
        for (heading, commands) in ClubSync.groups {
            let nodes = commands.map { CommandNode.root.subcommand($0) }
            document.add(text(heading), .entries(nodes.map(entry)))
        }
        document.add(
            text(.headGlobals), .paragraph(text(.helpGlobalsWhere)),
            .entries(GlobalOption.allCases.map(entry)))
    }

    private static func entry(_ node: CommandNode) -> HelpDocument.Entry {
        .init(term: node.path.last ?? "", text: node.summary)
    }

    private static func entry(_ option: GlobalOption) -> HelpDocument.Entry {
        var term = option.spellings.joined(separator: ", ")
        var summary = text(option.summary)
        if let name = option.valueName {
            let value = ValueName.text(name, in: Session.current.language)
            if value.utf8.count > 20 {
                // A long choice stands in the text, so that the terms stay a column.
                let choices = value.replacing("|", with: ", ")
                summary = text(.helpChoices, ["text": summary, "choices": choices])
                term += " \(text(.wordFormat))"
            } else {
                term += " \(value)"
            }
        }
        return .init(term: term, text: summary)
    }

    // MARK: One command

    private static func addArguments(of node: CommandNode, to document: inout HelpDocument) {
        let arguments = node.arguments()
        let positional = arguments.filter { $0.kind == .positional }.map(entry)
        let options = arguments.filter { $0.kind != .positional }.map(entry)
        let below = node.shownSubcommands.map(entry)
        if !below.isEmpty { document.add(text(.headSubcommands), .entries(below)) }
        if !positional.isEmpty { document.add(text(.headArguments), .entries(positional)) }
        if !options.isEmpty { document.add(text(.headOptions), .entries(options)) }
        let details = node.details.map(HelpDocument.Block.paragraph)
        if !details.isEmpty { document.add(text(.headDetails), details) }
        let globals = GlobalOption.allCases.map { $0.spellings[0] }.joined(separator: " ")
        document.add(
            text(.headGlobals), .paragraph(text(.helpGlobalsShort, ["options": globals])))
        let page = node.page
        if !page.formats.isEmpty {
            let formats = page.formats.map(\.rawValue).joined(separator: "|")
            document.add(
                text(.headFormats), .paragraph(text(.helpFormatsMore, ["formats": formats])))
        }
        if !page.exits.isEmpty {
            document.add(
                text(.headExits),
                .entries(
                    page.exits.map { .init(term: String($0.rawValue), text: text($0.meaning)) }),
                .paragraph(text(.helpExitsMore)))
        }
    }

    private static func entry(_ argument: ArgumentDescription) -> HelpDocument.Entry {
        let value = argument.value(in: Session.current.language)
        let names = argument.spellings.joined(separator: ", ")
        var summary = argument.abstract ?? ""
        if let choices = argument.allValues, argument.kind != .flag {
            let list = choices.joined(separator: ", ")
            summary = text(.helpChoices, ["text": summary, "choices": list])
        }
        if let value = argument.defaultValue, argument.kind == .option {
            summary = text(.helpDefault, ["text": summary, "value": value])
        }
        let term = [names, value].filter { !$0.isEmpty }.joined(separator: " ")
        return .init(term: term, text: summary)
    }
}

extension CommandNode {
    /// The direct subcommand of that type.
    func subcommand(_ type: any Documented.Type) -> CommandNode {
        subcommands.first { $0.type == type }!
    }
}
