/// The forms that stand in envelopes and parts, read with the code of their own refusal.
extension JSONScanner {
    /// Base64url of exactly `count` bytes.
    mutating func base64(count: Int) throws(LineDefect) -> [UInt8] {
        let text = try string(else: .badBase64)
        guard let bytes = Base64URL.decode(text.bytes, count: count) else {
            throw defect(.badBase64)
        }
        return bytes
    }

    mutating func identifier() throws(LineDefect) -> String {
        let name = try string(else: .badName).string
        guard Name.isIdentifier(name) else { throw defect(.badName) }
        return name
    }

    mutating func operationName() throws(LineDefect) -> String {
        let name = try identifier()
        guard !RawPart.reservedNames.contains(name) else { throw defect(.badName) }
        return name
    }

    mutating func nodeName() throws(LineDefect) -> String {
        let name = try string(else: .badName).string
        guard Name.isNode(name) else { throw defect(.badName) }
        return name
    }

    mutating func feedID() throws(LineDefect) -> FeedID {
        guard let feed = FeedID(try string(else: .badFeed).string) else { throw defect(.badFeed) }
        return feed
    }

    mutating func recordID() throws(LineDefect) -> RecordID {
        guard let id = RecordID(try string(else: .badRecord).string) else {
            throw defect(.badRecord)
        }
        return id
    }

    mutating func time() throws(LineDefect) -> String {
        let text = try string(else: .badTime).string
        guard ClaimedTime.isWellFormed(text) else { throw defect(.badTime) }
        return text
    }

    /// `{feed: seq}`, possibly empty.
    mutating func versionVector() throws(LineDefect) -> VersionVector {
        guard next == UInt8(ascii: "{") else { throw mismatch(.badShape) }
        var entries: [FeedID: Int] = [:]
        try object { scanner, key throws(LineDefect) in
            guard let feed = FeedID(key.string) else { throw scanner.defect(.badFeed) }
            entries[feed] = try scanner.positive()
        }
        return VersionVector(entries)
    }

    /// `[name, …]`, strictly ascending, possibly empty.
    mutating func names(else code: LineDefect.Code) throws(LineDefect) -> [String] {
        guard next == UInt8(ascii: "[") else { throw mismatch(code) }
        var names: [String] = []
        try array { scanner throws(LineDefect) in
            let name = try scanner.string(else: .badName).string
            guard Name.isIdentifier(name) else { throw scanner.defect(.badName) }
            if let last = names.last, last >= name { throw scanner.defect(code) }
            names.append(name)
        }
        return names
    }

    /// `[text, …]`, at least one, strictly ascending by bytes; else `bad-value`.
    mutating func elements() throws(LineDefect) -> [ByteText] {
        guard next == UInt8(ascii: "[") else { throw mismatch(.badValue) }
        var elements: [ByteText] = []
        try array { scanner throws(LineDefect) in
            let element = try scanner.string(else: .badValue)
            if let last = elements.last, !(last < element) { throw scanner.defect(.badValue) }
            elements.append(element)
        }
        guard !elements.isEmpty else { throw defect(.badValue) }
        return elements
    }

    /// `{feed: [[seq, pre, seal], …]}`: at least one feed, at least one head each, in order.
    package mutating func heads() throws(LineDefect) -> [FeedID: [Head]] {
        guard next == UInt8(ascii: "{") else { throw mismatch(.badShape) }
        var result: [FeedID: [Head]] = [:]
        try object { scanner, key throws(LineDefect) in
            guard let feed = FeedID(key.string) else { throw scanner.defect(.badFeed) }
            result[feed] = try scanner.headList()
        }
        guard !result.isEmpty else { throw defect(.badShape) }
        return result
    }

    private mutating func headList() throws(LineDefect) -> [Head] {
        guard next == UInt8(ascii: "[") else { throw mismatch(.badShape) }
        var heads: [Head] = []
        try array { scanner throws(LineDefect) in
            let head = try scanner.head()
            if let last = heads.last, !(last < head) { throw scanner.defect(.badShape) }
            heads.append(head)
        }
        guard !heads.isEmpty else { throw defect(.badShape) }
        return heads
    }

    private mutating func head() throws(LineDefect) -> Head {
        guard next == UInt8(ascii: "[") else { throw mismatch(.badShape) }
        var index = 0
        var seq = 0
        var pre: Hash256?
        var seal: Seal?
        try array { scanner throws(LineDefect) in
            switch index {
            case 0: seq = try scanner.positive()
            case 1: pre = Hash256(bytes: try scanner.base64(count: 32))
            case 2: seal = Seal(bytes: try scanner.base64(count: 64))
            default: throw scanner.defect(.badShape)
            }
            index += 1
        }
        guard let pre, let seal else { throw defect(.badShape) }
        return Head(seq: seq, pre: pre, seal: seal)
    }
}
