/// Cuts the bytes of a file into lines, one in memory at a time.
///
/// A line ends with LF or CRLF, the last one possibly with neither. A byte order mark at the very
/// start is skipped, anywhere else it belongs to the line.
struct LineReader {
    private let chunks: ByteChunks
    private let fileByteLimit: Int
    private var chunk: ArraySlice<UInt8> = []
    private var byteCount = 0
    private var lineNumber = 0
    private var isAtEnd = false
    /// Whether the file began with a byte order mark; known behind the first line.
    private(set) var hadByteOrderMark = false

    enum Line: Equatable {
        case bytes(number: Int, [UInt8])
        /// Past the limit; its bytes were dropped.
        case tooLong(number: Int)
    }

    init(_ chunks: @escaping ByteChunks, fileByteLimit: Int = ImportLimits.fileByteLimit) {
        self.chunks = chunks
        self.fileByteLimit = fileByteLimit
    }

    /// The next line without its end; nil behind the last.
    ///
    /// - Throws: ``ImportRefusal`` once the file is past its limit.
    mutating func next() throws -> Line? {
        var line: [UInt8] = []
        var isTooLong = false
        var isEmpty = true
        while true {
            if chunk.isEmpty { try fill() }
            if chunk.isEmpty { break }
            isEmpty = false
            let end = chunk.firstIndex(of: 0x0a)
            let part = chunk[..<(end ?? chunk.endIndex)]
            if line.count + part.count >= ImportLimits.lineByteLimit {
                isTooLong = true
                line = []
            } else if !isTooLong {
                line.append(contentsOf: part)
            }
            chunk = end.map { chunk[($0 + 1)...] } ?? []
            if end != nil { break }
        }
        if isEmpty { return nil }
        lineNumber += 1
        if isTooLong { return .tooLong(number: lineNumber) }
        if line.last == 0x0d { line.removeLast() }
        if lineNumber == 1, line.starts(with: ImportLimits.byteOrderMark) {
            hadByteOrderMark = true
            line.removeFirst(3)
        }
        return .bytes(number: lineNumber, line)
    }

    private mutating func fill() throws {
        guard !isAtEnd else { return }
        chunk = try chunks()[...]
        isAtEnd = chunk.isEmpty
        byteCount += chunk.count
        guard byteCount <= fileByteLimit else {
            throw ImportRefusal(line: 0, .fileTooLong)
        }
    }
}
