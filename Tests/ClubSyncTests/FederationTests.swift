#if Server
import ClubTestSupport
import Foundation
import Testing

/// Nodes that serve and pull over HTTP.
@Suite struct FederationTests {
    private static func digest(_ club: CommandClub, _ node: String) async throws -> String {
        let dump = try await club(node, "dump")
        #expect(dump.errorLines.count == 1 && dump.errorLines[0].count == 64)
        return dump.errorLines[0]
    }

    @Test func `two nodes that pull from each other show the same`() async throws {
        let club = try await CommandClub("rouen", "caen")
        let shared = try await club("rouen", "-q", "add", "action", "title=Visite").lines[0]
        try await club("caen", "-q", "add", "member", "name=Caen", "email=a@example.org")
        #expect(try await Self.digest(club, "rouen") != Self.digest(club, "caen"))
        try await club.serving("rouen") { rouen in
            try await club.serving("caen") { caen in
                try await club("rouen", "-q", "peers", "add", "caen", caen)
                try await club("caen", "-q", "peers", "add", "rouen", rouen)
                try await club("caen", "-q", "pull")
                try await club("caen", "-q", "edit", shared, "venue=Caen")
                try await club("rouen", "-q", "edit", shared, "venue=Rouen")
                try await club("rouen", "-q", "pull")
                try await club("caen", "-q", "pull")
                #expect(try await Self.digest(club, "rouen") == Self.digest(club, "caen"))
                // Once more brings nothing, on either side.
                for node in ["rouen", "caen"] {
                    let report = try JSON(try await club(node, "pull", "--json").output)
                    #expect(report["peers"]?[0]?["applied"] == .number(0))
                    #expect(report["exit"] == .number(0))
                }
            }
        }
        let (there, here) = (
            try await club("rouen", "dump").output, try await club("caen", "dump").output
        )
        #expect(there == here)
        try await club("caen", "verify")
    }

