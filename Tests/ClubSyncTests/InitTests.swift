import ClubRegistry
import Foundation
import Testing

/// What `init` shows.
@Suite struct InitTests {
    @Test func `the key line alone is on stdout, and the key for paper on stderr`() async throws {
        let club = try await CommandClub()
        let made = try await club("a", "init", "--node", "a", "--name", "A", "--lang", "en")
        #expect(made.lines.count == 1 && made.lines[0].hasPrefix("a ed25519:"))
        let typed = made.errorLines.filter { $0.contains(/^ {4}[0-9a-z]{8}( [0-9a-z]{8}){3}$/) }
        #expect(typed.count == 2, "\(made.errors)")
        let seed = try PaperKey.decode(typed.joined(separator: "\n"))
        let stored = try DurableFile.readPrivateKey("\(club.folder)/a/identity.key")
        #expect(seed == stored)
        #expect(made.lines[0].contains(try #require(SigningKey(seed: seed)).publicKey.text))
        // The same words again, before join: whoever lost the screen has it back.
        let again = try await club("a", "init", "--node", "a", "--name", "A", "--lang", "en")
        #expect(again.text == made.text && again.errors == made.errors)
    }

    @Test func `with -q, and in a dry run, no key is shown`() async throws {
        let club = try await CommandClub()
        let quiet = try await club("a", "-q", "init", "--node", "a", "--name", "A")
        #expect(quiet.errors.isEmpty && quiet.lines.count == 1)
        let dry = try await club("b", "-n", "init", "--node", "b", "--name", "B")
        #expect(!dry.errors.contains(/[0-9a-z]{8} [0-9a-z]{8}/) && dry.output.isEmpty)
    }
}
