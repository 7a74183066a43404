#if Server
import Foundation
import Testing

/// Another implementation of RFC 9421 and ours, in `Tests/signatures/interop.py`.
@Suite struct InteroperabilityTests {
    @Test(
        .enabled(
            if: Extras.pythonPath != nil,
            "SKIPPED: http-message-signatures is missing; scripts/setup-extras installs it."))
    func `the library of PyPI signs what we take, and takes what we sign`() async throws {
        let club = try await CommandClub("rouen", "caen")
        try await club.serving("rouen") { url in
            let script = Checkout.root.appending(path: "Tests/signatures/interop.py").path
            var command = club.command(
                ["python3", script, Binary.path, club.folder, url],
                environment: ["PYTHONPATH": try #require(Extras.pythonPath)])
            command.program = "/usr/bin/env"
            let outcome = try await command.run()
            for line in outcome.lines where line.hasPrefix("FAILED") { Issue.record("\(line)") }
            #expect(outcome.status == 0, "\(outcome.errors)")
            let count = outcome.lines.count { $0.hasPrefix("ok ") }
            #expect(count >= 20 && outcome.lines.last == "\(count) passed, 0 failed")
        }
    }
}
#endif
