/// One record as people see it: shown values, and what else stands beside them.
///
/// A pure function of the lines held; see ``Fold``.
package struct RecordView: Sendable, Hashable {
    package let key: RecordKey
    /// Shown fields, ascending by name. A field without value and elements is not there.
    package let fields: [Field]
    /// Per feed, the last folded line of this record: what a writer puts into `after`.
    package let version: VersionVector
    package let deletion: Deletion
    /// Contested fields, ascending by name; `deleted` is one of them when the deletion is
    /// contested.
    package let conflicts: [Conflict]
    /// What needs a newer program before it may be edited.
    package let lock: Lock
    /// The last change of this record in listing order of claimed time, then dot: for people, never
    /// for deciding.
    package let lastChange: Source?

    package struct Field: Sendable, Hashable {
        package let name: String
        package let content: Content
        /// Who wrote what is shown: the dots of the value, or of the elements.
        package let sources: [Source]
    }

    package enum Content: Sendable, Hashable {
        case value(Value)
        /// Ascending by bytes.
        case elements([ByteText])
        /// The value was taken out of the line by somebody without an erasure that allows it.
        case missing
    }

    /// A change, with what its author claims of it.
    package struct Source: Sendable, Hashable {
        package let dot: Dot
        package let at: String
        package var node: String { dot.feed.node }

        package init(dot: Dot, at: String) {
            self.dot = dot
            self.at = at
        }
    }

    package enum Deletion: String, Sendable, Hashable { case no, yes, contested }

    package struct Conflict: Sendable, Hashable {
        package let field: String
        /// In display order: the first is the one shown.
        package let candidates: [Candidate]
        /// The elements present beside the values, when the name is used as value and as list.
        package let elements: [ByteText]
    }

    package struct Candidate: Sendable, Hashable {
        package let state: State
        /// Every live change that wrote this value; at least one.
        package let sources: [Source]
    }

    /// A live value of a field: a value, none (unset or erased), or missing.
    package enum State: Sendable, Hashable {
        case value(Value)
        case none
        case missing
    }

    package enum Lock: Sendable, Hashable {
        case open
        case fields([String])
        case record
    }

    package init(
        key: RecordKey, fields: [Field], version: VersionVector, deletion: Deletion,
        conflicts: [Conflict], lock: Lock, lastChange: Source?
    ) {
        self.key = key
        self.fields = fields
        self.version = version
        self.deletion = deletion
        self.conflicts = conflicts
        self.lock = lock
        self.lastChange = lastChange
    }

    package var id: RecordID { key.id }
    package var kind: String { key.kind }
    package var home: String { key.id.home }
    /// Hidden from lists; a contested record is visible.
    package var isHidden: Bool { deletion == .yes }

    package subscript(field: String) -> Content? {
        fields.first { $0.name == field }?.content
    }

    /// The text of a field, when it is a text.
    package func text(_ field: String) -> String? {
        if case .value(.text(let text)) = self[field] { text.string } else { nil }
    }

    /// The elements of a list field; empty when there are none.
    package func elements(_ field: String) -> [String] {
        if case .elements(let elements) = self[field] { elements.map(\.string) } else { [] }
    }
}
