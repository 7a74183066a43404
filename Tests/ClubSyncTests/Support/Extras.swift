import Foundation

/// What `scripts/setup-extras` brings; a test that needs it is skipped, and says so, without it.
enum Extras {
    private static let folder = Checkout.root.appending(path: ".build/extras").path

    /// Where Python finds `http_message_signatures`; nil when it is not there.
    static let pythonPath: String? = {
        let path = "\(folder)/python"
        let package = "\(path)/http_message_signatures"
        return FileManager.default.fileExists(atPath: package) ? path : nil
    }()

    /// The program `caddy`, of the system or unpacked; nil when there is none.
    static let caddy: String? = {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let places = path.split(separator: ":").map(String.init) + ["\(folder)/usr/bin"]
        return places.map { "\($0)/caddy" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }()
}
