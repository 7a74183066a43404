import ArgumentParser
import ClubRegistry
import ClubServer

/// `serve`: answers peers until it is told to stop. Prints its URL.
struct Serve: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "serve", abstract: text(.summaryServe))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync serve",
                fr: "Répond à l’adresse que donne node.yaml.",
                en: "Answers at the address that node.yaml gives."),
            Example(
                "club-sync serve --listen 127.0.0.1:0",
                fr: "Sur un port libre ; l’adresse s’affiche.",
                en: "On a free port; the address is printed."),
            Example(
                "club-sync serve --listen 0.0.0.0:8471",
                fr: "Pour d’autres machines aussi ; seuls les nœuds de la charte lisent.",
                en: "For other machines too; only nodes of the charter read."),
        ], formats: [.table, .json],
        seeAlso: ["peers add", "pull"])

    @Option(help: ArgumentHelp(text(.helpListen), valueName: "HOST:PORT")) var listen: String?

    func run() async throws {
        let session = Session.current
        try session.refuseDryRun()
        _ = try session.format(Self.page.formats)
        let registry = try session.registry()
        guard registry.isJoined else { throw RegistryError.notJoined(dir: session.dir) }
        let address = try listenAddress(registry)
        // Read once before anybody asks, so that a store that cannot be read says so here and not
        // to a peer.
        try await registry.load()
        #if Server
        let host = address.host
        do {
            try await withThrowingTaskGroup(of: RegistryError?.self) { group in
                let port = address.port
                group.addTask {
                    try await HTTPServer.serve(
                        Website(PeerRoutes(registry).routes), host: host, port: port
                    ) { port in
                        session.console.print(
                            "http://\(host.contains(":") ? "[\(host)]" : host):\(port)")
                        session.say(.serving)
                        if !address.isLoopback { session.say(.servingOpenly) }
                    }
                    return nil
                }
                // What could not be made durable is not shown, by this process never again.
                group.addTask { await registry.failedSync() }
                let failure = try await group.next() ?? nil
                group.cancelAll()
                if let failure { throw failure }
            }
        } catch ServeError.cannotListen(let host, let port, let number) {
            throw CommandFailure(
                .failed, .cannotListen,
                [
                    "address": "\(host):\(port)",
                    "reason": SystemError(call: "bind", path: "", errno: number).reason,
                ])
        }
        #else
        _ = address
        throw CommandFailure(.failed, .builtWithoutServer)
        #endif
    }

    /// The address of `--listen`, else of node.yaml.
    private func listenAddress(_ registry: Registry) throws(CommandFailure) -> ListenAddress {
        guard let listen else { return registry.configuration.listen ?? .standard }
        guard let address = ListenAddress(listen) else {
            throw CommandFailure(.usage, .badListenAddress, ["address": listen])
        }
        return address
    }
}
