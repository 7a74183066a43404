import ArgumentParser
import ClubRegistry

/// `repair`: gets the lines of damaged feeds from peers.
struct RepairCommand: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "repair", abstract: text(.summaryRepair),
            discussion: text(.discussionRepair))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync repair",
                fr: "Répare ce qui est endommagé, avec l’aide de tous les pairs.",
                en: "Mends what is damaged, with the help of all peers."),
            Example(
                "club-sync repair caen",
                fr: "Avec l’aide de celui-là seulement.",
                en: "With the help of this one only."),
            Example(
                "club-sync repair -n",
                fr: "Dit ce qui serait réparé, et par qui, sans rien modifier.",
                en: "Says what would be mended, and by whom, and changes nothing."),
        ], formats: [.table, .json],
        exits: [.partial, .locked],
        seeAlso: ["verify", "pull", "status"])

    @Argument(help: ArgumentHelp(text(.helpPullPeers), valueName: "PEER")) var peers: [String] = []

    @Option(help: ArgumentHelp(text(.helpCA), valueName: "FILE")) var ca: String?

    func run() async throws {
        let session = Session.current
        let format = try session.format(Self.page.formats)
        let registry = try session.registry()
        let chosen = try session.peers(peers, of: registry)
        let report = try await Repair(
            registry, peers: session.clients(of: chosen, ca: ca, registry),
            urls: Dictionary(uniqueKeysWithValues: chosen.map { ($0.name, $0.url.text) }),
            permit: session.permit
        ).run { file in
            session.console.progress(text(.repairing, ["file": file]))
        }
        session.console.endProgress()
        session.status = report.exit
        let shown = RepairText(
            report: report, isDryRun: session.permit == nil, language: session.language)
        if format == .json { return session.console.print(shown.json) }
        if report.files.isEmpty { return session.say(.repairNothing) }
        for (file, message) in zip(report.files, shown.messages) {
            let line = message.text(in: session.language)
            if file.outcome.isDone {
                session.say(message.phrase, message.arguments)
            } else {
                session.console.talk(line)
            }
        }
        for message in shown.warnings { session.warn(message.phrase, message.arguments) }
        if let pull = report.pull {
            session.say(.repairPulled, ["count": String(pull.applied)])
            let advice = PullText(report: pull, language: session.language).advice
            for line in advice { session.warn(line.phrase, line.arguments) }
        }
    }
}
