import Foundation
import Testing

/// `repair` and a healing pull, as an administrator meets them.
@Suite struct RepairCommandTests {
    private func pulled(_ club: CommandClub) async throws -> String {
        try await club("caen", "-q", "add", "member", "name=Alpha")
        try await club("caen", "-q", "add", "member", "name=Beta")
        try await club.serving("caen") { url in
            try await club("rouen", "-q", "peers", "add", "caen", url)
            try await club("rouen", "-q", "pull")
            try await club("rouen", "-q", "peers", "remove", "caen")
        }
        return try club.feedFile("rouen", of: "caen")
    }

    @Test func `repair mends a damaged feed from a peer, and says what it did`() async throws {
        let club = try await CommandClub("rouen", "caen")
        let file = try await pulled(club)
        let whole = try club.text(file)
        try club.write(file, whole.replacing("Alpha", with: "Alpho"))
        let before = try club.contents("rouen")
        for command in [["verify"], ["status"], ["repair"]] {
            for (language, exits) in [
                ("fr", ["verify": 12, "repair": 3]), ("en", ["verify": 12, "repair": 3]),
            ] {
                let said = try await club.run(
                    ["--dir", "rouen", "--lang", language] + command,
                    exit: Int32(exits[command[0]] ?? 0))
                #expect(said.errors.contains("club-sync repair"), "\(said.errors)")
            }
        }
        #expect(try club.contents("rouen") == before)
        try await club.serving("caen") { url in
            try await club("rouen", "-q", "peers", "add", "caen", url)
            let refused = try await club("rouen", "-q", "pull", exit: 3)
            #expect(refused.errors.contains("club-sync repair"))
            let before = try club.contents("rouen")
            let dry = try await club("rouen", "--lang", "en", "repair", "-n")
            #expect(dry.errors.contains("would be mended") && dry.errors.contains("caen"))
            #expect(try club.contents("rouen") == before)
            let json = try JSON(try await club("rouen", "repair", "--json").output)
            let mended = try #require(json["files"]?.elements.first)
            #expect(mended["outcome"] == .text("mended") && mended["line"] == .number(2))
            #expect(mended["from"]?.elements == [.text("caen")])
            guard case .text(let aside)? = mended["aside"] else { return #expect(Bool(false)) }
            #expect(try club.text(aside) == whole.replacing("Alpha", with: "Alpho"))
            let nothing = try await club("rouen", "repair")
            #expect(nothing.errors.contains("Rien n’est endommagé"))
            try await club("rouen", "repair", "nobody", exit: 64)
        }
        #expect(try club.text(file) == whole)
        try await club("rouen", "verify")
    }

    @Test func `the own feed says recover when what was acknowledged is nowhere`() async throws {
        let club = try await CommandClub("rouen")
        try await club("rouen", "-q", "add", "member", "name=Alpha")
        let file = try club.feedFile("rouen", of: "rouen")
        try club.write(file, try club.text(file).replacing("Alpha", with: "Alpho"))
        let before = try club.contents("rouen")
        let refused = try await club("rouen", "--lang", "en", "repair", exit: 3)
        #expect(refused.errors.contains("club-sync recover"))
        #expect(try club.contents("rouen") == before)
    }
}
