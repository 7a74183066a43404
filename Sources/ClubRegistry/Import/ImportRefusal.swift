/// Why a row, or a whole file, was not taken, and where.
package struct ImportRefusal: Explained, Sendable, Hashable {
    /// From 1; 0 when the whole file is meant.
    package let line: Int
    /// In a line of text the character, in a table the cell; from 1.
    package let column: Int?
    package let reason: Reason

    package enum Reason: Sendable, Hashable {
        case json(JSONFlaw.Reason)
        case lineTooLong
        case fileTooLong
        case notUTF8
        case notAnObject
        case badID(String)
        case badFieldName(String)
        /// A list may hold texts only.
        case badElement(String)
        /// Null inside a value.
        case badValue(String)
        case deletedRow
        case otherKind(String)
        /// Nothing says what kind of record the row is.
        case noKind
        /// No kind may be called so.
        case badKind(String)
        case value(ValueRefusal)
        case sameFieldTwice(String)
        case noHeader
        case textAfterQuote
        case quoteNotClosed
        case tooManyCells
        case cellWithoutHeader
    }

    package init(line: Int, column: Int? = nil, _ reason: Reason) {
        self.line = line
        self.column = column
        self.reason = reason
    }

    package var exit: ExitStatus { .failed }

    /// The reason; line and column are shown beside it.
    package var message: Message {
        switch reason {
        case .json(let flaw): flaw.message
        case .lineTooLong:
            Message(.importLineTooLong, ["limit": String(ImportLimits.lineByteLimit / 1024)])
        case .fileTooLong:
            Message(.importFileTooLong, ["limit": String(ImportLimits.fileByteLimit >> 20)])
        case .notUTF8: Message(.importNotUTF8)
        case .notAnObject: Message(.importNotAnObject)
        case .badID(let text): about(.importBadID, text)
        case .badFieldName(let text): about(.importBadFieldName, text)
        case .badElement(let text): about(.importBadElement, text)
        case .badValue(let text): about(.importBadValue, text)
        case .deletedRow: Message(.importDeletedRow)
        case .otherKind(let text): about(.importOtherKind, text)
        case .noKind: Message(.importNoKind)
        case .badKind(let text): about(.importBadKind, text)
        case .value(let refusal): refusal.message
        case .sameFieldTwice(let text): about(.importSameFieldTwice, text)
        case .noHeader: Message(.importNoHeader)
        case .textAfterQuote: Message(.importTextAfterQuote)
        case .quoteNotClosed: Message(.importQuoteNotClosed)
        case .tooManyCells: Message(.importTooManyCells)
        case .cellWithoutHeader: Message(.importCellWithoutHeader)
        }
    }

    private func about(_ phrase: Phrase, _ text: String) -> Message {
        Message(phrase, ["text": ValueRefusal.excerpt(text)])
    }
}

extension JSONFlaw.Reason {
    package var message: Message {
        switch self {
        case .notUTF8: Message(.importNotUTF8)
        case .unexpectedEnd: Message(.jsonUnexpectedEnd)
        case .unexpected(let byte):
            Message(
                .jsonUnexpected,
                ["text": byte < 0x80 ? String(Character(Unicode.Scalar(byte))) : "…"])
        case .controlCharacter: Message(.jsonControlCharacter)
        case .badEscape: Message(.jsonBadEscape)
        case .decimal: Message(.jsonDecimal)
        case .numberOutOfRange: Message(.jsonNumberOutOfRange)
        case .duplicateName(let name):
            Message(.jsonDuplicateName, ["text": ValueRefusal.excerpt(name)])
        case .tooDeep: Message(.jsonTooDeep, ["limit": String(JSONReader.depthLimit)])
        case .trailing: Message(.jsonTrailing)
        }
    }
}
