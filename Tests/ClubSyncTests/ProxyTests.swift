#if Server
import Foundation
import Testing

/// A pull over TLS, through a real proxy with the configuration that we hand out.
@Suite(
    .enabled(
        if: Extras.caddy != nil, "SKIPPED: caddy is missing; scripts/setup-extras fetches it."))
struct ProxyTests {
    @Test func `a pull over TLS verifies the server by the authority that is named`() async throws {
        let club = try await CommandClub("rouen", "caen")
        try await club("rouen", "-q", "add", "member", "name=A")
        try await club.serving("rouen") { node in
            try await Caddy.proxying(node, in: club) { proxy in
                try await club("caen", "-q", "peers", "add", "rouen", proxy.url)
                try await Self.refused(club, ["pull"])
                #expect(try await club("caen", "list", "members", "--json").text == "[]\n")
                try await club("caen", "-q", "pull", "--ca", proxy.authority)
                #expect(try await club("caen", "list", "members", "--json").text.contains(#""A""#))
                let report = try await club(
                    "caen", "pull", "--json", environment: ["CLUB_SYNC_CA": proxy.authority])
                #expect(try JSON(report.output)["peers"]?[0]?["outcome"] == .text("fresh"))
                // The option wins, and another authority proves nothing.
                try await Self.makeAuthority(club)
                try await Self.refused(
                    club, ["pull", "--ca", "other.pem"],
                    environment: ["CLUB_SYNC_CA": proxy.authority])
            }
        }
    }

    @Test func `a certificate for another name is refused`() async throws {
        let club = try await CommandClub("rouen", "caen")
        try await club.serving("rouen") { node in
            try await Caddy.proxying(node, in: club) { proxy in
                let other = proxy.url.replacing("localhost", with: "127.0.0.1")
                try await club("caen", "-q", "peers", "add", "rouen", other)
                try await Self.refused(club, ["pull", "--ca", proxy.authority])
            }
        }
    }

    /// A pull that asks nothing, and says which option is missing.
    private static func refused(
        _ club: CommandClub, _ arguments: [String], environment: [String: String] = [:],
        at location: SourceLocation = #_sourceLocation
    ) async throws {
        let pulled = try await club.run(
            ["--dir", "caen", "--lang", "en"] + arguments, environment: environment, exit: 3,
            at: location)
        #expect(pulled.text.contains("certificate refused"), sourceLocation: location)
        #expect(
            pulled.errors.contains("club-sync pull --ca FILE rouen"), sourceLocation: location)
    }

    private static func makeAuthority(_ club: CommandClub) async throws {
        let made = try await club.bash(
            "openssl req -x509 -newkey ed25519 -nodes -subj /CN=other -keyout other.key -out other.pem"
        )
        #expect(made.status == 0, "\(made.errors)")
    }
}
#endif
