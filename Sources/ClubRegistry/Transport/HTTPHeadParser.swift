/// Reads header lines as curl hands them over, one whole line at a time, into an `HTTPHead`.
///
/// Stricter than curl, which passes on lines without a colon and any three digits as a status.
struct HTTPHeadParser {
    private let byteLimit: Int
    private var byteCount = 0
    /// The status of the block being read; `nil` where a status line must come next.
    private var status: Int?
    private var headers: [String: String] = [:]
    /// Whether the final header block has ended; lines after it are trailers, counted and dropped.
    private(set) var isComplete = false

    init(byteLimit: Int) {
        self.byteLimit = byteLimit
    }

    /// Takes one line, its line end included.
    ///
    /// - Returns: the head, once, with the empty line that ends it.
    /// - Throws: `headersTooLarge` or `protocolViolation`; the parser is of no more use then.
    mutating func consume(_ line: some Collection<UInt8>) throws(TransferError) -> HTTPHead? {
        byteCount += line.count
        guard byteCount <= byteLimit else { throw .headersTooLarge(limit: byteLimit) }
        if isComplete { return nil }
        var content = Array(line)
        if content.last == UInt8(ascii: "\n") { content.removeLast() }
        if content.last == UInt8(ascii: "\r") { content.removeLast() }
        guard let status else {
            self.status = try Self.status(in: content)
            return nil
        }
        guard content.isEmpty else {
            try addHeader(content)
            return nil
        }
        if (100...199).contains(status) {
            self.status = nil
            headers = [:]
            return nil
        }
        isComplete = true
        return HTTPHead(status: status, headers: headers)
    }

    /// Reads `HTTP/1.x NNN`, and leaves the reason phrase alone.
    private static func status(in line: [UInt8]) throws(TransferError) -> Int {
        let text = String(decoding: line, as: UTF8.self)
        let parts = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0] == "HTTP/1.1" || parts[0] == "HTTP/1.0",
            parts[1].utf8.count == 3, let status = Int(parts[1]), (100...599).contains(status)
        else { throw .protocolViolation("not an HTTP/1 status line") }
        // We never ask to switch; what follows a 101 would be some other protocol.
        guard status != 101 else { throw .protocolViolation("status 101 without being asked") }
        return status
    }

    private mutating func addHeader(_ line: [UInt8]) throws(TransferError) {
        // A folded line (obs-fold) begins with a space, so its "name" is no token: refused too.
        let name = line.prefix { $0 != UInt8(ascii: ":") }
        let value = line.dropFirst(name.count + 1)
        guard name.count < line.count, !name.isEmpty, name.allSatisfy(HTTPHead.isTokenByte),
            value.allSatisfy(HTTPHead.isValueByte)
        else { throw .protocolViolation("not a header line") }
        let key = String(decoding: name, as: UTF8.self).lowercased()
        let text = String(decoding: Self.trimmed(value), as: UTF8.self)
        headers[key] = headers[key].map { $0 + ", " + text } ?? text
    }

    private static func trimmed(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var value = value
        while let byte = value.first, isBlank(byte) { value.removeFirst() }
        while let byte = value.last, isBlank(byte) { value.removeLast() }
        return value
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09
    }
}
