import Foundation
import Testing

/// Programs that a machine may lack: a test that needs one fails without it, and says how to get it.
enum Installed {
    static func isThere(_ program: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }

    static func require(
        _ program: String, package: String, at location: SourceLocation = #_sourceLocation
    ) throws {
        try #require(
            isThere(program), "\(program) is missing; install it: scripts/setup \(package)",
            sourceLocation: location)
    }
}
