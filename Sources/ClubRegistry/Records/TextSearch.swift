/// Records that have all of some words, blind to accents and case: « evreux » finds « Évreux ».
///
/// A word matches the beginning of a word of the text; words in quotation marks stand one after
/// the other, the last one as a beginning. All live values are searched, contested ones too, and
/// references by the name that they show. See ``Collation/folded(_:)`` for what is alike.
///
/// - Complexity: O(text), each text folded once.
package struct TextSearch: Sendable {
    /// Folded, at least one; every one must be found, in any fields.
    private let phrases: [String]

    /// Words of one query, and characters of all of them.
    package static let wordLimit = 20
    package static let characterLimit = 400

    package struct Match: Sendable {
        package let record: RecordView
        /// The field that shows why, and its text; the title where it has a word.
        package let field: String
        package let text: String
        let rank: Int
    }

    /// Nil when nothing is left to look for, or too much is asked.
    package init?(_ words: [String]) {
        guard words.count <= Self.wordLimit,
            words.reduce(0, { $0 + $1.count }) <= Self.characterLimit
        else { return nil }
        phrases = words.map { Self.words(Collation.folded($0)) }.filter { !$0.isEmpty }
        if phrases.isEmpty { return nil }
    }

    /// What of `records` matches: by title first, then by name.
    ///
    /// - Parameter text: a value of a field as people read it.
    package func apply(
        to records: [RecordView], text: (Value, FieldDeclaration?) -> String
    ) -> [Match] {
        let matches = records.filter { !$0.isHidden }.compactMap { match($0, text) }
        let ordered = Collation.sorted(matches) { match in
            match.record.text(Self.titleField(match.record)) ?? match.record.id.text
        }
        return ordered.filter { $0.rank == 0 } + ordered.filter { $0.rank == 1 }
    }

    private func match(_ record: RecordView, _ text: (Value, FieldDeclaration?) -> String)
        -> Match?
    {
        let kind = Schema.kind(record.kind)
        var missing = Set(phrases.indices)
        var shown: (field: String, text: String)?
        var isInTitle = false
        for (field, value) in Self.values(of: record) {
            let original = text(value, kind?.field(field))
            let folded = " " + Self.words(Collation.folded(original)) + " "
            let found = phrases.indices.filter { folded.contains(" " + phrases[$0]) }
            guard !found.isEmpty else { continue }
            missing.subtract(found)
            let isTitle = field == Self.titleField(record)
            if shown == nil || isTitle && !isInTitle { shown = (field, original) }
            isInTitle = isInTitle || isTitle
        }
        guard missing.isEmpty, let shown else { return nil }
        return Match(
            record: record, field: shown.field, text: shown.text, rank: isInTitle ? 0 : 1)
    }

    /// Every live value and element, in the order of the fields.
    private static func values(of record: RecordView) -> [(field: String, value: Value)] {
        var values: [(String, Value)] = []
        for field in record.fields {
            switch field.content {
            case .value(let value): values.append((field.name, value))
            case .elements(let elements):
                values += elements.map { (field.name, Value.text($0)) }
            case .missing: continue
            }
        }
        for conflict in record.conflicts where conflict.field != "deleted" {
            for candidate in conflict.candidates {
                if case .value(let value) = candidate.state {
                    values.append((conflict.field, value))
                }
            }
            values += conflict.elements.map { (conflict.field, Value.text($0)) }
        }
        return values
    }

    private static func titleField(_ record: RecordView) -> String {
        Schema.kind(record.kind)?.titleField ?? "title"
    }

    /// Letters and digits with single spaces between: « l'eau » is two words, and so is « a.b ».
    private static func words(_ folded: String) -> String {
        folded.unicodeScalars.split { scalar in
            !(scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        }.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }
}
