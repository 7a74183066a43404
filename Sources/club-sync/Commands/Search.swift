import ArgumentParser
import ClubRegistry

/// `search`: records of any kind by words of any field.
///
/// The table, for the eyes of who sits at this node, says also what personal fields have; files do
/// not.
struct Search: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "search", abstract: text(.summarySearch), discussion: text(.helpSearch))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync search evreux", fr: "Trouve « Évreux », où qu’il soit.",
                en: "Finds “Évreux”, wherever it stands."),
            Example(
                "club-sync search convention seine --kind actions",
                fr: "Les actions qui ont ces deux mots.", en: "The actions that have both words."),
        ], formats: [.table, .json, .jsonl, .csv, .tsv],
        seeAlso: ["list", "show"])

    @Argument(help: ArgumentHelp(text(.helpWords), valueName: "WORDS")) var words: [String]
    @Option(help: ArgumentHelp(text(.helpSearchKind), valueName: "KIND")) var kind: String?
    @Option(help: ArgumentHelp(text(.helpScope), valueName: "SCOPE")) var scope: String?
    @Option(help: ArgumentHelp(text(.helpHomeNode), valueName: "NODE")) var node: String?

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
        let wanted = records.filter { record in
            (only == nil || record.kind == only?.name)
                && Listing.fits(record, scope: scope, node: node, name: names.index.name)
        }
        let matches = search.apply(to: wanted) { value, field in
            ValueText.searchable(
                value, as: field?.type, in: session.language, name: names.index.name)
        }
        switch format {
        case .json, .jsonl:
            let found = matches.map(\.record)
            let bytes =
                format == .json
                ? JSONExport.bytes(found, includesPersonal: false)
                : JSONLExport.bytes(found, includesPersonal: false)
            session.console.write(bytes)
        case .csv, .tsv:
            let separator: DelimitedText.Separator = format == .csv ? .comma : .tab
            let rows = [["id", "kind", "node", "title", "field", "text"]] + matches.map(Self.cells)
            session.console.write(DelimitedText.bytes(rows, separator))
        default: Self.printTable(matches, search, names)
        }
    }

    /// What a match is in a file: names of fields, raw values, nothing personal.
    private static func cells(of match: TextSearch.Match) -> [String] {
        let record = match.record
        let kind = Schema.kind(record.kind)
        let title = record.text(kind?.titleField ?? "title") ?? ""
        var cells = [record.id.text, record.kind, record.home, title]
        if let other = match.other {
            let field = kind?.field(other.field)
            let isPersonal = field?.isPersonal ?? false
            let text = isPersonal ? "" : ValueText.typed(other.value, as: field?.type)
            cells += [other.field, text]
        } else {
            cells += [kind?.titleField ?? "title", title]
        }
        return cells
    }

    private static func printTable(
        _ matches: [TextSearch.Match], _ search: TextSearch, _ names: RecordText
    ) {
        let session = Session.current
        guard !matches.isEmpty else { return session.say(.nothingFound) }
        var table = Table(
            header: [
                "ID", text(.columnKind), text(.columnName), text(.columnFound),
                text(.columnNode),
            ])
        for match in matches {
            let record = match.record
            let kind = Schema.kind(record.kind)
            var found = ""
            var hit: Substring?
            if let other = match.other {
                let shown = names.value(other.value, field: kind?.field(other.field))
                hit = search.hit(in: shown)
                let excerpt = TextSearch.excerpt(shown, around: hit)
                found = "\(names.label(other.field, of: kind)): \(excerpt)"
            }
            table.rows.append([
                RecordText.short(record.id),
                kind?.label.text(in: session.language) ?? record.kind, names.title(record), found,
                record.home,
            ])
            table.emphasis.append([nil, nil, match.titleHit, hit.map { String($0) }])
        }
        session.console.print(table.text(width: session.console.width, bold: session.console.bold))
    }
}
