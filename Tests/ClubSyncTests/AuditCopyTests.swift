import Foundation
import Testing

/// `verify` and `dump` of what an auditor gets: `charter.json` and `feeds/`, read-only.
@Suite struct AuditCopyTests {
    /// A club whose rouen holds the feed of caen too, and a copy of rouen as auditors get it.
    private func copied() async throws -> CommandClub {
        let club = try await CommandClub("rouen", "caen")
        try await club("caen", "add", "action", "title=Visite")
        try await club("rouen", "add", "action", "title=Salon")
        try await club.serving("caen") { url in
            try await club("rouen", "peers", "add", "caen", url)
            try await club("rouen", "pull")
        }
        try FileManager.default.createDirectory(
            atPath: "\(club.folder)/copy", withIntermediateDirectories: true)
        try club.copy("rouen/charter.json", to: "copy/charter.json")
        try club.copy("rouen/feeds", to: "copy/feeds")
        return club
    }

    /// Every file of the copy, with the hash of its bytes.
    private func sums(_ club: CommandClub) async throws -> [String] {
        try await club.bash("find copy | sort; find copy -type f | sort | xargs sha256sum").lines
    }

    @Test
    func `a copy of charter and feeds dumps and verifies as the node does, and stays as it is`()
        async throws
    {
        let club = try await copied()
        let before = try await sums(club)
        let modes = "chmod -R a-w copy && trap 'chmod -R u+w copy' EXIT && "
        let node = try await club("rouen", "dump")
        let copy = try await club.bash(
            modes + "\"$club\" --dir copy dump && \"$club\" --dir copy --lang en verify")
        #expect(copy.status == 0, "\(copy.errors)")
        #expect(copy.output == node.output && node.lines.count == 3)
        #expect(copy.errorLines.first == node.errorLines.last)
        #expect(copy.errors.contains("2 feeds"))
        #expect(try await sums(club) == before)
        let feed = try club.feedFile("copy", of: "caen")
        let checked = try await club("copy", "--lang", "en", "verify", feed)
        #expect(checked.errors.contains(feed))
    }

    @Test func `a copy with a changed line, or a branch that joins nothing, is untrusted`()
        async throws
    {
        let club = try await copied()
        let feed = try club.feedFile("copy", of: "caen")
        let whole = try club.text(feed)
        let stray = feed.replacingOccurrences(of: ".jsonl", with: "~0000000000000000.jsonl")
        try club.write(stray, "{}\n")
        let strange = try await club("copy", "verify", exit: 12)
        #expect(strange.errors.contains("~0000000000000000.jsonl"))
        try FileManager.default.removeItem(atPath: "\(club.folder)/\(stray)")
        try club.write(feed, whole.replacingOccurrences(of: "Visite", with: "Fermer"))
        let changed = try await club("copy", "verify", exit: 12)
        #expect(changed.errors.contains("bad-seal"))
        #expect(try await club("copy", "dump").lines.count == 2, "what stands is dumped")
    }

    @Test func `a copy is no node: nothing is added to it, listed or served`() async throws {
        let club = try await copied()
        let before = try await sums(club)
        for command in [
            ["add", "action", "title=X"], ["list", "actions"], ["pull"], ["status"], ["serve"],
            ["export", "actions"],
        ] {
            try await club.run(["--dir", "copy"] + command, exit: 10)
        }
        #expect(try await sums(club) == before)
        try FileManager.default.removeItem(atPath: "\(club.folder)/copy/charter.json")
        try await club("copy", "verify", exit: 10)
        try await club("copy", "dump", exit: 10)
    }
}
