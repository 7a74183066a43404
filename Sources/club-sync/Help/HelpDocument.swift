/// A page of help before it has a shape: a terminal and a man page are made from the same value.
struct HelpDocument: Sendable {
    /// `club-sync list`.
    var name: String
    /// One line that says what it is.
    var summary: String
    var sections: [Section] = []

    struct Section: Sendable {
        var heading: String
        var blocks: [Block]
    }

    enum Block: Sendable {
        case paragraph(String)
        /// Terms, each with its text beside it.
        case entries([Entry])
        /// Command lines, each with its text below it.
        case examples([Entry])
        /// Commands and topics to read on, as typed after `help`.
        case references([Entry])
        /// Words of a usage, wrapped under each other.
        case usage([String])
        /// Lines that keep their breaks and spaces.
        case literal([String])
    }

    struct Entry: Sendable {
        var term: String
        var text: String
    }

    mutating func add(_ heading: String, _ blocks: Block...) { add(heading, blocks) }

    mutating func add(_ heading: String, _ blocks: [Block]) {
        sections.append(Section(heading: heading, blocks: blocks))
    }
}
