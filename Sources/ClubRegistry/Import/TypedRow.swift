/// An imported row as fields and contents, ready to be compared with the record it is about.
package struct TypedRow: Sendable, Hashable {
    package let line: Int
    package let kind: String
    package let id: RecordID?
    /// In the order of the file; each field once. What the file does not give is not there.
    package let fields: [Field]
    /// The fields of which the file has one value of several: nobody had decided.
    package let contested: Set<String>

    package struct Field: Sendable, Hashable {
        package let name: String
        /// Never `.missing`. No elements means that the file says so: the list is empty.
        package let content: RecordView.Content
        /// For references, what the file says and what was found for it, in the order of the file;
        /// for a postcode, what the file says when it was given back its zero. Else empty.
        ///
        /// What is found depends on the records held, so a row is known again by what it says, and
        /// a record that holds just that is not changed.
        package let references: [Reference]
        package let isPersonal: Bool
        package let isDeclared: Bool

        package init(
            name: String, content: RecordView.Content, references: [Reference] = [],
            isPersonal: Bool, isDeclared: Bool
        ) {
            self.name = name
            self.content = content
            self.references = references
            self.isPersonal = isPersonal
            self.isDeclared = isDeclared
        }
    }

    package struct Reference: Sendable, Hashable {
        package let written: ByteText
        package let found: ByteText
    }

    package init(
        line: Int, kind: String, id: RecordID?, fields: [Field], contested: Set<String> = []
    ) {
        self.line = line
        self.kind = kind
        self.id = id
        self.fields = fields
        self.contested = contested
    }

    package subscript(field: String) -> RecordView.Content? {
        fields.first { $0.name == field }?.content
    }

    /// The fields that no declaration knows, to be listed in the preview.
    package var undeclared: [String] { fields.filter { !$0.isDeclared }.map(\.name) }
}
