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
    case stateInsideDir
    // MARK: Commands
    case summaryRoot
    case helpGlobals
    case groupDaily
    case groupExchange
    case groupAdminister
    case summaryInit
    case summaryCharter
    case summaryCharterCreate
    case summaryCharterShow
    case summaryJoin
    case summaryPeers
    case summaryPeersAdd
    case summaryPeersRemove
    case summaryPeersList
    case summaryAdd
    case summaryEdit
    case summaryDelete
    case summaryRestore
    case summaryShow
    case summaryList
    case summaryImport
    case summaryExport
    case summaryPull
    case summaryServe
    case summaryStatus
    case summaryConflicts
    case summaryResolve
    case summaryVerify
    case summaryDump
    case helpNode
    case helpName
    case helpListen
    case helpNetworkName
    case helpVotes
    case helpOutput
    case helpKeyLines
    case helpCharterFile
    case helpPeerName
    case helpPeerURL
    case helpKind
    case helpListKind
    case helpAssignments
    case helpBecause
    case helpNewField
    case helpID
    case helpUnset
    case helpRestoreFlag
    case helpOverride
    case helpScope
    case helpHomeNode
    case helpFrom
    case helpTo
    case helpWhere
    case helpHistory
    case helpImportFile
    case helpInto
    case helpKeyField
    case helpExportWhat
    case helpDialect
    case helpWithPersonal
    case helpPullPeers
    case helpField
    case helpKeep
    case helpValue
    case helpVerifyFile
    case helpCheck
    case usageMissingArgument
    case usageUnexpectedArguments
    case usageUnknownOption
    case usageMissingValue
    case usageBadValue
    case usageOther
    case unknownKeyField
    case peerTwice
    case peerAbsent
    case adviceRefusedBefore
    case optionWithoutValue
    case optionUnknownValue
    case formatNotHere
    case noDryRun
    case noStateFolder
    case badListenAddress
    case badPeerURL
    case unknownKind
    case unknownPeer
    case setAndUnset
    case nothingAsked
    case badCondition
    case badDate
    case keepOrValue
    case trueOrFalse
    case charterImpossible
    case fileExists
    case cannotWriteFile
    case cannotReadFile
    case fileTooLarge
    case notAFeedFile
    case notLoopback
    case cannotListen
    case builtWithoutServer
    case initDone
    case charterDone
    case joinDone
    case joinAgain
    case peerAdded
    case peerRemoved
    case noPeers
    case added
    case edited
    case deleted
    case restored
    case resolved
    case nothingToDo
    case wouldWrite
    case wouldWriteFile
    case wouldInitialise
    case wouldJoin
    case wouldAddPeer
    case wouldRemovePeer
    case peerPlanned
    case nothingFetched
    case tailSetAside
    case importPreview
    case importAsk
    case imported
    case importRefusedRow
    case importRefusedFile
    case importSeveralMatches
    case importTwice
    case importKeyTwice
    case exported
    case serving
    case pulling
    case emptyList
    case undatedLeftOut
    case listHasConflicts
    case noConflicts
    case conflictsHint
    case conflictOn
    case isDeleted
    case isDeletedContested
    case isLocked
    case verified
    case verifiedFile
    case verifyDefect
    case statusCounts
    case allGreen
    case adviceFork
    case adviceUntrusted
    case adviceForeign
    case adviceNonsense
    case adviceRefused
    case adviceBadAddress
    case adviceUnreachable
    case advicePartial
    case adviceIncomplete
    case adviceConflicts
    case adviceNeverPulled
    case peerFresh
    case peerUnchanged
    case peerPartial
    case peerUnreachable
    case peerInterrupted
    case peerRefused
    case peerNonsense
    case peerBadAddress
    case peerForeignNetwork
    case peerStopped
    case peerNever
    case wordMissing
    case wordNone
    case wordErased
    case wordYes
    case wordNo
    case wordDeleted
    case wordUnreachable
    case wordInterrupted
    case wordRefused
    case wordNonsense
    case columnNode
    case columnName
    case columnKey
    case columnPeer
    case columnField
    case columnValue
    case columnBy
    case columnWhen
    case columnChange
    case columnBecause
    case columnRecord
    case columnLine
    case columnColumn
    case columnReceived
    case columnNew
    case columnSeconds
    case columnState
    case columnLastSuccess
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

    private static let texts: [Phrase: Text] = [
        registryTexts, commandTexts, helpTexts, reportTexts, recordTexts, dryRunTexts,
    ].reduce(
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
