#if Server
import Foundation
import Testing

/// The day after, as an administrator lives it.
@Suite struct RecoverTests {
    private static func titles(_ club: CommandClub, _ node: String) async throws -> [String] {
        let list = try JSON(try await club(node, "list", "actions", "--json").output)
        return list.elements.compactMap { $0["fields"]?["title"]?.text }.sorted()
    }

    @Test func `last week's folder: 13, recover, pull, and all is there`() async throws {
        let club = try await CommandClub("rouen", "caen")
        try await club("rouen", "-q", "add", "action", "title=avant")
        try club.copy("rouen", to: "backup")
        try await club("rouen", "-q", "add", "action", "title=vu")
        try await club.serving("rouen") { rouen in
            try await club("caen", "-q", "peers", "add", "rouen", rouen)
            try await club("caen", "-q", "pull")
        }
        try club.remove("rouen")
        try club.copy("backup", to: "rouen")
        let refused = try await club("rouen", "add", "action", "title=non", exit: 13)
        #expect(refused.errors.contains("club-sync recover"))
        let before = try club.contents("rouen")
        let plan = try await club("rouen", "-n", "recover")
        #expect(plan.errors.contains("Rien n’a été écrit"))
        #expect(try club.contents("rouen") == before)
        let done = try await club("rouen", "recover")
        #expect(done.errors.contains("Il manque ici 1 ligne"))
        try await club("rouen", "-q", "add", "action", "title=après")
        try await club.serving("caen") { caen in
            try await club("rouen", "-q", "peers", "add", "caen", caen)
            try await club("rouen", "-q", "pull")
        }
        #expect(try await Self.titles(club, "rouen") == ["après", "avant", "vu"])
        try await club("rouen", "-q", "verify")
        let again = try JSON(try await club("rouen", "recover", "--json").output)
        #expect(again["recovered"] == .flag(false))
    }

    @Test
    func `a copy that was used: 12 until taken note of, and both courses count after recover`()
        async throws
    {
        let club = try await CommandClub("rouen", "caen")
        try await club("rouen", "-q", "add", "action", "title=commune")
        try club.copy("rouen", to: "copie")
        try club.copy("state", to: "etat")
        func copy(_ words: String..., exit: Int32 = 0) async throws -> Command.Outcome {
            try await club.run(["--dir", "copie", "--state", "etat"] + words, exit: exit)
        }
        try await club("rouen", "-q", "add", "action", "title=ici")
        _ = try await copy("-q", "add", "action", "title=là")
        try await club.serving("rouen") { rouen in
            try await club("caen", "-q", "peers", "add", "rouen", rouen)
            try await club("caen", "-q", "pull")
        }
        // Somebody starts the copy in Rouen's place.
        try club.move("rouen", to: "original")
        try club.move("state", to: "state-original")
        try club.copy("copie", to: "rouen")
        try club.copy("etat", to: "state")
        try await club.serving("rouen") { rouen in
            try await club("caen", "-q", "peers", "remove", "rouen")
            try await club("caen", "-q", "peers", "add", "rouen", rouen)
            let night = try await club("caen", "-q", "pull", exit: 12)
            #expect(night.errorLines.count == 1)
            try await club("caen", "status", "--check", exit: 3)
            let noted = try await club("caen", "status", "--acknowledge")
            #expect(noted.errors.contains("1 alerte est notée"))
            try await club("caen", "-q", "pull", exit: 3)
        }
        try club.remove("rouen")
        try club.remove("state")
        try club.move("original", to: "rouen")
        try club.move("state-original", to: "state")
        try await club.serving("caen") { caen in
            try await club("rouen", "-q", "peers", "add", "caen", caen)
            let stopped = try await club("rouen", "-q", "pull", exit: 13)
            #expect(stopped.errors.contains("club-sync recover"))
            let done = try await club("rouen", "recover")
            #expect(done.errors.contains("2 branches"))
            try await club("rouen", "-q", "status", "--acknowledge")
            try await club("rouen", "-q", "pull")
        }
        #expect(try await Self.titles(club, "rouen") == ["commune", "ici", "là"])
        try await club.serving("rouen") { rouen in
            try await club("caen", "-q", "peers", "remove", "rouen")
            try await club("caen", "-q", "peers", "add", "rouen", rouen)
            try await club("caen", "-q", "pull")
        }
        #expect(try await Self.titles(club, "caen") == ["commune", "ici", "là"])
    }

    enum Lost: String, CaseIterable { case folder, state, mark, folderAndState }
    enum Peers: String, CaseIterable { case up, down, oneUp }

