import ArgumentParser
import ClubRegistry

/// `status`: this node, each peer, conflicts, and what to do next.
struct Status: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "status", abstract: text(.summaryStatus))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync status",
                fr: "Ce nœud, chaque pair, les conflits, et que faire ensuite.",
                en: "This node, each peer, conflicts, and what to do next."),
            Example(
                "club-sync status --check",
                fr: "Pour la surveillance : sort avec 3 si tout n’est pas au vert.",
                en: "For monitoring: exits with 3 unless everything is green."),
            Example(
                "club-sync status --json",
                fr: "Le même état, pour un programme.",
                en: "The same, for a program."),
            Example(
                "club-sync status --acknowledge",
                fr: "Les bifurcations d’aujourd’hui sont connues : ne signaler que les suivantes.",
                en: "Today’s forks are known: warn of the next ones only."),
        ], formats: [.table, .json], exits: [.partial],
        seeAlso: ["pull", "recover", "verify"])

    @Flag(help: ArgumentHelp(text(.helpCheck))) var check = false
    @Flag(help: ArgumentHelp(text(.helpAcknowledge))) var acknowledge = false

    func run() async throws {
        let session = Session.current
        if !acknowledge { try session.refuseDryRun() }
        let format = try session.format(Self.page.formats)
        let registry = try session.registry()
        if acknowledge {
            let count = try await registry.acknowledge(permit: session.permit)
            let done: Phrase = session.permit == nil ? .wouldAcknowledge : .acknowledged
            session.say(count == 0 ? .nothingToAcknowledge : done, ["count": String(count)])
        }
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
struct Verify: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "verify", abstract: text(.summaryVerify))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync verify",
                fr: "Relit chaque chaîne et chaque sceau de ce nœud.",
                en: "Reads every chain and seal of this node again."),
            Example(
                #"club-sync verify "$(ls feeds/rouen-*.jsonl)""#,
                fr: "Un seul fichier de feed, d’où qu’il vienne.",
                en: "One feed file, wherever it comes from."),
        ], formats: [.table, .json], exits: [.untrusted],
        seeAlso: ["dump", "status"])

    @Argument(help: ArgumentHelp(text(.helpVerifyFile), valueName: "FILE")) var file: String?

    func run() async throws {
        let session = Session.current
        try session.refuseDryRun()
        _ = try session.format(Self.page.formats)
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
        let barren = try await audited.barrenFiles()
        for file in barren where !file.isLost {
            session.warn(.verifyBarren, ["file": file.file])
        }
        if let lost = barren.first(where: \.isLost) {
            throw RegistryError.damaged(file: lost.file, line: 1, code: Refusal.unsealed)
        }
        let lines = feeds.reduce(0) { $0 + $1.lineCount }
        session.say(.verified, ["feeds": String(feeds.count), "count": String(lines)])
        guard let registry = audited as? Registry else {
            // Nobody takes note of anything in an auditor's copy.
            guard let fork = feeds.first(where: { $0.forkPoint != nil }) else { return }
            throw CommandFailure(.untrusted, .adviceFork, ["feed": fork.feed.text])
        }
        for fork in try await registry.forks() where !fork.isAcknowledged {
            guard let advice = fork.advice(at: registry.node) else { continue }
            throw CommandFailure(.untrusted, advice.phrase, advice.arguments)
        }
    }
}

/// `dump`: the canonical state on stdout, its digest on stderr; also of an auditor's copy.
struct DumpCommand: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "dump", abstract: text(.summaryDump))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync dump > etat.jsonl",
                fr: "L’état dans un fichier, son empreinte à l’écran.",
                en: "The state to a file, its digest on the screen."),
            Example(
                "club-sync dump 2>&1 >/dev/null",
                fr: "L’empreinte seule, à comparer avec un autre centre.",
                en: "The digest alone, to compare with another office."),
        ], formats: [.jsonl],
        seeAlso: ["verify", "export"])

    func run() async throws {
        let session = Session.current
        try session.refuseDryRun()
        _ = try session.format(Self.page.formats)
        let dump = try await session.audited().dump()
        session.console.write(dump.bytes)
        session.console.talk(dump.digest)
    }
}
