/// Follows the bytes of one request head, and refuses it at the first byte that breaks a rule or a
/// limit.
///
/// It stands before the HTTP parser: what passes is one complete head without a body, so the bytes
/// of a connection are heads and nothing else, and where a request ends is never a matter of
/// opinion (no bare LF, no folded line, no length, no chunks). Grammar: RFC 9112 §2 to 6.
struct HeadScanner {
    /// The method is HEAD: the response ends with its head.
    private(set) var isHeadMethod = false

    /// The connection ends after this exchange: the client says so, or asks for an upgrade, after
    /// which the parser would stop reading.
    private(set) var closesConnection = false

    /// For the text of a refusal.
    private(set) var language = ReplyLanguage.french

    private(set) var byteCount = 0
    private var line: [UInt8] = []
    private var fieldCount = 0
    private var hostCount = 0
    private var hasLength = false
    private var isPastRequestLine = false
    private let limits: ServerLimits

    init(limits: ServerLimits) {
        self.limits = limits
    }

    /// Takes the next byte; true when it was the last one of the head.
    mutating func push(_ byte: UInt8) throws(Problem) -> Bool {
        byteCount += 1
        guard byteCount <= limits.headByteLimit else { throw .headTooLarge }
        guard byte == UInt8(ascii: "\n") else {
            line.append(byte)
            // Not waiting for the line's end: it may never come. The allowance is for a method and
            // the version.
            if !isPastRequestLine, line.count > limits.targetByteLimit + 32 { throw .targetTooLong }
            return false
        }
        guard line.popLast() == UInt8(ascii: "\r"), line.allSatisfy(Self.isText) else {
            throw .malformedRequest
        }
        defer { line.removeAll(keepingCapacity: true) }
        if !isPastRequestLine {
            try readRequestLine()
            isPastRequestLine = true
        } else if line.isEmpty {
            guard hostCount == 1 else { throw .malformedRequest }
            return true
        } else {
            try readField()
        }
        return false
    }

    private func isToken(_ bytes: some Collection<UInt8>) -> Bool {
        !bytes.isEmpty
            && bytes.allSatisfy {
                (0x21...0x7E).contains($0) && !"\"(),/:;<=>?@[\\]{}".utf8.contains($0)
            }
    }

    private mutating func readRequestLine() throws(Problem) {
        let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 3, isToken(parts[0]) else { throw .malformedRequest }
        guard parts[1].count <= limits.targetByteLimit else { throw .targetTooLong }
        guard parts[2].elementsEqual("HTTP/1.1".utf8) else {
            throw parts[2].starts(with: "HTTP/".utf8) ? .httpVersion : .malformedRequest
        }
        guard parts[1].first == UInt8(ascii: "/") else { throw .malformedRequest }
        isHeadMethod = parts[0].elementsEqual("HEAD".utf8)
    }

    private mutating func readField() throws(Problem) {
        fieldCount += 1
        guard fieldCount <= limits.headFieldLimit else { throw .headTooLarge }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), isToken(line[..<colon]) else {
            throw .malformedRequest
        }
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        let value = String(decoding: line[(colon + 1)...], as: UTF8.self)
            .drop { $0 == " " || $0 == "\t" }
        switch name {
        case "accept-language": language = ReplyLanguage(accepting: String(value))
        case "connection": closesConnection = closesConnection || asksToClose(String(value))
        case "upgrade": closesConnection = true
        case "host": hostCount += 1
        case "transfer-encoding": throw .bodyRefused
        case "content-length":
            let digits = value.reversed().drop { $0 == " " || $0 == "\t" }
            guard !hasLength, !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) })
            else {
                throw .malformedRequest
            }
            hasLength = true
            guard digits.allSatisfy({ $0 == "0" }) else { throw .bodyRefused }
        default: break
        }
    }

    /// What a line may hold: a tab, and anything that is not a control character.
    private static func isText(_ byte: UInt8) -> Bool {
        byte == 0x09 || (byte >= 0x20 && byte != 0x7F)
    }
}

extension Problem {
    /// The whole response as bytes, for a connection on which no parser will run; the connection
    /// ends with it.
    func wireBytes(in language: ReplyLanguage) -> [UInt8] {
        let response = response(in: language)
        guard case .bytes(let body) = response.body else { return [] }
        let fields =
            response.headers + [
                ("Content-Length", String(body.count)), ("Connection", "close"),
            ]
        let head = fields.map { "\($0.name): \($0.value)\r\n" }.joined()
        return Array("HTTP/1.1 \(status) Refused\r\n\(head)\r\n".utf8) + body
    }
}
