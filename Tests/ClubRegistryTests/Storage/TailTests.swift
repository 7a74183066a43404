import ClubTestSupport
import Foundation
import Testing

@testable import ClubRegistry

/// What a crash or a disk leaves behind the last seal: it never was a line, and costs none.
@Suite struct TailTests {
    /// By name: half a line, zeros as after a cut of power, garbage with line ends, whole lines that
    /// no seal covers.
    private static let tails: [(name: String, bytes: [UInt8])] = [
        ("torn", Array(#"{"change":{"after":{},"at":"2027-"#.utf8)),
        ("zeros", [UInt8](repeating: 0, count: 5_000)),
        ("garbage", Array("\u{1}\n\n{}\n".utf8) + [0xff, 0xfe, 0x0a, 0x0a, 0x80]),
        ("zeros and ends", [0, 0, 0x0a, 0, 0x0a]),
    ]

    private static func add(_ tail: [UInt8], to path: String) throws {
        let whole = try #require(FileManager.default.contents(atPath: path))
        try (whole + Data(tail)).write(to: URL(filePath: path))
    }

    private static func path(_ club: TestClub, _ node: String, of author: String) throws -> String {
        let feeds = try club.open(node).place.feeds
        let names = try FileManager.default.contentsOfDirectory(atPath: feeds)
        return "\(feeds)/\(try #require(names.first { $0.hasPrefix("\(author)-") }))"
    }

    private static func unsealed(_ path: String) throws -> [UInt8] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let line = try #require(text.split(separator: "\n").last)
        let seq = text.split(separator: "\n").count
        let open = line[..<(try #require(line.firstRange(of: #","seal":"#)).lowerBound)] + "}\n"
        return Array(open.replacing("\"seq\":\(seq),", with: "\"seq\":\(seq + 1),").utf8)
    }

    @Test(arguments: tails.map(\.name) + ["unsealed"])
    func `behind the own feed it is set aside at the next write, byte for byte`(_ name: String)
        async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let rouen = try club.open("rouen")
        _ = try await rouen.add(kind: "action", .set(["title": .string("A")]))
        let path = try Self.path(club, "rouen", of: "rouen")
        let tail = try Self.tails.first { $0.name == name }?.bytes ?? Self.unsealed(path)
        try Self.add(tail, to: path)
        #expect(try await club.open("rouen").damages().isEmpty)
        #expect(try await club.open("rouen").records().count == 1)
        // Also for a process that had the feed open.
        let (_, written) = try await rouen.add(kind: "action", .set(["title": .string("B")]))
        let aside = try #require(written.setAside)
        #expect(FileManager.default.contents(atPath: aside).map { [UInt8]($0) } == tail)
        #expect(try await club.open("rouen").damages().isEmpty)
        #expect(try await club.open("rouen").records().count == 2)
    }

    @Test(arguments: tails.map(\.name) + ["unsealed"])
    func `behind the feed of another it is cut off at the next append, and the lines are pulled`(
        _ name: String
    ) async throws {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        _ = try await club.open("caen").add(kind: "action", .set(["title": .string("A")]))
        try await club.pull("rouen", from: ["caen"])
        let server = try club.open("rouen")
        #expect(try await server.records().count == 1)
        let path = try Self.path(club, "rouen", of: "caen")
        let tail = try Self.tails.first { $0.name == name }?.bytes ?? Self.unsealed(path)
        try Self.add(tail, to: path)
        // It does not count, and nothing is done about it as long as nothing comes.
        #expect(try await club.pull("rouen", from: ["caen"]).exit == .done)
        #expect(try await club.open("rouen").damages().isEmpty)
        _ = try await club.open("caen").add(kind: "action", .set(["title": .string("B")]))
        #expect(try await club.pull("rouen", from: ["caen"]).exit == .done)
        let theirs = try Self.path(club, "caen", of: "caen")
        #expect(
            FileManager.default.contents(atPath: path)
                == FileManager.default.contents(atPath: theirs))
        #expect(try await server.records().count == 2)
    }
}
