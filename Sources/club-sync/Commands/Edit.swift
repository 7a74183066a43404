import ArgumentParser
import ClubRegistry

/// `edit`: changes fields of a record; what is so already writes nothing.
struct Edit: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "edit", abstract: text(.summaryEdit))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync edit val-doise.51f14r9vnaan venue='Madrillet, Rouen'",
                fr: "Change un champ.",
                en: "Changes a field."),
            Example(
                "club-sync edit val-doise.51f14r9vnaan scope+=normandie --because 'vu à Caen'",
                fr: "Ajoute à une liste, et garde la raison.",
                en: "Adds to a list, and keeps the reason."),
            Example(
                "club-sync edit val-doise.51f14r9vnaan --unset venue",
                fr: "Vide un champ.",
                en: "Empties a field."),
            Example(
                "club-sync edit val-doise.51f14r9vnaan starts=2027-03 -n",
                fr: "Montre ce qui serait écrit.",
                en: "Shows what would be written."),
        ], formats: [.table, .json],
        seeAlso: ["show", "delete", "resolve"])

    @Argument(help: ArgumentHelp(text(.helpID), valueName: "ID")) var id: String
    @Argument(help: ArgumentHelp(text(.helpAssignments), valueName: "field=value"))
    var assignments: [String] = []
    @Option(
        parsing: .singleValue, help: ArgumentHelp(text(.helpUnset), valueName: "FIELD"))
    var unset: [String] = []
    @Option(help: ArgumentHelp(text(.helpBecause), valueName: "TEXT")) var because: String?
    @Flag(help: ArgumentHelp(text(.helpNewField))) var newField = false
    @Flag(help: ArgumentHelp(text(.helpRestoreFlag))) var restore = false
    @Flag(help: ArgumentHelp(text(.helpOverride))) var override = false

    func run() async throws {
        let session = Session.current
        _ = try session.format(Self.page.formats)
        guard !assignments.isEmpty || !unset.isEmpty || restore else {
            throw CommandFailure(.usage, .nothingAsked)
        }
        let registry = try session.registry()
        let key = try await registry.find(id)
        var edit = try await Editing.edit(
            assignments, unset: unset, kind: key.kind, allowsNewFields: newField,
            registry: registry)
        edit.because = try Editing.reason(because)
        edit.restores = restore
        edit.overridesLock = override
        let written = try await registry.edit(key, edit, permit: session.permit)
        Editing.report(written, id: key.id, done: .edited)
    }
}
