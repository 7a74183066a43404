import Foundation

/// Records that have all of some words, blind to accents and case: « evreux » finds « Évreux ».
///
/// A word matches the beginning of a word of the text; several words in one argument stand one after
/// the other, the last one as a beginning. All live values are searched, contested ones too, and
/// references by the name that they show. See ``Collation/folded(_:)`` for what is alike; besides,
/// CO₂ is CO2 and Ⅷ is VIII.
///
/// - Complexity: O(text), each text folded once.
package struct TextSearch: Sendable {
    /// Folded, at least one; every one must be found, in any fields.
    let phrases: [String]

    /// Words of one query, and characters of all of them.
    package static let wordLimit = 20
    package static let characterLimit = 400

    package struct Match: Sendable {
        package let record: RecordView
        /// What of the title was found, to be set off.
        package let titleHit: String?
        /// Where the rest was found; nil when the title has it all.
        package let other: Hit?
    }

    package struct Hit: Sendable, Hashable {
        package let field: String
        package let value: Value
    }

    /// Nil when nothing is left to look for, or too much is asked.
    package init?(_ words: [String]) {
        guard words.count <= Self.wordLimit,
            words.reduce(0, { $0 + $1.unicodeScalars.count }) <= Self.characterLimit
        else { return nil }
        phrases = words.map(Self.folded).filter { !$0.isEmpty }
        if phrases.isEmpty { return nil }
    }

    /// What of `records` matches: those with a word in their title first, then by title.
    ///
    /// - Parameter texts: the forms of a value by which people look for it.
    package func apply(
        to records: [RecordView], texts: (Value, FieldDeclaration?) -> [String]
    ) -> [Match] {
        let matches = records.filter { !$0.isHidden }.compactMap { match($0, texts) }
        let ordered = Collation.sorted(matches) { match in
            match.record.text(Self.titleField(match.record)) ?? match.record.id.text
        }
        return ordered.filter { $0.titleHit != nil } + ordered.filter { $0.titleHit == nil }
    }

    private func match(
        _ record: RecordView, _ texts: (Value, FieldDeclaration?) -> [String]
    ) -> Match? {
        let kind = Schema.kind(record.kind)
        let titleField = Self.titleField(record)
        var missing = Set(phrases.indices)
        var inTitle = Set<Int>()
        var title: String?
        var hits: [(hit: Hit, found: Set<Int>)] = []
        for (field, value) in Self.values(of: record) {
            let texts = texts(value, kind?.field(field))
            let folded = texts.map { " " + Self.folded($0) + " " }
            let found = Set(
                phrases.indices.filter { index in
                    folded.contains { $0.contains(" " + phrases[index]) }
                })
            guard !found.isEmpty else { continue }
            missing.subtract(found)
            if field == titleField {
                inTitle.formUnion(found)
                title = title ?? texts.first.flatMap { hit(in: $0).map { String($0) } }
            }
            hits.append((Hit(field: field, value: value), found))
        }
        guard missing.isEmpty else { return nil }
        let other = hits.first { $0.hit.field != titleField && !$0.found.isSubset(of: inTitle) }
        return Match(
            record: record, titleHit: inTitle.isEmpty ? nil : title ?? "", other: other?.hit)
    }

    /// Every live value and element, in the order of the fields, each once.
    private static func values(of record: RecordView) -> [(field: String, value: Value)] {
        var values: [(String, Value)] = []
        let contested = Set(record.conflicts.map(\.field))
        for field in record.fields where !contested.contains(field.name) {
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

    // MARK: Text

    /// The words of `text` with single spaces between: « l’eau » is two words, and so is « a.b ».
    private static func folded(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
        let text =
            isPlain
            ? text
            : String(
                String.UnicodeScalarView(
                    text.decomposedStringWithCompatibilityMapping.unicodeScalars.filter {
                        // A soft hyphen would make two words of one.
                        !$0.properties.isDefaultIgnorableCodePoint
                    }))
        return Collation.folded(text).unicodeScalars.split { !isWord($0) }
            .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// Whether a scalar stands inside a word as it is written, before folding.
    private static func isWritten(_ scalar: Unicode.Scalar) -> Bool {
        isWord(scalar) || scalar.properties.generalCategory == .nonspacingMark
            || scalar.properties.isDefaultIgnorableCodePoint
    }

    /// The words of `text` that match first, as they are written.
    package func hit(in text: String) -> Substring? {
        let words = text.unicodeScalars.split { !Self.isWritten($0) }
        for (index, word) in words.enumerated() {
            var folded = " " + Self.folded(String(word))
            for last in index..<min(index + Self.wordLimit, words.count) {
                if last > index { folded += " " + Self.folded(String(words[last])) }
                if phrases.contains(where: { folded.hasPrefix(" " + $0) }) {
                    return text[word.startIndex..<words[last].endIndex]
                }
                guard phrases.contains(where: { (" " + $0).hasPrefix(folded) }) else { break }
            }
        }
        return nil
    }

    /// `text` from a little before `hit` on, so that the hit is seen where little room is.
    package static func excerpt(_ text: String, around hit: Substring?) -> String {
        let lead = 24
        guard let hit,
            let start = text.index(hit.startIndex, offsetBy: -lead, limitedBy: text.startIndex),
            start > text.startIndex
        else { return text }
        let space = text[start..<hit.startIndex].firstIndex(where: \.isWhitespace)
        let first = space.map { text.index(after: $0) } ?? start
        return "…" + text[first...]
    }
}
