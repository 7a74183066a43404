/// One row of a file that is being imported, before anything is known about its fields.
package struct ImportRow: Sendable, Hashable {
    /// The line of the file on which it begins, from 1.
    package let line: Int
    package let id: RecordID?
    /// The kind of record that the row says it is; most files say nothing.
    package let kind: String?
    /// What is given, in the order of the file. An empty cell or a null is not there.
    package let cells: [Cell]
    /// Whether an export wrote the row, with its id: its texts are taken as they stand, byte for byte.
    package let isExact: Bool
    /// The fields, as the file calls them, of which it has one value of several: nobody had decided.
    package let contested: [String]

    package struct Cell: Sendable, Hashable {
        /// The field, by the name that the file gives it.
        package let field: String
        /// In a line of text the character, in a table the cell; both from 1.
        package let column: Int
        package let content: Content

        package init(field: String, column: Int, content: Content) {
            self.field = field
            self.column = column
            self.content = content
        }
    }

    package enum Content: Sendable, Hashable {
        /// Text still to be read by the type of its field.
        case text(String)
        /// An integer, a flag or an object: typed by the file itself.
        case value(Value)
        case elements([String])
    }

    package init(
        line: Int, id: RecordID? = nil, kind: String? = nil, cells: [Cell], isExact: Bool = false,
        contested: [String] = []
    ) {
        self.line = line
        self.id = id
        self.kind = kind
        self.cells = cells
        self.isExact = isExact
        self.contested = contested
    }
}

/// What a format makes of one row of a file: the row, or why it was refused.
package enum ImportOutcome: Sendable, Hashable {
    case row(ImportRow)
    case refused(ImportRefusal)
}
