/// Reads one line of a feed, strictly: `docs/format.md` §3 and §4. The only door into a store.
package enum LineScanner {
    /// Longest line, its LF included, in bytes.
    package static let lineByteLimit = 65_536
    package static let version = 1

    /// - Throws: the first defect met; nothing is kept of such a line.
    package static func scan(_ line: [UInt8]) throws(LineDefect) -> Change {
        try scan(line, in: line.indices)
    }

    /// Reads the line at `range` of `bytes`, its LF included.
    package static func scan(_ bytes: [UInt8], in range: Range<Int>) throws(LineDefect) -> Change {
        #if MUTANTS
        return try ScanMemo.change(of: Array(bytes[range])) { () throws(LineDefect) in
            try read(bytes, in: range)
        }
        #else
        return try read(bytes, in: range)
        #endif
    }

    private static func read(_ bytes: [UInt8], in range: Range<Int>) throws(LineDefect) -> Change {
        guard range.count <= lineByteLimit else { throw LineDefect(.tooLong, at: lineByteLimit) }
        guard JSONScanner.isUTF8(bytes, in: range) else { throw LineDefect(.notUTF8) }
        guard let last = range.last, bytes[last] == UInt8(ascii: "\n") else {
            throw LineDefect(.notCanonical, at: range.count)
        }
        var line = RawLine()
        var scanner = JSONScanner(bytes, in: range.lowerBound..<last)
        try line.read(&scanner)
        return try line.change(byteCount: range.count)
    }
}

/// The members of a line while it is being read.
private struct RawLine {
    var envelope = RawEnvelope()
    var envelopeBytes: [UInt8] = []
    var payload: RawPart?
    var personal: RawPart?
    var seal: Seal?

    mutating func read(_ scanner: inout JSONScanner) throws(LineDefect) {
        // The order of the four members is fixed, so keys are compared as literals, not sorted. The
        // scanner still has to count this object into the depth: its values start one level down.
        try scanner.expect("{")
        scanner.enterOuter()
        guard scanner.take("\"change\":") else { throw memberDefect(scanner, orEnd: true) }
        let first = scanner.at
        try envelope.read(&scanner)
        envelopeBytes = Array(scanner.bytes[first..<scanner.at])
        var isMore = scanner.take(",")
        if isMore, scanner.take("\"payload\":") {
            payload = try RawPart.read(&scanner)
            isMore = scanner.take(",")
        }
        if isMore, scanner.take("\"personal\":") {
            personal = try RawPart.read(&scanner)
            isMore = scanner.take(",")
        }
        if isMore, scanner.take("\"seal\":") {
            seal = Seal(bytes: try scanner.base64(count: 64))
            isMore = scanner.take(",")
        }
        guard !isMore else { throw memberDefect(scanner) }
        try scanner.expect("}")
        guard scanner.isAtEnd else { throw scanner.defect(.notCanonical) }
    }

    /// Another member stands here, or none of the grammar.
    private func memberDefect(_ scanner: JSONScanner, orEnd: Bool = false) -> LineDefect {
        let isMember = scanner.next == UInt8(ascii: "\"")
        let isEnd = orEnd && scanner.next == UInt8(ascii: "}")
        return scanner.defect(isMember || isEnd ? .badMember : .notCanonical)
    }

    /// Bytes of the line with each part in the longer of its two forms: what it may become when
    /// parts are erased.
    private func byteCeiling(_ count: Int) -> Int {
        [payload, personal].reduce(count) { sum, part in
            guard let part, !part.isErased else { return sum }
            return sum + max(0, part.erasedByteCount - part.byteCount)
        }
    }

    func change(byteCount: Int) throws(LineDefect) -> Change {
        let byteCeiling = byteCeiling(byteCount)
        guard byteCeiling <= LineScanner.lineByteLimit else { throw LineDefect(.tooLong) }
        var fields = Set<String>()
        for part in [payload, personal] {
            for operation in part?.operations ?? [] {
                guard fields.insert(operation.field).inserted else { throw LineDefect(.fieldTwice) }
            }
        }
        if envelope.v == LineScanner.version,
            payload?.hasBadValue == true || personal?.hasBadValue == true
        {
            throw LineDefect(.badValue)
        }
        let leaf = Chain.leaf(
            envelope: envelopeBytes, payload: payload?.partHash, personal: personal?.partHash)
        return Change(
            feed: envelope.feed!, seq: envelope.seq!, at: envelope.at!, kind: envelope.kind!,
            v: envelope.v!, body: try body(fields: fields), payload: payload?.part,
            personal: personal?.part, seal: seal, leaf: leaf, byteCeiling: byteCeiling)
    }

    private var hasPart: Bool { payload != nil || personal != nil }

    private func body(fields: Set<String>) throws(LineDefect) -> Change.Body {
        let isOurs = envelope.v == LineScanner.version
        if isOurs, let own = envelope.after?[envelope.feed!], own >= envelope.seq! {
            throw LineDefect(.ownContext)
        }
        // Unknown comes first: nothing else of version 1 is asked of such a line.
        let isFolded =
            isPlanted(.unknownFolded) && hasPart && envelope.id != nil && envelope.after != nil
        if !isOurs || envelope.isUnknown, !isFolded { return .unknown(locked(nil)) }
        if payload?.hasUnknownOperation == true || personal?.hasUnknownOperation == true {
            return .unknown(locked(fields.sorted()))
        }
        guard let id = envelope.id else { return try feedLevelBody() }
        guard ReservedKind(rawValue: envelope.kind!) == nil, let after = envelope.after else {
            throw LineDefect(.badShape)
        }
        let action: Change.Action =
            switch envelope.op {
            case "delete": .delete
            case "restore": .restore
            default: .fields
            }
        guard (action == .fields) == hasPart else { throw LineDefect(.badShape) }
        let key = RecordKey(kind: envelope.kind!, id: id)
        return .record(Change.RecordChange(key: key, after: after, action: action))
    }

    private func locked(_ fields: [String]?) -> Change.Locked? {
        envelope.id.map {
            Change.Locked(key: RecordKey(kind: envelope.kind!, id: $0), fields: fields)
        }
    }

    private func feedLevelBody() throws(LineDefect) -> Change.Body {
        guard let kind = ReservedKind(rawValue: envelope.kind!), envelope.after == nil,
            envelope.op == nil, !hasPart
        else { throw LineDefect(.badShape) }
        return try envelope.feedLevelBody(kind)
    }
}
