import Foundation
import Testing

/// Processes on one store at the same time. `scripts/stress` does it at full scale.
@Suite struct ManyProcessesTests {
    @Test func `eight processes that add while others pull and read lose nothing`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "many-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let outcome = try await Command(
            program: Checkout.root.appending(path: "scripts/stress").path,
            arguments: [
                "--processes", "8", "--adds", "10", "--pulls", "1", "--program", Binary.path,
            ],
            environment: ["PATH": path, "HOME": folder, "TMPDIR": folder], folder: folder,
            timeout: .seconds(300)
        ).start().outcome
        #expect(outcome.status == 0 && !outcome.timedOut, "\(outcome.text)\(outcome.errors)")
        #expect(outcome.text.contains("80 acknowledged, 80 records,"), "\(outcome.text)")
    }
}
