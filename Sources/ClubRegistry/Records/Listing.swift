/// Which records of a kind a list shows, and in which order.
package struct Listing: Sendable {
    package let kind: RecordKind
    /// An element that the field `scope` must have. Scope is declared, never read off a map.
    package var scope: String?
    /// The home node.
    package var node: String?
    /// First and last day, the last included; `2027` as an end is the end of that year.
    package var from: PartialDate?
    package var to: PartialDate?
    package var conditions: [Condition] = []

    /// `field=value`: accents and case do not matter, one equal element of a list is enough.
    package struct Condition: Sendable, Hashable {
        package let field: String
        package let text: String

        package init(field: String, text: String) {
            self.field = field
            self.text = text
        }

        /// Nil without a `=` behind a well-formed name.
        package init?(_ argument: String) {
            let parts = argument.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, Name.isIdentifier(parts[0]) else { return nil }
            self.init(field: String(parts[0]), text: String(parts[1]))
        }
    }

    /// What a list shows, and how many it left out for want of a date.
    package struct Result: Sendable {
        package let records: [RecordView]
        /// Records that fit otherwise, but have no date to compare with `from` and `to`.
        package let undatedCount: Int
    }

    package init(_ kind: RecordKind) { self.kind = kind }

    /// The records to show, in order; hidden ones are left out.
    ///
    /// - Parameter name: names of records, so that a reference may be asked for by name.
    package func apply(
        to records: some Sequence<RecordView>, name: (RecordID) -> String? = { _ in nil }
    ) -> Result {
        let fitting = records.filter { record in
            record.kind == kind.name && !record.isHidden
                && Self.fits(record, scope: scope, node: node, name: name)
                && conditions.allSatisfy { holds($0, in: record, name) }
        }
        guard from != nil || to != nil else {
            return Result(records: kind.ordered(fitting), undatedCount: 0)
        }
        let dated = fitting.filter { kind.days(of: $0) != nil }
        let shown = dated.filter { record in
            guard let days = kind.days(of: record) else { return false }
            return (from.map { days.upperBound >= $0.firstDay } ?? true)
                && (to.map { days.lowerBound <= $0.lastDay } ?? true)
        }
        return Result(records: kind.ordered(shown), undatedCount: fitting.count - dated.count)
    }

    /// Whether a record has that scope, and is at home in that node, where they are asked for.
    package static func fits(
        _ record: RecordView, scope: String?, node: String?, name: (RecordID) -> String?
    ) -> Bool {
        (node == nil || record.home == node)
            && (scope.map { holds(record["scope"], $0, name) } ?? true)
    }

    private func holds(
        _ condition: Condition, in record: RecordView, _ name: (RecordID) -> String?
    ) -> Bool {
        Self.holds(
            record[condition.field], condition.text, name, type: kind.field(condition.field)?.type)
    }

    private static func holds(
        _ content: RecordView.Content?, _ wanted: String, _ name: (RecordID) -> String?,
        type: FieldType? = nil
    ) -> Bool {
        switch content {
        case nil, .missing: return false
        case .value(let value): return matches(ValueText.typed(value, as: type), wanted, name)
        case .elements(let elements): return elements.contains { matches($0.string, wanted, name) }
        }
    }

    private static func matches(
        _ text: String, _ wanted: String, _ name: (RecordID) -> String?
    ) -> Bool {
        if text == wanted || Collation.folded(text) == Collation.folded(wanted) { return true }
        guard let id = RecordID(reference: text) else { return false }
        let isMarked = wanted.utf8.first == UInt8(ascii: "@")
        let reference = ReferenceText(isMarked ? String(wanted.dropFirst()) : wanted)
        if isMarked, let prefix = reference.idPrefix, ReferenceIndex.id(id, begins: prefix) {
            return true
        }
        return name(id).map { Collation.folded($0) == Collation.folded(reference.text) } ?? false
    }
}
