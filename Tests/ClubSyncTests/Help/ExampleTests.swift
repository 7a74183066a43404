import ClubRegistry
import Foundation
import Testing

@testable import club_sync

/// The examples of the help, run as they stand in the folder of a node that has the demo's data.
@Suite struct ExampleTests {
    /// Rouen holds what all four know, and a conflict with Val d’Oise.
    private static let demo = Task { () async throws -> CommandClub in
        let club = try await CommandClub.shared("rouen", "caen", "le-havre", "val-doise")
        let nodes = Checkout.root.appending(path: "nodes").path
        for node in ["rouen", "caen", "le-havre", "val-doise"] {
            for kind in ["organisation", "member", "agreement", "action"] {
                let file = "\(nodes)/\(node)/\(kind)s.jsonl"
                guard FileManager.default.fileExists(atPath: file) else { continue }
                try await club(node, "-q", "import", file, "--into", kind)
            }
        }
        for node in ["caen", "le-havre", "val-doise"] {
            try await club.serving(node) { url in
                try await club("rouen", "-q", "peers", "add", node, url)
                try await club("rouen", "-q", "pull", node)
            }
            try await club("rouen", "-q", "peers", "remove", node)
        }
        for node in ["rouen", "val-doise"] {
            try await club(node, "-q", "edit", "51f1", "venue=\(node)")
        }
        try await club.serving("val-doise") { url in
            try await club("rouen", "-q", "peers", "add", "val-doise", url)
            try await club("rouen", "-q", "pull", "val-doise")
        }
        // The last change, for undo: a conflict is left to those who decide it.
        try await club("rouen", "-q", "edit", "51f1", "description=Visite")
        for node in ["caen", "le-havre"] {
            try await club("rouen", "-q", "peers", "add", node, "http://127.0.0.1:1")
            let line = try await club("new/\(node)", "-q", "init", "--node", node, "--name", node)
            try club.write("rouen/\(node).line", line.text)
        }
        let line = try await club("new/rouen", "-q", "init", "--node", "rouen", "--name", "Rouen")
        try club.write("rouen/rouen.line", line.text)
        // Nobody is asked over TLS: that it looks like one is enough.
        try club.write("rouen/ca.pem", "-----BEGIN CERTIFICATE-----\n")
        let files = FileManager.default
        try files.createSymbolicLink(
            atPath: "\(club.folder)/rouen/nodes", withDestinationPath: nodes)
        try files.createDirectory(
            atPath: "\(club.folder)/bin", withIntermediateDirectories: false)
        try files.createSymbolicLink(
            atPath: "\(club.folder)/bin/club-sync", withDestinationPath: Binary.path)
        return club
    }

    /// `serve` goes on until it is stopped: it is read by the parser alone.
    private static let commands = CommandNode.root.all.filter {
        !$0.isHidden && $0.path != ["serve"]
    }

    @Test(arguments: commands.map { $0.path.joined(separator: " ") })
    func `the examples of a command run as they stand`(_ command: String) async throws {
        let club = try await Self.demo.value
        let node = try CommandNode.find(command.split(separator: " ").map(String.init))
        // A peer that does not answer is what most machines have: pull and status say so.
        let isAboutPeers = ["", "pull", "recover", "status"].contains(command)
        let allowed: Set<String> = isAboutPeers ? ["0", "3"] : ["0"]
        for example in node.page.examples {
            let copy = "\(club.folder)/run-\(UUID())"
            defer { try? FileManager.default.removeItem(atPath: copy) }
            let outcome = try await club.bash(
                """
                copy='\(copy)'; mkdir "$copy"
                cp -R rouen state home bin "$copy" && cd "$copy/rouen"
                export CLUB_SYNC_STATE="$copy/state" HOME="$copy/home" PATH="$copy/bin:$PATH"
                (\(example.line)) >/dev/null; echo "exit $?"
                """)
            let status = String(outcome.text.dropFirst("exit ".count).prefix { $0 != "\n" })
            #expect(allowed.contains(status), "\(example.line)\n\(outcome.errors)")
        }
    }

    @Test func `the examples of serve are understood`() async throws {
        let club = try await CommandClub()
        for example in Serve.page.examples {
            let words = example.line.split(separator: " ").dropFirst().map(String.init)
            try await club.run(["--dir", "absent"] + words, exit: 10)
        }
    }
}
