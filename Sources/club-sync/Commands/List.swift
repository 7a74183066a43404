import ArgumentParser
import ClubRegistry

/// `list`: records of one kind. `list actions --scope grand-paris` is the coordinators' command.
struct List: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "list", abstract: text(.summaryList))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync list actions --scope grand-paris",
                fr: "Les actions communes du Grand Paris.",
                en: "The joint actions in the Grand Paris."),
            Example(
                "club-sync list members --node rouen",
                fr: "Les adhérents que Rouen a saisis.",
                en: "The members that Rouen entered."),
            Example(
                "club-sync list actions --from 2027-01 --to 2027-06",
                fr: "Ce qui a lieu au premier semestre 2027.",
                en: "What takes place in the first half of 2027."),
            Example(
                "club-sync list members --where category=founder --json",
                fr: "Les fondateurs, pour un programme.",
                en: "The founders, for a program."),
        ], formats: [.table, .json, .jsonl, .csv],
        seeAlso: ["show", "export", "help"])

    @Argument(help: ArgumentHelp(text(.helpListKind), valueName: "KINDS")) var kind: String
    @Option(help: ArgumentHelp(text(.helpScope), valueName: "SCOPE")) var scope: String?
    @Option(help: ArgumentHelp(text(.helpHomeNode), valueName: "NODE")) var node: String?
    @Option(help: ArgumentHelp(text(.helpFrom), valueName: "DATE")) var from: String?
    @Option(help: ArgumentHelp(text(.helpTo), valueName: "DATE")) var to: String?
    @Option(
        name: .customLong("where"), parsing: .singleValue,
        help: ArgumentHelp(text(.helpWhere), valueName: "field=value"))
    var conditions: [String] = []

    func run() async throws {
        let session = Session.current
        try session.refuseDryRun()
        let format = try session.format(Self.page.formats)
        let kind = try Editing.kind(kind)
        var listing = Listing(kind)
        listing.scope = scope
        listing.node = node
        listing.from = try from.map(Self.date)
        listing.to = try to.map(Self.date)
        for condition in conditions {
            guard let parsed = Listing.Condition(condition) else {
                throw CommandFailure(.usage, .badCondition, ["condition": condition])
            }
            listing.conditions.append(parsed)
        }
        let records = try await session.registry().records()
        let text = RecordText(records, language: session.language)
        let found = listing.apply(
            to: records.filter { $0.kind == kind.name }, name: text.index.name)
        switch format {
        case .json, .jsonl, .csv:
            let columns = Export.columns(kind, includesPersonal: false)
            session.console.write(
                Export.format(format, dialect: .rfc4180, text.index)!.bytes(
                    found.records, columns: columns))
        default: Self.printTable(found.records, kind, text)
        }
        if found.undatedCount > 0 {
            session.say(.undatedLeftOut, ["count": String(found.undatedCount)])
        }
        let contested = found.records.count { !$0.conflicts.isEmpty }
        if contested > 0, format == .table {
            session.say(.listHasConflicts, ["count": String(contested)])
        }
    }

    private static func date(_ text: String) throws -> PartialDate {
        do {
            return try PartialDate(iso: text)
        } catch {
            throw CommandFailure(.usage, .badDate, ["date": text])
        }
    }

    /// The fields that a table shows of a kind, beside id and home node.
    private static let shown = [
        "member": ["name", "kind", "city"],
        "organisation": ["name", "kind", "city"],
        "action": ["title", "starts", "venue", "state", "organiser", "scope"],
        "agreement": ["title", "kind", "parties", "ends_on", "state"],
    ]

    private static func printTable(_ records: [RecordView], _ kind: RecordKind, _ text: RecordText)
    {
        let session = Session.current
        guard !records.isEmpty else { return session.say(.emptyList) }
        let fields = shown[kind.name] ?? [kind.titleField]
        var table = Table(
            header: ["ID"] + fields.map { text.label($0, of: kind) }
                + [ClubSyncText.node])
        table.rows = records.map { record in
            // A field with two live values says so where it stands, not in a footnote.
            let cells = fields.map { field in
                let shown = text.content(record[field], field: kind.field(field))
                let isContested = record.conflicts.contains { $0.field == field }
                return isContested ? "⚠ \(shown)" : shown
            }
            return [RecordText.short(record.id)] + cells + [record.home]
        }
        session.console.print(table.text(width: session.console.width, bold: session.console.bold))
    }
}

/// Column names that several commands share.
enum ClubSyncText {
    static var node: String { text(.columnNode) }
}
