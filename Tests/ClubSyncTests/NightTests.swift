import ClubTestSupport
import Foundation
import Synchronization
import Testing

/// The nightly pull: one line or none, the metrics file, the ping.
@Suite struct NightTests {
    /// A club whose peer refuses connections.
    private func withDeadPeer(_ body: (CommandClub) async throws -> Void) async throws {
        let club = try await CommandClub("caen")
        try await ScriptedServer.withRefusingURL { url in
            try await club("caen", "-q", "peers", "add", "havre", url)
            try await body(club)
        }
    }

    private func ping(_ club: CommandClub, _ url: String) throws {
        try club.write("caen/node.yaml", try club.text("caen/node.yaml") + "ping: \(url)\n")
    }

    private func metrics(_ club: CommandClub, _ path: String) throws -> [String: Double] {
        let families = try PrometheusText(try club.text(path)).families
        return Dictionary(
            uniqueKeysWithValues: families.flatMap { family in
                family.samples.map {
                    (family.name + $0.labels.values.map { " \($0)" }.joined(), $0.value)
                }
            })
    }

    // MARK: One line

    @Test func `why a peer is not reached is said in French, in the table too`() async throws {
        try await withDeadPeer { club in
            let quiet = try await club("caen", "pull", "-q", exit: 3)
            #expect(quiet.output.isEmpty && quiet.errorLines.count == 1)
            let table = try await club("caen", "pull", exit: 3).text
            #expect(table.contains("injoignable (connexion impossible)"), "\(table)")
            #expect(!table.contains("connect to"))
            let english = try await club("caen", "pull", "--lang", "en", exit: 3).text
            #expect(english.contains("unreachable (no connection)"), "\(english)")
        }
    }

    @Test func `an answer that is no frontier is one line, and no English in French`()
        async throws
    {
        let club = try await CommandClub("caen")
        let server = ScriptedServer(
            answering: "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>")
        try await club("caen", "-q", "peers", "add", "havre", server.url)
        let line = try await club("caen", "pull", "-q", exit: 12).errors
        #expect(line.contains("sa réponse n’est pas une frontière"), "\(line)")
        #expect(line.split(separator: "\n").count == 1)
        withExtendedLifetime(server) {}
    }

    // MARK: Metrics

    @Test func `the metrics file is written when peers failed, and counts failures in a row`()
        async throws
    {
        try await withDeadPeer { club in
            for count in 1...2 {
                let pull = try await club("caen", "pull", "-q", "--metrics-file", "m.prom", exit: 3)
                #expect(pull.output.isEmpty && pull.errorLines.count == 1)
                let metrics = try metrics(club, "m.prom")
                #expect(metrics["club_sync_peer_consecutive_failures havre"] == Double(count))
                #expect(metrics["club_sync_pull_exit_code"] == 3)
                #expect(metrics["club_sync_peer_last_success_timestamp_seconds havre"] == 0)
                #expect(metrics["club_sync_conflicts"] == 0)
            }
            let script = "umask 077; rm m.prom; $club --dir caen pull -q --metrics-file m.prom; "
            let mode = try await club.bash(script + "stat -c %a m.prom; ls -A | grep -c '\\.tmp'")
            #expect(mode.lines == ["644", "0"], "\(mode.text)")
        }
    }

    @Test func `a pull that is not possible leaves its exit code`() async throws {
        let club = try await CommandClub()
        try await club.run(["--dir", "no", "pull", "--metrics-file", "m.prom"], exit: 10)
        let metrics = try metrics(club, "m.prom")
        #expect(metrics["club_sync_pull_exit_code"] == 10)
        #expect(metrics["club_sync_conflicts"] == nil)
    }

