/// Refuses, before the YAML parser sees it, a text that could exhaust it or that it reads unlike a
/// person.
///
/// Yams recurses once per level and hashes mapping keys through their aliases: 64 KiB of `[` is a
/// stack overflow, and ten lines of aliases are exponential time. This check is by bytes and
/// without knowledge of quotes, so it can be wrong in one direction only: it may ask a person to
/// put quotes around an odd word.
enum ConfigurationShape {
    /// Bytes of a whole node.yaml.
    static let byteLimit = 64 << 10
    /// Lines of a whole node.yaml: room for 650 peers with a comment each, and read at once.
    static let lineLimit = 2_000
    /// Brackets and braces opened in the whole file, wherever they stand.
    static let openingLimit = 64
    /// Bytes of spaces and of `-`, `?`, `:` before the first word of a line: a block level takes at
    /// least one column.
    static let indentationLimit = 64

    /// - Complexity: O(bytes).
    static func check(_ text: String) throws(ConfigurationError) {
        guard text.utf8.count <= byteLimit else {
            throw ConfigurationError(.tooLarge(byteLimit: byteLimit))
        }
        try checkCharacters(text)
        var openings = 0
        for (index, line) in text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false)
            .enumerated()
        {
            let number = index + 1
            guard number <= lineLimit else {
                throw ConfigurationError(.tooManyLines(lineLimit), line: number)
            }
            let words = line.drop { " \t\r".utf8.contains($0) }
            guard let first = words.first else { continue }
            // A comment holds no structure. One with a quote may be the end of a quoted text, so it
            // is looked at.
            if first == UInt8(ascii: "#"), !words.contains(where: { "\"'".utf8.contains($0) }) {
                continue
            }
            if line[..<words.startIndex].contains(0x09) {
                throw ConfigurationError(.tabInIndentation, line: number)
            }
            openings += line.count { "[{".utf8.contains($0) }
            let indentation = line.prefix { " \t-?:".utf8.contains($0) }
            guard openings <= openingLimit, indentation.count <= indentationLimit else {
                throw ConfigurationError(.tooDeep, line: number)
            }
            if hasAlias(line) { throw ConfigurationError(.alias, line: number) }
        }
    }

    /// Line feeds, alone or after CR, are the only line breaks; YAML knows four more that no editor
    /// shows.
    private static func checkCharacters(_ text: String) throws(ConfigurationError) {
        var line = 1
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            let scalar = scalars[index]
            switch scalar.value {
            case 0x0a: line += 1
            case 0x09: break
            case 0x0d:
                let next = scalars.index(after: index)
                guard next < scalars.endIndex, scalars[next] == "\n" else {
                    throw ConfigurationError(.invisibleCharacter(0x0d), line: line)
                }
            case 0xfeff where index == scalars.startIndex: break
            case 0..<0x20, 0x7f..<0xa0, 0x2028, 0x2029, 0xfeff:
                throw ConfigurationError(.invisibleCharacter(scalar.value), line: line)
            default: break
            }
        }
    }

    /// `&` or `*` before a name, where a value can begin: first on the line or after one of `[ { ,
    /// : - ?`.
    private static func hasAlias(_ line: Substring.UTF8View) -> Bool {
        var canBegin = true
        var isMark = false
        for byte in line {
            if isMark, byte > 0x20 { return true }
            isMark = canBegin && "&*".utf8.contains(byte)
            canBegin = "[{,:-?".utf8.contains(byte) || canBegin && (byte == 0x20 || byte == 0x09)
        }
        return false
    }
}
