import ArgumentParser
import ClubRegistry
import Foundation

/// `export`: the auditors' command. CSV in two dialects, JSON, JSON lines.
struct Export: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "export", abstract: text(.summaryExport), discussion: text(.helpExport))
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
                "club-sync export all --with-personal -o fiches.jsonl",
                fr: "Toutes les fiches, qu’un autre nœud peut importer.",
                en: "All records, which another node can import."),
        ], formats: [.csv, .json, .jsonl],
        seeAlso: ["formats", "list", "import"])

    enum What: String, CaseIterable, ExpressibleByArgument {
        case roster, actions, agreements
        /// Records of every kind.
        case all
    }

    @Argument(help: ArgumentHelp(text(.helpExportWhat), valueName: "WHAT")) var what: What
    @Option(help: ArgumentHelp(text(.helpDialect), valueName: "excel-fr|rfc4180"))
    var dialect: String = CSVExport.Dialect.excelFR.rawValue
    @Flag(help: ArgumentHelp(text(.helpWithPersonal))) var withPersonal = false
    @Option(name: .shortAndLong, help: ArgumentHelp(text(.helpOutput), valueName: "FILE"))
    var output: String?

    func run() async throws {
        let session = Session.current
        // A table has the columns of one kind.
        let format = try session.format(what == .all ? [.jsonl, .json] : Self.page.formats)
        guard let dialect = CSVExport.Dialect(rawValue: dialect) else {
            let choices = CSVExport.Dialect.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure(
                .usage, .optionUnknownValue,
                ["option": "--dialect", "value": dialect, "choices": choices])
        }
        let records = try await session.registry().records()
        let (bytes, count) = contents(of: records, format, dialect)
        guard let output, output != "-" else { return session.console.write(bytes) }
        guard let permit = session.permit else {
            return session.say(.wouldWriteFile, ["path": output])
        }
        do throws(SystemError) {
            try OutputFile.replace(output, with: bytes, permit)
        } catch {
            throw CommandFailure(.failed, .cannotWriteFile, ["path": output])
        }
        session.say(.exported, ["count": String(count), "path": output])
    }

    private func contents(
        of records: [RecordView], _ format: Globals.Format, _ dialect: CSVExport.Dialect
    ) -> (bytes: [UInt8], count: Int) {
        let columns: Columns
        switch what {
        case .roster: columns = .roster(includesPersonal: withPersonal)
        case .actions: columns = .actions(includesPersonal: withPersonal)
        case .agreements: columns = .agreements(includesPersonal: withPersonal)
        case .all:
            let all = Schema.ordered(records)
            let bytes =
                format == .json
                ? JSONExport.bytes(all, includesPersonal: withPersonal)
                : JSONLExport.bytes(all, includesPersonal: withPersonal)
            return (bytes, all.count)
        }
        let writer = Self.format(format, dialect: dialect, ReferenceIndex(records))!
        return (writer.bytes(records, columns: columns), columns.rows(of: records).count)
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
