import ArgumentParser
import ClubRegistry

/// `man`: the pages of help as man pages, one a command, in the language of the run.
struct Man: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "man", abstract: text(.summaryMan))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync man -o man1", fr: "Dans la langue de la session.",
                en: "In the language of the session."),
            Example(
                "club-sync man --lang en -o en/man1",
                fr: "En anglais ; pour lire : man -l en/man1/club-sync.1",
                en: "In English; to read: man -l en/man1/club-sync.1"),
            Example(
                "club-sync man --lang fr -o ~/.local/share/man/fr/man1",
                fr: "Là où « man club-sync » la trouve, en français.",
                en: "Where “man club-sync” finds it, in French."),
        ], formats: [.table], seeAlso: ["help", "completions"])

    @Option(name: .shortAndLong, help: ArgumentHelp(text(.helpManFolder), valueName: "DIR"))
    var output: String

    func run() async throws {
        let session = Session.current
        _ = try session.format(Self.page.formats)
        let pages = Self.pages()
        guard let permit = session.permit else {
            return session.say(.wouldWriteFile, ["path": output])
        }
        var path = output
        do throws(SystemError) {
            try OutputFile.createFolder(output, permit)
            for (name, text) in pages {
                path = "\(output)/\(name)"
                try OutputFile.replace(path, with: Array(text.utf8), permit)
            }
        } catch {
            throw CommandFailure(.failed, .cannotWriteFile, ["path": path])
        }
        session.say(.manDone, ["count": String(pages.count), "path": output])
    }

    /// Every page with the name of its file.
    static func pages() -> [(name: String, text: String)] {
        let root = CommandNode.root
        var overview = Manual.document(root)
        // One page holds what `help` has beside commands.
        let seeAlso = overview.sections.removeLast()
        overview.sections += HelpTopic.allCases.flatMap(\.document.sections)
        overview.sections.append(
            .init(
                heading: seeAlso.heading,
                blocks: [
                    .references(
                        root.shownSubcommands.map { .init(term: $0.path[0], text: "") })
                ]))
        return [("club-sync.1", page("club-sync").text(overview))]
            + root.shownSubcommands.map { node in
                let name = "club-sync-\(node.path[0])"
                return (
                    "\(name).1",
                    page(name).text(
                        Manual.document(node), below: node.shownSubcommands.map(Manual.document))
                )
            }
    }

    private static func page(_ name: String) -> ManPage {
        ManPage(
            title: name.uppercased(), date: ClubSync.releaseDate, source: ClubSync.release,
            volume: text(.manVolume), nameHeading: text(.headName))
    }
}
