import ArgumentParser
import ClubRegistry

/// `pull`: the nightly command. Silent at 0 with `-q`, and one line otherwise.
struct PullCommand: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "pull", abstract: text(.summaryPull))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync pull",
                fr: "Va chercher chez tous les pairs.",
                en: "Asks all peers."),
            Example(
                "club-sync pull caen le-havre",
                fr: "Chez ces deux-là seulement.",
                en: "Asks these two only."),
            Example(
                "club-sync pull -q",
                fr: "Pour cron : muet si tout va bien, sinon une ligne.",
                en: "For cron: silent if all is well, else one line."),
            Example(
                "club-sync pull --allow-mass-delete caen",
                fr: "Prend ce que Caen supprime en nombre, après lui avoir parlé.",
                en: "Takes what Caen deletes in bulk, after a word with that office."),
        ], formats: [.table, .json],
        exits: [.partial, .refusedByPeer, .locked, .untrusted, .restored],
        seeAlso: ["status", "peers", "conflicts"])

    @Argument(help: ArgumentHelp(text(.helpPullPeers), valueName: "PEER")) var peers: [String] = []
    @Option(help: ArgumentHelp(text(.helpAllowMassDelete), valueName: "NODE"))
    var allowMassDelete: [String] = []
    @Option(help: ArgumentHelp(text(.helpAllowFeeds), valueName: "NODE"))
    var allowFeeds: [String] = []

    func run() async throws {
        let session = Session.current
        let format = try session.format(Self.page.formats)
        let registry = try session.registry()
        var chosen = registry.configuration.peers
        if !peers.isEmpty {
            for name in peers where !chosen.contains(where: { $0.name == name }) {
                throw CommandFailure(.usage, .unknownPeer, ["peer": name])
            }
            chosen = chosen.filter { peers.contains($0.name) }
        }
        let founders = registry.charter?.founders.map(\.node) ?? []
        for node in allowMassDelete + allowFeeds where !founders.contains(node) {
            throw CommandFailure(
                .usage, .unknownNode,
                ["node": node, "choices": founders.joined(separator: ", ")])
        }
        var options = Pull.Options()
        options.allowedMassDeletes = Set(allowMassDelete)
        options.allowedFeeds = Set(allowFeeds)
        let clients = chosen.map { HTTPPeer(name: $0.name, url: $0.url.text) }
        let urls = Dictionary(uniqueKeysWithValues: chosen.map { ($0.name, $0.url.text) })
        session.console.progress(text(.pulling, ["count": String(clients.count)]))
        let report = try await Pull(
            registry, peers: clients, urls: urls, options: options, permit: session.permit
        ).run { peer in
            session.console.progress("\(peer.name): \(peer.outcome.code)")
        }
        session.console.endProgress()
        session.status = report.exit
        if let path = report.heartbeat?.setAside { session.warn(.tailSetAside, ["path": path]) }
        let shown = PullText(report: report, language: session.language)
        if format == .json { return session.console.print(shown.json) }
        if session.globals.isQuiet {
            if report.exit != .done { session.console.talk(shown.oneLine) }
            return
        }
        if clients.isEmpty {
            session.say(.noPeers)
        } else {
            session.console.print(
                shown.table.text(width: session.console.width, bold: session.console.bold))
        }
        if session.permit == nil { session.say(.nothingFetched) }
        for line in shown.advice { session.warn(line.phrase, line.arguments) }
    }
}
