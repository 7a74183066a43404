import ArgumentParser
import ClubRegistry

/// `undo`: takes a commit back by a new one, as far as it still stands.
struct UndoCommand: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "undo", abstract: text(.summaryUndo))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync undo", fr: "Défaire le dernier changement fait ici.",
                en: "Take back the last change made here."),
            Example(
                "club-sync undo -n", fr: "Voir ce qui serait défait.",
                en: "See what would be taken back."),
            Example(
                "club-sync undo --because \"saisie par erreur\"",
                fr: "Défaire, en disant pourquoi.", en: "Take it back, and say why."),
        ], formats: [.table, .json], exits: [.failed], seeAlso: ["show", "edit", "resolve"])

    @Argument(help: ArgumentHelp(text(.helpCommit), valueName: "COMMIT")) var commit: String?
    @Option(help: ArgumentHelp(text(.helpBecause), valueName: "TEXT")) var because: String?

    func run() async throws {
        let session = Session.current
        let format = try session.format(Self.page.formats)
        let registry = try session.registry()
        let result = try await registry.undo(
            commit, because: try Editing.reason(because), permit: session.permit)
        if let path = result.written.setAside { session.warn(.tailSetAside, ["path": path]) }
        if format == .json { session.console.print(json(result)) }
        let names = RecordText(try await registry.records(), language: session.language)
        for left in result.left {
            let kind = Schema.kind(left.key.kind)
            session.warn(
                .undoLeft,
                [
                    "id": RecordText.short(left.key.id),
                    "field": left.field.map { names.label($0, of: kind) } ?? text(.columnRecord),
                    "why": Message(left.why.phrase, left.why.arguments).text(in: session.language),
                ])
        }
        let count = session.globals.isDryRun ? result.written.planned : result.written.dots.count
        guard count > 0 else {
            throw CommandFailure(.failed, .undoNothing, ["commit": Self.commit(result)])
        }
        session.say(
            session.globals.isDryRun ? .wouldUndo : .undone,
            ["commit": Self.commit(result), "count": String(count)])
    }

    private static func commit(_ result: Registry.UndoResult) -> String {
        "\(result.feed):\(result.range.upperBound)"
    }

    private func json(_ result: Registry.UndoResult) -> String {
        var json = CanonicalJSON()
        json.raw("{")
        json.key("feed", first: true)
        json.string(result.feed.text)
        json.key("first")
        json.integer(result.range.lowerBound)
        json.key("last")
        json.integer(result.range.upperBound)
        json.key("left")
        json.array(result.left) { json, left in
            json.raw("{")
            if let field = left.field {
                json.key("field", first: true)
                json.string(field)
            }
            json.key("id", first: left.field == nil)
            json.string(left.key.id.text)
            json.key("kind")
            json.string(left.key.kind)
            json.key("reason")
            json.string(left.why.phrase.rawValue)
            json.raw("}")
        }
        json.key("lines")
        json.integer(result.written.dots.count + result.written.planned)
        json.raw("}")
        return String(decoding: json.bytes, as: UTF8.self)
    }
}

extension UndoLeft.Why {
    fileprivate var phrase: Phrase {
        switch self {
        case .changedSince: .undoChangedSince
        case .contested: .undoContested
        case .wasContested: .undoWasContested
        case .missing: .undoMissing
        case .deleted: .undoDeleted
        case .needsUpgrade: .undoNeedsUpgrade
        }
    }

    fileprivate var arguments: [String: String] {
        if case .changedSince(let node) = self { ["node": node] } else { [:] }
    }
}
