import Foundation
import Testing

/// Nodes in a scratch folder, used through the built program only. Removed with its last reference.
final class CommandClub: Sendable {
    /// Nodes are the folders of their names in it, STATE is `state`, HOME `home`.
    let folder: String
    private let environment: [String: String]

    /// Nodes that made a charter and joined it; with `joined: false`, nodes without a network.
    ///
    /// Made once for each list of nodes and copied with its STATE, which no node can tell.
    convenience init(_ nodes: String..., joined: Bool = true) async throws {
        let made = try await Self.made.value(for: Kind(nodes: nodes, isJoined: joined))
        self.init(at: FileManager.default.temporaryDirectory.appending(path: "club-\(UUID())").path)
        try FileManager.default.copyItem(atPath: made.folder, toPath: folder)
    }

    /// A club that several tests read: a static of theirs, which no `deinit` removes, but the end of the
    /// process does.
    static func shared(_ nodes: String...) async throws -> CommandClub {
        let made = try await made.value(for: Kind(nodes: nodes, isJoined: true))
        let club = CommandClub(at: "\(templates)/\(UUID())")
        try FileManager.default.copyItem(atPath: made.folder, toPath: club.folder)
        return club
    }

    private init(at folder: String) {
        self.folder = folder
        environment = Self.environment(folder)
    }

    private convenience init(making kind: Kind) async throws {
        self.init(at: "\(Self.templates)/\(UUID())")
        try FileManager.default.createDirectory(
            atPath: "\(folder)/home", withIntermediateDirectories: true)
        var keyLines: [String] = []
        for node in kind.nodes {
            let made = try await setUp([
                "--dir", node, "-q", "init", "--node", node, "--name", node.capitalized,
                "--listen", "127.0.0.1:0",
            ])
            keyLines += made.lines
        }
        guard kind.isJoined, !kind.nodes.isEmpty else { return }
        let create = ["-q", "charter", "create", "--name", "Club", "-o", "charter.json"]
        _ = try await setUp(create + keyLines)
        for node in kind.nodes {
            _ = try await setUp(["--dir", node, "-q", "join", "charter.json"])
        }
    }

    /// Throws and expects nothing: a failure here belongs to every test that wants the club.
    private func setUp(_ arguments: [String]) async throws -> Command.Outcome {
        let outcome = try await command(arguments).run()
        guard outcome.status == 0, !outcome.text.isEmpty || arguments.contains("join") else {
            throw SetUpFailed(arguments: arguments, errors: outcome.errors)
        }
        return outcome
    }

    private struct SetUpFailed: Error {
        let arguments: [String]
        let errors: String
    }

    private struct Kind: Hashable, Sendable {
        let nodes: [String]
        let isJoined: Bool
    }

    private static let made = Made()
    /// Kept to the end of the process, which removes it.
    private static let templates: String = {
        atexit { try? FileManager.default.removeItem(atPath: CommandClub.templates) }
        return FileManager.default.temporaryDirectory.appending(path: "clubs-\(UUID())").path
    }()

    private actor Made {
        private var clubs: [Kind: Task<CommandClub, any Error>] = [:]

        func value(for kind: Kind) async throws -> CommandClub {
            let club = clubs[kind] ?? Task { try await CommandClub(making: kind) }
            clubs[kind] = club
            return try await club.value
        }
    }

    deinit {
        // Left behind, it is litter in a temporary folder.
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// What programs get: nothing that says a language, a store, or who runs the tests.
    private static func environment(_ folder: String) -> [String: String] {
        [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "HOME": "\(folder)/home", "TMPDIR": folder, "CLUB_SYNC_STATE": "\(folder)/state",
        ]
    }

    // MARK: Running

    /// `club-sync --dir NODE ARGUMENTS…`, and the exit code that it must have.
    @discardableResult
    func callAsFunction(
        _ node: String, _ arguments: String..., environment: [String: String] = [:],
        input: String = "", exit: Int32 = 0, at location: SourceLocation = #_sourceLocation
    ) async throws -> Command.Outcome {
        try await run(
            ["--dir", node] + arguments, environment: environment, input: Array(input.utf8),
            exit: exit, at: location)
    }

    @discardableResult
    func run(
        _ arguments: [String], environment: [String: String] = [:], input: [UInt8] = [],
        exit: Int32 = 0, at location: SourceLocation = #_sourceLocation
    ) async throws -> Command.Outcome {
        var command = command(arguments, environment: environment)
        command.input = input
        let outcome = try await command.run()
        let line = arguments.joined(separator: " ")
        #expect(!outcome.timedOut, "club-sync \(line)", sourceLocation: location)
        #expect(
            outcome.status == exit, "club-sync \(line)\n\(outcome.text)\(outcome.errors)",
            sourceLocation: location)
        return outcome
    }

