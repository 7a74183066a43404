import ClubRegistry

/// Whom a command asks, and how.
extension Session {
    /// The peers of node.yaml that are named; all of them when none is.
    func peers(_ names: [String], of registry: Registry) throws(CommandFailure)
        -> [NodeConfiguration.Peer]
    {
        let all = registry.configuration.peers
        for name in names where !all.contains(where: { $0.name == name }) {
            throw CommandFailure(.usage, .unknownPeer, ["peer": name])
        }
        return names.isEmpty ? all : all.filter { names.contains($0.name) }
    }

    /// Clients that sign what they ask with this node's identity key.
    ///
    /// - Parameter ca: the file of `--ca`, where it was given.
    func clients(of peers: [NodeConfiguration.Peer], ca: String?, _ registry: Registry) throws
        -> [HTTPPeer]
    {
        let client = HTTPClient(certificateAuthorityFile: try authorities(ca))
        let signer = try registry.requestSigner()
        return peers.map {
            HTTPPeer(name: $0.name, url: $0.url.text, signer: signer, client: client)
        }
    }

    /// The file of `--ca`, else of `CLUB_SYNC_CA`; looked at here, so that a wrong one says so before
    /// every peer does.
    private func authorities(_ ca: String?) throws(CommandFailure) -> String? {
        let named = ca ?? environment[.certificateAuthorities] ?? ""
        guard !named.isEmpty else { return nil }
        let bytes = try InputFile.read(named, limit: 1 << 20)
        guard String(decoding: bytes, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----") else {
            throw CommandFailure(.failed, .caUnusable, ["path": named])
        }
        return named
    }
}
