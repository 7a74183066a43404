import ArgumentParser
import ClubRegistry

/// `add`: a new record, at home here. Prints its id.
struct Add: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "add", abstract: text(.summaryAdd))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync add member name='Société Évreux Énergie' city=Évreux",
                fr: "Un adhérent ; son identifiant s’affiche.",
                en: "A member; its id is printed."),
            Example(
                "club-sync add action title='Visite' scope+=grand-paris starts=2027-03-10",
                fr: "Une action ; += ajoute à une liste.",
                en: "An action; += adds to a list."),
            Example(
                "club-sync add action title='Forum' organiser=@'Technopole de Caen'",
                fr: "@ désigne une autre fiche, par son nom ou son identifiant.",
                en: "@ stands for another record, by its name or its id."),
            Example(
                "club-sync add member name='Essai' -n",
                fr: "Vérifie sans écrire.",
                en: "Checks, and writes nothing."),
        ], formats: [.table, .json],
        seeAlso: ["edit", "list", "import"])

    @Argument(help: ArgumentHelp(text(.helpKind), valueName: "KIND")) var kind: String
    @Argument(help: ArgumentHelp(text(.helpAssignments), valueName: "field=value"))
    var assignments: [String]
    @Option(help: ArgumentHelp(text(.helpBecause), valueName: "TEXT")) var because: String?
    @Flag(help: ArgumentHelp(text(.helpNewField))) var newField = false

    func run() async throws {
        let session = Session.current
        _ = try session.format(Self.page.formats)
        let kind = try Editing.kind(kind)
        let registry = try session.registry()
        var edit = try await Editing.edit(
            assignments, unset: [], kind: kind.name, allowsNewFields: newField, registry: registry)
        edit.because = try Editing.reason(because)
        let (id, written) = try await registry.add(
            kind: kind.name, edit, dryRun: session.globals.isDryRun)
        if !session.globals.isDryRun {
            let isJSON = session.globals.format == .json
            session.console.print(isJSON ? #"{"id":"\#(id)"}"# : id.text)
        }
        Editing.report(written, id: id, done: .added)
    }
}
