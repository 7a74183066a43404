import Foundation
import Testing

/// The attacks of `Tests/hostile`, by a scripted peer in Python, against the built program.
@Suite struct HostilePeerTests {
    private func python(_ arguments: [String], timeout: Duration) async throws -> Command.Outcome {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "hostile-\(UUID())").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return try await Command(
            program: "/usr/bin/env",
            arguments: ["python3", Checkout.root.appending(path: "Tests/hostile/run.py").path]
                + arguments,
            environment: ["PATH": path, "HOME": folder, "TMPDIR": folder], folder: folder,
            timeout: timeout
        ).start().outcome
    }

    @Test func `after every attack the honest nodes are as without the attacker`() async throws {
        let outcome = try await python(["--program", Binary.path], timeout: .seconds(400))
        let lines = outcome.lines
        for line in lines where line.hasPrefix("FAILED") || line.hasPrefix("   ") {
            Issue.record("\(line)")
        }
        #expect(
            outcome.status == 0,
            "scripts/setup python3 python3-cryptography\n\(outcome.errors)")
        let count = lines.count { $0.hasPrefix("ok ") }
        #expect(count >= 25 && lines.last == "\(count) passed, 0 failed")
    }

    @Test func `the table of attacks in the documents is the one that is played`() async throws {
        let table = try await python(["--table"], timeout: .seconds(60)).text
        #expect(table.split(separator: "\n").count > 25)
        #expect(try Checkout.text("docs/testing.md").contains(table))
    }
}
