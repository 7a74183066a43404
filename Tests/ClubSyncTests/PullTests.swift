import ClubTestSupport
import Foundation
import Testing

/// What `pull` says about peers that bring nothing.
@Suite struct PullTests {
    @Test(
        arguments: [
            ("SSH-2.0-OpenSSH_9.6\r\n", 12, "nonsense"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", 12, "nonsense"),
            ("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", 4, "refused"),
            ("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", 4, "refused"),
            (
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
                4, "refused"
            ),
            ("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", 3, "unreachable"),
            ("", 3, "interrupted"),
        ] as [(String, Int32, String)])
    func `a peer that gives no answer to use is named with its reason`(
        _ answer: String, _ exit: Int32, _ outcome: String
    ) async throws {
        let club = try await CommandClub("caen")
        let server = ScriptedServer(answering: answer)
        try await club("caen", "-q", "peers", "add", "havre", server.url)
        let before = try club.text(club.feedFile("caen", of: "caen"))
        let pulled = try await club("caen", "--lang", "en", "-q", "pull", exit: exit)
        #expect(pulled.output.isEmpty && pulled.errorLines.count == 1, "\(pulled.errors)")
        #expect(pulled.errors.hasPrefix("club-sync pull: \(exit): "))
        #expect(pulled.errors.contains("havre"))
        let report = try JSON(try await club("caen", "pull", "--json", exit: exit).output)
        #expect(report["exit"] == .number(Int(exit)))
        #expect(report["peers"]?[0]?["outcome"] == .text(outcome))
        #expect(try club.text(club.feedFile("caen", of: "caen")) == before)
        try await club("caen", "status", "--check", exit: 3)
        withExtendedLifetime(server) {}
    }

    @Test func `pull asks the peers that are named, and none without peers`() async throws {
        let club = try await CommandClub("caen")
        let alone = try await club("caen", "pull", "--lang", "en")
        #expect(alone.output.isEmpty && alone.errors.contains("No peers"))
        try await club("caen", "-q", "peers", "add", "havre", "http://127.0.0.1:1")
        let unknown = try await club("caen", "pull", "rouen", exit: 64)
        #expect(unknown.errors.contains("club-sync peers list"))
    }

    @Test func `a file that holds no certificate is named before any peer is asked`() async throws {
        let club = try await CommandClub("caen")
        try await club("caen", "-q", "peers", "add", "havre", "https://127.0.0.1:1")
        for path in ["none.pem", ".", "caen/node.yaml"] {
            let refused = try await club("caen", "pull", "--ca", path, exit: 1)
            #expect(refused.output.isEmpty && refused.errors.contains(path))
            let again = try await club("caen", "pull", environment: ["CLUB_SYNC_CA": path], exit: 1)
            #expect(again.errors == refused.errors)
        }
        #expect(!club.exists("caen/journal.jsonl"))
    }

    @Test func `a clock that is far off is named, in the report and in the journal`() async throws {
        let club = try await CommandClub("caen")
        let server = ScriptedServer(
            answering:
                "HTTP/1.1 403 No\r\nDate: Thu, 01 Jan 2099 00:00:00 GMT\r\nContent-Length: 0\r\n\r\n"
        )
        try await club("caen", "-q", "peers", "add", "havre", server.url)
        let pulled = try await club("caen", "pull", "--json", "--lang", "en", exit: 4)
        let peer = try #require(try JSON(pulled.output)["peers"]?[0])
        guard case .number(let seconds)? = peer["clockSkewSeconds"] else {
            Issue.record("\(pulled.text)")
            return
        }
        #expect(seconds > 1_000_000_000)
        #expect(pulled.text.contains("The clock of havre and the one here differ by \(seconds) s"))
        #expect(try club.text("caen/journal.jsonl").contains(#""clockSkewSeconds":\#(seconds)"#))
        withExtendedLifetime(server) {}
    }

    @Test func `a pull that waits is ended by a signal`() async throws {
        let club = try await CommandClub("caen")
        let (requests, asked) = AsyncStream.makeStream(of: Void.self)
        let server = ScriptedServer { connection in
            _ = connection.readRequest()
            asked.yield()
            connection.waitForClose()
        }
        try await club("caen", "-q", "peers", "add", "havre", server.url)
        for (signal, status) in [(SIGTERM, 143), (SIGINT, 130)] as [(Int32, Int32)] {
            let pull = try club.command(["--dir", "caen", "pull"]).start()
            for await _ in requests { break }
            pull.send(signal)
            #expect(await pull.outcome.status == status)
        }
        try await club("caen", "add", "member", "name=A")
        withExtendedLifetime(server) {}
    }
}
