import ArgumentParser
import ClubRegistry

/// `delete`: a mark, not an emptying. `restore` takes it back.
struct Delete: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "delete", abstract: text(.summaryDelete))
    }

    @Argument(help: ArgumentHelp(text(.helpID), valueName: "ID")) var id: String
    @Option(help: ArgumentHelp(text(.helpBecause), valueName: "TEXT")) var because: String?
    @Flag(help: ArgumentHelp(text(.helpOverride))) var override = false

    func run() async throws {
        let session = Session.current
        _ = try session.format([.table, .json])
        let registry = try session.registry()
        let key = try await registry.find(id)
        let written = try await registry.delete(
            key, because: try Editing.reason(because), overridesLock: override,
            permit: session.permit)
        Editing.report(written, id: key.id, done: .deleted)
    }
}

/// `restore`: brings a deleted record back; the only thing that does.
struct Restore: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "restore", abstract: text(.summaryRestore))
    }

    @Argument(help: ArgumentHelp(text(.helpID), valueName: "ID")) var id: String
    @Option(help: ArgumentHelp(text(.helpBecause), valueName: "TEXT")) var because: String?

    func run() async throws {
        let session = Session.current
        _ = try session.format([.table, .json])
        let registry = try session.registry()
        let key = try await registry.find(id)
        let written = try await registry.restore(
            key, because: try Editing.reason(because), permit: session.permit)
        Editing.report(written, id: key.id, done: .restored)
    }
}
