import ArgumentParser
import ClubRegistry

/// `delete`: a mark, not an emptying. `restore` takes it back.
struct Delete: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "delete", abstract: text(.summaryDelete))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync delete le-havre.2v1c7796hzdh --because 'annulée'",
                fr: "La fiche quitte les listes ; rien n’est perdu.",
                en: "The record leaves the lists; nothing is lost."),
            Example(
                "club-sync delete le-havre.2v1c7796hzdh -n",
                fr: "Montre ce qui serait écrit.",
                en: "Shows what would be written."),
        ], formats: [.table, .json],
        seeAlso: ["restore", "show"])

    @Argument(help: ArgumentHelp(text(.helpID), valueName: "ID")) var id: String
    @Option(help: ArgumentHelp(text(.helpBecause), valueName: "TEXT")) var because: String?
    @Flag(help: ArgumentHelp(text(.helpOverride))) var override = false

    func run() async throws {
        let session = Session.current
        _ = try session.format(Self.page.formats)
        let registry = try session.registry()
        let key = try await registry.find(id)
        let written = try await registry.delete(
            key, because: try Editing.reason(because), overridesLock: override,
            dryRun: session.globals.isDryRun)
        Editing.report(written, id: key.id, done: .deleted)
    }
}

/// `restore`: brings a deleted record back; the only thing that does.
struct Restore: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "restore", abstract: text(.summaryRestore))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync restore le-havre.2v1c7796hzdh",
                fr: "La fiche revient dans les listes.",
                en: "The record is back in the lists."),
            Example(
                "club-sync restore le-havre.2v1c7796hzdh --because 'maintenue'",
                fr: "De même, avec la raison.",
                en: "The same, with the reason."),
        ], formats: [.table, .json],
        records: .deleted,
        seeAlso: ["delete", "show"])

    @Argument(help: ArgumentHelp(text(.helpID), valueName: "ID")) var id: String
    @Option(help: ArgumentHelp(text(.helpBecause), valueName: "TEXT")) var because: String?

    func run() async throws {
        let session = Session.current
        _ = try session.format(Self.page.formats)
        let registry = try session.registry()
        let key = try await registry.find(id)
        let written = try await registry.restore(
            key, because: try Editing.reason(because), dryRun: session.globals.isDryRun)
        Editing.report(written, id: key.id, done: .restored)
    }
}
