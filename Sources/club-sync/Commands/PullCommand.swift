import ArgumentParser
import ClubRegistry

/// `pull`: the nightly command. Silent at 0 with `-q`, and one line otherwise.
struct PullCommand: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "pull", abstract: text(.summaryPull), discussion: text(.helpPull))
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
                "club-sync pull -q --metrics-file club-sync.prom",
                fr: "Pour cron : muet si tout va bien ; l’état de la nuit pour Prometheus.",
                en: "For cron: silent if all is well; the state of the night for Prometheus."),
            Example(
                "club-sync pull --allow-mass-delete caen",
                fr: "Prend ce que Caen supprime en nombre, après lui avoir parlé.",
                en: "Takes what Caen deletes in bulk, after a word with that office."),
        ], formats: [.table, .json],
        exits: [.partial, .refusedByPeer, .locked, .untrusted, .restored],
        seeAlso: ["status", "peers", "conflicts"])

    @Argument(help: ArgumentHelp(text(.helpPullPeers), valueName: "PEER")) var peers: [String] = []
    @Option(help: ArgumentHelp(text(.helpCA), valueName: "FILE")) var ca: String?
    @Option(help: ArgumentHelp(text(.helpMetricsFile), valueName: "FILE")) var metricsFile: String?
    @Option(help: ArgumentHelp(text(.helpAllowMassDelete), valueName: "NODE"))
    var allowMassDelete: [String] = []
    @Option(help: ArgumentHelp(text(.helpAllowFeeds), valueName: "NODE"))
    var allowFeeds: [String] = []

    func run() async throws {
        let session = Session.current
        let format = try session.format(Self.page.formats)
        var night = Night(session, metricsFile: metricsFile, isWhole: peers.isEmpty)
        do {
            let registry = try session.registry()
            night.registry = registry
            let report = try await pull(registry, session)
            session.status = report.exit
            let shown = PullText(report: report, language: session.language)
            show(shown, format, session)
            await night.end(report)
        } catch {
            await night.end(failed: error)
            throw error
        }
    }

    private func pull(_ registry: Registry, _ session: Session) async throws -> PullReport {
        let chosen = try session.peers(peers, of: registry)
        let founders = registry.charter?.founders.map(\.node) ?? []
        for node in allowMassDelete + allowFeeds where !founders.contains(node) {
            throw CommandFailure(
                .usage, .unknownNode,
                ["node": node, "choices": founders.joined(separator: ", ")])
        }
        var options = Pull.Options()
        options.allowedMassDeletes = Set(allowMassDelete)
        options.allowedFeeds = Set(allowFeeds)
        let clients = try session.clients(of: chosen, ca: ca, registry)
        let urls = Dictionary(uniqueKeysWithValues: chosen.map { ($0.name, $0.url.text) })
        session.console.progress(text(.pulling, ["count": String(clients.count)]))
        defer { session.console.endProgress() }
        return try await Pull(
            registry, peers: clients, urls: urls, options: options, permit: session.permit
        ).run { peer in
            session.console.progress("\(peer.name): \(peer.outcome.code)")
        }
    }

    private func show(_ shown: PullText, _ format: Globals.Format, _ session: Session) {
        if let path = shown.report.heartbeat?.setAside {
            session.warn(.tailSetAside, ["path": path])
        }
        if format == .json { return session.console.print(shown.json) }
        if session.globals.isQuiet {
            if shown.report.exit != .done { session.console.talk(shown.oneLine) }
            return
        }
        if shown.report.peers.isEmpty {
            session.say(.noPeers)
        } else {
            session.console.print(
                shown.table.text(width: session.console.width, bold: session.console.bold))
        }
        if session.permit == nil { session.say(.nothingFetched) }
        for line in shown.advice { session.warn(line.phrase, line.arguments) }
    }
}
