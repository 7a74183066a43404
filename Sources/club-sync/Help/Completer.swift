import ClubRegistry

/// Says what may stand at the cursor of a command line. Reads the store that the line names.
///
/// A store that cannot be read has nothing to offer; that is no error here. What comes from data is
/// offered only where it is plain, see ``CompletionWord/isPlain(_:)``.
struct Completer {
    let line: CompletionLine

    /// So many are of use on a terminal.
    private static let candidateLimit = 1_000

    struct Candidate {
        var word: String
        var description = ""
    }

    enum Answer {
        case candidates([Candidate])
        case files
        case folders

        /// As the scripts read it.
        var text: String {
            switch self {
            case .files: ":files"
            case .folders: ":folders"
            case .candidates(let candidates):
                candidates.map { candidate in
                    let description = CompletionWord.description(candidate.description)
                    return description.isEmpty
                        ? candidate.word : "\(candidate.word)\t\(description)"
                }.joined(separator: "\n")
            }
        }
    }

    init(_ line: CompletionLine) { self.line = line }

    func answer() async -> Answer {
        guard !line.isLost else { return .candidates([]) }
        if let option = line.pending { return await values(of: option, typed: line.current) }
        if !line.isTerminated, line.current.hasPrefix("-") {
            let (name, attached) = Globals.split(line.current)
            guard let attached else { return fitting(options, to: line.current) }
            return await values(of: name, typed: attached, before: "\(name)=")
        }
        if line.positionals.isEmpty, !line.node.shownSubcommands.isEmpty {
            let commands = line.node.shownSubcommands.map {
                Candidate(word: $0.path.last ?? "", description: $0.summary)
            }
            return fitting(commands, to: line.current)
        }
        guard let argument = line.positional else { return .candidates([]) }
        return await values(argument, name: argument.valueName ?? "", typed: line.current)
    }

    private var options: [Candidate] {
        let own = line.arguments.filter { $0.kind != .positional }.compactMap { argument in
            argument.isRepeating || line.options.isDisjoint(with: argument.spellings)
                ? argument.spellings.last.map {
                    Candidate(word: $0, description: argument.abstract ?? "")
                } : nil
        }
        let global = GlobalOption.allCases.filter { line.options.isDisjoint(with: $0.spellings) }
            .map { Candidate(word: $0.rawValue, description: text($0.summary)) }
        return own + global
    }

    private func values(
        of option: String, typed: String, before prefix: String = ""
    ) async -> Answer {
        let formats = line.node.page.formats
        if option == GlobalOption.format.rawValue, !formats.isEmpty {
            return fitting(formats.map { .init(word: prefix + $0.rawValue) }, to: prefix + typed)
        }
        guard let name = line.valueName(of: option) else { return .candidates([]) }
        return await values(line.argument(option), name: name, typed: typed, before: prefix)
    }

    private func values(
        _ argument: ArgumentDescription?, name: String, typed: String, before prefix: String = ""
    ) async -> Answer {
        let found: [Candidate]
        if let choices = argument?.allValues {
            found = choices.map { Candidate(word: $0) }
        } else if let name = ValueName(rawValue: name) {
            switch name {
            case .file: return .files
            case .directory: return .folders
            default: found = await CompletionStore(line).candidates(for: name, typed: typed)
            }
        } else {
            // `excel-fr|rfc4180` names its choices.
            found =
                name.contains("|") ? name.split(separator: "|").map { .init(word: "\($0)") } : []
        }
        let words = found.map {
            Candidate(word: prefix + $0.word, description: $0.description)
        }
        return fitting(words, to: prefix + typed)
    }

    /// Those that begin with what is typed, in order, each once.
    private func fitting(_ candidates: [Candidate], to typed: String) -> Answer {
        var seen: Set<String> = []
        let fitting = candidates.filter {
            $0.word.hasPrefix(typed) && CompletionWord.isPlain($0.word)
                && seen.insert($0.word).inserted
        }.sorted { $0.word < $1.word }
        guard fitting.count > Self.candidateLimit, let last = fitting.last else {
            return .candidates(fitting)
        }
        // With the last one, shells see how far all of them agree.
        return .candidates(fitting.prefix(Self.candidateLimit - 1) + [last])
    }
}
