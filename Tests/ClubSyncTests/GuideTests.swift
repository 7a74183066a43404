import ClubRegistry
import Foundation
import Testing

@testable import club_sync

/// What the guide says of the program.
@Suite struct GuideTests {
    private static let guide = Result { try Checkout.text("docs/guide.fr.md") }

    /// Every `club-sync …` in the guide's code, without the program's name.
    private static func commandLines() throws -> [String] {
        let text = try guide.get()
        let spans = text.matches(of: /`club-sync ([a-z-][^`]*)`/).map { String($0.1) }
        let blocks = text.matches(of: /(?m)^[^|`\n]*(?:bin\/|^)club-sync ([a-z-].*)$/).map {
            String($0.1)
        }
        return spans + blocks
    }

    @Test func `every command and option of the guide exists`() throws {
        let lines = try Self.commandLines()
        #expect(lines.count > 40)
        for line in lines {
            let words = line.split(separator: " ").map(String.init)
            let (_, rest) = try Globals.lift(words)
            let node = try CommandNode.find(rest)
            #expect(!node.path.isEmpty, "\(line)")
            let spellings = Set(node.arguments().flatMap(\.spellings))
            for word in rest where word.hasPrefix("-") {
                let (name, _) = Globals.split(word)
                #expect(spellings.contains(name), "\(line): \(name)")
            }
        }
    }

    @Test func `the table of the night has every exit code of pull, in order`() throws {
        let parts = try Self.guide.get().components(separatedBy: "### Ce que dit la nuit")
        let table = try #require(parts.last?.components(separatedBy: "\n### ").first)
        let codes = table.matches(of: /(?m)^\| ([0-9, ]+) \|/).flatMap {
            $0.1.split(separator: ", ").compactMap { Int32($0) }
        }
        #expect(codes == codes.sorted())
        #expect(Set(codes) == Set(ExitStatus.allCases.map(\.rawValue)))
    }

    @Test func `what belongs in a backup stands in one table, with every file of a node`()
        async throws
    {
        let parts = try Self.guide.get().components(separatedBy: "### Sauvegarder\n")
        #expect(parts.count == 2)
        let table = try #require(parts.last?.components(separatedBy: "\n### ").first)
        let club = try await CommandClub("rouen")
        try club.write("m.jsonl", "{\"name\":\"A\"}\n")
        try await club("rouen", "-q", "import", "m.jsonl", "--into", "member")
        try await club("rouen", "-q", "peers", "add", "caen", "http://127.0.0.1:1")
        try await club("rouen", "-q", "pull", exit: 3)
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(club.folder)/rouen") {
            #expect(table.contains("DIR`/\(name)"), "\(name)")
        }
        let never = table.split(separator: "\n").filter { $0.contains("**jamais**") }
        #expect(never.count == 1 && never.first?.hasPrefix("| STATE") == true)
    }

    @Test func `every metric of the guide is written, and every one written is in the guide`()
        throws
    {
        var metrics = PullMetrics(exit: .done, lastRun: 0, duration: .zero)
        let url = try #require(PeerURL("http://a.example"))
        metrics.add([.init(name: "a", url: url)], trends: [:], report: nil)
        metrics.standing = .init()
        let guide = try Self.guide.get()
        for match in metrics.text.matches(of: /# TYPE club_sync_(\S+)/) {
            let name = match.1.replacing("pull_last_run", with: "last_run")
                .replacing("pull_duration", with: "duration")
            #expect(guide.contains("_\(name)"), "\(name)")
        }
        for match in guide.matches(of: /club_sync_[a-z_]+/) {
            #expect(metrics.text.contains(match.0), "\(match.0)")
        }
    }

    @Test func `links lead somewhere, and French has its own signs and spaces`() throws {
        let guide = try Self.guide.get()
        for match in guide.matches(of: /\]\(([^)#]+)\)/) {
            let path = Checkout.root.appending(path: "docs/\(match.1)").standardizedFileURL.path
            #expect(FileManager.default.fileExists(atPath: path), "\(match.1)")
        }
        let prose = guide.replacing(/(?s)```.*?```/, with: "").replacing(/`[^`]*`/, with: "x")
        #expect(!prose.contains("'"))
        for match in prose.matches(of: /\x20[:;!?»]|«[^\u{a0}]|[^\u{a0}\u{202f}][;!?»]/) {
            Issue.record("\(prose[match.range.lowerBound...].prefix(30))")
        }
    }
}
