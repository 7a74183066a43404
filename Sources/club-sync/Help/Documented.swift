import ArgumentParser
import ClubRegistry

/// A command that help, man pages and completions can show; the root takes no other.
///
/// Names, arguments and one-line texts are read off the declarations; the page holds the rest. The
/// root's list of groups wants this protocol, so that the compiler asks for the page of a new command.
protocol Documented: AsyncParsableCommand {
    static var page: Page { get }
}

/// What the help of a command says beyond its arguments.
struct Page: Sendable {
    /// Two to four, the most frequent need first; each runs as it stands on the demo's data.
    var examples: [Example]
    /// What `--format` may be, the default first; empty for a command that has subcommands.
    var formats: [Globals.Format] = []
    /// Exit codes that mean something of their own here; `help codes` has all of them.
    var exits: [ExitStatus] = []
    /// Which records an ID of this command can be.
    var records = Records.shown
    /// Commands and topics to read on, as typed after `help`.
    var seeAlso: [String]

    enum Records: Sendable { case shown, deleted, contested }
}

/// A command line that a person may type as it stands, and what it does.
struct Example: Sendable {
    /// In bash, from the folder of a node.
    let line: String
    let purpose: Label

    init(_ line: String, fr: String, en: String) {
        self.line = line
        purpose = Label(fr: fr, en: en)
    }
}
