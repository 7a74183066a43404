/// Every sentence that club-sync says. The texts stand in `Phrase+….swift`, one file an area.
///
/// `{name}` stands for an argument. French has ’, « » and a no-break space before : ; ! ? ».
package enum Phrase: String, Sendable, CaseIterable {
    // MARK: The registry: what fails, and what to do
    case noStore
    case initIncomplete
    case alreadyInitialised
    case badNodeName
    case badDisplayName
    case notJoined
    case otherNetwork
    case notInCharter
    case badCharter
    case badKeyLine
    case keyUnusable
    case locked
    case restoredStateMissing
    case restoredBehind
    case restoredOtherChain
    case restoredAhead
    case restoredMarkUnusable
    case restoredSeenAtPeer
    case damagedFeed
    case diskFailed
    case refusedLine
    case editTooLarge
    case unknownRecord
    case ambiguousRecord
    case wrongKind
    case recordIsDeleted
    case needsUpgrade
    case missingValue
    case noConflict
    case noCandidate
    case severalCandidates
    case configurationAt
    case configurationUnreadable
    // MARK: Commands
    // MARK: Records, values, files
    case assignmentWithoutEquals
    case fieldNameMalformed
    case fieldNameReserved
    case fieldUndeclared
    case fieldUndeclaredSuggestion
    case fieldAssignedTwice
    case fieldIsList
    case fieldIsNotList
    case valueEmpty
    case valueControlCharacter
    case valueTooLong
    case valueNotADate
    case valueNotADateSuggestion
    case valueNoSuchDate
    case valueNotAQuantity
    case valueNotAnInteger
    case valueOutOfRange
    case valueNotAFlag
    case valueNotASIREN
    case valueNotASIRET
    case valueNotAnRNA
    case valueNotANAF
    case valueNotACommune
    case valueNotAPostcode
    case valueWrongType
    case referenceTooShort
    case referenceUnknown
    case referenceAmbiguous
    case jsonUnexpectedEnd
    case jsonUnexpected
    case jsonControlCharacter
    case jsonBadEscape
    case jsonDecimal
    case jsonNumberOutOfRange
    case jsonDuplicateName
    case jsonTooDeep
    case jsonTrailing
    case importLineTooLong
    case importFileTooLong
    case importNotUTF8
    case importNotAnObject
    case importBadID
    case importBadFieldName
    case importBadElement
    case importBadValue
    case importDeletedRow
    case importOtherKind
    case importSameFieldTwice
    case importNoHeader
    case importTextAfterQuote
    case importQuoteNotClosed
    case importTooManyCells
    case importCellWithoutHeader

    /// One sentence in both languages.
    struct Text: Sendable {
        let french: String
        let english: String

        init(fr french: String, en english: String) {
            self.french = french
            self.english = english
        }
    }

    private static let texts: [Phrase: Text] = [registryTexts, commandTexts, recordTexts].reduce(
        into: [:]
    ) { $0.merge($1) { first, _ in first } }

    package func template(in language: Language) -> String {
        guard let text = Self.texts[self] else { preconditionFailure("no text for \(rawValue)") }
        switch language {
        case .french: return text.french
        case .english: return text.english
        }
    }
}
