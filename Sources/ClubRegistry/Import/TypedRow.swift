/// An imported row as fields and contents, ready to be compared with the record it is about.
package struct TypedRow: Sendable, Hashable {
    package let line: Int
    package let id: RecordID?
    /// In the order of the file; each field once. What the file does not give is not there.
    package let fields: [Field]

    package struct Field: Sendable, Hashable {
        package let name: String
        /// Never `.missing`. No elements means that the file says so: the list is empty.
        package let content: RecordView.Content
        package let isPersonal: Bool
        package let isDeclared: Bool
    }

    package subscript(field: String) -> RecordView.Content? {
        fields.first { $0.name == field }?.content
    }

    /// The fields that no declaration knows, to be listed in the preview.
    package var undeclared: [String] { fields.filter { !$0.isDeclared }.map(\.name) }
}
