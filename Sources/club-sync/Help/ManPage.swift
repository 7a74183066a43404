/// A page of help as a man page, in the macros of man(7), which allow any language's headings.
///
/// UTF-8 with a line that says so: Debian's man and mandoc both read it.
struct ManPage {
    /// In the header; `CLUB-SYNC-LIST`.
    let title: String
    let date: String
    let source: String
    let volume: String
    /// The heading of the first section, which apropos reads.
    let nameHeading: String

    func text(_ document: HelpDocument, below: [HelpDocument] = []) -> String {
        let name = document.name.replacing(" ", with: "-")
        let header = [
            Self.argument(title), "1", date, Self.argument(source), Self.argument(volume),
        ]
        var lines = [
            #".\" -*- coding: utf-8 -*-"#, ".TH " + header.joined(separator: " "),
            ".SH \(Self.argument(nameHeading))", "\(Self.escaped(name)) \\-",
        ]
        lines += Self.filled(document.summary)
        for section in document.sections { lines += Self.section("SH", section) }
        for other in below {
            lines += [".SH \(Self.argument(other.name))"] + Self.filled(other.summary)
            for section in other.sections { lines += Self.section("SS", section) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(_ macro: String, _ section: HelpDocument.Section) -> [String] {
        var lines = [".\(macro) \(argument(section.heading))"]
        for (index, block) in section.blocks.enumerated() {
            // A paragraph after a heading begins by itself.
            let start = index == 0 ? [] : [".PP"]
            switch block {
            case .paragraph(let text): lines += start + filled(text)
            case .entries(let entries), .examples(let entries): lines += entries.flatMap(entry)
            case .references(let entries): lines += start + filled(references(entries))
            case .usage(let words):
                // Not to be hyphenated.
                lines += start + words.map { "\\%\(escaped($0))" }
            case .literal(let literal): lines += start + [".nf"] + literal.map(line) + [".fi"]
            }
        }
        return lines
    }

    private static func entry(_ entry: HelpDocument.Entry) -> [String] {
        [".TP", ".B \(argument(entry.term))"] + filled(entry.text)
    }

    /// Commands have a page each; their subcommands stand on it, topics on that of the program.
    private static func references(_ entries: [HelpDocument.Entry]) -> String {
        var pages: [String] = []
        for entry in entries {
            let command = entry.term.split(separator: " ").first.map(String.init) ?? ""
            let page =
                HelpTopic(rawValue: command) == nil ? "club-sync-\(command)(1)" : "club-sync(1)"
            if !pages.contains(page) { pages.append(page) }
        }
        return pages.joined(separator: ", ")
    }

    /// Text in lines of the source that no program finds too long.
    private static func filled(_ text: String) -> [String] {
        var lines: [String] = []
        var current = ""
        for word in text.split(separator: " ") {
            if !current.isEmpty, size(current) + size(word) > 76 {
                lines.append(current)
                current = ""
            }
            current += current.isEmpty ? "\(word)" : " \(word)"
        }
        return (current.isEmpty ? lines : lines + [current]).map(line)
    }

    /// Bytes once every character beyond ASCII is `\[u00E9]`, as the formatters first make it.
    private static func size(_ text: some StringProtocol) -> Int {
        escaped(String(text)).unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 8) }
    }

    private static func line(_ text: String) -> String {
        let escaped = escaped(text)
        // A line that begins so is a macro.
        return escaped.hasPrefix(".") || escaped.hasPrefix("\\(aq") ? "\\&\(escaped)" : escaped
    }

    private static func argument(_ text: String) -> String { "\"\(escaped(text))\"" }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "\"": result += "\\(dq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "\u{a0}": result += "\\ "
            default: result.append(character)
            }
        }
    }
}
