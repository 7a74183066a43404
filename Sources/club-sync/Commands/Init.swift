import ArgumentParser
import ClubRegistry

/// `init`: a new node. Prints the line to give to the others, and on stderr the identity key in the
/// form that is kept on paper; no later command shows it.
struct Init: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "init", abstract: text(.summaryInit), discussion: text(.helpInit))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync --dir evreux init --node evreux --name 'Technopole d’Évreux'",
                fr: "Un nœud dans le dossier evreux ; sa ligne de clé s’affiche.",
                en: "A node in the folder evreux; its key line is printed."),
            Example(
                "club-sync --dir evreux init --node evreux --name Évreux > evreux.cle",
                fr: "La ligne de clé dans un fichier, à donner aux autres.",
                en: "The key line to a file, to give to the others."),
        ], formats: [.table],
        seeAlso: ["charter create", "join"])

    @Option(help: ArgumentHelp(text(.helpNode), valueName: "NODE")) var node: String
    @Option(help: ArgumentHelp(text(.helpName), valueName: "NAME")) var name: String
    @Option(help: ArgumentHelp(text(.helpListen), valueName: "HOST:PORT")) var listen: String?

    func run() async throws {
        let session = Session.current
        _ = try session.format(Self.page.formats)
        var address = ListenAddress.standard
        if let listen {
            guard let given = ListenAddress(listen) else {
                throw CommandFailure(.usage, .badListenAddress, ["address": listen])
            }
            address = given
        }
        let line = try Registry.initialise(
            dir: session.dir, stateRoot: session.stateRoot(), node: node, name: name,
            language: session.language, listen: address, permit: session.permit)
        guard let line else { return session.say(.wouldInitialise, ["dir": session.dir]) }
        session.console.print(line.text)
        session.say(.initDone, ["dir": session.dir])
        guard !session.globals.isQuiet else { return }
        // A secret: on stderr only, so that it is in no file into which the key line goes.
        let groups = try session.registry().paperKey()
        session.say(.paperKeyShown)
        for half in [groups.prefix(4), groups.suffix(4)] {
            session.console.talk("    " + half.joined(separator: " "))
        }
    }
}
