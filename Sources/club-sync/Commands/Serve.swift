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
        ], formats: [.table, .json],
        seeAlso: ["peers add", "pull"])

    @Option(help: ArgumentHelp(text(.helpListen), valueName: "HOST:PORT")) var listen: String?

    func run() async throws {
        let session = Session.current
        try session.refuseDryRun()
        _ = try session.format(Self.page.formats)
        let registry = try session.registry()
        guard registry.isJoined else { throw RegistryError.notJoined(dir: session.dir) }
        var address = registry.configuration.listen ?? .standard
        if let listen {
            guard let given = ListenAddress(listen) else {
                throw CommandFailure(.usage, .badListenAddress, ["address": listen])
            }
            address = given
        }
        // Read once before anybody asks, so that a store that cannot be read says so here and not
        // to a peer.
        try await registry.load()
        #if Server
        let host = address.host
        do {
            try await HTTPServer.serve(
                Website(PeerRoutes(registry).routes), host: host, port: address.port
            ) { port in
                session.console.print("http://\(host.contains(":") ? "[\(host)]" : host):\(port)")
                session.say(.serving)
            }
        } catch ServeError.notLoopback(let host) {
            throw CommandFailure(.failed, .notLoopback, ["host": host])
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
}
