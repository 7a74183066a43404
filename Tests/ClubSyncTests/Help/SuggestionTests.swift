import Foundation
import Testing

/// What a mistyped word is answered.
@Suite struct SuggestionTests {
    @Test(arguments: [
        (["lsit"], "list"), (["pul"], "pull"), (["exprot", "roster"], "export"),
        (["sttaus"], "status"), (["conflict"], "conflicts"), (["actions"], "list actions"),
        (["peers", "ad"], "add"), (["peers", "lsit"], "list"), (["charter", "shwo"], "show"),
        (["help", "lsit"], "list"), (["help", "peers", "remov"], "remove"),
        (["lsit", "-h"], "list"),
        (["list", "actions", "--scop", "x"], "--scope"), (["status", "--chek"], "--check"),
        (["status", "--langg", "fr"], "--lang"), (["list", "members", "--quiet2"], "--quiet"),
    ])
    func `a word that is nearly one is answered with it`(
        _ arguments: [String], _ meant: String
    ) async throws {
        let club = try await CommandClub()
        let french = try await club.run(arguments, exit: 64)
        #expect(french.errors.contains("Vouliez-vous dire \(meant)\u{a0}?"), "\(french.errors)")
        #expect(french.output.isEmpty && french.errorLines.count == 1)
        let english = try await club.run(arguments + ["--lang", "en"], exit: 64)
        #expect(english.errors.contains("Did you mean \(meant)?"), "\(english.errors)")
        let error = try JSON(try await club.run(arguments + ["--json"], exit: 64).errors)["error"]
        #expect(error?["suggestion"] == .text(meant) && error?["exit"] == .number(64))
    }

    @Test(arguments: [["zzzz"], ["peers", "zzzz"], ["status", "--zzzzzzzz"], ["-x"]])
    func `a word that is near none is answered without a guess`(
        _ arguments: [String]
    ) async throws {
        let club = try await CommandClub()
        let refused = try await club.run(arguments, exit: 64)
        #expect(!refused.errors.contains("Vouliez-vous") && refused.errors.contains("inconnue"))
    }

    @Test func `a suggestion never shows what a terminal would obey`() async throws {
        let club = try await CommandClub()
        let refused = try await club.run(["l\u{1b}[31mist\u{7}"], exit: 64)
        #expect(refused.errors.contains(#"\u{1b}"#) && !refused.errors.contains("\u{1b}"))
    }
}
