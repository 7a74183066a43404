import Foundation
import Testing

/// The man pages, read by the programs that show them.
@Suite struct ManPageTests {
    @Test(arguments: ["fr", "en"])
    func `every command has a page, and writing them twice gives the same bytes`(
        _ language: String
    ) async throws {
        let club = try await CommandClub()
        let said = try await club.run(["man", "-o", "a/b", "--lang", language])
        #expect(said.output.isEmpty && said.errors.contains("a/b"))
        try await club.run(["-q", "man", "-o", "c", "--lang", language])
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(club.folder)/a/b")
        let help = try await club.run(["help", "--lang", language]).text
        let listed = help.matches(of: /\n {2}([a-z]+) {2,}\S/).map { "club-sync-\($0.1).1" }
        #expect(Set(names) == Set(listed + ["club-sync.1"]))
        for name in names {
            #expect(try club.bytes("a/b/\(name)") == club.bytes("c/\(name)"))
        }
    }

    @Test func `a folder that cannot be made is 1`() async throws {
        let club = try await CommandClub()
        try club.write("file", "")
        let refused = try await club.run(["man", "-o", "file/man1"], exit: 1)
        #expect(refused.errors.contains("file/man1"))
    }

    @Test(arguments: ["fr", "en"])
    func `mandoc finds nothing to say, and shows accents`(_ language: String) async throws {
        try Installed.require("mandoc", package: "mandoc")
        let club = try await CommandClub()
        try await club.run(["-q", "man", "-o", "man1", "--lang", language])
        let lint = try await club.bash("mandoc -Tlint man1/*.1")
        #expect(lint.status == 0 && lint.text.isEmpty, "\(lint.text)")
        let shown = try await club.bash(
            #"mandoc -Tutf8 man1/club-sync-add.1 | LC_ALL=C.UTF-8 sed 's/.\x08//g'"#)
        #expect(shown.text.contains("Évreux Énergie"), "\(shown.text)")
        #expect(shown.text.contains("--because"))
    }

    @Test(arguments: ["fr", "en"])
    func `groff shows accents, quotes and hyphens as they are typed`(
        _ language: String
    ) async throws {
        try Installed.require("groff", package: "groff-base")
        let club = try await CommandClub()
        try await club.run(["-q", "man", "-o", "man1", "--lang", language])
        let shown = try await club.bash(
            "groff -K utf8 -man -ww -P -c -P -b -P -u -Tutf8 man1/club-sync-add.1")
        #expect(shown.errors.isEmpty, "\(shown.errors)")
        #expect(shown.text.contains("name='Société Évreux Énergie' city=Évreux"), "\(shown.text)")
    }
}
