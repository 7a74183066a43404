import ArgumentParser
import ClubRegistry

/// `init`: a new node. Prints the line to give to the others.
struct Init: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "init", abstract: text(.summaryInit))
    }

    @Option(help: ArgumentHelp(text(.helpNode), valueName: "ID")) var node: String
    @Option(help: ArgumentHelp(text(.helpName), valueName: "NAME")) var name: String
    @Option(help: ArgumentHelp(text(.helpListen), valueName: "HOST:PORT")) var listen: String?

    func run() async throws {
        let session = Session.current
        _ = try session.format([.table])
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
    }
}
