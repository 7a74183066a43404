/// What is wrong with a node.yaml, or with a change asked of it, and where.
package struct ConfigurationError: Error, Hashable, Sendable {
    package let reason: Reason
    /// From 1; nil where no one line is at fault.
    package let line: Int?

    package init(_ reason: Reason, line: Int? = nil) {
        self.reason = reason
        self.line = line
    }

    package enum Reason: Hashable, Sendable {
        // The text.
        case tooLarge(byteLimit: Int)
        case tooManyLines(Int)
        case notUTF8
        /// A character that some readers take for a line break and others do not, or a byte order
        /// mark inside.
        case invisibleCharacter(UInt32)
        case tabInIndentation
        case tooDeep
        /// `&name` or `*name`: a file of ten lines can stand for more than memory holds.
        case alias
        /// What the YAML parser says.
        case syntax(String)
        case severalDocuments
        case duplicateKey(String)
        // The values.
        case notAMapping
        case missing(key: String)
        /// The key stands for a list or a mapping where one value is expected, or the reverse.
        case wrongShape(key: String)
        case badNode(String)
        case badName(String)
        case badLanguage(String)
        case badListen(String)
        case badPing(String)
        case badPeerName(String)
        case badURL(String)
        case duplicatePeer(String)
        // The change asked for.
        case noSuchPeer(String)
        /// `peers: [a, b]` on one line: a person wrote it so, a person edits it.
        case flowStyle
        /// The change would have altered more than asked. Edit the file by hand.
        case cannotEdit
    }
}