    @Test func `a conflict stands on both sides until a person resolves it`() async throws {
        let club = try await CommandClub("rouen", "caen")
        let id = try await club("rouen", "-q", "add", "action", "title=Visite").lines[0]
        try await club.serving("rouen") { url in
            try await club("caen", "-q", "peers", "add", "rouen", url)
            try await club("caen", "-q", "pull")
            try await club("caen", "-q", "edit", id, "venue=Caen")
            try await club("rouen", "-q", "edit", id, "venue=Rouen")
            try await club("caen", "-q", "pull")
        }
        let conflict = try JSON(try await club("caen", "conflicts", "--json").output)
        #expect(conflict.elements.count == 1)
        #expect(conflict[0]?["id"] == .text(id) && conflict[0]?["field"] == .text("venue"))
        let values = Dictionary(
            uniqueKeysWithValues: (conflict[0]?["values"]?.elements ?? []).map {
                ($0["node"]?.text, $0["value"]?.text)
            })
        #expect(values == ["rouen": "Rouen", "caen": "Caen"])
        let table = try await club("caen", "conflicts")
        #expect(
            table.lines.count == 3 && table.text.contains("Rouen") && table.text.contains("Caen"))
        #expect(try await club("caen", "list", "actions").text.contains("⚠"))
        try await club("caen", "status")
        try await club("caen", "status", "--check", exit: 3)
        let before = try club.contents("caen")
        let resolve = ["--dir", "caen", "resolve", id, "--field"]
        for (arguments, exit) in [
            (["venue"], 64), (["venue", "--keep", "rouen", "--value", "x"], 64),
            (["venue", "--keep", "havre"], 1), (["title", "--keep", "rouen"], 1),
            (["venue", "--keep", "rouen", "-n"], 0),
        ] as [([String], Int32)] {
            try await club.run(resolve + arguments, exit: exit)
        }
        #expect(try club.contents("caen") == before)
        try await club.run(resolve + ["venue", "--keep", "rouen", "--because", "vu ensemble"])
        #expect(try await club("caen", "conflicts", "--json").text == "[]\n")
        let record = try JSON(try await club("caen", "show", id, "--json").output)
        #expect(record["fields"]?["venue"] == .text("Rouen"))
        let history = try await club("caen", "show", id, "--history").text
        #expect(history.contains("vu ensemble"))
        #expect(!history.contains("Caen → Rouen"))
        try await club("caen", "status", "--check")
    }

    @Test func `a dead peer costs its own line and holds nobody up`() async throws {
        let club = try await CommandClub("rouen", "caen")
        try await club("rouen", "-q", "add", "member", "name=A")
        try await club.serving("rouen") { url in
            try await ScriptedServer.withRefusingURL { dead in
                try await club("caen", "-q", "peers", "add", "havre", dead)
                try await club("caen", "-q", "peers", "add", "rouen", url)
                let pulled = try await club("caen", "pull", "--json", exit: 3)
                let report = try JSON(pulled.output)
                let peers = report["peers"]?.elements ?? []
                #expect(peers.map { $0["peer"] } == [.text("havre"), .text("rouen")])
                #expect(peers.map { $0["outcome"] } == [.text("unreachable"), .text("fresh")])
                #expect(try await club("caen", "list", "members", "--json").text.contains(#""A""#))
                // One line for cron, and silence about the one that is well.
                let quiet = try await club("caen", "-q", "pull", exit: 3)
                #expect(quiet.output.isEmpty && quiet.errorLines.count == 1)
                #expect(quiet.errors.contains("club-sync pull havre"))
                let silent = try await club("caen", "-q", "pull", "rouen")
                #expect(silent.output.isEmpty && silent.errors.isEmpty)
                let status = try await club("caen", "status", "--check", "--lang", "en", exit: 3)
                #expect(status.text.contains("unreachable"))
            }
        }
    }

    /// The second one has a node of our name, with another key.
    @Test(arguments: [["rouen"], ["rouen", "caen"]])
    func `a node of another network is refused, and takes nothing`(nodes: [String]) async throws {
        let club = try await CommandClub("rouen", "caen")
        let other = try await nodes.count == 1 ? CommandClub("rouen") : CommandClub("caen", "rouen")
        try await other("rouen", "-q", "add", "member", "name=A")
        try await other.serving("rouen") { url in
            try await club("caen", "-q", "peers", "add", "rouen", url)
            let pulled = try await club("caen", "pull", exit: 4)
            #expect(pulled.errors.contains("club-sync charter show"))
            #expect(pulled.errors.contains(nodes.count == 1 ? "HTTP 403" : "HTTP 401"))
        }
        #expect(try await club("caen", "list", "members", "--json").text == "[]\n")
        let status = try await club("caen", "status", "--lang", "en")
        #expect(!status.errors.contains("What came is kept"))
    }

    @Test func `serve says where it is, and why it cannot be`() async throws {
        let club = try await CommandClub("rouen")
        try await club.serving("rouen") { url in
            #expect(url.wholeMatch(of: /http:\/\/127\.0\.0\.1:[0-9]+/) != nil)
            let taken = try await club(
                "rouen", "serve", "--listen", String(url.dropFirst(7)), exit: 1)
            #expect(taken.errors.contains("--listen 127.0.0.1:0"))
            // Who serves holds no lock.
            try await club("rouen", "-q", "add", "member", "name=A")
        }
    }

    @Test func `serve listens where it is told to, and members pull from there`() async throws {
        let club = try await CommandClub("rouen", "caen")
        try await club("rouen", "-q", "add", "member", "name=A")
        try await club.serving("rouen", listen: "0.0.0.0:0") { url in
            #expect(url.hasPrefix("http://0.0.0.0:"))
            let port = try #require(url.split(separator: ":").last)
            try await club("caen", "-q", "peers", "add", "rouen", "http://127.0.0.1:\(port)")
            try await club("caen", "-q", "pull")
        }
        #expect(try await club("caen", "list", "members", "--json").text.contains(#""A""#))
        let strange = try await club("rouen", "serve", "--listen", "192.0.2.1:0", exit: 1)
        #expect(strange.output.isEmpty && strange.errors.contains("192.0.2.1:0"))
    }

    @Test func `a peer under a name that is not its node's is not asked in vain twice`()
        async throws
    {
        let club = try await CommandClub("rouen", "caen")
        try await club.serving("rouen") { url in
            try await club("caen", "-q", "peers", "add", "havre", url)
            let pulled = try await club("caen", "pull", "--lang", "en", exit: 4)
            #expect(pulled.errors.contains("Check that havre is the id of the node"))
        }
    }

    @Test(arguments: ["", #"{"change":{"at":"2027"#])
    func `a feed that a pull only began is said, is no damage, and the next pull fills it`(
        _ begun: String
    ) async throws {
        let club = try await CommandClub("rouen", "caen")
        try await club("rouen", "-q", "add", "member", "name=A")
        try await club.serving("rouen") { rouen in
            try await club("caen", "-q", "peers", "add", "rouen", rouen)
            try await club("caen", "-q", "pull")
            let file = try club.feedFile("caen", of: "rouen")
            let whole = try club.text(file)
            // What a pull leaves that is killed before its first batch is whole.
            try club.write(file, begun)
            let name = try #require(file.split(separator: "/").last)
            let verified = try await club("caen", "verify")
            #expect(verified.errors.contains(name) && verified.errors.contains("club-sync pull"))
            try await club("caen", "-q", "pull")
            #expect(try club.text(file) == whole)
            #expect(try await !club("caen", "verify").errors.contains(name))
        }
    }
}
#endif
