import ClubRegistry

/// The values that a store has for a place on the command line. Reads only.
struct CompletionStore {
    typealias Candidate = Completer.Candidate

    private let line: CompletionLine
    /// Nil where there is none, or none that can be read: then nothing of it is offered.
    private let registry: Registry?

    init(_ line: CompletionLine) {
        self.line = line
        // Completion is silent: a store that cannot be opened says why to the command itself.
        registry = try? Session.current.registry()
    }

    func candidates(for name: ValueName, typed: String) async -> [Candidate] {
        switch name {
        case .id: await ids(typed)
        case .kind: Schema.kinds.map { label($0.name, $0.label) }
        case .kinds: Schema.kinds.map { label($0.plural, $0.pluralLabel) }
        case .peer: peers
        case .node: nodes
        case .scope: await scopes
        case .field: await fields.map { label($0.name, $0.label) }
        case .assignment: await assignments(typed)
        case .topic: topics
        case .command, .commit, .date, .directory, .file, .keyLine, .listenAddress, .name, .number,
            .shell, .text, .url, .value, .what, .words:
            []
        }
    }

    private func label(_ word: String, _ label: Label) -> Candidate {
        Candidate(word: word, description: label.text(in: Session.current.language))
    }

    // MARK: Not from records

    private var peers: [Candidate] {
        let peers = registry?.configuration.peers ?? []
        return peers.map { Candidate(word: $0.name, description: $0.url.text) }
    }

    private var nodes: [Candidate] {
        (registry?.charter?.founders ?? []).map { Candidate(word: $0.node, description: $0.name) }
    }

    /// After `help`: topics and commands, then the subcommands of the command named.
    private var topics: [Candidate] {
        let root = CommandNode.root
        var node = root
        for word in line.positionals {
            guard let next = node.shownSubcommands.first(where: { $0.path.last == word }) else {
                return []
            }
            node = next
        }
        let commands = node.shownSubcommands.map {
            Candidate(word: $0.path.last ?? "", description: $0.summary)
        }
        let topics = HelpTopic.allCases.map {
            Candidate(word: $0.rawValue, description: text($0.summary))
        }
        return line.positionals.isEmpty ? topics + commands : commands
    }

    // MARK: From records

    /// No record where they cannot be read.
    private var records: [RecordView] {
        get async { (try? await registry?.records()) ?? [] }
    }

    private func ids(_ typed: String) async -> [Candidate] {
        let all = await records
        let names = RecordText(all, language: Session.current.language)
        return all.filter { record in
            switch line.node.page.records {
            case .shown: !record.isHidden
            case .deleted: record.deletion != .no
            case .contested: !record.conflicts.isEmpty && !record.isHidden
            }
        }.map { record in
            let whole = record.id.text
            // The random part alone is an id too, once its start is typed.
            let part = String(whole.dropFirst(record.home.utf8.count + 1))
            let isPart = !typed.isEmpty && !whole.hasPrefix(typed) && part.hasPrefix(typed)
            return Candidate(word: isPart ? part : whole, description: names.title(record))
        }
    }

    private var scopes: [Candidate] {
        get async {
            Set(await records.filter { !$0.isHidden }.flatMap { $0.elements("scope") })
                .map { Candidate(word: $0) }
        }
    }

    /// The fields of the kind that the line names or of the record, else of all kinds; for
    /// `resolve`, those that are contested.
    private var fields: [FieldDeclaration] {
        get async {
            let declared = await kind.map { $0.fields } ?? Schema.kinds.flatMap(\.fields)
            guard line.node.page.records == .contested, let id = line.values[ValueName.id.rawValue],
                let record = await record(id)
            else { return declared }
            return record.conflicts.map { conflict in
                let deletion = Label(
                    fr: Message(.wordDeleted).text(in: .french),
                    en: Message(.wordDeleted).text(in: .english))
                return declared.first { $0.name == conflict.field }
                    ?? FieldDeclaration(
                        conflict.field, fr: deletion.french, en: deletion.english)
            }
        }
    }

    private var kind: RecordKind? {
        get async {
            for name in [ValueName.kind, .kinds] {
                if let word = line.values[name.rawValue] { return Schema.kind(word) }
            }
            guard let id = line.values[ValueName.id.rawValue] else { return nil }
            return await record(id).flatMap { Schema.kind($0.kind) }
        }
    }

    private func record(_ id: String) async -> RecordView? {
        // Several records, or none: then nothing is known of it.
        guard let key = try? await registry?.find(id) else { return nil }
        return try? await registry?.record(key)
    }

    /// `field=` and, for lists, `field+=` and `field-=`; then what the field may hold.
    private func assignments(_ typed: String) async -> [Candidate] {
        let fields = await fields
        guard let equals = typed.firstIndex(of: "=") else {
            let isCondition = line.pending != nil
            return fields.flatMap { field in
                let signs = field.type.isList && !isCondition ? ["+=", "-="] : ["="]
                return signs.map { label(field.name + $0, field.label) }
            }
        }
        let name = typed[..<equals].prefix { $0 != "+" && $0 != "-" }
        let before = String(typed[...equals])
        guard let field = fields.first(where: { $0.name == name }) else { return [] }
        return await values(of: field).map {
            Candidate(word: before + $0.word, description: $0.description)
        }
    }

    private func values(of field: FieldDeclaration) async -> [Candidate] {
        if field.name == "scope" { return await scopes }
        guard field.type.isReference else { return [] }
        let all = await records
        let names = RecordText(all, language: Session.current.language)
        return all.filter { !$0.isHidden }.map {
            Candidate(word: "@\($0.id.text)", description: names.title($0))
        }
    }
}