    /// Every way in which a store comes back, with all peers, none, or one that had got less.
    @Test(arguments: Lost.allCases, Peers.allCases)
    func `whatever came back, two commands later nothing that a peer has is lost`(
        _ lost: Lost, _ peers: Peers
    ) async throws {
        let club = try await CommandClub("rouen", "caen", "havre")
        func give(_ node: String, to reader: String, exit: Int32 = 0) async throws {
            try await club.serving(node) { url in
                try await club(reader, "-q", "peers", "add", node, url)
                try await club(reader, "-q", "pull", exit: exit)
                try await club(reader, "-q", "peers", "remove", node)
            }
        }
        try await club("rouen", "-q", "add", "action", "title=avant")
        try await give("rouen", to: "havre")
        let state = try club.stateFolder("rouen")
        try club.copy("rouen", to: "backup")
        try club.copy(state, to: "state-backup")
        try await club("rouen", "-q", "add", "action", "title=vu")
        try await give("rouen", to: "caen")
        switch lost {
        case .folder, .folderAndState:
            try club.remove("rouen")
            try club.copy("backup", to: "rouen")
            guard lost == .folderAndState else { break }
            try club.remove(state)
            try club.copy("state-backup", to: state)
        case .state: try club.remove(state)
        case .mark: try club.remove("\(state)/high-water.json")
        }
        // A machine that went back as a whole knows nothing of it until a peer that has more is asked.
        let isNoticed = lost != .folderAndState || peers == .up
        switch peers {
        case .up: try await give("caen", to: "rouen", exit: 13)
        case .oneUp: try await give("havre", to: "rouen", exit: isNoticed ? 13 : 0)
        case .down: break
        }
        if isNoticed {
            try await club("rouen", "add", "action", "title=non", exit: 13)
            try await club("rouen", "-q", "recover")
        }
        try await club("rouen", "-q", "add", "action", "title=neuf")
        if isNoticed {
            try await give("caen", to: "rouen")
        } else {
            // It has written over its past: both courses count once it has recovered.
            try await give("caen", to: "rouen", exit: 13)
            try await club("rouen", "-q", "recover")
            try await club("rouen", "-q", "verify", exit: 12)
            try await club("rouen", "-q", "status", "--acknowledge")
        }
        try await club("rouen", "-q", "verify")
        #expect(try await Self.titles(club, "rouen") == ["avant", "neuf", "vu"])
        try await give("rouen", to: "caen", exit: isNoticed ? 0 : 12)
        #expect(try await Self.titles(club, "caen") == ["avant", "neuf", "vu"])
        try await club("rouen", "-q", "add", "action", "title=après")
    }

    @Test func `a backup without instance: every command says recover, which ends it`() async throws
    {
        let club = try await CommandClub("rouen")
        try await club("rouen", "-q", "add", "action", "title=avant")
        try club.remove("rouen/instance")
        for words in [["list", "actions"], ["add", "action", "title=non"], ["status"], ["pull"]] {
            let refused = try await club.run(["--dir", "rouen"] + words, exit: 13)
            #expect(refused.errors.contains("club-sync recover"), "\(words)")
        }
        let doctor = try await club("rouen", "doctor", exit: 3)
        #expect(doctor.text.contains("club-sync recover"))
        try await club("rouen", "recover")
        try await club("rouen", "-q", "add", "action", "title=après")
        #expect(try await Self.titles(club, "rouen") == ["après", "avant"])
    }

    @Test func `a lost disk: identity key and charter make the node again`() async throws {
        let club = try await CommandClub("rouen", "caen")
        try await club("rouen", "-q", "add", "action", "title=gardée")
        try await club.serving("rouen") { rouen in
            try await club("caen", "-q", "peers", "add", "rouen", rouen)
            try await club("caen", "-q", "pull")
        }
        try club.copy("rouen/identity.key", to: "cle")
        try club.remove("rouen")
        let without = try await club("rouen", "recover", "--identity", "cle", exit: 1)
        #expect(without.errors.contains("--charter charter.json"))
        try await club("rouen", "recover", "--charter", "charter.json", exit: 64)
        #expect(!club.exists("rouen"))
        let done = try await club(
            "rouen", "recover", "--identity", "cle", "--charter", "charter.json")
        #expect(done.errors.contains("peers add"))
        try await club("rouen", "-q", "add", "action", "title=neuve")
        try await club.serving("caen") { caen in
            try await club("rouen", "-q", "peers", "add", "caen", caen)
            try await club("rouen", "-q", "pull")
        }
        #expect(try await Self.titles(club, "rouen") == ["gardée", "neuve"])
    }
}
#endif
