import Foundation
import Testing

/// A store on a disk that takes no writes: an old medium, or a disk that the kernel protects after
/// an error.
@Suite(.serialized) struct ReadOnlyTests {
    /// Whether this machine lets us mount.
    private static let canMount: Bool = {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c",
            "d=$(mktemp -d) && mount --bind $d $d && mount -o remount,bind,ro $d && umount $d; s=$?; rmdir $d; exit $s",
        ]
        process.standardError = FileHandle.nullDevice
        // No shell, no mounting.
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    private func readOnly(
        _ club: CommandClub, _ folders: [String], _ body: () async throws -> Void
    ) async throws {
        for folder in folders {
            let mounted = try await club.bash(
                "mount --bind \(folder) \(folder) && mount -o remount,bind,ro \(folder)")
            #expect(mounted.status == 0, "\(mounted.errors)")
        }
        func release() async throws {
            for folder in folders { _ = try await club.bash("umount -l \(folder)") }
        }
        do { try await body() } catch {
            try await release()
            throw error
        }
        try await release()
    }

    @Test(.enabled(if: canMount, "skipped: this machine does not let us mount"))
    func `reading, verifying and serving go on, and what writes is refused with its reason`()
        async throws
    {
        let club = try await CommandClub("rouen", "caen")
        let id = try await club("rouen", "-q", "add", "member", "name=Alpha").lines[0]
        try await club("caen", "-q", "add", "member", "name=Beta")
        let before = try club.contents("rouen")
        try await readOnly(club, ["rouen", "state"]) {
            for command in [
                ["list", "members"], ["show", id], ["show", id, "--history"], ["export", "roster"],
                ["search", "alpha"], ["verify"], ["dump"], ["conflicts"], ["status"],
                ["peers", "list"], ["edit", id, "name=Gamma", "-n"],
            ] {
                try await club.run(["--dir", "rouen"] + command)
            }
            for (language, words) in [("fr", "en lecture seule"), ("en", "is read-only")] {
                for command in [
                    ["add", "member", "name=C"], ["edit", id, "name=C"], ["delete", id], ["undo"],
                    ["peers", "add", "caen", "http://127.0.0.1:1"],
                ] {
                    let refused = try await club.run(
                        ["--dir", "rouen", "--lang", language] + command, exit: 1)
                    #expect(refused.errors.contains(words), "\(command): \(refused.errors)")
                }
            }
            try await club("rouen", "repair")
        }
        // Its STATE stays where it can be written to: the node serves all the same.
        try await readOnly(club, ["rouen"]) {
            try await club.serving("rouen") { url in
                try await club("caen", "-q", "peers", "add", "rouen", url)
                try await club("caen", "-q", "pull")
            }
        }
        #expect(try await club("caen", "list", "members").text.contains("Alpha"))
        try await readOnly(club, ["caen", "state"]) {
            // A pull asks, and says that it cannot keep what it got.
            try await club("caen", "verify")
        }
        #expect(try club.contents("rouen") == before)
    }

    @Test(.enabled(if: canMount, "skipped: this machine does not let us mount"))
    func `a pull on a read-only disk says so, and changes nothing`() async throws {
        let club = try await CommandClub("rouen", "caen")
        try await club("caen", "-q", "add", "member", "name=Beta")
        try await club.serving("caen") { url in
            try await club("rouen", "-q", "peers", "add", "caen", url)
            let before = try club.contents("rouen")
            try await readOnly(club, ["rouen"]) {
                let refused = try await club("rouen", "--lang", "en", "pull", exit: 1)
                #expect(refused.errors.contains("is read-only"), "\(refused.errors)")
            }
            #expect(try club.contents("rouen") == before)
        }
    }
}
