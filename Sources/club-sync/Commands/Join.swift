import ArgumentParser
import ClubRegistry

/// `join`: opens this node's feed in the network of a charter.
struct Join: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "join", abstract: text(.summaryJoin))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync join charter.json",
                fr: "Ouvre le feed de ce nœud ; une seconde fois ne fait rien.",
                en: "Opens the feed of this node; a second time does nothing."),
            Example(
                "club-sync -q join charter.json",
                fr: "De même, sans rien dire.",
                en: "The same, and says nothing."),
        ], formats: [.table, .json],
        seeAlso: ["charter show", "peers add"])

    @Argument(help: ArgumentHelp(text(.helpCharterFile), valueName: "FILE")) var file: String

    func run() async throws {
        let session = Session.current
        try session.refuseDryRun()
        _ = try session.format(Self.page.formats)
        let registry = try session.registry()
        let charter = try CharterFile.read(file)
        let (_, wasJoined) = try await registry.join(charter.bytes)
        session.say(
            wasJoined ? .joinAgain : .joinDone,
            ["network": charter.name, "id": charter.network.text])
    }
}
