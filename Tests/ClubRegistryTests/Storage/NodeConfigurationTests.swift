import ClubRegistry
import Foundation
import Glibc
import Testing

@Suite struct NodeConfigurationTests {
    static let sample = """
        # Réglages du nœud.
        node: rouen
        name: "Technopole de Rouen"   # comme dans la presse

        language: fr
        listen: 127.0.0.1:8471
        policies:
          retention: 3

        # Les autres.
        peers:
          - name: caen
            url: http://127.0.0.1:8472
          # le voisin
          - name: le-havre
            url: 'http://127.0.0.1:8473'
        """ + "\n"

    private func reason(_ text: String) -> ConfigurationError? {
        do throws(ConfigurationError) {
            _ = try NodeConfiguration(text)
            return nil
        } catch {
            return error
        }
    }

    @Test func `Everything is read, and what is unknown is listed with its line`() throws {
        let read = try NodeConfiguration(Self.sample)
        #expect(read.node == "rouen")
        #expect(read.name == "Technopole de Rouen")
        #expect(read.language == .french)
        #expect(read.listen?.host == "127.0.0.1" && read.listen?.port == 8471)
        #expect(read.ping == nil)
        #expect(
            try NodeConfiguration("node: a\nping: 'https://h.example/1'\n").ping?.text
                == "https://h.example/1")
        #expect(read.peers.map(\.name) == ["caen", "le-havre"])
        #expect(read.peers.map(\.url.text) == ["http://127.0.0.1:8472", "http://127.0.0.1:8473"])
        #expect(read.unknownKeys == [.init(key: "policies", line: 7)])
    }

    @Test func `Little is needed, and values are taken as they are written`() throws {
        let least = try NodeConfiguration("node: caen")
        #expect(
            least.name == "caen" && least.language == nil && least.listen == nil
                && least.peers == [])
        for peers in ["peers:", "peers: []", "peers: ~", "peers: null"] {
            #expect(try NodeConfiguration("node: caen\n\(peers)\n").peers == [])
        }
        #expect(try NodeConfiguration("node: no\nname: 0123\n").name == "0123")
        #expect(
            try NodeConfiguration("{node: caen, peers: [{name: rouen, url: http://r}]}").peers.count
                == 1)
        let unknown = try NodeConfiguration(
            "node: a\npeers:\n- name: b\n  url: http://b\n  token: x\n"
        ).unknownKeys
        #expect(unknown == [.init(key: "peers.token", line: 5)])
    }

    @Test func `CRLF, a byte order mark and the two together are read`() throws {
        let expected = try NodeConfiguration(Self.sample)
        let crlf = Self.sample.replacing("\n", with: "\r\n")
        for text in [crlf, "\u{feff}" + Self.sample, "\u{feff}" + crlf] {
            #expect(try NodeConfiguration(text) == expected)
        }
    }

    @Test(
        arguments: [
            ("", .notAMapping, nil),
            ("# rien\n", .notAMapping, nil),
            ("- a\n", .notAMapping, 1),
            ("name: x\n", .missing(key: "node"), nil),
            ("node:\n", .missing(key: "node"), 1),
            ("node: Rouen\n", .badNode("Rouen"), 1),
            ("node: ../x\n", .badNode("../x"), 1),
            ("node: [a]\n", .wrongShape(key: "node"), 1),
            ("node: a\nname: \"a\\nb\"\n", .badName("a\nb"), 2),
            ("node: a\nlanguage: de\n", .badLanguage("de"), 2),
            ("node: a\nlisten: 8471\n", .badListen("8471"), 2),
            ("node: a\nlisten: a:99999\n", .badListen("a:99999"), 2),
            ("node: a\nping: ftp://b\n", .badPing("ftp://b"), 2),
            ("node: a\nping: https://b/?c\n", .badPing("https://b/?c"), 2),
            ("node: a\npeers: x\n", .wrongShape(key: "peers"), 2),
            ("node: a\npeers:\n  - x\n", .wrongShape(key: "peers"), 3),
            ("node: a\npeers:\n  - name: b\n", .missing(key: "peers.url"), 3),
            ("node: a\npeers:\n  - url: http://b\n", .missing(key: "peers.name"), 3),
            ("node: a\npeers:\n  - name: B\n    url: http://b\n", .badPeerName("B"), 3),
            ("node: a\npeers:\n  - name: b\n    url: ftp://b\n", .badURL("ftp://b"), 4),
            (
                "node: a\npeers:\n- {name: b, url: 'http://b'}\n- {name: b, url: 'http://c'}\n",
                .duplicatePeer("b"), 4
            ),
            ("node: a\nnode: b\n", .duplicateKey("node"), 1),
            ("node: a\n1: x\n\"1\": y\n", .duplicateKey("1"), 3),
            ("node: a\npeers:\n- name: b\n  name: c\n  url: http://b\n", .duplicateKey("name"), 3),
            ("node: a\n? [x]\n: y\n", .notAMapping, 2),
            ("node: a\n---\nnode: b\n", .severalDocuments, 2),
            ("node: a\n\tname: x\n", .tabInIndentation, 2),
            ("node: a\npeers:\n  -\tname: b\n\turl: http://b\n", .tabInIndentation, 4),
            ("node: a\u{2028}name: b\n", .invisibleCharacter(0x2028), 1),
            ("node: a\n\rname: b\n", .invisibleCharacter(0x0d), 2),
            ("node: a\nname: \u{feff}b\n", .invisibleCharacter(0xfeff), 2),
            ("node: a\0\n", .invisibleCharacter(0), 1),
        ] as [(String, ConfigurationError.Reason, Int?)])
    func `What is wrong is named with its line`(
        text: String, reason expected: ConfigurationError.Reason, line: Int?
    ) {
        let error = reason(text)
        #expect(error?.reason == expected)
        #expect(error?.line == line)
    }

    @Test func `A syntax error has its line`() {
        for (text, line) in [
            ("node: a\nname: \"x\n", 3), ("node: a\npeers: [\n", 3), ("node: a\n b: c\n", 2),
            ("node: a\nname: @x\n", 2),
        ] {
            let error = reason(text)
            guard case .syntax = error?.reason else {
                Issue.record("\(text): \(error as Any)"); continue
            }
            #expect(error?.line == line, "\(text)")
        }
    }

    @Test(.timeLimit(.minutes(5))) func `Hostile YAML is refused at once`() {
        var laughs = "node: a\na: &a [x,x,x,x,x,x,x,x,x]\n"
        for (new, old) in zip("bcdefghi", "abcdefgh") {
            laughs += "\(new): &\(new) [*\(old),*\(old),*\(old),*\(old)]\n"
        }
        laughs += "? *i\n: x\n"
        #expect(reason(laughs) == ConfigurationError(.alias, line: 2))
        for text in [
            "a: *b", "- *b", "[*b]", "{*b : x}", "? *b", "a:\n  *b", "\"x\":*b", "'\n# ' : *b",
            "a: &b c", "--- *b",
        ] {
            #expect(reason(text)?.reason == .alias, "\(text)")
        }
        #expect(reason("node: a\nx: " + String(repeating: "[", count: 60_000))?.reason == .tooDeep)
        #expect(
            reason("node: a\nx: " + String(repeating: "{a: ", count: 10_000))?.reason == .tooDeep)
        #expect(
            reason("node: a\nx:\n" + String(repeating: "- ", count: 10_000) + "x")?.reason
                == .tooDeep)
        #expect(reason(String(repeating: "? ", count: 10_000) + "x")?.reason == .tooDeep)
        let steps = (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(reason(steps)?.reason == .tooDeep)
        #expect(
            reason("node: a\nname: " + String(repeating: "x", count: 1 << 20))?.reason
                == .tooLarge(byteLimit: 65536))
        let lines = "node: a\n" + String(repeating: "#\n", count: 1_998)
        #expect(reason(lines) == nil)
        #expect(reason(lines + "#\n#\n")?.reason == .tooManyLines(2_000))
        #expect(reason("node: a\nname: " + String(repeating: "é", count: 201))?.line == 2)
        #expect(reason("node: !!binary YQ==\n")?.reason == .badNode("YQ=="))
        #expect(reason("<<: {node: b}\nnode: a\n") == nil)
    }

    @Test func `Ampersands and stars that are text are not aliases`() throws {
        for name in [
            "Recherche & Développement", "R&D", "étoile* filante", "\"A: & b\"", "CCI (a * b)",
        ] {
            _ = try NodeConfiguration("# note: *gras*\nnode: a\nname: \(name)\n")
        }
    }

    @Test(arguments: [
        "http://a", "https://a.example:8471", "HTTPS://A.example/", "http://127.0.0.1:1/club/v1",
        "http://[::1]:80",
        "http://[2001:db8::1]", "https://xn--caf-dma.example/a%20b",
    ])
    func `An address of a peer`(text: String) {
        #expect(PeerURL(text)?.text == text)
        #expect(PeerURL(text)?.isEncrypted == text.lowercased().hasPrefix("https"))
    }

    @Test(arguments: [
        "", "a", "http:/a", "http://", "http:///x", "ftp://a", "file:///etc/passwd", "http://u:p@a",
        "http://u@a",
        "http://a:0", "http://a:65536", "http://a:", "http://a:x", "http://a?x", "http://a/#f",
        "http://a b", "http://a/\n",
        "http://é.example", "http://[::1", "http://[x]", "http://[::1]x", "http://a..b",
        "javascript://a", "http://a/\u{202e}",
        "http://a:+1", "http://a/\"", " http://a", "http://" + String(repeating: "a", count: 3000),
    ])
    func `No address of a peer`(text: String) { #expect(PeerURL(text) == nil) }

    @Test func `Addresses to listen on`() {
        for text in ["127.0.0.1:8471", "[::1]:0", "localhost:65535", "0.0.0.0:80"] {
            #expect(ListenAddress(text)?.description == text)
        }
        for text in [
            "", ":80", "a:", "a:-1", "::1:80", "[::1]", "[]:80", "a b:80", "a:65536", "a:000080",
            "http://a:80", "[a]:80",
        ] {
            #expect(ListenAddress(text) == nil, "\(text)")
        }
    }

    @Test func `The demo files of this repository's shape are read`() throws {
        let text = NodeConfiguration.newFile(node: "genopole", name: "Genopole", language: .french)
        #expect(try NodeConfiguration(text).peers == [])
    }

    @Test(arguments: Language.allCases)
    func `A new file says what it was asked to, whatever the name`(language: Language) throws {
        for name in [
            "Technopole de Rouen", "a \"b\" \\ c: #d", "- x", "*x", "« Évreux »", "null", "{", "'",
        ] {
            let text = NodeConfiguration.newFile(
                node: "null", name: name, language: language, listen: ListenAddress("[::1]:0")!)
            let read = try NodeConfiguration(text)
            #expect(read.node == "null" && read.name == name && read.language == language)
            #expect(
                read.listen?.description == "[::1]:0" && read.peers == [] && read.unknownKeys == [])
            let added = try NodeConfiguration.addingPeer(
                .init(name: "caen", url: PeerURL("http://c")!), to: text)
            #expect(try NodeConfiguration(added).peers.count == 1)
        }
    }
}
