import Foundation

/// The program under test.
enum Binary {
    /// `CLUB_SYNC_BINARY`, else `club-sync` in the folder that the test bundle stands in, or above.
    static let path: String = {
        if let given = ProcessInfo.processInfo.environment["CLUB_SYNC_BINARY"] { return given }
        let starts = [CommandLine.arguments[0], Bundle.main.bundlePath, Bundle.main.executablePath]
        for start in starts.compactMap({ $0 }) {
            var folder = URL(filePath: start).standardizedFileURL
            while folder.path != "/" {
                folder.deleteLastPathComponent()
                let candidate = folder.appending(path: "club-sync").path
                var isFolder: ObjCBool = false
                if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
                    !isFolder.boolValue
                {
                    return candidate
                }
            }
        }
        preconditionFailure("no club-sync beside \(CommandLine.arguments[0]); set CLUB_SYNC_BINARY")
    }()
}

/// The checkout that these tests stand in.
enum Checkout {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardizedFileURL

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}
