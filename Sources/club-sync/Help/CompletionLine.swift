import ClubRegistry

/// A command line up to the cursor, read as far as it makes sense.
struct CompletionLine {
    /// What is being typed; empty after a space.
    let current: String
    /// Where the store is. Nothing else of the global options matters here.
    private(set) var globals = Globals()
    private(set) var node = CommandNode.root
    /// The words that are neither options nor the values of some.
    private(set) var positionals: [String] = []
    private(set) var options: Set<String> = []
    /// By the name of the value as declared: `KIND` is `member` after `--into member`.
    private(set) var values: [String: String] = [:]
    /// The option whose value is being typed.
    private(set) var pending: String?
    /// Whether `--` came before: no option follows.
    private(set) var isTerminated = false
    /// Whether a word stands where no command is of that name.
    private(set) var isLost = false

    /// - Parameter words: after the program's name, the last one being typed.
    init(_ words: [String]) {
        current = words.last ?? ""
        var rest = words.dropLast()[...]
        while let word = rest.popFirst() {
            if isTerminated || !word.hasPrefix("-") || word == "-" {
                take(word)
            } else if word == "--" {
                isTerminated = true
            } else {
                let (name, attached) = Globals.split(word)
                options.insert(name)
                guard takesValue(name) else { continue }
                guard let value = attached ?? rest.popFirst() else {
                    pending = name
                    break
                }
                keep(value, of: name)
            }
        }
    }

    /// The arguments that may stand here: also those of the subcommand that runs when none is named.
    var arguments: [ArgumentDescription] {
        node.arguments() + (node.defaultSubcommand?.arguments() ?? [])
    }

    /// The option of that spelling and what stands for its value.
    func valueName(of option: String) -> String? {
        if let global = GlobalOption(spelling: option) { return global.valueName }
        return argument(option)?.valueName
    }

    func argument(_ option: String) -> ArgumentDescription? {
        arguments.first { $0.kind != .positional && $0.spellings.contains(option) }
    }

    /// The argument without a name that stands at the cursor.
    var positional: ArgumentDescription? {
        let all = arguments.filter { $0.kind == .positional }
        if positionals.count < all.count { return all[positionals.count] }
        return all.last.flatMap { $0.isRepeating ? $0 : nil }
    }

    private func takesValue(_ option: String) -> Bool {
        if let global = GlobalOption(spelling: option) { return global.valueName != nil }
        return argument(option)?.kind == .option
    }

    private mutating func keep(_ value: String, of option: String) {
        switch GlobalOption(spelling: option) {
        case .dir: globals.dir = value
        case .state: globals.state = value
        case nil: if let name = argument(option)?.valueName { values[name] = value }
        default: break
        }
    }

    private mutating func take(_ word: String) {
        if positionals.isEmpty, let next = node.subcommands.first(where: { $0.path.last == word }) {
            node = next
            return
        }
        guard let argument = positional else {
            isLost = true
            return
        }
        if let name = argument.valueName, values[name] == nil { values[name] = word }
        positionals.append(word)
    }
}
