import ArgumentParser
import ClubRegistry

/// `search`: records of any kind by words of any field.
struct Search: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "search", abstract: text(.summarySearch))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync search evreux", fr: "Trouve « Évreux », où qu’il soit.",
                en: "Finds “Évreux”, wherever it stands."),
            Example(
                "club-sync search convention seine --kind actions",
                fr: "Les actions qui ont ces deux mots.", en: "The actions that have both words."),
        ], formats: [.table, .json, .jsonl], seeAlso: ["list", "show"])

    @Argument(help: ArgumentHelp(text(.helpWords), valueName: "WORD")) var words: [String]
    @Option(help: ArgumentHelp(text(.helpSearchKind), valueName: "KIND")) var kind: String?

    func run() async throws {
        let session = Session.current
        try session.refuseDryRun()
        let format = try session.format(Self.page.formats)
        guard let search = TextSearch(words) else {
            throw CommandFailure(
                .usage, .badSearch,
                [
                    "words": String(TextSearch.wordLimit),
                    "characters": String(TextSearch.characterLimit),
                ])
        }
        let only = try kind.map(Editing.kind)
        let records = try await session.registry().records()
        let names = RecordText(records, language: session.language)
        let matches = search.apply(
            to: records.filter { only == nil || $0.kind == only?.name },
            text: { names.value($0, field: $1) })
        guard format == .table else {
            let json = RecordJSON(includesPersonal: true)
            let objects = matches.map {
                String(decoding: json.bytes(of: $0.record), as: UTF8.self)
            }
            if format == .json {
                session.console.print("[\(objects.joined(separator: ",\n"))]")
            } else if !objects.isEmpty {
                session.console.print(objects.joined(separator: "\n"))
            }
            return
        }
        guard !matches.isEmpty else { return session.say(.nothingFound) }
        var table = Table(
            header: [
                "ID", text(.columnKind), text(.columnName), text(.columnFound),
                text(.columnNode),
            ])
        table.rows = matches.map { match in
            let kind = Schema.kind(match.record.kind)
            let title = names.title(match.record)
            let isTitle = match.field == kind?.titleField
            return [
                RecordText.short(match.record.id),
                kind?.label.text(in: session.language) ?? match.record.kind, title,
                isTitle ? "" : "\(names.label(match.field, of: kind)): \(match.text)",
                match.record.home,
            ]
        }
        session.console.print(table.text(width: session.console.width, bold: session.console.bold))
    }
}
