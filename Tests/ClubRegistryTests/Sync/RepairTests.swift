import ClubTestSupport
import Foundation
import Glibc
import Testing

@testable import ClubRegistry

/// Feeds that are damaged in the middle, and what peers have of them.
@Suite struct RepairTests {
    private static func write(_ club: TestClub, _ node: String, _ titles: String...) async throws {
        for title in titles {
            _ = try await club.open(node).add(kind: "action", .set(["title": .string(title)]))
        }
    }

    private static func titles(_ club: TestClub, _ node: String) async throws -> Set<String> {
        Set(try await club.open(node).records().compactMap { $0.text("title") })
    }

    private func names(_ club: TestClub, _ node: String, of author: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: club.open(node).place.feeds)
            .filter { $0.hasPrefix("\(author)-") }.sorted()
    }

    private func path(_ club: TestClub, _ node: String, of author: String) throws -> String {
        "\(try club.open(node).place.feeds)/\(try #require(names(club, node, of: author).first))"
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }

    /// Another text in the file of `author` at `node`, in its place on disk.
    private func damage(
        _ club: TestClub, _ node: String, of author: String, _ change: (String) -> String
    ) throws -> (path: String, text: String) {
        let path = try path(club, node, of: author)
        let damaged = change(try text(path))
        try damaged.write(toFile: path, atomically: false, encoding: .utf8)
        return (path, damaged)
    }

    private func repair(
        _ club: TestClub, _ node: String, from others: [String],
        permit: WritePermit? = WritePermit()
    ) async throws -> RepairReport {
        try await repair(
            club.open(node),
            from: others.map { LocalPeer(name: $0, source: try club.open($0)) }, permit: permit)
    }

    private func repair(
        _ registry: Registry, from peers: [any Peer], permit: WritePermit? = WritePermit()
    ) async throws -> RepairReport {
        var options = Pull.Options()
        options.pause = .milliseconds(1)
        return try await Repair(registry, peers: peers, options: options, permit: permit).run()
    }

    private func aside(_ club: TestClub, _ node: String) throws -> [String] {
        let folder = try club.open(node).place.aside
        // Absent as long as nothing was set aside.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.map { "\(folder)/\($0)" }
    }

    @Test func `a damaged feed of another office is mended from any peer that has it`() async throws
    {
        let club = try await TestClub(["rouen", "caen", "le-havre"])
        defer { club.remove() }
        try await Self.write(club, "caen", "A", "B", "C")
        try await club.pull("le-havre", from: ["caen"])
        try await club.pull("rouen", from: ["caen"])
        let whole = try text(path(club, "rouen", of: "caen"))
        let server = try club.open("rouen")
        #expect(try await server.records().count == 3)
        let (path, damaged) = try damage(club, "rouen", of: "caen") {
            $0.replacing(#""title":"B""#, with: #""title":"X""#)
        }
        #expect(try await club.open("rouen").damages().map(\.line) == [3])
        // Nothing is appended to a damaged file, and the pull says so.
        try await Self.write(club, "caen", "D")
        let refused = try await club.pull("rouen", from: ["caen"])
        #expect(refused.peers[0].refusals.map(\.reason) == [Refusal.damagedHere])
        #expect(refused.exit == .partial)
        let nobody = try await repair(club, "rouen", from: [])
        #expect(nobody.exit == .partial && nobody.files.map(\.outcome.code) == ["unavailable"])
        let planned = try await repair(club, "rouen", from: ["le-havre"], permit: nil)
        #expect(planned.exit == .done && planned.files.map(\.sources) == [["le-havre"]])
        #expect(try text(path) == damaged && aside(club, "rouen").isEmpty)

        let report = try await repair(club, "rouen", from: ["le-havre"])
        #expect(report.exit == .done && report.files.count == 1)
        let file = try #require(report.files.first)
        #expect(file.outcome.code == "mended" && file.sources == ["le-havre"] && file.line == 3)
        #expect(try text(path) == whole)
        #expect(try text(#require(file.aside)) == damaged)
        var status = stat()
        #expect(lstat(file.aside!, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(try await club.open("rouen").damages().isEmpty)
        // A process that had read the feed before goes on, too.
        #expect(try await club.pull("rouen", from: ["caen"]).exit == .done)
        #expect(try await server.records().count == 4)
        #expect(try await Self.titles(club, "rouen") == ["A", "B", "C", "D"])
        let again = try await repair(club, "rouen", from: ["caen"])
        #expect(again.files.isEmpty && again.exit == .done && again.pull == nil)
    }

    @Test func `a process that read the feed while it was damaged sees the mended one`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        try await Self.write(club, "caen", "A")
        try await club.pull("rouen", from: ["caen"])
        // Damaged at its first line, so that nothing of it counts.
        _ = try damage(club, "rouen", of: "caen") { "x" + $0 }
        let server = try club.open("rouen")
        #expect(try await server.records().isEmpty)
        #expect(try await repair(club, "rouen", from: ["caen"]).exit == .done)
        #expect(try await server.records().count == 1)
        #expect(try await server.damages().isEmpty)
    }

    @Test func `lines from three peers make one feed`() async throws {
        let club = try await TestClub(["rouen", "caen", "le-havre", "evreux"])
        defer { club.remove() }
        try await Self.write(club, "caen", "A", "B")
        try await club.pull("le-havre", from: ["caen"])
        try await Self.write(club, "caen", "C", "D")
        try await club.pull("rouen", from: ["caen"])
        try await club.pull("evreux", from: ["caen"])
        _ = try damage(club, "rouen", of: "caen") {
            $0.replacing(#""title":"A""#, with: #""title":"X""#)
                .replacing(#""title":"D""#, with: #""title":"Y""#)
        }
        let liar = FaultyPeer(LocalPeer(name: "liar", source: try club.open("evreux"))) {
            (_: FeedID, bytes: [UInt8]) -> [UInt8]? in
            Array(String(decoding: bytes, as: UTF8.self).replacing("D", with: "Z").utf8)
        }
        let havre = LocalPeer(name: "le-havre", source: try club.open("le-havre"))
        let evreux = LocalPeer(name: "evreux", source: try club.open("evreux"))
        let report = try await repair(club.open("rouen"), from: [havre, liar, evreux])
        #expect(report.exit == .done)
        #expect(report.files.map(\.sources) == [["le-havre", "evreux"]])
        #expect(try await Self.titles(club, "rouen") == ["A", "B", "C", "D"])
    }

    @Test func `the own feed is mended when all that was acknowledged is found again`() async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        try await Self.write(club, "rouen", "A", "B")
        try await club.pull("caen", from: ["rouen"])
        // Nobody has these yet, and they are intact.
        try await Self.write(club, "rouen", "C", "D")
        let whole = try text(path(club, "rouen", of: "rouen"))
        let (path, _) = try damage(club, "rouen", of: "rouen") {
            $0.replacing(#""title":"A""#, with: #""title":"X""#)
        }
        await #expect(throws: RegistryError.self) { try await Self.write(club, "rouen", "E") }
        let report = try await repair(club, "rouen", from: ["caen"])
        #expect(report.exit == .done && report.files.map(\.fetched) == [2])
        #expect(try text(path) == whole)
        try await Self.write(club, "rouen", "E")
        #expect(try await Self.titles(club, "rouen") == ["A", "B", "C", "D", "E"])
        #expect(try await club.pull("caen", from: ["rouen"]).exit == .done)
    }

    @Test func `the own feed is left as it is when an acknowledged line is nowhere`() async throws {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        try await Self.write(club, "rouen", "A")
        try await club.pull("caen", from: ["rouen"])
        try await Self.write(club, "rouen", "B", "C")
        let (path, damaged) = try damage(club, "rouen", of: "rouen") {
            $0.replacing(#""title":"B""#, with: #""title":"X""#)
        }
        let report = try await repair(club, "rouen", from: ["caen"])
        guard case .short(2, of: 4)? = report.files.first?.outcome else {
            return #expect(Bool(false), "\(report.files)")
        }
        #expect(report.exit == .partial && report.pull == nil)
        #expect(try text(path) == damaged && aside(club, "rouen").isEmpty)
    }

    @Test func `an emptied own feed comes back from a peer`() async throws {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        try await Self.write(club, "rouen", "A")
        try await club.pull("caen", from: ["rouen"])
        let whole = try text(path(club, "rouen", of: "rouen"))
        let (path, _) = try damage(club, "rouen", of: "rouen") { _ in "" }
        #expect(try await repair(club, "rouen", from: ["caen"]).exit == .done)
        #expect(try text(path) == whole)
        try await Self.write(club, "rouen", "B")
    }

    @Test func `garbage between intact lines needs nobody`() async throws {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        try await Self.write(club, "rouen", "A", "B")
        try await Self.write(club, "caen", "C", "D")
        try await club.pull("rouen", from: ["caen"])
        for author in ["rouen", "caen"] {
            let whole = try text(path(club, "rouen", of: author))
            let (path, _) = try damage(club, "rouen", of: author) {
                var lines = $0.split(separator: "\n").map(String.init)
                lines.insert("\u{0}\u{0}garbage", at: 2)
                lines.insert("", at: 1)
                return lines.joined(separator: "\n") + "\n"
            }
            let report = try await repair(club, "rouen", from: [])
            #expect(report.exit == .done && report.files.map(\.kept) == [2])
            #expect(try text(path) == whole)
        }
    }

    @Test func `a branch file is cut to what is good of it, and pulled again`() async throws {
        let club = try await TestClub(["rouen", "caen", "le-havre"])
        defer { club.remove() }
        try await Self.write(club, "caen", "A")
        let clone = try club.clone("caen")
        try await Self.write(club, "caen", "B")
        for title in ["C", "D"] {
            _ = try await clone.add(kind: "action", .set(["title": .string(title)]))
        }
        let peers = [
            LocalPeer(name: "caen", source: try club.open("caen")),
            LocalPeer(name: "clone", source: clone),
        ]
        for node in ["rouen", "le-havre"] {
            for peer in peers { try await club.pull(node, peers: [peer]) }
        }
        let branch = try #require(names(club, "rouen", of: "caen").first { $0.contains("~") })
        let path = "\(try club.open("rouen").place.feeds)/\(branch)"
        let whole = try text(path)
        for change in [#""title":"D""#, #""title":"C""#] {
            try whole.replacing(change, with: #""title":"X""#).write(
                toFile: path, atomically: false, encoding: .utf8)
            let report = try await repair(club, "rouen", from: ["le-havre"])
            #expect(report.exit == .done && report.files.map(\.outcome.code) == ["cleared"])
            #expect(try text(path) == whole)
        }
        #expect(try await club.open("rouen").damages().isEmpty)
        #expect(try await Self.titles(club, "rouen") == Self.titles(club, "le-havre"))
    }

    @Test func `files without a whole line are set aside, and their feeds pulled`() async throws {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        try await Self.write(club, "caen", "A")
        try await club.pull("rouen", from: ["caen"])
        let whole = try text(path(club, "rouen", of: "caen"))
        let (path, _) = try damage(club, "rouen", of: "caen") { String($0.prefix(40)) }
        let stray = path.replacing(".jsonl", with: "~0123456789abcdef.jsonl")
        try "x\n".write(toFile: stray, atomically: false, encoding: .utf8)
        let report = try await repair(club, "rouen", from: ["caen"])
        #expect(report.exit == .done && report.files.map(\.outcome.code) == ["cleared", "cleared"])
        #expect(try text(path) == whole)
        #expect(!FileManager.default.fileExists(atPath: stray))
        #expect(try aside(club, "rouen").count == 2)
        #expect(try await club.open("rouen").barrenFiles().isEmpty)
    }

    @Test func `a file that changes meanwhile is left to a second run`() async throws {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        try await Self.write(club, "caen", "A", "B")
        try await club.pull("rouen", from: ["caen"])
        let whole = try text(path(club, "rouen", of: "caen"))
        let (path, _) = try damage(club, "rouen", of: "caen") {
            $0.replacing(#""title":"A""#, with: #""title":"X""#)
        }
        let other = FaultyPeer(LocalPeer(name: "caen", source: try club.open("caen"))) {
            (_: FeedID, bytes: [UInt8]) -> [UInt8]? in
            // A person who mends it by hand, at this moment.
            _ = FileManager.default.createFile(atPath: path, contents: Data(whole.utf8))
            return bytes
        }
        let report = try await repair(club.open("rouen"), from: [other])
        #expect(report.files.map(\.outcome.code) == ["overtaken"] && report.exit == .partial)
        #expect(try text(path) == whole && aside(club, "rouen").isEmpty)
        #expect(try await repair(club, "rouen", from: ["caen"]).files.isEmpty)
    }

    @Test(arguments: ["write", "link", "rename"])
    func `a disk that refuses leaves the damaged file as it is`(_ call: String) async throws {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        try await Self.write(club, "caen", "A", "B")
        try await club.pull("rouen", from: ["caen"])
        let (path, damaged) = try damage(club, "rouen", of: "caen") {
            $0.replacing(#""title":"A""#, with: #""title":"X""#)
        }
        let failing = try Registry(
            dir: club.dir("rouen"), stateRoot: club.root.appending(path: "state").path,
            calls: broken([call], errno: ENOSPC))
        let caen = LocalPeer(name: "caen", source: try club.open("caen"))
        await #expect(throws: RegistryError.self) { try await repair(failing, from: [caen]) }
        #expect(try text(path) == damaged)
        #expect(try await repair(club, "rouen", from: ["caen"]).exit == .done)
        #expect(try await club.open("rouen").damages().isEmpty)
    }
}
