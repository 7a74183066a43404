import ArgumentParser
import ClubRegistry

/// `conflicts`: every contested field, with all its values, who and when. Nothing is settled here.
struct Conflicts: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "conflicts", abstract: text(.summaryConflicts))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync conflicts",
                fr: "Chaque champ contesté : toutes les valeurs, qui et quand.",
                en: "Each contested field: all values, who and when."),
            Example(
                "club-sync conflicts --json",
                fr: "La même liste, pour un programme.",
                en: "The same list, for a program."),
        ], formats: [.table, .json, .jsonl],
        seeAlso: ["resolve", "show"])

    func run() async throws {
        let session = Session.current
        try session.refuseDryRun()
        let format = try session.format(Self.page.formats)
        let registry = try session.registry()
        let all = try await registry.records()
        for line in AlarmText.crowded(try await registry.alarms()) {
            session.warn(line.phrase, line.arguments)
        }
        let contested = all.filter { !$0.conflicts.isEmpty && !$0.isHidden }
        if format != .table {
            let json = RecordJSON(includesPersonal: true)
            let objects = contested.flatMap { json.conflicts(of: $0) }
                .map { String(decoding: $0, as: UTF8.self) }
            if format == .json {
                session.console.print("[\(objects.joined(separator: ",\n"))]")
            } else if !objects.isEmpty {
                session.console.print(objects.joined(separator: "\n"))
            }
            return
        }
        guard !contested.isEmpty else { return session.say(.noConflicts) }
        let names = RecordText(all, language: session.language)
        var table = Table(
            header: [
                "ID", text(.columnRecord), text(.columnField), text(.columnValue),
                text(.columnBy), text(.columnWhen),
            ])
        for record in contested {
            let kind = Schema.kind(record.kind)
            for conflict in record.conflicts {
                for candidate in conflict.candidates {
                    let source = candidate.sources[0]
                    table.rows.append([
                        RecordText.short(record.id), names.title(record),
                        names.label(conflict.field, of: kind),
                        names.state(candidate.state, field: kind?.field(conflict.field)),
                        source.node, names.time(source.at),
                    ])
                }
            }
        }
        session.console.print(table.text(width: session.console.width, bold: session.console.bold))
        session.say(.conflictsHint)
    }
}

/// `resolve`: a person's decision, an ordinary change that covers what it saw.
struct Resolve: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "resolve", abstract: text(.summaryResolve))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync resolve val-doise.51f14r9vnaan --field venue --keep rouen",
                fr: "Garde la valeur que Rouen a écrite.",
                en: "Keeps the value that Rouen wrote."),
            Example(
                "club-sync resolve val-doise.51f14r9vnaan --field venue --value 'Campus 1'",
                fr: "Ou une autre valeur.",
                en: "Or another value."),
            Example(
                "club-sync resolve val-doise.51f14r9vnaan --field venue --keep rouen -n",
                fr: "Montre ce qui serait écrit.",
                en: "Shows what would be written."),
        ], formats: [.table, .json],
        records: .contested,
        seeAlso: ["conflicts", "show"])

    @Argument(help: ArgumentHelp(text(.helpID), valueName: "ID")) var id: String
    @Option(help: ArgumentHelp(text(.helpField), valueName: "FIELD")) var field: String
    @Option(help: ArgumentHelp(text(.helpKeep), valueName: "NODE")) var keep: String?
    @Option(help: ArgumentHelp(text(.helpValue), valueName: "VALUE")) var value: String?
    @Option(help: ArgumentHelp(text(.helpBecause), valueName: "TEXT")) var because: String?

    func run() async throws {
        let session = Session.current
        _ = try session.format(Self.page.formats)
        let registry = try session.registry()
        let key = try await registry.find(id)
        let decision: Registry.Decision
        switch (keep, value) {
        case (let node?, nil): decision = .keep(node: node)
        case (nil, let value?): decision = try await self.decision(value, key, registry)
        default: throw CommandFailure(.usage, .keepOrValue)
        }
        let written = try await registry.resolve(
            key, field: field, decision, because: try Editing.reason(because),
            permit: session.permit)
        Editing.report(written, id: key.id, done: .resolved)
    }

    private func decision(_ text: String, _ key: RecordKey, _ registry: Registry) async throws
        -> Registry.Decision
    {
        if field == "deleted" {
            guard text == "true" || text == "false" else {
                throw CommandFailure(.usage, .trueOrFalse)
            }
            return .deleted(text == "true")
        }
        let index = ReferenceIndex(try await registry.records())
        let values = ValueParser(.typed, resolve: index.match)
        if let declared = Schema.kind(key.kind)?.field(field), !declared.type.isList {
            return .value(try values.value(text, for: declared))
        }
        return .value(.string(try values.undeclared(text, field: field)))
    }
}
