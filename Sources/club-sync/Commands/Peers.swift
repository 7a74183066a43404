import ArgumentParser
import ClubRegistry

/// `peers`: who to pull from. Edits node.yaml a line at a time; a person's comments stay.
struct Peers: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "peers", abstract: text(.summaryPeers),
            subcommands: [AddPeer.self, ListPeers.self, RemovePeer.self],
            defaultSubcommand: ListPeers.self)
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync peers",
                fr: "Chez qui pull va chercher.",
                en: "Whom pull asks."),
            Example(
                "club-sync peers add evreux https://club.evreux.example",
                fr: "Un pair de plus.",
                en: "One peer more."),
            Example(
                "club-sync peers remove caen",
                fr: "Un pair de moins.",
                en: "One peer less."),
        ],
        seeAlso: ["pull", "status"])

    struct AddPeer: Documented {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "add", abstract: text(.summaryPeersAdd))
        }

        static let page = Page(
            examples: [
                Example(
                    "club-sync peers add evreux https://club.evreux.example",
                    fr: "Un pair, à son adresse publique.",
                    en: "A peer, at its public address."),
                Example(
                    "club-sync peers add evreux http://127.0.0.1:8475",
                    fr: "Un pair, par un tunnel.",
                    en: "A peer, through a tunnel."),
            ], formats: [.table, .json],
            seeAlso: ["peers remove", "pull"])

        @Argument(help: ArgumentHelp(text(.helpPeerName), valueName: "NODE")) var name: String
        @Argument(help: ArgumentHelp(text(.helpPeerURL), valueName: "URL")) var url: String

        func run() async throws {
            let session = Session.current
            try session.refuseDryRun()
            _ = try session.format(Self.page.formats)
            guard let address = PeerURL(url) else {
                throw CommandFailure(.usage, .badPeerURL, ["url": url])
            }
            guard Name.isNode(name) else { throw RegistryError.badNode(name) }
            let peer = NodeConfiguration.Peer(name: name, url: address)
            let registry = try session.registry()
            try await registry.updateConfiguration { text throws(ConfigurationError) in
                try NodeConfiguration.addingPeer(peer, to: text)
            }
            session.say(.peerAdded, ["peer": name])
        }
    }

    struct RemovePeer: Documented {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "remove", abstract: text(.summaryPeersRemove))
        }

        static let page = Page(
            examples: [
                Example(
                    "club-sync peers remove caen",
                    fr: "Caen n’est plus interrogé ; ses fiches restent.",
                    en: "Caen is asked no more; its records stay."),
                Example(
                    "club-sync -q peers remove le-havre",
                    fr: "De même, sans rien dire.",
                    en: "The same, and says nothing."),
            ], formats: [.table, .json],
            seeAlso: ["peers add", "peers list"])

        @Argument(help: ArgumentHelp(text(.helpPeerName), valueName: "PEER")) var name: String

        func run() async throws {
            let session = Session.current
            try session.refuseDryRun()
            _ = try session.format(Self.page.formats)
            let name = name
            let registry = try session.registry()
            try await registry.updateConfiguration { text throws(ConfigurationError) in
                try NodeConfiguration.removingPeer(named: name, from: text)
            }
            session.say(.peerRemoved, ["peer": name])
        }
    }

    struct ListPeers: Documented {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "list", abstract: text(.summaryPeersList))
        }

        static let page = Page(
            examples: [
                Example(
                    "club-sync peers list",
                    fr: "Les pairs et leurs adresses.",
                    en: "The peers and their addresses."),
                Example(
                    "club-sync peers list --json",
                    fr: "Les mêmes, pour un programme.",
                    en: "The same, for a program."),
            ], formats: [.table, .json],
            seeAlso: ["peers add", "status"])

        func run() async throws {
            let session = Session.current
            try session.refuseDryRun()
            let format = try session.format(Self.page.formats)
            let peers = try session.registry().configuration.peers
            if format == .json {
                var json = CanonicalJSON()
                json.array(peers) { json, peer in
                    json.raw("{")
                    json.key("name", first: true)
                    json.string(peer.name)
                    json.key("url")
                    json.string(peer.url.text)
                    json.raw("}")
                }
                return session.console.print(String(decoding: json.bytes, as: UTF8.self))
            }
            guard !peers.isEmpty else { return session.say(.noPeers) }
            let table = Table(
                header: [text(.columnPeer), "URL"], rows: peers.map { [$0.name, $0.url.text] })
            session.console.print(
                table.text(width: session.console.width, bold: session.console.bold))
        }
    }
}
