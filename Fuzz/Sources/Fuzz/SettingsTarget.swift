@testable import ClubRegistry

/// node.yaml: what is read, and what `peers add` and `peers remove` make of it.
enum SettingsTarget {
    static func run(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self),
            let old = bounded(bytes, { try? NodeConfiguration(text) })
        else { return }
        promise(Name.isNode(old.node), "node \(old.node)")
        for peer in old.peers {
            promise(PeerURL(peer.url.text) == peer.url, "another address: \(peer.url)")
        }
        if let listen = old.listen {
            promise(ListenAddress(listen.description) == listen, "another address: \(listen)")
        }
        let peer = NodeConfiguration.Peer(name: "new-one", url: PeerURL("http://new")!)
        if let new = bounded(bytes, { try? NodeConfiguration.addingPeer(peer, to: text) }) {
            let read = try? NodeConfiguration(new)
            promise(read?.peers == old.peers + [peer], "other peers: \(text.debugDescription)")
            promise(comments(new) == comments(text), "a comment lost: \(text.debugDescription)")
            let back = try? NodeConfiguration.removingPeer(named: "new-one", from: new)
            promise(
                back.map { (try? NodeConfiguration($0))?.peers == old.peers } ?? false,
                "not taken away again: \(text.debugDescription)")
        }
        for gone in old.peers.prefix(3) {
            guard let new = try? NodeConfiguration.removingPeer(named: gone.name, from: text) else {
                continue
            }
            promise(
                (try? NodeConfiguration(new))?.peers == old.peers.filter { $0 != gone },
                "other peers: \(text.debugDescription)")
        }
    }

    private static func comments(_ text: String) -> Int {
        text.utf8.split(separator: 0x0a).count { $0.contains(0x23) }
    }
}
