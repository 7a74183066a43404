import Foundation
import Testing

/// What stands on disk: setting up, checking, and what is done about damage.
@Suite struct StoreTests {
    @Test func `init makes a node once, and prints its key line`() async throws {
        let club = try await CommandClub()
        let made = try await club("a", "init", "--node", "rouen", "--name", "Technopole de Rouen")
        let line = try #require(made.lines.first)
        #expect(line.wholeMatch(of: /rouen ed25519:[A-Za-z0-9_-]{43} Technopole de Rouen/) != nil)
        let configuration = try club.text("a/node.yaml")
        #expect(configuration.contains("\nnode: rouen\n"))
        #expect(configuration.contains("\nlanguage: fr\n"))
        let again = try await club("a", "init", "--node", "rouen", "--name", "B", exit: 1)
        #expect(again.output.isEmpty)
        #expect(try club.text("a/node.yaml") == configuration)
        let mode =
            try FileManager.default.attributesOfItem(
                atPath: "\(club.folder)/a/identity.key")[.posixPermissions] as? Int
        #expect(mode == 0o600)
        try await club("b", "-q", "--lang", "en", "init", "--node", "caen", "--name", "C")
        #expect(try club.text("b/node.yaml").contains("\nlanguage: en\n"))
    }

    @Test func `a charter comes from lines, files or standard input`() async throws {
        let club = try await CommandClub("rouen", "caen")
        let shown = try await club("rouen", "charter", "show", "--json").text
        #expect(shown == (try club.text("charter.json")))
        let founders = try JSON(shown)["founders"]?.elements ?? []
        let lines = founders.map {
            "\($0["node"]?.text ?? "") ed25519:\($0["key"]?.text ?? "") \($0["name"]?.text ?? "")"
        }
        try club.write("lines", lines.joined(separator: "\n"))
        let create = ["charter", "create", "--name", "Club", "-o"]
        try await club.run(create + ["a.json", "@lines"])
        try await club.run(create + ["b.json", "-"], input: try Array(club.text("lines").utf8))
        let id = try await club.run(create + ["c.json"] + lines.reversed()).lines
        for file in ["a.json", "b.json", "c.json"] { #expect(try club.text(file) == shown) }
        #expect(id.count == 1)
        #expect(try await club("caen", "charter", "show").text.contains(id[0]))
        #expect(try await club.run(["charter", "show", "a.json"]).text.contains(id[0]))
        try await club.run(create + ["a.json", "@lines"], exit: 1)
        try await club.run(create + ["d.json", lines[0], lines[0]], exit: 64)
        try await club.run(create + ["d.json", "@lines", "--votes", "3"], exit: 64)
        try await club.run(create + ["d.json", "@absent"], exit: 1)
        #expect(!club.exists("d.json"))
    }

    @Test func `-o - prints the charter`() async throws {
        let club = try await CommandClub("rouen", joined: false)
        let line = try await club("a", "-q", "init", "--node", "a", "--name", "A").lines[0]
        try await club.run(["charter", "create", "--name", "Club", "-o", "-", line])
        #expect(!club.exists("-"))
    }

    @Test func `join is done once, in one network, by who is in it`() async throws {
        let club = try await CommandClub("rouen", "caen")
        let before = try club.contents("rouen")
        try await club("rouen", "join", "charter.json")
        let line = try await club("a", "-q", "init", "--node", "rouen", "--name", "A").lines[0]
        try await club.run(["charter", "create", "--name", "Autre", "-o", "other.json", line])
        try await club("rouen", "join", "other.json", exit: 1)
        try await club("a", "join", "charter.json", exit: 1)
        try club.write(
            "broken.json", try club.text("charter.json").replacing("Club", with: "C\\u006cub"))
        try await club("a", "join", "broken.json", exit: 12)
        #expect(try club.contents("rouen") == before && !club.exists("a/charter.json"))
    }

    @Test func `peers add and remove keep what a person wrote`() async throws {
        let club = try await CommandClub("rouen")
        let written = """
            # À moi.
            node: rouen   # jamais changer
            name: 'Rouen'
            listen: 127.0.0.1:0

            peers:   # qui appeler
              # le plus sûr
              - name: caen
                url: http://127.0.0.1:1   # par le tunnel
            # fin

            """
        try club.write("rouen/node.yaml", written)
        try await club("rouen", "peers", "add", "havre", "https://havre.example/club")
        let added = try club.text("rouen/node.yaml")
        #expect(added != written)
        for line in written.split(separator: "\n") {
            #expect(added.contains("\(line)\n"), "\(line)")
        }
        let peers = try JSON(try await club("rouen", "peers", "list", "--json").output)
        #expect(peers.elements.map { $0["name"] } == [.text("caen"), .text("havre")])
        #expect(peers[1]?["url"] == .text("https://havre.example/club"))
        #expect(try await club("rouen", "peers").text.contains("https://havre.example/club"))
        try await club("rouen", "peers", "remove", "havre")
        #expect(try club.text("rouen/node.yaml") == written)
        for command in [
            ["add", "caen", "http://127.0.0.1:2"], ["remove", "havre"],
        ] {
            let refused = try await club.run(["--dir", "rouen", "peers"] + command, exit: 1)
            #expect(!refused.errors.contains("ligne ?"))
        }
        #expect(try club.text("rouen/node.yaml") == written)
    }

    @Test(arguments: [
        "node: [", "node: rouen\nname: A\nnode: caen\n", "name: A\n", "node: Rouen\nname: A\n",
        "node: rouen\nname: A\nlanguage: de\n", "node: rouen\nname: A\nlisten: 8471\n", "\u{0}",
    ])
    func `a node-yaml that cannot be read is said with its path`(_ text: String) async throws {
        let club = try await CommandClub("rouen")
        try club.write("rouen/node.yaml", text)
        let refused = try await club("rouen", "list", "members", exit: 1)
        #expect(refused.errors.contains("rouen/node.yaml"), "\(refused.errors)")
    }

    @Test func `a damaged feed is 12, with file and line, and what came before stands`()
        async throws
    {
        let club = try await CommandClub("rouen")
        try await club("rouen", "-q", "add", "member", "name=Alpha")
        try await club("rouen", "-q", "add", "member", "name=Beta")
        try await club("rouen", "verify")
        let file = try club.feedFile("rouen", of: "rouen")
        try club.write(file, try club.text(file).replacing("Beta", with: "Bêta"))
        let before = try club.contents("rouen")
        for command in [["verify"], ["add", "member", "name=C"], ["verify", file]] {
            let damaged = try await club.run(["--dir", "rouen"] + command, exit: 12)
            let name = try #require(file.split(separator: "/").last)
            #expect(damaged.errors.contains(name) && damaged.errors.contains("ligne 3"))
        }
        let listed = try JSON(try await club("rouen", "list", "members", "--json").output)
        #expect(listed.elements.map { $0["fields"]?["name"] } == [.text("Alpha")])
        try await club("rouen", "status", "--check", exit: 3)
        #expect(try club.contents("rouen") == before)
    }

    @Test func `an emptied feed is found`() async throws {
        let club = try await CommandClub("rouen")
        try await club("rouen", "-q", "add", "member", "name=A")
        let file = try club.feedFile("rouen", of: "rouen")
        try club.write(file, "")
        try await club("rouen", "add", "member", "name=B", exit: 13)
        try await club("rouen", "status", "--check", exit: 3)
        try await club("rouen", "verify", exit: 12)
        try await club("rouen", "verify", file, exit: 12)
        #expect(try club.text(file).isEmpty)
    }

    @Test func `a torn tail is set aside and said`() async throws {
        let club = try await CommandClub("rouen")
        let file = try club.feedFile("rouen", of: "rouen")
        try club.write(file, try club.text(file) + #"{"change":{"at":"2027"#)
        let added = try await club("rouen", "-q", "add", "member", "name=A")
        let aside = try #require(added.errors.firstMatch(of: /rouen\/aside\/[^ ]+\.torn/)).output
        #expect(try club.text(String(aside)) == #"{"change":{"at":"2027"#)
        try await club("rouen", "verify")
        let listed = try await club("rouen", "list", "members", "--json").text
        #expect(listed.contains(added.lines[0]))
    }

    @Test func `verify checks a file from anywhere`() async throws {
        let club = try await CommandClub("rouen", "caen")
        let file = try club.feedFile("rouen", of: "rouen")
        try await club("caen", "verify", file)
        try await club("caen", "verify", "charter.json", exit: 1)
        try await club("caen", "verify", "absent", exit: 1)
        let other = try await CommandClub("rouen")
        let foreign = try other.feedFile("rouen", of: "rouen")
        let refused = try await club.run(
            ["--dir", "caen", "--json", "verify", "\(other.folder)/\(foreign)"], exit: 12)
        #expect(try JSON(refused.errors)["error"]?["code"] == .text("verifyDefect"))
    }

    @Test func `dump is a canonical state, and its digest is that of its bytes`() async throws {
        let club = try await CommandClub("rouen")
        try await club("rouen", "-q", "add", "member", "name=A")
        let outcome = try await club.bash("$club --dir rouen dump 2>digest | sha256sum")
        let digest = try club.text("digest")
        #expect(outcome.text.hasPrefix(digest.trimmingCharacters(in: .newlines)))
        let lines = try await club("rouen", "dump").lines
        for line in lines { _ = try JSON(line) }
        #expect(lines.contains { $0.contains(#""kind":"member""#) })
    }
}
