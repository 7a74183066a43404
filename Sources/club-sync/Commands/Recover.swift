import ArgumentParser
import ClubRegistry

/// `recover`: a store that was restored, copied or lost writes again.
struct Recover: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "recover", abstract: text(.summaryRecover))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync recover -n",
                fr: "Dit ce qui serait fait, sans rien écrire.",
                en: "Says what would be done, and writes nothing."),
            Example(
                "club-sync recover && club-sync pull",
                fr:
                    "Après une restauration : écrire de nouveau, puis reprendre ce que les autres ont.",
                en: "After a restore: write again, then get back what the others have."),
            Example(
                "club-sync --dir nouveau recover --identity identity.key --charter charter.json",
                fr: "Disque perdu : refait le nœud à partir de sa clé et de la charte.",
                en: "Disk lost: makes the node again from its key and the charter."),
        ], formats: [.table, .json], exits: [.locked],
        seeAlso: ["status", "pull", "join"])

    @Option(help: ArgumentHelp(text(.helpIdentity), valueName: "FILE")) var identity: String?
    @Option(help: ArgumentHelp(text(.helpRecoverCharter), valueName: "FILE")) var charter: String?

    func run() async throws {
        let session = Session.current
        let format = try session.format(Self.page.formats)
        if let identity {
            try rebuild(session, from: identity)
            // A dry run has made no store to look into.
            guard session.permit != nil else { return }
        } else if charter != nil {
            throw CommandFailure(.usage, .charterNeedsIdentity)
        }
        let registry = try Registry.openForRecovery(
            dir: session.dir, stateRoot: session.stateRoot(), permit: session.permit)
        let recovery = try await registry.recover(permit: session.permit)
        if format == .json { return session.console.print(json(recovery)) }
        for line in sentences(recovery) { session.say(line.phrase, line.arguments) }
    }

    private func rebuild(_ session: Session, from file: String) throws {
        let seed = try Registry.keptIdentity(at: file)
        let bytes = try charter.map { try CharterFile.read($0).bytes }
        let founder = try Registry.rebuild(
            dir: session.dir, stateRoot: session.stateRoot(), identity: seed, charter: bytes,
            language: session.language, listen: .standard, permit: session.permit)
        session.say(
            session.permit == nil ? .wouldRebuild : .rebuilt,
            ["dir": session.dir, "node": founder.node, "name": founder.name])
    }

    private func sentences(_ recovery: Registry.Recovery) -> [Message] {
        let isPlan = Session.current.permit == nil
        var lines: [Message] = []
        if recovery.needsFeed {
            lines.append(
                Message(
                    isPlan ? .wouldRecover : .recovered,
                    ["feed": recovery.opened?.text ?? ""]))
        }
        for missing in recovery.missing {
            lines.append(
                Message(
                    .recoverMissing,
                    [
                        "feed": missing.feed.text, "first": String(missing.lines.lowerBound),
                        "last": String(missing.lines.upperBound),
                        "count": String(missing.lines.count),
                    ]))
        }
        for (feed, count) in recovery.adopted.sorted(by: { $0.key < $1.key }) {
            lines.append(
                Message(
                    isPlan ? .wouldAdopt : .adopted, ["feed": feed.text, "count": String(count)]))
        }
        if lines.isEmpty { lines.append(Message(.nothingToRecover)) }
        if recovery.needsFeed, !isPlan { lines.append(Message(.recoverNext)) }
        return lines
    }

    private func json(_ recovery: Registry.Recovery) -> String {
        var json = CanonicalJSON()
        json.raw("{")
        json.key("adopted", first: true)
        json.object(recovery.adopted.sorted { $0.key < $1.key }) { json, feed in
            json.key(feed.key.text, first: true)
            json.integer(feed.value)
        }
        json.key("missing")
        json.array(recovery.missing) { json, missing in
            json.raw("{")
            json.key("feed", first: true)
            json.string(missing.feed.text)
            json.key("first")
            json.integer(missing.lines.lowerBound)
            json.key("last")
            json.integer(missing.lines.upperBound)
            json.raw("}")
        }
        if let opened = recovery.opened {
            json.key("opened")
            json.string(opened.text)
        }
        json.key("recovered")
        json.flag(recovery.needsFeed)
        json.raw("}")
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
