import Yams

/// A text cut into its lines, so that some can be added or taken away and all others stay byte for
/// byte.
///
/// Lines are numbered from 1. New lines end as the first one does, LF or CRLF; a byte order mark
/// stays.
struct TextLines {
    private var lines: [Substring] = []
    private let byteOrderMark: String
    private let ending: String

    init(_ text: String) {
        let hasMark = text.unicodeScalars.first == "\u{feff}"
        byteOrderMark = hasMark ? "\u{feff}" : ""
        // Cut in UTF-8, for to Character CRLF is one and a search for LF passes by it.
        var rest = Substring(text.unicodeScalars.dropFirst(hasMark ? 1 : 0))
        while !rest.isEmpty {
            let end =
                rest.utf8.firstIndex(of: 0x0a).map { rest.utf8.index(after: $0) } ?? rest.endIndex
            lines.append(rest[..<end])
            rest = rest[end...]
        }
        let isCRLF = lines.first.map { $0.utf8.suffix(2).elementsEqual("\r\n".utf8) } ?? false
        ending = isCRLF ? "\r\n" : "\n"
    }

    var text: String { byteOrderMark + lines.joined() }
    var count: Int { lines.count }
    var last: Substring? { lines.last }

    /// The rest of the line from the place that the YAML parser marked, its column counted in
    /// scalars.
    func text(at mark: Mark) -> Substring {
        guard lines.indices.contains(mark.line - 1) else { return "" }
        return Substring(lines[mark.line - 1].unicodeScalars.dropFirst(mark.column - 1))
    }

    mutating func insert(_ new: [String], after line: Int) {
        if line > 0, !lines[line - 1].utf8.contains(0x0a) { lines[line - 1] += ending }
        lines.insert(contentsOf: new.map { Substring($0 + ending) }, at: line)
    }

    /// Takes one word out, and the spaces before it.
    mutating func remove(_ word: String, _ mark: Mark) {
        let scalars = lines[mark.line - 1].unicodeScalars
        let before = scalars.prefix(mark.column - 1)
        let after = scalars.dropFirst(mark.column - 1 + word.unicodeScalars.count)
        let kept = before.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
        var line = Substring.UnicodeScalarView(kept)
        line.append(contentsOf: after)
        lines[mark.line - 1] = Substring(line)
    }

    /// Takes the lines of a range away, but not those that are only a comment.
    mutating func removeContent(in range: ClosedRange<Int>) {
        for line in range.reversed() where !isComment(line) { lines.remove(at: line - 1) }
    }

    func isBlankOrComment(_ line: Int) -> Bool { Self.isBlank(lines[line - 1]) || isComment(line) }
    func isComment(_ line: Int) -> Bool { firstByte(line) == UInt8(ascii: "#") }
    func beginsWithDash(_ line: Int) -> Bool { firstByte(line) == UInt8(ascii: "-") }

    /// `---` or `...`, where a YAML document ends.
    func isDocumentMarker(_ line: Int) -> Bool {
        ["---", "..."].contains { lines[line - 1].hasPrefix($0) }
    }

    static func isBlank(_ line: Substring) -> Bool { line.utf8.allSatisfy { $0 <= 0x20 } }

    private func firstByte(_ line: Int) -> UInt8? { lines[line - 1].utf8.first { $0 > 0x20 } }
}
