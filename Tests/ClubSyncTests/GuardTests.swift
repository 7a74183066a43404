#if Server
import Foundation
import Testing

/// What `pull` does not take in before a person allows it, as `cron` and people see it.
@Suite struct GuardTests {
    @Test func `a mass of deletions waits for --allow-mass-delete, and is named everywhere`()
        async throws
    {
        let club = try await CommandClub("rouen", "caen")
        let rows = (0..<25).map { #"{"kind":"member","fields":{"name":"M\#($0)"}}"# }
        try club.write("members.jsonl", rows.joined(separator: "\n") + "\n")
        try await club("rouen", "-q", "import", "members.jsonl", "--into", "member", "--yes")
        try await club.serving("rouen") { url in
            try await club("caen", "-q", "peers", "add", "rouen", url)
            try await club("caen", "-q", "pull")
        }
        let list = try JSON(try await club("caen", "list", "members", "--json").output)
        let ids = list.elements.compactMap { $0["id"]?.text }
        #expect(ids.count == 25)
        for id in ids.prefix(21) { try await club("caen", "-q", "delete", id) }
        try await club.serving("caen") { url in
            try await club("rouen", "-q", "peers", "add", "caen", url)
            for node in ["nobody", "CAEN"] {
                let unknown = try await club("rouen", "pull", "--allow-mass-delete", node, exit: 64)
                #expect(unknown.errors.contains("caen, rouen"))
            }
            try await club("rouen", "pull", "--allow-feeds", "nobody", exit: 64)
            let quiet = try await club("rouen", "-q", "pull", exit: 3)
            #expect(quiet.output.isEmpty && quiet.errorLines.count == 1)
            #expect(quiet.errors.contains("club-sync pull --allow-mass-delete caen"))
            let table = try await club("rouen", "pull", "--lang", "en", exit: 3)
            #expect(table.text.contains("mass-delete"))
            #expect(table.errors.contains("21 of the 25 records of rouen"))
            #expect(!table.errors.contains("Try again"))
            let report = try JSON(try await club("rouen", "pull", "--json", exit: 3).output)
            #expect(report["waiting"]?[0]?["node"] == .text("caen"))
            #expect(report["waiting"]?[0]?["count"] == .number(21))
            #expect(try club.text("rouen/journal.jsonl").contains(#""reason":"mass-delete""#))
            let status = try await club("rouen", "status", "--check", exit: 3)
            #expect(status.errors.contains("--allow-mass-delete caen"))
            let left = try JSON(try await club("rouen", "list", "members", "--json").output)
            #expect(left.elements.count == 6)
            // A dry run allows nothing.
            try await club("rouen", "-n", "pull", "--allow-mass-delete", "caen", exit: 3)
            try await club("rouen", "-q", "pull", "--allow-mass-delete", "caen")
            try await club("rouen", "-q", "pull")
            try await club("rouen", "-q", "pull", "--allow-feeds", "caen")
            try await club("rouen", "status", "--check")
        }
        let left = try JSON(try await club("rouen", "list", "members", "--json").output)
        #expect(left.elements.count == 4)
    }

    @Test func `status shows the last sign of each node of the charter`() async throws {
        let club = try await CommandClub("rouen", "caen")
        let status = try JSON(try await club("rouen", "status", "--json").output)
        let nodes = status["nodes"]?.elements ?? []
        #expect(nodes.map { $0["node"] } == [.text("caen"), .text("rouen")])
        #expect(nodes[0]["last_sign"] == nil && nodes[1]["last_sign"] != nil)
        #expect(nodes[1]["silent_nights"] == .number(0))
        #expect(status["evidence"]?.elements.isEmpty == true)
        let table = try await club("rouen", "status", "--lang", "en")
        #expect(table.text.contains("no sign") && table.text.contains("0 nights"))
    }
}
#endif
