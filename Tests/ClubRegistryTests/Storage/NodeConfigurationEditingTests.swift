@testable import ClubRegistry
import Foundation
import Glibc
import Testing

@Suite struct NodeConfigurationEditingTests {
    private let sample = NodeConfigurationTests.sample
    private let peer = NodeConfiguration.Peer(
        name: "val-doise", url: PeerURL("https://v.example:8474")!)

    private func add(_ text: String) throws -> String {
        try NodeConfiguration.addingPeer(peer, to: text)
    }
    private func remove(_ name: String, _ text: String) throws -> String {
        try NodeConfiguration.removingPeer(named: name, from: text)
    }

    @Test func `A peer is added at the end of the list and nothing else changes`() throws {
        #expect(
            try add(sample) == sample + "  - name: val-doise\n    url: https://v.example:8474\n")
        #expect(try remove("val-doise", add(sample)) == sample)
    }

    @Test func `A peer is removed and comments stay`() throws {
        let without = sample.replacing("  - name: caen\n    url: http://127.0.0.1:8472\n", with: "")
        #expect(try remove("caen", sample) == without)
        #expect(try remove("le-havre", without).hasSuffix("peers:\n  # le voisin\n"))
        let commented =
            "node: a\npeers:\n- name: b # un\n  # dedans\n  url: http://b # deux\n# après\n\nlanguage: fr\n"
        #expect(
            try remove("b", commented) == "node: a\npeers:\n  # dedans\n# après\n\nlanguage: fr\n")
    }

    @Test func `CRLF stays CRLF, a byte order mark stays, a last line without end gets one`() throws
    {
        let crlf = "\u{feff}" + sample.replacing("\n", with: "\r\n")
        let added = try add(crlf)
        #expect(
            Array(added.utf8)
                == Array((crlf + "  - name: val-doise\r\n    url: https://v.example:8474\r\n").utf8)
        )
        #expect(try Array(remove("val-doise", added).utf8) == Array(crlf.utf8))
        #expect(
            try add("node: a\npeers:\n- name: b\n  url: http://b")
                == "node: a\npeers:\n- name: b\n  url: http://b\n- name: val-doise\n  url: https://v.example:8474\n"
        )
        #expect(
            try add("\u{feff}peers: [] # x\nnode: a")
                == "\u{feff}peers: # x\n  - name: val-doise\n    url: https://v.example:8474\nnode: a"
        )
    }

    @Test(arguments: [
        ("node: a", "node: a\n\npeers:\n+"),
        ("node: a\n\n", "node: a\n\npeers:\n+"),
        ("node: a\npeers: []\n", "node: a\npeers:\n+"),
        ("peers: []   # aucun\n\nnode: a\n", "peers:   # aucun\n+\nnode: a\n"),
        ("peers: ~\nnode: a\n", "peers:\n+node: a\n"),
        ("peers:   # tous\n  # - name: x\nnode: a\n", "peers:   # tous\n+  # - name: x\nnode: a\n"),
        (
            "\"peers\":\n    - url: 'http://b'\n      name: b\n\n# fin\nnode: a\n",
            "\"peers\":\n    - url: 'http://b'\n      name: b\n    - name: val-doise\n      url: https://v.example:8474\n\n# fin\nnode: a\n"
        ),
        (
            "peers:\n- {name: b, url: 'http://b'}\nnode: a\n",
            "peers:\n- {name: b, url: 'http://b'}\n- name: val-doise\n  url: https://v.example:8474\nnode: a\n"
        ),
        (
            "---\nnode: a\npeers:\n  -\n    name: b\n    url: http://b\n...\n",
            "---\nnode: a\npeers:\n  -\n    name: b\n    url: http://b\n+...\n"
        ),
        (
            "node: a\nnote: |\n  peers:\n  - name: x\npeers:\n- name: b\n  url: >-\n    http://b\n",
            "node: a\nnote: |\n  peers:\n  - name: x\npeers:\n- name: b\n  url: >-\n    http://b\n- name: val-doise\n  url: https://v.example:8474\n"
        ),
    ])
    func `Adding, by the shape of the file`(old: String, new: String) throws {
        let entry = "  - name: val-doise\n    url: https://v.example:8474\n"
        let result = try add(old)
        #expect(result == new.replacing("+", with: entry))
        let back = try remove("val-doise", result)
        #expect(try NodeConfiguration(back).peers == NodeConfiguration(old).peers)
    }

    @Test(arguments: [
        ("peers:\n  -\n    name: b\n    url: http://b\nnode: a\n", "peers:\nnode: a\n"),
        (
            "peers:\n- {name: b, url: 'http://b'}\n- name: c\n  url: http://c\nnode: a\n",
            "peers:\n- name: c\n  url: http://c\nnode: a\n"
        ),
        (
            "node: a\npeers:\n- name: c\n  url: http://c\n\n- url: >-\n    http://b\n  name: b\n",
            "node: a\npeers:\n- name: c\n  url: http://c\n\n"
        ),
    ])
    func `Removing b, by the shape of the file`(old: String, new: String) throws {
        #expect(try remove("b", old) == new)
    }

    @Test func `A list in one line is refused with its line`() {
        let flow = "node: a\npeers: [{name: b, url: 'http://b'}]\n"
        #expect(throws: ConfigurationError(.flowStyle, line: 2)) { try add(flow) }
        #expect(throws: ConfigurationError(.flowStyle, line: 2)) { try remove("b", flow) }
        #expect(throws: ConfigurationError(.flowStyle, line: 2)) {
            try add("node: a\npeers: [ ]\n")
        }
    }

    @Test func `What cannot be edited safely is refused`() {
        for text in [
            "{node: a}\n", "{node: a, peers: []}\n", "  node: a\n",
            "? peers\n: - name: b\n    url: http://b\nnode: a\n",
        ] {
            #expect(throws: ConfigurationError.self, "\(text)") { try add(text) }
        }
        #expect(throws: ConfigurationError.self) {
            try remove("b", "? peers\n: - name: b\n    url: http://b\nnode: a\n")
        }
        #expect(throws: ConfigurationError(.duplicatePeer("caen"))) {
            try NodeConfiguration.addingPeer(.init(name: "caen", url: peer.url), to: sample)
        }
        #expect(throws: ConfigurationError(.badPeerName("a: b"))) {
            try NodeConfiguration.addingPeer(.init(name: "a: b", url: peer.url), to: sample)
        }
        #expect(throws: ConfigurationError(.noSuchPeer("x"))) { try remove("x", sample) }
        let full =
            "node: a\n"
            + String(
                repeating: "# 56 bytes of a comment that goes on and on and on ...\n", count: 1191)
        #expect(throws: ConfigurationError(.tooLarge(byteLimit: 65536))) { try add(full) }
    }

    @Test func `Names and addresses that YAML would take for something else are quoted`() throws {
        for (name, url) in [
            ("no", "http://a/b:"), ("null", "http://[::1]:80/"), ("y", "http://a/@,="),
        ] {
            let text = try NodeConfiguration.addingPeer(
                .init(name: name, url: PeerURL(url)!), to: "node: a\n")
            #expect(text.contains("- name: \"\(name)\""))
            let read = try NodeConfiguration(text).peers
            #expect(read.map(\.name) == [name] && read.map(\.url.text) == [url])
        }
    }

    // MARK: On disk

    @Test func `update writes the checked text, keeps the mode, and follows a link`() throws {
        let scratch = try Scratch()
        try scratch.write(sample, "real.yaml", mode: 0o644)
        symlink("real.yaml", scratch("node.yaml"))
        let after = try NodeConfiguration.update(scratch("node.yaml")) {
            text throws(ConfigurationError) in
            try NodeConfiguration.addingPeer(peer, to: text)
        }
        #expect(after.peers.count == 3)
        #expect(try scratch.text("real.yaml") == add(sample))
        #expect(try scratch.mode("real.yaml") == 0o644)
        #expect(scratch.names == ["node.yaml", "real.yaml"])
        #expect(try NodeConfiguration.load(scratch("node.yaml")) == after)
    }

    @Test func `update that fails leaves the file as it was`() throws {
        let scratch = try Scratch()
        try scratch.write(sample, "node.yaml")
        let path = scratch("node.yaml")
        #expect(
            throws: NodeConfigurationFileError.content(path, ConfigurationError(.noSuchPeer("x")))
        ) {
            try NodeConfiguration.update(path) { text throws(ConfigurationError) in
                try NodeConfiguration.removingPeer(named: "x", from: text)
            }
        }
        #expect(throws: NodeConfigurationFileError.self) {
            try NodeConfiguration.update(path) { _ throws(ConfigurationError) in "not: this" }
        }
        let full = SystemError(call: "write", path: path, errno: ENOSPC)
        let error = #expect(throws: NodeConfigurationFileError.self) {
            try NodeConfiguration.update(path, calls: broken(["write"], errno: ENOSPC)) {
                text throws(ConfigurationError) in try NodeConfiguration.addingPeer(peer, to: text)
            }
        }
        guard case .file(.system(let cause)) = error else {
            Issue.record("\(error as Any)"); return
        }
        #expect(cause.isFull && cause.call == full.call)
        #expect(try scratch.text("node.yaml") == sample)
        #expect(scratch.names == ["node.yaml"])
    }

    @Test func `A file that is absent, too large or not UTF-8 is told apart`() throws {
        let scratch = try Scratch()
        let absent = SystemError(call: "open", path: scratch("a"), errno: ENOENT)
        #expect(throws: NodeConfigurationFileError.file(.system(absent))) {
            try NodeConfiguration.load(scratch("a"))
        }
        try scratch.write(String(repeating: "#", count: 1 << 20), "b")
        #expect(throws: NodeConfigurationFileError.file(.tooLarge(scratch("b"), limit: 65536))) {
            try NodeConfiguration.load(scratch("b"))
        }
        try Data("node: a\nname: caf".utf8 + [0xe9, 0x0a]).write(to: URL(filePath: scratch("c")))
        #expect(
            throws: NodeConfigurationFileError.content(
                scratch("c"), ConfigurationError(.notUTF8, line: 2))
        ) {
            try NodeConfiguration.load(scratch("c"))
        }
    }
}
