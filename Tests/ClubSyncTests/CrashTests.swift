#if Server
import Foundation
import Testing

/// A sample of `scripts/crash-test`: the built program under real faults.
@Suite struct CrashTests {
    /// Whether `strace` may trace here; where it may not, the test is shown as skipped.
    private static let mayTrace: Bool = {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["strace", "-f", "-o", "/dev/null", "-e", "trace=fsync", "true"]
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            return false
        }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    @Test(
        .enabled(if: mayTrace, "skipped: no strace (scripts/setup strace), or no leave")
    )
    func `killed or failed at any call, it loses nothing, and opens again by itself`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "crash-\(UUID())").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let outcome = try await Command(
            program: "/usr/bin/env",
            arguments: [
                "python3", Checkout.root.appending(path: "Tests/crash/run.py").path,
                "--program", Binary.path, "--sample", "20", "--quick", "--control",
                "--seed", "\(Int.random(in: 1...9999))",
            ],
            environment: [
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
                "HOME": folder, "TMPDIR": folder,
            ],
            folder: folder, timeout: .seconds(600)
        ).start().outcome
        var lines = outcome.lines[...]
        // A failure is its point and what was wrong, in lines that are indented.
        while let line = lines.popFirst() {
            if line.hasPrefix("skipped: ") { print(line) }
            guard line.hasPrefix("FAILED") else { continue }
            let reasons = lines.prefix { $0.hasPrefix("    ") }
            Issue.record("\(([line] + reasons).joined(separator: "\n"))")
        }
        #expect(outcome.status == 0 && !outcome.timedOut, "\(outcome.text)\(outcome.errors)")
        // Of twenty chosen, few may not come to pass.
        let count = outcome.lines.last?.split(separator: " ").first.flatMap { Int($0) } ?? 0
        #expect(count >= 12, "\(outcome.text)")
    }
}
#endif
