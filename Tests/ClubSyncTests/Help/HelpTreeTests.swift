import ClubRegistry
import Foundation
import Testing

@testable import club_sync

/// What must hold for every command, read off the declarations: a new command is walked too.
@Suite struct HelpTreeTests {
    /// Runs `body` as a run of the program in `language` would.
    private static func speaking<Result>(
        _ language: Language, _ body: () throws -> Result
    ) rethrows -> Result {
        let session = Session(globals: Globals(), environment: [:], language: language)
        return try Session.$current.withValue(session) { try body() }
    }

    /// The commands that people see, as typed; made anew for each language.
    private static var shown: [CommandNode] { CommandNode.root.all.filter { !$0.isHidden } }

    private static func lines(_ document: HelpDocument, width: Int = 80) -> [String] {
        HelpText(width: width).text(document).components(separatedBy: "\n")
    }

    private static var documents: [HelpDocument] {
        shown.map(Manual.document) + HelpTopic.allCases.map(\.document)
    }

    @Test func `every command and argument has a text in both languages`() {
        let texts = Language.allCases.map { language in
            Self.speaking(language) {
                Self.shown.flatMap { node in
                    [(node.name, node.summary)]
                        + node.arguments().map {
                            (
                                "\(node.name) \($0.spellings) \($0.valueName ?? "")",
                                $0.abstract ?? ""
                            )
                        }
                }
            }
        }
        #expect(texts[0].count == texts[1].count && texts[0].count > 60)
        for (french, english) in zip(texts[0], texts[1]) {
            #expect(!french.1.isEmpty && !english.1.isEmpty, "\(french.0)")
            // A list of names is the same in both, but for the word between the last two.
            #expect(french.1 != english.1, "\(french.0)")
        }
    }

