import Yams

/// What node.yaml says: who this node is, how it speaks, where it listens, whom it pulls from.
///
/// The file belongs to the person who administers the node. It is read here, and edited a line at a
/// time in `NodeConfiguration+Editing.swift`; it is never written from this value.
package struct NodeConfiguration: Hashable, Sendable {
    package let node: String
    /// The name shown; the node id where the file gives none.
    package let name: String
    package let language: Language?
    package let listen: ListenAddress?
    /// Whom to tell how a nightly pull ended; see ``PullPing``.
    package let ping: PeerURL?
    /// In the order of the file; names are unique.
    package let peers: [Peer]
    /// Keys that this version does not know: kept in the file, shown as warnings.
    package let unknownKeys: [UnknownKey]

    /// A node to pull from, and the name it has here.
    package struct Peer: Hashable, Sendable {
        package let name: String
        package let url: PeerURL

        package init(name: String, url: PeerURL) {
            self.name = name
            self.url = url
        }
    }

    package struct UnknownKey: Hashable, Sendable {
        /// `name`, or `peers.name` for a key of a peer.
        package let key: String
        package let line: Int

        package init(key: String, line: Int) {
            self.key = key
            self.line = line
        }
    }

    /// Reads a whole node.yaml. The first thing wrong is thrown, with its line.
    package init(_ text: String) throws(ConfigurationError) {
        let root = try YAMLMapping(root: text)
        var seen: [String: Node] = [:]
        var unknown: [UnknownKey] = []
        for (key, value, line) in root.entries {
            if Self.knownKeys.contains(key) {
                seen[key] = value
            } else {
                unknown.append(UnknownKey(key: key, line: line))
            }
        }
        func scalar(_ key: String) throws(ConfigurationError) -> (text: String, line: Int?)? {
            guard let node = seen[key] else { return nil }
            return (try node.configurationText(key), node.mark?.line)
        }
        guard let node = try scalar("node") else { throw ConfigurationError(.missing(key: "node")) }
        guard Name.isNode(node.text) else {
            throw ConfigurationError(.badNode(node.text), line: node.line)
        }
        let name = try scalar("name") ?? node
        guard Self.isDisplayName(name.text) else {
            throw ConfigurationError(.badName(name.text), line: name.line)
        }
        var language: Language?
        if let found = try scalar("language") {
            language = Language(rawValue: found.text)
            if language == nil {
                throw ConfigurationError(.badLanguage(found.text), line: found.line)
            }
        }
        var listen: ListenAddress?
        if let found = try scalar("listen") {
            listen = ListenAddress(found.text)
            if listen == nil { throw ConfigurationError(.badListen(found.text), line: found.line) }
        }
        var ping: PeerURL?
        if let found = try scalar("ping") {
            ping = PeerURL(found.text)
            if ping == nil { throw ConfigurationError(.badPing(found.text), line: found.line) }
        }
        self.node = node.text
        self.name = name.text
        self.language = language
        self.listen = listen
        self.ping = ping
        peers = try Self.peers(in: seen["peers"], &unknown)
        unknownKeys = unknown
    }

    private static let knownKeys: Set = ["node", "name", "language", "listen", "ping", "peers"]

    /// A display name has 1 to 200 characters, and none that a terminal would act on.
    static func isDisplayName(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.count <= 200 && Printable.text(text) == text
    }

    private static func peers(
        in node: Node?, _ unknown: inout [UnknownKey]
    ) throws(ConfigurationError) -> [Peer] {
        guard let node, !node.isConfigurationNull else { return [] }
        guard case .sequence(let items) = node else {
            throw ConfigurationError(.wrongShape(key: "peers"), line: node.mark?.line)
        }
        var peers: [Peer] = []
        var names: Set<String> = []
        for item in items {
            let line = item.mark?.line
            guard case .mapping = item else {
                throw ConfigurationError(.wrongShape(key: "peers"), line: line)
            }
            var fields: [String: (text: String, line: Int?)] = [:]
            for (key, value, line) in try YAMLMapping(item).entries {
                switch key {
                case "name", "url":
                    fields[key] = (try value.configurationText("peers.\(key)"), value.mark?.line)
                default: unknown.append(UnknownKey(key: "peers.\(key)", line: line))
                }
            }
            guard let name = fields["name"] else {
                throw ConfigurationError(.missing(key: "peers.name"), line: line)
            }
            guard let address = fields["url"] else {
                throw ConfigurationError(.missing(key: "peers.url"), line: line)
            }
            guard Name.isNode(name.text) else {
                throw ConfigurationError(.badPeerName(name.text), line: name.line)
            }
            guard let url = PeerURL(address.text) else {
                throw ConfigurationError(.badURL(address.text), line: address.line)
            }
            guard names.insert(name.text).inserted else {
                throw ConfigurationError(.duplicatePeer(name.text), line: name.line)
            }
            peers.append(Peer(name: name.text, url: url))
        }
        return peers
    }
}
