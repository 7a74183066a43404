import ArgumentParser
import ClubRegistry

/// `add`: a new record, at home here. Prints its id.
struct Add: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "add", abstract: text(.summaryAdd))
    }

    @Argument(help: ArgumentHelp(text(.helpKind), valueName: "KIND")) var kind: String
    @Argument(help: ArgumentHelp(text(.helpAssignments), valueName: "field=value"))
    var assignments: [String]
    @Option(help: ArgumentHelp(text(.helpBecause), valueName: "TEXT")) var because: String?
    @Flag(help: ArgumentHelp(text(.helpNewField))) var newField = false

    func run() async throws {
        let session = Session.current
        _ = try session.format([.table, .json])
        let kind = try Editing.kind(kind)
        let registry = try session.registry()
        var edit = try await Editing.edit(
            assignments, unset: [], kind: kind.name, allowsNewFields: newField, registry: registry)
        edit.because = try Editing.reason(because)
        let (id, written) = try await registry.add(
            kind: kind.name, edit, permit: session.permit)
        if !session.globals.isDryRun {
            let isJSON = session.globals.format == .json
            session.console.print(isJSON ? #"{"id":"\#(id)"}"# : id.text)
        }
        Editing.report(written, id: id, done: .added)
    }
}
