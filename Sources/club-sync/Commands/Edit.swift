import ArgumentParser
import ClubRegistry

/// `edit`: changes fields of a record; what is so already writes nothing.
struct Edit: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "edit", abstract: text(.summaryEdit))
    }

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
        _ = try session.format([.table, .json])
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
