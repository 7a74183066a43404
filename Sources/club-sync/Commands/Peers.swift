import ArgumentParser
import ClubRegistry

/// `peers`: who to pull from. Edits node.yaml a line at a time; a person's comments stay.
struct Peers: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "peers", abstract: text(.summaryPeers),
            subcommands: [AddPeer.self, ListPeers.self, RemovePeer.self],
            defaultSubcommand: ListPeers.self)
    }

    struct AddPeer: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "add", abstract: text(.summaryPeersAdd))
        }

        @Argument(help: ArgumentHelp(text(.helpPeerName), valueName: "NAME")) var name: String
        @Argument(help: ArgumentHelp(text(.helpPeerURL), valueName: "URL")) var url: String

        func run() async throws {
            let session = Session.current
            _ = try session.format([.table, .json])
            guard let address = PeerURL(url) else {
                throw CommandFailure(.usage, .badPeerURL, ["url": url])
            }
            guard Name.isNode(name) else { throw RegistryError.badNode(name) }
            let peer = NodeConfiguration.Peer(name: name, url: address)
            let registry = try session.registry()
            try await registry.updateConfiguration(permit: session.permit) {
                text throws(ConfigurationError) in
                try NodeConfiguration.addingPeer(peer, to: text)
            }
            session.say(session.permit == nil ? .wouldAddPeer : .peerAdded, ["peer": name])
        }
    }

    struct RemovePeer: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "remove", abstract: text(.summaryPeersRemove))
        }

        @Argument(help: ArgumentHelp(text(.helpPeerName), valueName: "NAME")) var name: String

        func run() async throws {
            let session = Session.current
            _ = try session.format([.table, .json])
            let name = name
            let registry = try session.registry()
            try await registry.updateConfiguration(permit: session.permit) {
                text throws(ConfigurationError) in
                try NodeConfiguration.removingPeer(named: name, from: text)
            }
            session.say(session.permit == nil ? .wouldRemovePeer : .peerRemoved, ["peer": name])
        }
    }

    struct ListPeers: AsyncParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "list", abstract: text(.summaryPeersList))
        }

        func run() async throws {
            let session = Session.current
            try session.refuseDryRun()
            let format = try session.format([.table, .json])
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
