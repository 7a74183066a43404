import Foundation

/// Reads the text that people type, or keep in files, into values of declared fields.
///
/// What it makes is NFC, without control characters and without white space at the ends. References
/// are looked up through `resolve`, which the caller answers from what it holds.
package struct ValueParser {
    package let origin: Origin
    package let resolve: (ReferenceText) -> ReferenceMatch

    /// Where text comes from, and so what is understood besides the typed forms.
    package enum Origin: Sendable {
        /// A command line or a form: the typed forms only.
        case typed
        /// A JSON file: also `10/01/2027`, « plus de 70 » and what spreadsheets do to identifiers.
        case json
        /// A spreadsheet: besides, a reference field may hold the bare name of a record.
        case table
    }

    /// Longest value, in Unicode scalars.
    package static let characterLimit = 4_000
    /// ±(2^53−1): what every JSON reader keeps exactly.
    package static let integerLimit = 9_007_199_254_740_991

    package init(
        _ origin: Origin = .typed,
        resolve: @escaping (ReferenceText) -> ReferenceMatch = { _ in .none }
    ) {
        self.origin = origin
        self.resolve = resolve
    }

    /// The value that `text` is for a field of one value.
    package func value(
        _ text: String, for field: FieldDeclaration
    ) throws(ValueRefusal) -> Value {
        let text = try cleaned(text, field.name, isProse: field.type == .prose)
        func refusal(_ reason: ValueRefusal.Reason) -> ValueRefusal {
            ValueRefusal(field: field.name, reason)
        }
        switch field.type {
        case .text, .prose: return .string(text)
        case .texts, .references: throw refusal(.isList)
        case .date: return .string(try date(text, field.name).iso)
        case .reference: return .string(try reference(text, field.name))
        case .integer: return .integer(try integer(text, field.name))
        case .quantity(let unit): return try quantity(text, unit: unit, field.name)
        case .flag:
            guard let flag = Self.flags[Collation.folded(text)] else {
                throw refusal(.notAFlag(text))
            }
            return .flag(flag)
        case .identifier(let identifier):
            guard let code = identifier.normalised(text, repairing: origin != .typed)
            else { throw refusal(.notAnIdentifier(identifier, text)) }
            return .string(code)
        }
    }

    /// The element that `text` is for a list field.
    package func element(
        _ text: String, for field: FieldDeclaration
    ) throws(ValueRefusal) -> ByteText {
        let text = try cleaned(text, field.name)
        switch field.type {
        case .texts: return ByteText(text)
        case .references: return ByteText(try reference(text, field.name))
        default: throw ValueRefusal(field: field.name, .isNotList)
        }
    }

    /// `text` for a field that nothing declares: one line or more of text, taken as it is.
    package func undeclared(_ text: String, field: String) throws(ValueRefusal) -> String {
        try cleaned(text, field, isProse: origin != .typed)
    }

    /// `text` in NFC, trimmed.
    ///
    /// - Throws: when nothing is left, when it is too long, and for control characters: C0, C1,
    ///   line separators, and those that turn the direction of text. Prose may hold line feeds.
    package func cleaned(
        _ text: String, _ field: String, isProse: Bool = false
    ) throws(ValueRefusal) -> String {
        if Self.isPlain(text.utf8) {
            guard text.utf8.count <= Self.characterLimit else {
                throw ValueRefusal(field: field, .tooLong)
            }
            return text
        }
        var result = text.trimmingWhitespace()
        guard !result.isEmpty else { throw ValueRefusal(field: field, .empty) }
        if result.unicodeScalars.contains(where: { $0.value >= Unicode.Scalar.firstCombining }) {
            result = result.precomposedStringWithCanonicalMapping
        }
        if isProse, result.utf8.contains(0x0d) {
            result = result.replacing("\r\n", with: "\n")
        }
        var count = 0
        for scalar in result.unicodeScalars {
            count += 1
            if Self.isControl(scalar), !(isProse && scalar == "\n") {
                throw ValueRefusal(field: field, .controlCharacter(scalar))
            }
        }
        guard count <= Self.characterLimit else { throw ValueRefusal(field: field, .tooLong) }
        return result
    }

    /// `text` as it stands, of an export: neither trimmed nor normalised, and perhaps empty.
    ///
    /// - Throws: as ``cleaned(_:_:isProse:)`` does, but for an empty text.
    package func unchanged(_ text: String, _ field: String) throws(ValueRefusal) -> String {
        guard text.unicodeScalars.count <= Self.characterLimit else {
            throw ValueRefusal(field: field, .tooLong)
        }
        let control = text.unicodeScalars.first { Self.isControl($0) && $0 != "\n" }
        if let control { throw ValueRefusal(field: field, .controlCharacter(control)) }
        return text
    }

    /// Whether nothing is to be done: visible ASCII, with spaces inside at most.
    private static func isPlain(_ utf8: String.UTF8View) -> Bool {
        guard let first = utf8.first, let last = utf8.last, first != 0x20, last != 0x20 else {
            return false
        }
        return utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f..<0xa0, 0x2028, 0x2029, 0xfeff: true
        case 0x202a...0x202e, 0x2066...0x2069, 0xe0000...0xe007f: true
        default: false
        }
    }

    private static let flags: [String: Bool] = [
        "true": true, "yes": true, "oui": true, "vrai": true,
        "false": false, "no": false, "non": false, "faux": false,
    ]
}