    @Test func `a value is named in both languages: add a case to ValueName`() {
        for node in Self.shown {
            for argument in node.arguments() where argument.kind != .flag {
                let name = argument.valueName ?? ""
                #expect(
                    ValueName(rawValue: name) != nil || name.contains("|"),
                    "\(node.name): \(name)")
            }
        }
    }

    @Test func `every command has two to four examples, in two languages, and what to read on`() {
        let topics = HelpTopic.allCases.map(\.rawValue)
        let commands = Self.shown.map { $0.path.joined(separator: " ") }
        for node in Self.shown {
            #expect((2...4).contains(node.page.examples.count), "\(node.name)")
            #expect(!node.page.seeAlso.isEmpty, "\(node.name)")
            #expect(node.page.formats.isEmpty == !node.subcommands.isEmpty, "\(node.name)")
            for words in node.page.seeAlso {
                #expect((topics + commands).contains(words), "\(node.name): \(words)")
            }
            for example in node.page.examples {
                #expect(example.line.contains("club-sync"), "\(example.line)")
                #expect(
                    example.purpose.french != example.purpose.english && example.line.count <= 78,
                    "\(example.line)")
                let french = example.purpose.french
                #expect(
                    !french.contains(/'|\x20[:;!?»]|«[^\u{a0}]|[^\u{a0}][;!?»]/), "\(french)")
            }
        }
    }

    @Test func `what a command does beyond its options is on its page`() {
        let headings = [Language.french: "PRÉCISIONS", .english: "DETAILS"]
        let texts = [
            Phrase.helpImport: "import", .helpExport: "export", .helpSearch: "search",
            .helpInit: "init", .helpPull: "pull", .helpDoctor: "doctor",
            .discussionRepair: "repair",
        ]
        for (language, heading) in headings {
            Self.speaking(language) {
                let pages = Self.documents.filter { page in
                    page.sections.contains { $0.heading == heading }
                }
                #expect(Set(pages.map(\.name)) == Set(texts.values.map { "club-sync \($0)" }))
                for (phrase, command) in texts {
                    let page = pages.first { $0.name == "club-sync \(command)" }
                    let section = page?.sections.first { $0.heading == heading }
                    let said = section.map(Self.prose)?.joined(separator: "\n")
                    #expect(said == Message(phrase).text(in: language))
                    #expect((section?.blocks.count ?? 0) > 1)
                }
            }
        }
    }

    @Test(arguments: Language.allCases, [80, 60, 120])
    func `a page leads with its examples and fits the width`(_ language: Language, _ width: Int) {
        Self.speaking(language) {
            for document in Self.documents {
                for line in Self.lines(document, width: width)
                where (!line.contains("club-sync") && !line.contains("\""))
                    || line.hasPrefix("      ")
                {
                    #expect(line.count <= width, "\(document.name): \(line)")
                }
            }
            for node in Self.shown {
                let first = Manual.document(node).sections.first?.heading
                #expect(first == (language == .french ? "EXEMPLES" : "EXAMPLES"))
            }
        }
    }

    @Test func `no English word frames French help`() {
        let english =
            /(?i)\b(usage|overview|subcommands?|default|defaults|see|required|show help|examples?|command|file|name|value|one of|written by)\b/
        Self.speaking(.french) {
            for document in Self.documents {
                // Command lines, names of commands and of JSON members are the same in any language.
                for section in document.sections {
                    #expect(!section.heading.contains(english), "\(section.heading)")
                    for text in Self.prose(section) {
                        let words = text.replacing(/club-sync[a-z -]*/, with: "")
                        #expect(!words.contains(english), "\(document.name): \(words)")
                    }
                }
            }
        }
    }

    /// What a person reads of a section, without what they type.
    private static func prose(_ section: HelpDocument.Section) -> [String] {
        section.blocks.flatMap { block -> [String] in
            switch block {
            case .paragraph(let text): [text]
            case .entries(let entries), .examples(let entries), .references(let entries):
                entries.map { $0.text.prefix { $0 != ":" } }.map(String.init)
            case .usage(let words): words.filter { $0.uppercased() == $0 }
            case .literal: []
            }
        }
    }

    @Test func `the page of codes has every code, its meaning and a remedy`() {
        for language in Language.allCases {
            Self.speaking(language) {
                let text = Self.lines(HelpTopic.codes.document, width: 500)
                for status in ExitStatus.allCases {
                    let meaning = Message(status.meaning).text(in: language)
                    let remedy = Message(status.remedy).text(in: language)
                    let line = text.first { $0.contains(/^\x20+(\d+)\x20/) && $0.contains(meaning) }
                    #expect(line?.contains("  \(status.rawValue) ") == true)
                    #expect(line?.hasSuffix(remedy) == true)
                }
            }
        }
    }

    @Test func `the page of the environment has every variable that a source reads`() throws {
        let page = Self.speaking(.english) {
            Self.lines(HelpTopic.environment.document).joined(separator: "\n")
        }
        for variable in EnvironmentVariable.allCases { #expect(page.contains(variable.rawValue)) }
        let sources = Checkout.root.appending(path: "Sources").path
        let walker = try #require(FileManager.default.enumerator(atPath: sources))
        for case let path as String in walker where path.hasSuffix(".swift") {
            let text = try Checkout.text("Sources/\(path)")
            // Asked by name, a variable would be missing from the page.
            #expect(!text.contains(/environment\["|getenv\(/), "\(path)")
        }
    }

    @Test func `the page of formats has every format and dialect, and the members of a record`()
        async throws
    {
        let page = Self.speaking(.english) {
            Self.lines(HelpTopic.formats.document).joined(separator: "\n")
        }
        for format in Globals.Format.allCases { #expect(page.contains("\n  \(format.rawValue) ")) }
        for dialect in CSVExport.Dialect.allCases {
            #expect(page.contains("\n  \(dialect.rawValue) "))
        }
        let club = try await CommandClub("rouen")
        let id = try await club("rouen", "-q", "add", "member", "name=A").lines[0]
        let record = try await club("rouen", "show", id, "--json").text
        let members = record.matches(of: /[{,]"(\w+)":(?=["{\[f])/).map { String($0.1) }
        #expect(members.contains("id") && members.contains("deleted"))
        for member in members where member != "name" { #expect(page.contains("\n  \(member) ")) }
    }

    @Test func `the global options are all on the first page`() {
        let page = Self.speaking(.french) {
            Self.lines(Manual.document(.root)).joined(separator: "\n")
        }
        for option in GlobalOption.allCases {
            #expect(page.contains("  \(option.spellings.joined(separator: ", "))"))
        }
    }

    @Test(arguments: ["fr", "en"])
    func `every way to ask for help gives one page, bold where it is a terminal's`(
        _ language: String
    ) async throws {
        let club = try await CommandClub()
        let ways = [
            ["help", "peers", "add"], ["peers", "add", "--help"], ["peers", "-h", "add"],
            ["peers", "add", "name", "-h"], ["--help", "peers", "add", "--nonsense"],
        ]
        for (first, others) in [([], [["help"], ["-h"], ["--help"], ["--help-hidden"]])]
            + [(ways[0], Array(ways.dropFirst()))]
        {
            let page = try await club.run(["--lang", language] + first)
            #expect(!page.text.contains("\u{1b}") && page.errors.isEmpty)
            for way in others {
                #expect(try await club.run(["--lang", language] + way).text == page.text, "\(way)")
            }
            let bold = try await club.run(["--lang", language, "--color", "always"] + first).text
            #expect(bold.contains("\u{1b}[1m"))
            #expect(bold.replacing(/\x1b\[\d*m/, with: "") == page.text)
        }
    }
}
