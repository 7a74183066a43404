/// Why something typed or imported cannot be the value of a field.
///
/// A struct around an enum, since every reason concerns one field.
package struct ValueRefusal: Explained, Sendable, Hashable {
    /// The field as it was named; for an argument without `=`, the whole argument.
    package let field: String
    package let reason: Reason

    package enum Reason: Sendable, Hashable {
        case missingEquals
        case badName
        case reserved
        case undeclared(suggestion: String?)
        case assignedTwice
        /// `=` on a list field.
        case isList
        /// `+=` or `-=` on a field of one value.
        case isNotList
        case empty
        case controlCharacter(Unicode.Scalar)
        case tooLong
        case notADate(String, suggestion: String?)
        case noSuchDate(String)
        case notAQuantity(String)
        case notAnInteger(String)
        case outOfRange(String)
        case notAFlag(String)
        case notAnIdentifier(Identifier, String)
        case prefixTooShort(String)
        case noSuchRecord(String)
        case severalRecords(String, count: Int)
        /// JSON gave another type than the field has.
        case wrongType
    }

    package init(field: String, _ reason: Reason) {
        self.field = field
        self.reason = reason
    }

    package var exit: ExitStatus { reason == .missingEquals ? .usage : .failed }

    package var message: Message {
        switch reason {
        case .missingEquals: about(.assignmentWithoutEquals)
        case .badName: about(.fieldNameMalformed)
        case .reserved: about(.fieldNameReserved)
        case .undeclared(nil): about(.fieldUndeclared)
        case .undeclared(let suggestion?):
            about(.fieldUndeclaredSuggestion, ["suggestion": suggestion])
        case .assignedTwice: about(.fieldAssignedTwice)
        case .isList: about(.fieldIsList)
        case .isNotList: about(.fieldIsNotList)
        case .empty: about(.valueEmpty)
        case .controlCharacter(let scalar):
            about(.valueControlCharacter, ["code": String(scalar.value, radix: 16).uppercased()])
        case .tooLong: about(.valueTooLong, ["limit": String(ValueParser.characterLimit)])
        case .notADate(let text, nil): about(.valueNotADate, text)
        case .notADate(let text, let suggestion?):
            about(
                .valueNotADateSuggestion,
                ["text": Self.excerpt(text), "suggestion": suggestion])
        case .noSuchDate(let text): about(.valueNoSuchDate, text)
        case .notAQuantity(let text): about(.valueNotAQuantity, text)
        case .notAnInteger(let text): about(.valueNotAnInteger, text)
        case .outOfRange(let text): about(.valueOutOfRange, text)
        case .notAFlag(let text): about(.valueNotAFlag, text)
        case .notAnIdentifier(let identifier, let text): about(identifier.phrase, text)
        case .prefixTooShort(let text): about(.referenceTooShort, text)
        case .noSuchRecord(let text): about(.referenceUnknown, text)
        case .severalRecords(let text, let count):
            about(
                .referenceAmbiguous,
                ["text": Self.excerpt(text), "count": String(count)])
        case .wrongType: about(.valueWrongType)
        }
    }

    private func about(_ phrase: Phrase, _ arguments: [String: String] = [:]) -> Message {
        Message(
            phrase, arguments.merging(["field": Self.excerpt(field)]) { argument, _ in argument })
    }

    private func about(_ phrase: Phrase, _ text: String) -> Message {
        about(phrase, ["text": Self.excerpt(text)])
    }

    /// Enough of a text to recognise it in a message.
    static func excerpt(_ text: String) -> String {
        text.unicodeScalars.count <= 60
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(59))) + "…"
    }
}

extension Identifier {
    fileprivate var phrase: Phrase {
        switch self {
        case .siren: .valueNotASIREN
        case .siret: .valueNotASIRET
        case .rna: .valueNotAnRNA
        case .naf: .valueNotANAF
        case .commune: .valueNotACommune
        case .postcode: .valueNotAPostcode
        }
    }
}
