import ClubRegistry

/// A word of a command line that is still being typed.
enum CompletionWord {
    /// What a shell would make of `word`: without its quotes and backslashes, a leading `~/` said
    /// out. Nothing is run and no variable is read but HOME.
    static func unquoted(_ word: String, environment: [String: String]) -> String {
        var result = ""
        var quote: Character?
        var rest = Substring(word)
        if rest.hasPrefix("~/"), let home = environment[.home] {
            result = home
            rest = rest.dropFirst()
        }
        while let character = rest.popFirst() {
            switch (character, quote) {
            case ("'", nil), ("\"", nil): quote = character
            case (_, character): quote = nil
            case ("\\", nil), ("\\", "\""): result += rest.popFirst().map(String.init) ?? ""
            default: result.append(character)
            }
        }
        return result
    }

    /// Whether `text` can be put on a command line of any shell as it stands: letters, digits and
    /// `._-@:/+=,`. What is not is not offered, since values come from everybody's data.
    static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= 256
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII
                    ? "._-@:/+=,".unicodeScalars.contains(scalar)
                        || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    : scalar.properties.isAlphabetic
            }
    }

    /// One line of at most `limit` characters, without anything that moves a cursor.
    static func description(_ text: String, limit: Int = 60) -> String {
        let safe = Printable.text(text)
        return safe.count <= limit ? safe : "\(safe.prefix(limit - 1))…"
    }
}
