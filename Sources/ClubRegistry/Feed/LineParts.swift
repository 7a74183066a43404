/// Where the parts of a line stand, to put a part of one copy in the place of that of another.
struct LineParts {
    private(set) var payload: Range<Int>?
    private(set) var personal: Range<Int>?

    /// - Parameter line: one that has been accepted, its LF included.
    init(_ line: [UInt8]) throws(LineDefect) {
        var scanner = JSONScanner(line, in: 0..<line.count - 1)
        try scanner.expect("{")
        scanner.enterOuter()
        guard scanner.take("\"change\":") else { throw scanner.defect(.badMember) }
        try scanner.skipValue()
        payload = try Self.part("\"payload\":", &scanner)
        personal = try Self.part("\"personal\":", &scanner)
    }

    private static func part(_ key: StaticString, _ scanner: inout JSONScanner)
        throws(LineDefect) -> Range<Int>?
    {
        let start = scanner
        guard scanner.take(","), scanner.take(key) else {
            scanner = start
            return nil
        }
        let first = scanner.at
        try scanner.skipValue()
        return first..<scanner.at
    }

    /// `line` with those parts of `copy` that are chosen; nil when one of the two does not have them.
    static func line(
        _ line: [UInt8], taking payload: Bool, _ personal: Bool, of copy: [UInt8]
    ) throws(LineDefect) -> [UInt8]? {
        let (mine, theirs) = (try LineParts(line), try LineParts(copy))
        var result = line
        // From the end, so that the places before stay.
        for (isTaken, part, other) in [
            (personal, mine.personal, theirs.personal), (payload, mine.payload, theirs.payload),
        ] where isTaken {
            guard let part, let other else { return nil }
            result.replaceSubrange(part, with: copy[other])
        }
        return result
    }
}
