import ArgumentParser
import ClubRegistry

/// `join`: opens this node's feed in the network of a charter.
struct Join: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "join", abstract: text(.summaryJoin))
    }

    @Argument(help: ArgumentHelp(text(.helpCharterFile), valueName: "FILE")) var file: String

    func run() async throws {
        let session = Session.current
        let registry = try session.registry()
        let charter = try CharterFile.read(file)
        let (_, wasJoined) = try await registry.join(charter.bytes, permit: session.permit)
        guard session.permit != nil || wasJoined else {
            return session.say(
                .wouldJoin, ["network": charter.name, "id": charter.network.text])
        }
        session.say(
            wasJoined ? .joinAgain : .joinDone,
            ["network": charter.name, "id": charter.network.text])
    }
}
