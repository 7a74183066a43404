import Foundation
import Testing

/// Debian's Caddy with `docs/Caddyfile`, and an authority of its own: a proxy with TLS on a free port.
struct Caddy {
    /// `https://localhost:PORT`
    let url: String
    /// The certificate of its authority.
    let authority: String

    /// Calls `body` with a proxy in front of the node at `node`, and stops it.
    ///
    /// - Parameter node: its URL, as `serve` prints it.
    static func proxying<Result>(
        _ node: String, in club: CommandClub, _ body: (Caddy) async throws -> Result
    ) async throws -> Result {
        // What is in docs/Caddyfile is for a server; a test asks for no port below 1024, and touches no
        // store of certificates but its own.
        let folder = "\(club.folder)/caddy-\(UUID())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let port = freePort()
        let configuration = """
            {
                admin off
                skip_install_trust
                auto_https disable_redirects
            }
            import \(Checkout.root.appending(path: "docs/Caddyfile").path)
            """
        try Data(configuration.utf8).write(to: URL(filePath: "\(folder)/Caddyfile"))
        let pipe = "\(folder)/log"
        mkfifo(pipe, 0o600)
        var command = club.command(
            [
                "-c",
                "exec \"$caddy\" run --adapter caddyfile --config \(folder)/Caddyfile 2>\(pipe)",
            ],
            environment: [
                "caddy": try #require(Extras.caddy), "HOME": folder, "XDG_DATA_HOME": folder,
                "XDG_CONFIG_HOME": folder, "CLUB_SYNC_SITE": "https://localhost:\(port)",
                "CLUB_SYNC_NODE": String(node.dropFirst("http://".count)),
            ])
        command.program = "/bin/bash"
        let running = try command.start()
        defer { running.send(SIGTERM) }
        var log: [String] = []
        for await line in lines(of: pipe) {
            log.append(line)
            // It listens before; it has a certificate to show from here on.
            if line.contains("certificate obtained successfully") { break }
        }
        let authority = "\(folder)/caddy/pki/authorities/local/root.crt"
        try #require(
            FileManager.default.fileExists(atPath: authority), "\(log.joined(separator: "\n"))")
        return try await body(Caddy(url: "https://localhost:\(port)", authority: authority))
    }

    /// A port that was free a moment ago: Caddy does not tell which one it got.
    private static func freePort() -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                precondition(bind(descriptor, $0, size) == 0, "bind: \(errno)")
                precondition(getsockname(descriptor, $0, &size) == 0, "getsockname: \(errno)")
            }
        }
        return UInt16(bigEndian: address.sin_port)
    }

    /// Lines that somebody writes into a named pipe, which is read to its end whoever listens.
    private static func lines(of pipe: String) -> AsyncStream<String> {
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        Thread.detachNewThread {
            var line: [UInt8] = []
            var chunk = [UInt8](repeating: 0, count: 4096)
            // Not a FileHandle: it would wait until a chunk is full.
            let descriptor = open(pipe, O_RDONLY)
            while case let count = read(descriptor, &chunk, chunk.count), count > 0 {
                for byte in chunk[..<count] {
                    if byte == 0x0a {
                        continuation.yield(String(decoding: line, as: UTF8.self))
                        line = []
                    } else {
                        line.append(byte)
                    }
                }
            }
            close(descriptor)
            continuation.finish()
        }
        return lines
    }
}
