import ArgumentParser
import ClubRegistry

/// `show`: one record, each field with who wrote it; or its history.
struct Show: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "show", abstract: text(.summaryShow))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync show val-doise.51f14r9vnaan",
                fr: "La fiche, et qui a écrit chaque champ.",
                en: "The record, and who wrote each field."),
            Example(
                "club-sync show 51f1 --history",
                fr: "Qui l’a changée, quand et pourquoi ; 4 caractères de l’identifiant suffisent.",
                en: "Who changed it, when and why; 4 characters of the id are enough."),
            Example(
                "club-sync show val-doise.51f14r9vnaan --json",
                fr: "Tout, pour un programme.",
                en: "All of it, for a program."),
        ], formats: [.table, .json],
        seeAlso: ["list", "edit"])

    @Argument(help: ArgumentHelp(text(.helpID), valueName: "ID")) var id: String
    @Flag(help: ArgumentHelp(text(.helpHistory))) var history = false

    func run() async throws {
        let session = Session.current
        try session.refuseDryRun()
        let format = try session.format(Self.page.formats)
        let registry = try session.registry()
        let key = try await registry.find(id)
        if history {
            let events = try await registry.history(of: key)
            let names = RecordText(try await registry.records(), language: session.language)
            let report = HistoryText(events: events, key: key, text: names)
            return session.console.print(format == .json ? report.json : report.table)
        }
        let record = try await registry.record(key)
        if format == .json {
            let bytes = RecordJSON(includesPersonal: true).bytes(of: record)
            return session.console.print(String(decoding: bytes, as: UTF8.self))
        }
        print(record, RecordText(try await registry.records(), language: session.language))
    }

    private func print(_ record: RecordView, _ names: RecordText) {
        let console = Session.current.console
        let kind = Schema.kind(record.kind)
        let label = kind?.label.text(in: names.language) ?? record.kind
        console.print(console.bold("\(Printable.text(names.title(record)))"))
        console.print("\(label) · \(record.id) · \(text(.columnNode)) \(record.home)")
        switch record.deletion {
        case .no: break
        case .yes: console.print(console.warning(text(.isDeleted)))
        case .contested: console.print(console.warning(text(.isDeletedContested)))
        }
        switch record.lock {
        case .open: break
        case .record, .fields: console.print(console.warning(text(.isLocked)))
        }
        var table = Table(
            header: [text(.columnField), text(.columnValue), text(.columnBy), text(.columnWhen)])
        for field in record.fields {
            let source = field.sources.last
            table.rows.append([
                names.label(field.name, of: kind),
                names.content(field.content, field: kind?.field(field.name)), source?.node ?? "",
                source.map { names.time($0.at) } ?? "",
            ])
        }
        console.print(table.text(width: console.width, bold: console.bold))
        for conflict in record.conflicts {
            console.print(
                console.warning(
                    text(.conflictOn, ["field": names.label(conflict.field, of: kind)])))
            for candidate in conflict.candidates {
                let source = candidate.sources[0]
                let value = names.state(candidate.state, field: kind?.field(conflict.field))
                console.print(
                    "  \(Printable.text(value))  (\(source.node), \(names.time(source.at)))")
            }
        }
    }
}