    @Test
    func `a metrics file that cannot be written is 1 where the pull was well, and hides nothing`()
        async throws
    {
        let well = try await CommandClub("caen")
        for path in ["no/m.prom", "caen", "link"] {
            try FileManager.default.createDirectory(
                atPath: "\(well.folder)/target", withIntermediateDirectories: true)
            // A link is not replaced: it might be /dev/stdout.
            symlink("target", "\(well.folder)/link")
            let pull = try await well("caen", "pull", "-q", "--metrics-file", path, exit: 1)
            #expect(pull.errorLines.count == 1 && pull.errors.hasPrefix("club-sync pull: 1: "))
        }
        try await withDeadPeer { club in
            let quiet = try await club("caen", "pull", "-q", "--metrics-file", "no/m", exit: 3)
            #expect(quiet.errorLines.count == 1 && quiet.errors.contains("havre"))
            let loud = try await club("caen", "pull", "--metrics-file", "no/m", exit: 3)
            #expect(loud.errors.contains("no/m") && loud.errors.contains("havre"))
        }
    }

    @Test func `a dry run writes no metrics and pings nobody`() async throws {
        let club = try await CommandClub("caen")
        try ping(club, "http://127.0.0.1:1")
        let dry = try await club("caen", "-n", "pull", "--metrics-file", "m.prom")
        #expect(!club.exists("m.prom") && !dry.errors.contains("ping"))
    }

    // MARK: Ping

    /// Answers with `answer`, and keeps the requests.
    private final class Watch: Sendable {
        let requests = Mutex<[String]>([])

        func server(_ answer: String) -> ScriptedServer {
            ScriptedServer { [self] connection in
                let request = connection.readRequest()
                requests.withLock { $0.append(request) }
                connection.send(answer)
            }
        }
    }

    @Test func `the ping is one GET of the address and the exit code, with nothing else`()
        async throws
    {
        let watch = Watch()
        let server = watch.server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK")
        let club = try await CommandClub("caen")
        try ping(club, "\(server.url)secret")
        let well = try await club("caen", "pull", "-q")
        #expect(well.errors.isEmpty && well.output.isEmpty)
        try await club("caen", "-q", "peers", "add", "havre", "http://127.0.0.1:1")
        #expect(try club.text("caen/node.yaml").contains("ping: \(server.url)secret\n"))
        try await club("caen", "pull", "-q", exit: 3)
        // One peer by hand is no night.
        try await club("caen", "pull", "-q", "havre", exit: 3)
        let requests = watch.requests.withLock { $0 }
        #expect(requests.count == 2)
        for (request, exit) in zip(requests, ["0", "3"]) {
            #expect(request.hasPrefix("GET /secret/\(exit) HTTP/1.1\r\n"), "\(request)")
            let headers = request.split(separator: "\r\n").dropFirst().map {
                $0.prefix { $0 != ":" }.lowercased()
            }
            #expect(Set(headers) == ["host", "accept-encoding"])
            #expect(!request.contains("caen") && !request.contains("havre"))
        }
        withExtendedLifetime(server) {}
    }

    @Test(arguments: [
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
        "nonsense\r\n", "",
    ])
    func `a ping that fails is a warning without the address, silent with -q`(_ answer: String)
        async throws
    {
        let watch = Watch()
        let server = watch.server(answer)
        let club = try await CommandClub("caen")
        try ping(club, "\(server.url)secret")
        let loud = try await club("caen", "pull")
        #expect(loud.errors.contains("ping") && !loud.errors.contains("secret"), "\(loud.errors)")
        let quiet = try await club("caen", "pull", "-q")
        #expect(quiet.errors.isEmpty)
        #expect(watch.requests.withLock { $0.count } == 2)
        withExtendedLifetime(server) {}
    }

    @Test func `a pull that fails here is pinged too`() async throws {
        let watch = Watch()
        let server = watch.server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        let club = try await CommandClub("caen", joined: false)
        try ping(club, server.url)
        try await club("caen", "pull", "-q", exit: 10)
        let requests = watch.requests.withLock { $0 }
        #expect(requests.first?.hasPrefix("GET /10 ") == true, "\(requests)")
        withExtendedLifetime(server) {}
    }

    @Test(arguments: [
        "ftp://a.example", "a.example", "https://a.example/x?y", "https://u:p@a.example",
    ])
    func `an address that cannot be pinged is refused with its line`(_ url: String) async throws {
        let club = try await CommandClub("caen")
        try ping(club, url)
        let refused = try await club("caen", "pull", exit: 1)
        #expect(refused.errors.contains("ping: \(url)"), "\(refused.errors)")
    }
}
