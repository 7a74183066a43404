import ArgumentParser
import ClubRegistry
import Foundation

/// `export`: the auditors' command. CSV in two dialects, JSON, JSON lines.
struct Export: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "export", abstract: text(.summaryExport))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync export roster -o adherents.csv",
                fr: "La liste des adhérents, pour Excel.",
                en: "The roster, for Excel."),
            Example(
                "club-sync export actions --dialect rfc4180 -o actions.csv",
                fr: "Les actions, pour un programme.",
                en: "The actions, for a program."),
            Example(
                "club-sync export roster --with-personal -o contacts.csv",
                fr: "Avec les champs personnels.",
                en: "With the personal fields."),
            Example(
                "club-sync export agreements --format jsonl",
                fr: "Les conventions, une par ligne, à l’écran.",
                en: "The agreements, one a line, on the screen."),
        ], formats: [.csv, .json, .jsonl],
        seeAlso: ["formats", "list", "import"])

    enum What: String, CaseIterable, ExpressibleByArgument { case roster, actions, agreements }

    @Argument(help: ArgumentHelp(text(.helpExportWhat), valueName: "WHAT")) var what: What
    @Option(help: ArgumentHelp(text(.helpDialect), valueName: "excel-fr|rfc4180"))
    var dialect: String = CSVExport.Dialect.excelFR.rawValue
    @Flag(help: ArgumentHelp(text(.helpWithPersonal))) var withPersonal = false
    @Option(name: .shortAndLong, help: ArgumentHelp(text(.helpOutput), valueName: "FILE"))
    var output: String?

    func run() async throws {
        let session = Session.current
        try session.refuseDryRun()
        let format = try session.format(Self.page.formats)
        guard let dialect = CSVExport.Dialect(rawValue: dialect) else {
            let choices = CSVExport.Dialect.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure(
                .usage, .optionUnknownValue,
                ["option": "--dialect", "value": dialect, "choices": choices])
        }
        let records = try await session.registry().records()
        let index = ReferenceIndex(records)
        let columns: Columns
        switch what {
        case .roster: columns = .roster(includesPersonal: withPersonal)
        case .actions: columns = .actions(includesPersonal: withPersonal)
        case .agreements: columns = .agreements(includesPersonal: withPersonal)
        }
        let bytes = Self.format(format, dialect: dialect, index)!.bytes(records, columns: columns)
        guard let output, output != "-" else { return session.console.write(bytes) }
        do throws(SystemError) {
            try DurableFile.replace(output, with: bytes, mode: 0o644)
        } catch {
            throw CommandFailure(.failed, .cannotWriteFile, ["path": output])
        }
        let count = columns.rows(of: records).count
        session.say(.exported, ["count": String(count), "path": output])
    }

    static func format(
        _ format: Globals.Format, dialect: CSVExport.Dialect, _ index: ReferenceIndex
    ) -> (any ExportFormat)? {
        switch format {
        case .csv:
            CSVExport(
                dialect, language: Session.current.language, name: { index.uniqueName(of: $0) })
        case .json: JSONExport()
        case .jsonl: JSONLExport()
        default: nil
        }
    }

    static func columns(_ kind: RecordKind, includesPersonal: Bool) -> Columns {
        switch kind.name {
        case "member": .roster(includesPersonal: includesPersonal)
        case "action": .actions(includesPersonal: includesPersonal)
        case "agreement": .agreements(includesPersonal: includesPersonal)
        default:
            Columns(
                kind, fields: kind.fields.filter { !$0.isPersonal }.map(\.name),
                includesPersonal: includesPersonal)
        }
    }
}
