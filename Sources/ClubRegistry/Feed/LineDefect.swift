/// Why a line, or a feed at a line, is refused. The code is the one of `docs/format.md`.
package struct LineDefect: Error, Hashable, Sendable {
    package let code: Code
    /// Bytes into the line at which the reader stopped.
    package let offset: Int

    package init(_ code: Code, at offset: Int = 0) {
        self.code = code
        self.offset = offset
    }

    package enum Code: String, Sendable, CaseIterable {
        // The grammar of a line, frozen for every version.
        case tooLong = "too-long"
        case notUTF8 = "not-utf8"
        case notCanonical = "not-canonical"
        case tooDeep = "too-deep"
        case badEscape = "bad-escape"
        case badNumber = "bad-number"
        case badLiteral = "bad-literal"
        case keyOrder = "key-order"
        case badMember = "bad-member"
        case badShape = "bad-shape"
        case badTime = "bad-time"
        case badName = "bad-name"
        case badFeed = "bad-feed"
        case badRecord = "bad-record"
        case badBase64 = "bad-base64"
        case badPart = "bad-part"
        case emptyOperation = "empty-operation"
        case fieldTwice = "field-twice"
        // Version 1.
        case badValue = "bad-value"
        case ownContext = "own-context"
        // The feed around the line.
        case wrongFeed = "wrong-feed"
        case gap = "gap"
        case commitTooLong = "commit-too-long"
        case notOpened = "not-opened"
        case badOpening = "bad-opening"
        case unknownNode = "unknown-node"
        case badProof = "bad-proof"
        case badSeal = "bad-seal"
    }
}
