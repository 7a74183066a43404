import ClubRegistry

/// What `help` explains besides commands; each page is made from the enum that the code goes by.
enum HelpTopic: String, CaseIterable {
    case codes
    case environment
    case formats

    var summary: Phrase {
        switch self {
        case .codes: .topicCodes
        case .environment: .topicEnvironment
        case .formats: .topicFormats
        }
    }

    var document: HelpDocument {
        var document = HelpDocument(name: "club-sync help \(rawValue)", summary: text(summary))
        switch self {
        case .codes: Self.addCodes(to: &document)
        case .environment: Self.addVariables(to: &document)
        case .formats: Self.addFormats(to: &document)
        }
        return document
    }

    private static func addCodes(to document: inout HelpDocument) {
        let entries = ExitStatus.allCases.map { status in
            HelpDocument.Entry(
                term: String(status.rawValue),
                text: "\(text(status.meaning)) \(text(status.remedy))")
        }
        document.add(text(.headExits), .entries(entries))
    }

    private static func addVariables(to document: inout HelpDocument) {
        func list(_ variables: [EnvironmentVariable]) -> [String: String] {
            ["variables": variables.map(\.rawValue).joined(separator: ", ")]
        }
        document.add(
            text(.headVariables),
            .entries(
                EnvironmentVariable.allCases.map {
                    .init(term: $0.rawValue, text: text($0.meaning))
                }))
        document.add(
            text(.headOrder), .paragraph(text(.precedenceOption)),
            .paragraph(text(.precedenceLanguage, list(EnvironmentVariable.languages))),
            .paragraph(text(.precedenceState, list([.state, .xdgStateHome, .home]))),
            .paragraph(text(.precedenceProxy)))
    }

    private static func addFormats(to document: inout HelpDocument) {
        let commands = CommandNode.root.all.filter { !$0.isHidden }
        let formats = Globals.Format.allCases.map { format in
            let writers = commands.filter { $0.page.formats.contains(format) }
                .map { $0.path.joined(separator: " ") }
            let summary = [
                "text": text(format.meaning), "commands": writers.joined(separator: ", "),
            ]
            return HelpDocument.Entry(
                term: format.rawValue,
                text: text(writers.isEmpty ? .formatWrittenByNone : .formatWrittenBy, summary))
        }
        document.add(text(.headFormats), .entries(formats))
        let dialects = CSVExport.Dialect.allCases.map {
            HelpDocument.Entry(term: $0.rawValue, text: text($0.meaning))
        }
        document.add(text(.headDialects), .entries(dialects))
        document.add(
            text(.headRecord), .paragraph(text(.recordIntro)), .literal(record),
            .entries(members.map { .init(term: $0.name, text: text($0.meaning)) }))
    }

    /// A record of the demo, as `show --json` writes it but for the line breaks.
    private static let record = [
        #"{"id":"caen.czzb7nc6ek2p","kind":"member","node":"caen","#,
        #" "fields":{"name":"Technopole de Caen","tags":["santé"]},"#,
        #" "version":{"caen-7k2mq4x9p0c3d5fh":1},"conflicts":[],"deleted":false}"#,
    ]

    private static let members: [(name: String, meaning: Phrase)] = [
        ("id", .recordID), ("kind", .recordKind), ("node", .recordNode),
        ("fields", .recordFields), ("version", .recordVersion), ("conflicts", .recordConflicts),
        ("deleted", .recordDeleted), ("missing", .recordMissing),
    ]
}

extension Globals.Format {
    var meaning: Phrase {
        switch self {
        case .table: .formatTable
        case .json: .formatJSON
        case .jsonl: .formatJSONL
        case .csv: .formatCSV
        case .tsv: .formatTSV
        case .xlsx: .formatXLSX
        case .ics: .formatICS
        }
    }
}

extension CSVExport.Dialect {
    var meaning: Phrase {
        switch self {
        case .excelFR: .dialectExcelFR
        case .rfc4180: .dialectRFC4180
        }
    }
}
