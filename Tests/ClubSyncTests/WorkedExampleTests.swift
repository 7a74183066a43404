import Foundation
import Testing

/// `docs/worked-example.md` run as it stands, with tools that are not ours.
@Suite struct WorkedExampleTests {
    @Test func `the worked example computes what it says, with sha256sum, openssl and jq`()
        async throws
    {
        let page = try Checkout.text("docs/worked-example.md")
        let steps = page.matches(of: /```sh\n((?:[^`]|`(?!``))*)```\n\n```text\n([^`]*)```/)
        #expect(steps.count == page.matches(of: /```sh/).count && steps.count >= 8)
        let mark = "<<<next>>>"
        let script = steps.map { "\($0.1)printf '\\n%s\\n' '\(mark)'\n" }.joined()
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "example-\(UUID())").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let docs = Checkout.root.appending(path: "docs").path
        let outcome = try await Command(
            program: "/bin/bash",
            arguments: ["-c", "set -euo pipefail\ncd '\(docs)'\n\(script)"],
            environment: ["PATH": "/usr/bin:/bin", "TMPDIR": folder, "LC_ALL": "C.UTF-8"],
            folder: folder
        ).run()
        #expect(outcome.status == 0, "scripts/setup jq openssl\n\(outcome.errors)")
        let results = outcome.text.components(separatedBy: "\(mark)\n")
        for (step, result) in zip(steps, results) {
            #expect(
                result.trimmingCharacters(in: .newlines)
                    == String(step.2).trimmingCharacters(in: .newlines))
        }
        #expect(results.count == steps.count + 1)
    }
}
