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
        ], formats: [.table, .json],
        exits: [.partial, .refusedByPeer, .locked, .untrusted, .restored],
        seeAlso: ["status", "peers", "conflicts"])

    @Argument(help: ArgumentHelp(text(.helpPullPeers), valueName: "PEER")) var peers: [String] = []

    func run() async throws {
        let session = Session.current
        let format = try session.format(Self.page.formats)
        let registry = try session.registry()
        let chosen = try Self.peers(peers, of: registry)
        let clients = chosen.map { HTTPPeer(name: $0.name, url: $0.url.text) }
        let urls = Dictionary(uniqueKeysWithValues: chosen.map { ($0.name, $0.url.text) })
        session.console.progress(text(.pulling, ["count": String(clients.count)]))
        let report = try await Pull(
            registry, peers: clients, urls: urls, permit: session.permit
        ).run { peer in
            session.console.progress("\(peer.name): \(peer.outcome.code)")
        }
        session.console.endProgress()
        session.status = report.exit
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

    /// The peers of node.yaml that are named; all of them when none is.
    static func peers(_ names: [String], of registry: Registry) throws
        -> [NodeConfiguration.Peer]
    {
        let all = registry.configuration.peers
        for name in names where !all.contains(where: { $0.name == name }) {
            throw CommandFailure(.usage, .unknownPeer, ["peer": name])
        }
        return names.isEmpty ? all : all.filter { names.contains($0.name) }
    }
}
