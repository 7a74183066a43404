#if Server
import Foundation
import Testing

/// The README's commands, run as they stand.
@Suite struct WalkthroughTests {
    private static func block() throws -> String {
        let parts = try Checkout.text("README.md").components(separatedBy: "```sh\n")
        #expect(parts.count == 2, "the README has one sh block")
        return try #require(parts.last?.components(separatedBy: "```").first)
    }

    /// The checkout again, of links, with the program under test where `scripts/club-sync` looks.
    private static func mirror(in folder: String) throws {
        let files = FileManager.default
        for name in try files.contentsOfDirectory(atPath: Checkout.root.path)
        where !name.hasPrefix(".") {
            try files.createSymbolicLink(
                atPath: "\(folder)/\(name)", withDestinationPath: "\(Checkout.root.path)/\(name)")
        }
        try files.createDirectory(
            atPath: "\(folder)/.build/debug", withIntermediateDirectories: true)
        try files.createSymbolicLink(
            atPath: "\(folder)/.build/debug/club-sync", withDestinationPath: Binary.path)
    }

    @Test func `the walk-through runs, and shows what it says`() async throws {
        let club = try await CommandClub()
        try FileManager.default.createDirectory(
            atPath: "\(club.folder)/checkout", withIntermediateDirectories: true)
        try Self.mirror(in: "\(club.folder)/checkout")
        // Fails at the first command that fails, and whatever happens leaves no server behind.
        let script = """
            set -euo pipefail
            trap 'jobs -p | xargs --no-run-if-empty kill 2>/dev/null' EXIT
            cd checkout
            \(try Self.block())
            code=0; wait "$server" || code=$?
            echo "server ended with $code"
            """
        let outcome = try await club.bash(script)
        #expect(outcome.status == 0 && !outcome.timedOut, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.lines.last == "server ended with 0")
        let text = outcome.text
        // The network's id, then the list after the pull, the conflict with both values, the history.
        #expect(outcome.lines.first?.wholeMatch(of: /[A-Za-z0-9_-]{43}/) != nil)
        let listed = outcome.lines.filter { $0.contains("Visite de laboratoires  10/03/2027") }
        #expect(listed.count == 1 && listed[0].contains("grand-paris"))
        let contested = outcome.lines.filter { $0.contains("Visite de laboratoires  Lieu") }
        #expect(contested.count == 2)
        #expect(contested.contains { $0.contains("Madrillet, Rouen") && $0.contains(" rouen ") })
        #expect(contested.contains { $0.contains("Campus 1, Caen") && $0.contains(" caen ") })
        #expect(text.contains("salle confirmée par téléphone") && text.contains("vu avec Rouen"))
        #expect(outcome.errors.contains("2 feeds"))
        // Nothing was left in the checkout, and no store outside the scratch folder.
        let made = try FileManager.default.contentsOfDirectory(atPath: "\(club.folder)/checkout")
        #expect(
            Set(made)
                == Set(
                    try FileManager.default.contentsOfDirectory(
                        atPath: Checkout.root.path
                    ).filter { !$0.hasPrefix(".") } + [".build"]))
        #expect(!club.exists("state") && !club.exists("home/.local"))
    }

    @Test func `the README is short`() throws {
        #expect(try Checkout.text("README.md").split(separator: "\n").count <= 130)
    }
}
#endif
