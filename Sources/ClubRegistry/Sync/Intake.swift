/// Cuts a stream of bytes into lines and holds them, with their bytes, until a seal that covers
/// them is verified.
///
/// Bounded: a line is at most 64 KiB, a commit at most 1 MiB, and whoever reads settles after each
/// batch.
struct Intake {
    private var verifier: FeedVerifier
    /// Bytes of the pending lines, then of the line that is not complete yet.
    private var buffer: [UInt8] = []
    /// How many of them are whole lines that the verifier has read.
    private var readCount = 0
    /// The last line that a verified seal covers.
    private(set) var last: (seq: Int, chain: Hash256)?

    init(_ verifier: FeedVerifier) { self.verifier = verifier }

    var key: PublicKey? { verifier.key }
    var lineCount: Int { verifier.pending.count }
    var byteCount: Int { buffer.count }
    /// Whether something is left that no verified seal covers.
    var hasRest: Bool { !buffer.isEmpty }

    /// Reads the whole lines that a chunk completes; stops at the first that is wrong.
    mutating func read(_ chunk: [UInt8]) -> LineDefect? {
        var searched = buffer.count
        buffer += chunk
        while let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
            do throws(LineDefect) {
                try verifier.read(buffer, in: readCount..<end + 1)
            } catch {
                return error
            }
            readCount = end + 1
            searched = readCount
        }
        guard buffer.count - readCount <= LineScanner.lineByteLimit else {
            return LineDefect(.tooLong)
        }
        return nil
    }

    /// Takes out the lines that the last good seal covers, with their bytes.
    mutating func settle() -> (entries: [FeedTree.Entry], bytes: [UInt8], defect: LineDefect?) {
        let (accepted, defect) = verifier.settle()
        let count = accepted.reduce(0) { $0 + $1.byteCount }
        let bytes = Array(buffer[..<count])
        buffer.removeSubrange(..<count)
        readCount -= count
        if let entry = accepted.last { last = (entry.seq, entry.chain) }
        return (accepted, bytes, defect)
    }
}
