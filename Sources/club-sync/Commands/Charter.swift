import ArgumentParser
import ClubRegistry
import Foundation

/// `charter`: the founding document, made once from the key lines of all founders.
struct CharterCommand: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "charter", abstract: text(.summaryCharter),
            subcommands: [Create.self, Show.self])
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync charter create --name Club -o club.json @rouen.line @caen.line",
                fr: "La charte, faite des lignes de clé des fondateurs.",
                en: "The charter, made of the key lines of the founders."),
            Example(
                "club-sync charter show",
                fr: "Celle de ce nœud, et l’identifiant du réseau.",
                en: "That of this node, and the id of the network."),
        ],
        seeAlso: ["init", "join"])

    struct Create: Documented {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "create", abstract: text(.summaryCharterCreate))
        }

        static let page = Page(
            examples: [
                Example(
                    "club-sync charter create --name Club -o club.json @rouen.line @caen.line",
                    fr: "À partir de fichiers qui contiennent les lignes de clé.",
                    en: "From files that hold the key lines."),
                Example(
                    "cat *.line | club-sync charter create --name Club --votes 2 -o club.json -",
                    fr: "De l’entrée standard ; deux voix suffiront pour admettre.",
                    en: "From standard input; two votes will be enough to admit."),
            ], formats: [.table],
            seeAlso: ["init", "charter show", "join"])

        @Option(help: ArgumentHelp(text(.helpNetworkName), valueName: "NAME")) var name: String
        @Option(help: ArgumentHelp(text(.helpVotes), valueName: "N")) var votes: Int?
        @Option(name: .shortAndLong, help: ArgumentHelp(text(.helpOutput), valueName: "FILE"))
        var output: String
        @Argument(help: ArgumentHelp(text(.helpKeyLines), valueName: "KEYLINE")) var keyLines:
            [String]

        func run() async throws {
            let session = Session.current
            try session.refuseDryRun()
            _ = try session.format(Self.page.formats)
            var founders: [ClubRegistry.Charter.Founder] = []
            for argument in keyLines {
                for line in try Self.lines(argument) {
                    let line = try Registry.KeyLine(line)
                    founders.append(.init(node: line.node, name: line.name, key: line.key))
                }
            }
            let charter: ClubRegistry.Charter
            do throws(LineDefect) {
                charter = try ClubRegistry.Charter(name: name, founders: founders, votes: votes)
            } catch {
                throw CommandFailure(.usage, .charterImpossible)
            }
            guard output != "-" else { return session.console.write(charter.bytes) }
            do throws(DurableFileError) {
                try DurableFile.create(output, with: charter.bytes, mode: 0o644)
            } catch {
                if case .exists(let path) = error {
                    throw CommandFailure(.failed, .fileExists, ["path": path])
                }
                throw CommandFailure(.failed, .cannotWriteFile, ["path": output])
            }
            session.console.print(charter.network.text)
            session.say(.charterDone, ["path": output])
        }

        /// An argument is a key line, `@FILE` with some, or `-` for standard input.
        private static func lines(_ argument: String) throws(CommandFailure) -> [String] {
            guard argument == "-" || argument.hasPrefix("@") else { return [argument] }
            let path = argument == "-" ? "/dev/stdin" : String(argument.dropFirst())
            let bytes = try InputFile.read(path, limit: Charter.byteLimit)
            return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
                .map(String.init).filter { !$0.isEmpty }
        }
    }

    struct Show: Documented {
        static var configuration: CommandConfiguration {
            CommandConfiguration(commandName: "show", abstract: text(.summaryCharterShow))
        }

        static let page = Page(
            examples: [
                Example(
                    "club-sync charter show",
                    fr: "La charte de ce nœud, et l’identifiant à comparer de vive voix.",
                    en: "The charter of this node, and the id to compare by voice."),
                Example(
                    "club-sync charter show charter.json",
                    fr: "Une charte que l’on vient de recevoir.",
                    en: "A charter that somebody gave you."),
            ], formats: [.table, .json],
            seeAlso: ["charter create", "join"])

        @Argument(help: ArgumentHelp(text(.helpCharterFile), valueName: "FILE")) var file: String?

        func run() async throws {
            let session = Session.current
            try session.refuseDryRun()
            let format = try session.format(Self.page.formats)
            let charter: ClubRegistry.Charter
            if let file {
                charter = try CharterFile.read(file)
            } else {
                let registry = try session.registry()
                guard let held = registry.charter else {
                    throw RegistryError.notJoined(dir: session.dir)
                }
                charter = held
            }
            if format == .json { return session.console.write(charter.bytes) }
            session.console.print(
                session.console.bold("\(Printable.text(charter.name))  \(charter.network.text)"))
            var table = Table(header: [text(.columnNode), text(.columnName), text(.columnKey)])
            table.rows = charter.founders.map { [$0.node, $0.name, "ed25519:\($0.key.text)"] }
            session.console.print(table.text(width: session.console.width))
        }
    }
}

/// Reading a charter that somebody gave us.
enum CharterFile {
    static func read(_ path: String) throws -> ClubRegistry.Charter {
        let bytes = try InputFile.read(path, limit: ClubRegistry.Charter.byteLimit)
        do throws(LineDefect) {
            return try ClubRegistry.Charter(bytes: bytes)
        } catch {
            throw RegistryError.badCharter(path: path, code: error.code.rawValue)
        }
    }
}

/// A file that a person names on the command line.
enum InputFile {
    static func read(_ path: String, limit: Int) throws(CommandFailure) -> [UInt8] {
        let path = path == "-" ? "/dev/stdin" : path
        // A pipe has no length: read what comes, up to one byte more than allowed.
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw CommandFailure(.failed, .cannotReadFile, ["path": path])
        }
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            // An unreadable file (a folder, say) reads as an error here, and says so.
            guard let chunk = try? file.read(upToCount: min(1 << 20, limit + 1 - bytes.count))
            else {
                break
            }
            if chunk.isEmpty { break }
            bytes += chunk
        }
        guard bytes.count <= limit else {
            throw CommandFailure(.failed, .fileTooLarge, ["path": path, "limit": String(limit)])
        }
        return bytes
    }
}
