/// One request, decoded and checked as far as HTTP goes; no framework type in it.
package struct WebRequest: Sendable {
    /// The method as sent; methods are case-sensitive.
    package let method: String

    /// Path and query as sent: what a signature covers.
    package let target: String

    /// The path, percent-decoded: valid UTF-8, absolute, without control characters, `.` or `..`.
    ///
    /// An encoded slash is refused, so a segment of the path is a segment of what the client wrote.
    package let path: String

    /// The parameters in the order sent, repeated ones included; a missing `=` gives an empty
    /// value.
    package let query: [(name: String, value: String)]

    /// The fields in the order sent, names in lower case.
    package let headers: [(name: String, value: String)]

    /// Reads a request in origin form, `/path?query`; nil when the target is malformed.
    package init?(method: String, target: String, headers: [(name: String, value: String)] = []) {
        let parts = target.utf8.split(
            separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = Self.path(parts[0]) else { return nil }
        var query: [(name: String, value: String)] = []
        if parts.count == 2 {
            for item in parts[1].split(separator: UInt8(ascii: "&")) {
                let sides = item.split(
                    separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
                guard let name = Self.decoded(sides[0], spaceIsPlus: true),
                    let value = Self.decoded(
                        sides.dropFirst().first ?? Substring().utf8, spaceIsPlus: true)
                else { return nil }
                query.append((name, value))
            }
        }
        self.method = method
        self.target = target
        self.path = path
        self.query = query
        self.headers = headers.map { ($0.name.lowercased(), $0.value) }
    }

    /// The value of a field, several joined by a comma as RFC 9110 §5.3 allows; nil when absent.
    package func header(_ name: String) -> String? {
        let values = headers.filter { $0.name == name }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    private static func path(_ raw: Substring.UTF8View) -> String? {
        guard raw.first == UInt8(ascii: "/") else { return nil }
        for segment in raw.dropFirst().split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        {
            guard let text = decoded(segment, spaceIsPlus: false),
                !text.utf8.contains(UInt8(ascii: "/")),
                text != ".", text != ".."
            else { return nil }
        }
        return decoded(raw, spaceIsPlus: false)
    }

    /// Undoes percent-encoding; nil for a bad escape, a control character (encoded or not), raw
    /// non-ASCII, or bad UTF-8.
    private static func decoded(_ raw: Substring.UTF8View, spaceIsPlus: Bool) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(raw.count)
        var rest = raw.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(hexValue),
                    let low = rest.next().flatMap(hexValue)
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where spaceIsPlus: bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "#"): return nil
            case 0x21...0x7E: bytes.append(byte)
            default: return nil
            }
        }
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init)
    }
}

/// One response, complete or to be streamed.
package struct WebResponse: Sendable {
    package enum Body: Sendable {
        case bytes([UInt8])
        case stream(ByteStream)
    }

    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: Body

    package init(
        status: Int = 200, headers: [(name: String, value: String)] = [], body: Body = .bytes([])
    ) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The value of the first field of that name, in whatever case it was written.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Adds a field unless a route has already decided it.
    mutating func setDefault(_ name: String, _ value: String) {
        if header(name) == nil { headers.append((name, value)) }
    }
}

/// A body that is made while it is sent; for one consumer, once.
package struct ByteStream: Sendable {
    private let produce: @Sendable () async throws -> [UInt8]?

    /// - Parameter produce: Gives the next bytes, nil at the end. What it throws cuts the
    ///   connection: by then the status is sent, and a body that ends early without its last chunk
    ///   is the only way left to say so.
    package init(_ produce: @escaping @Sendable () async throws -> [UInt8]?) {
        self.produce = produce
    }

    package func next() async throws -> [UInt8]? {
        try await produce()
    }

    /// The same stream after one chunk has been taken off to see whether it starts at all.
    func prepending(_ first: [UInt8]) -> ByteStream {
        let head = FirstChunk(first)
        return ByteStream {
            if let chunk = await head.take() { return chunk }
            return try await self.next()
        }
    }
}

/// A chunk to be given once.
private actor FirstChunk {
    private var chunk: [UInt8]?

    init(_ chunk: [UInt8]) { self.chunk = chunk }

    func take() -> [UInt8]? {
        defer { chunk = nil }
        return chunk
    }
}

/// A method, a path with places to fill, and the function that answers.
package struct Route: Sendable {
    /// Gives the segments that stood in the places of the pattern, in order. What it throws becomes
    /// a problem response.
    package typealias Answer =
        @Sendable (WebRequest, _ places: [String]) async throws -> WebResponse

    package let method: String
    package let answer: Answer
    private let pattern: [Substring]

    /// - Parameter pattern: Like `/v1/feeds/{feed}`; a segment in braces matches any one segment
    ///   that is not empty.
    package init(_ pattern: String, method: String = "GET", _ answer: @escaping Answer) {
        self.method = method
        self.pattern = pattern.split(separator: "/", omittingEmptySubsequences: false)
        self.answer = answer
    }

    /// The segments that fill the places, nil when the path is another one.
    func places(in path: String) -> [String]? {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        guard segments.count == pattern.count else { return nil }
        var places: [String] = []
        for (segment, expected) in zip(segments, pattern) {
            if expected.hasPrefix("{") {
                guard !segment.isEmpty else { return nil }
                places.append(String(segment))
            } else if segment != expected {
                return nil
            }
        }
        return places
    }
}
