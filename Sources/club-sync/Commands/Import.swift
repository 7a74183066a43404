import ArgumentParser
import ClubRegistry
import Foundation

/// `import`: rows of a file into records. A preview first, then exactly that.
struct Import: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "import", abstract: text(.summaryImport), discussion: text(.helpImport))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync import nodes/rouen/members.jsonl --into member -n",
                fr: "L’aperçu : nouvelles, modifiées, identiques, refusées.",
                en: "The preview: new, changed, the same, refused."),
            Example(
                "club-sync import nodes/rouen/members.jsonl --into member",
                fr: "L’aperçu, puis exactement cela.",
                en: "The preview, then exactly that."),
            Example(
                "club-sync import nodes/rouen/members.jsonl --into member --key name --yes",
                fr: "Reconnaît les fiches à leur nom, sans poser de question.",
                en: "Recognises records by their name, and asks nothing."),
        ], formats: [.table, .json], exits: [.partial],
        seeAlso: ["export", "formats"])

    @Argument(help: ArgumentHelp(text(.helpImportFile), valueName: "FILE")) var file: String
    @Option(help: ArgumentHelp(text(.helpInto), valueName: "KIND")) var into: String?
    @Option(help: ArgumentHelp(text(.helpKeyField), valueName: "FIELD")) var key: String?
    @Flag(help: ArgumentHelp(text(.helpRestoreFlag))) var restore = false

    /// A row that was not taken, and why.
    private struct Refused {
        let line: Int
        let column: Int?
        let reason: String
    }

    func run() async throws {
        let session = Session.current
        let format = try session.format(Self.page.formats)
        let kind = try into.map(Editing.kind)
        if kind == nil, isTable {
            throw CommandFailure(.usage, .importWithoutKind, ["path": file])
        }
        let registry = try session.registry()
        let index = ReferenceIndex(try await registry.records())
        var (rows, refused) = try read(kind, index)
        if let key, kind?.field(key) == nil, !rows.contains(where: { $0[key] != nil }) {
            throw CommandFailure(.usage, .unknownKeyField, ["field": key])
        }
        var options = Registry.ImportOptions()
        options.keyField = key
        options.restores = restore
        var result = try await registry.importRows(
            rows, options: options, permit: nil)
        if format == .table { preview(result, refused.count) }
        if let permit = session.permit, Self.confirm(result) {
            result = try await registry.importRows(
                rows, options: options, permit: permit)
            if let path = result.written.setAside { session.warn(.tailSetAside, ["path": path]) }
            if format == .table {
                session.say(
                    .imported, ["new": String(result.new), "changed": String(result.changed)])
            }
        }
        rows = []
        refused += result.refused.map {
            Refused(line: $0.line, column: nil, reason: $0.message.text(in: session.language))
        }
        if format == .json { session.console.print(json(result, refused)) }
        if !refused.isEmpty {
            try report(refused.sorted { $0.line < $1.line })
            session.status = .partial
        }
    }

    private var isTable: Bool { file.lowercased().hasSuffix(".csv") }

    /// - Parameter kind: what every row is; nil where the rows say so themselves.
    private func read(
        _ kind: RecordKind?, _ index: ReferenceIndex
    ) throws -> ([TypedRow], [Refused]) {
        let values = ValueParser(isTable ? .table : .json, resolve: index.match)
        let format: any ImportFormat = isTable ? CSVImport() : JSONLinesImport()
        var readers: [String: RowReader] = [:]
        var rows: [TypedRow] = []
        var refused: [Refused] = []
        let language = Session.current.language
        let path = file == "-" ? "/dev/stdin" : file
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw CommandFailure(.failed, .cannotReadFile, ["path": file])
        }
        func refuse(_ refusal: ImportRefusal) {
            refused.append(
                Refused(
                    line: refusal.line, column: refusal.column,
                    reason: refusal.message.text(in: language)))
        }
        func reader(of row: ImportRow) throws(ImportRefusal) -> RowReader {
            guard let name = kind?.name ?? row.kind else {
                throw ImportRefusal(line: row.line, .noKind)
            }
            if let known = readers[name] { return known }
            guard let kind = kind ?? Schema.kind(exactly: name) else {
                throw ImportRefusal(line: row.line, .badKind(name))
            }
            let reader = RowReader(kind, values: values)
            readers[name] = reader
            return reader
        }
        do {
            try format.read(FileChunks.of(handle)) { outcome in
                switch outcome {
                case .refused(let refusal): refuse(refusal)
                case .row(let row):
                    do throws(ImportRefusal) {
                        rows.append(try reader(of: row).read(row))
                    } catch {
                        refuse(error)
                    }
                }
            }
        } catch let refusal as ImportRefusal {
            throw refusal
        } catch {
            throw CommandFailure(.failed, .cannotReadFile, ["path": file])
        }
        return (rows, refused)
    }

    private func preview(_ result: Registry.ImportResult, _ unreadable: Int) {
        Session.current.say(
            .importPreview,
            [
                "new": String(result.new), "changed": String(result.changed),
                "same": String(result.same),
                "refused": String(result.refused.count + unreadable),
            ])
        if result.contested > 0 {
            Session.current.say(.importContested, ["count": String(result.contested)])
        }
    }

    /// Asks on a terminal; without one, or with `--yes`, the answer is yes.
    private static func confirm(_ result: Registry.ImportResult) -> Bool {
        let session = Session.current
        guard result.new + result.changed > 0 else { return false }
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1, !session.globals.isYes else {
            return true
        }
        session.warn(.importAsk, ["count": String(result.new + result.changed)])
        let answer = readLine()?.lowercased() ?? ""
        return ["o", "oui", "y", "yes"].contains(answer)
    }

    /// Refused rows go to a file that Excel opens, with line, column and reason.
    private func report(_ refused: [Refused]) throws {
        let session = Session.current
        let base = file == "-" ? "stdin" : URL(filePath: file).lastPathComponent
        let path = "\(base).refused.csv"
        var csv = "\u{feff}\(text(.columnLine));\(text(.columnColumn));\(text(.columnBecause))\r\n"
        for row in refused {
            let reason = row.reason.escaping(["\""], with: "\"")
            csv += "\(row.line);\(row.column.map(String.init) ?? "");\"\(reason)\"\r\n"
        }
        guard session.globals.format != .json else { return try write(csv, to: path) }
        for row in refused.prefix(5) {
            session.warn(.importRefusedRow, ["line": String(row.line), "reason": row.reason])
        }
        try write(csv, to: path)
        guard session.permit != nil else { return }
        session.warn(.importRefusedFile, ["count": String(refused.count), "path": path])
    }

    private func write(_ csv: String, to path: String) throws {
        guard let permit = Session.current.permit else {
            return Session.current.say(.wouldWriteFile, ["path": path])
        }
        do throws(SystemError) {
            try OutputFile.replace(path, with: Array(csv.utf8), permit)
        } catch {
            throw CommandFailure(.failed, .cannotWriteFile, ["path": path])
        }
    }

    private func json(_ result: Registry.ImportResult, _ refused: [Refused]) -> String {
        var json = CanonicalJSON()
        json.raw("{")
        json.key("changed", first: true)
        json.integer(result.changed)
        json.key("contested")
        json.integer(result.contested)
        json.key("new")
        json.integer(result.new)
        json.key("refused")
        json.array(refused.sorted { $0.line < $1.line }) { json, row in
            json.raw("{")
            if let column = row.column {
                json.key("column", first: true)
                json.integer(column)
            }
            json.key("line", first: row.column == nil)
            json.integer(row.line)
            json.key("reason")
            json.string(row.reason)
            json.raw("}")
        }
        json.key("same")
        json.integer(result.same)
        json.raw("}")
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