    func command(_ arguments: [String], environment: [String: String] = [:]) -> Command {
        Command(
            arguments: arguments, environment: self.environment.merging(environment) { $1 },
            folder: folder)
    }

    /// A script for bash, in the scratch folder, with the program as `$club`.
    func bash(_ script: String) async throws -> Command.Outcome {
        var command = command(["-c", script], environment: ["club": Binary.path])
        command.program = "/bin/bash"
        return try await command.run()
    }

    /// Calls `body` with the URL of `club-sync serve`, which is stopped after it.
    func serving<Result>(
        _ node: String, listen: String? = nil, _ body: (_ url: String) async throws -> Result
    ) async throws -> Result {
        let pipe = "\(folder)/\(node)-\(UUID()).url"
        mkfifo(pipe, 0o600)
        let options = listen.map { "--listen '\($0)'" } ?? ""
        let serve = "exec \"$club\" --dir \(node) serve \(options) >\(pipe)"
        var command = command(["-c", serve], environment: ["club": Binary.path])
        command.program = "/bin/bash"
        command.timeout = .seconds(120)
        let server = try command.start()
        do {
            let url = try #require(await Self.firstLine(of: pipe))
            let result = try await body(url)
            server.send(SIGTERM)
            let end = await server.outcome
            #expect(end.status == 0 && !end.timedOut, "serve: \(end.status) \(end.errors)")
            return result
        } catch {
            server.send(SIGTERM)
            let end = await server.outcome
            Issue.record("serve: \(end.status) \(end.errors)")
            throw error
        }
    }

    /// The first line that somebody writes into a named pipe; nil when it is closed without one.
    private static func firstLine(of pipe: String) async -> String? {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var line: [UInt8] = []
                let handle = FileHandle(forReadingAtPath: pipe)
                while let byte = try? handle?.read(upToCount: 1)?.first, byte != 0x0a {
                    line.append(byte)
                }
                let text = String(decoding: line, as: UTF8.self)
                continuation.resume(returning: text.isEmpty ? nil : text)
            }
        }
    }

    // MARK: Files

    func write(_ path: String, _ text: String) throws { try write(path, Array(text.utf8)) }

    func write(_ path: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: "\(folder)/\(path)"))
    }

    func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
    }

    func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(path)")))
    }

    func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(folder)/\(path)")
    }

    func move(_ from: String, to: String) throws {
        try FileManager.default.moveItem(atPath: "\(folder)/\(from)", toPath: "\(folder)/\(to)")
    }

    func remove(_ path: String) throws {
        try FileManager.default.removeItem(atPath: "\(folder)/\(path)")
    }

    func copy(_ from: String, to: String) throws {
        try FileManager.default.copyItem(atPath: "\(folder)/\(from)", toPath: "\(folder)/\(to)")
    }

    /// The path of the only feed file that `node` keeps of `author`.
    func feedFile(_ node: String, of author: String) throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(node)/feeds")
        let found = names.filter { $0.hasPrefix("\(author)-") && $0.hasSuffix(".jsonl") }
        return try #require(found.count == 1 ? "\(node)/feeds/\(found[0])" : nil, "\(names)")
    }

    /// The folder in STATE that belongs to `node`.
    func stateFolder(_ node: String) throws -> String {
        "state/\(try text("\(node)/instance").trimmingCharacters(in: .whitespacesAndNewlines))"
    }

    /// Every file of a node and of its state with its bytes: what a command that writes nothing leaves alone.
    ///
    /// The lock files are left out, taking a lock signs them.
    func contents(_ node: String) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for root in [node, try stateFolder(node)] {
            let walker = try #require(FileManager.default.enumerator(atPath: "\(folder)/\(root)"))
            for case let path as String in walker where !path.hasSuffix("lock") {
                contents["\(root)/\(path)"] = FileManager.default.contents(
                    atPath: "\(folder)/\(root)/\(path)")
            }
        }
        return contents
    }
}
