import ArgumentParser
import ClubRegistry

/// `status`: this node, each peer, conflicts, and what to do next.
struct Status: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "status", abstract: text(.summaryStatus))
    }

    @Flag(help: ArgumentHelp(text(.helpCheck))) var check = false

    func run() async throws {
        let session = Session.current
        try session.refuseDryRun()
        let format = try session.format([.table, .json])
        let registry = try session.registry()
        let report = try await StatusText(registry, language: session.language)
        if format == .json {
            session.console.print(report.json)
        } else {
            report.print(to: session.console)
        }
        if check, !report.isGreen { session.status = .partial }
    }
}

/// `verify`: every chain and seal on disk, read again from its bytes. Reads only, also an auditor's
/// copy.
struct Verify: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "verify", abstract: text(.summaryVerify))
    }

    @Argument(help: ArgumentHelp(text(.helpVerifyFile), valueName: "FILE")) var file: String?

    func run() async throws {
        let session = Session.current
        try session.refuseDryRun()
        let audited = try session.audited()
        if let file {
            let result = try await audited.verify(file: file)
            guard let defect = result.defect else {
                return session.say(
                    .verifiedFile, ["file": file, "count": String(result.lineCount)])
            }
            throw CommandFailure(
                .untrusted, .verifyDefect,
                ["file": file, "line": String(result.lineCount + 1), "code": defect])
        }
        let damages = try await audited.damages()
        let feeds = try await audited.feeds()
        if let damage = damages.first {
            for other in damages.dropFirst() {
                session.warn(
                    .verifyDefect,
                    ["file": other.file, "line": String(other.line), "code": other.code.rawValue])
            }
            throw RegistryError.damaged(
                file: damage.file, line: damage.line, code: damage.code.rawValue)
        }
        if let file = try await audited.barrenFiles().first {
            throw RegistryError.damaged(file: file, line: 1, code: Refusal.unsealed)
        }
        let lines = feeds.reduce(0) { $0 + $1.lineCount }
        session.say(.verified, ["feeds": String(feeds.count), "count": String(lines)])
        if let fork = feeds.first(where: { $0.forkPoint != nil }) {
            throw CommandFailure(.untrusted, .adviceFork, ["feed": fork.feed.text])
        }
    }
}

/// `dump`: the canonical state on stdout, its digest on stderr; also of an auditor's copy.
struct DumpCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "dump", abstract: text(.summaryDump))
    }

    func run() async throws {
        let session = Session.current
        try session.refuseDryRun()
        _ = try session.format([.jsonl])
        let dump = try await session.audited().dump()
        session.console.write(dump.bytes)
        session.console.talk(dump.digest)
    }
}
