/// Cuts a stream of bytes into lines and holds them, with their bytes, until a seal that covers
/// them is verified.
///
/// A bad seal is no reason to refuse while a good one may follow, so lines wait; how many may wait
/// is counted from the last good seal, wherever batches and answers happen to end. Were it not, one
/// office would take what another refuses, and name the honest office that has it.
///
/// Bounded: what waits is at most ``waitingByteLimit``, if whoever reads settles after each batch.
struct Intake {
    private var verifier: FeedVerifier
    /// Bytes of the lines that are ready, of the pending ones, then of the line that is not
    /// complete yet.
    private var buffer: [UInt8] = []
    /// How many of them are whole lines that the verifier has read.
    private var readCount = 0
    /// Lines that a good seal covers, not taken out yet, and their bytes.
    private var ready: [FeedTree.Entry] = []
    private var readyByteCount = 0
    /// The last line that a verified seal covers.
    private(set) var last: (seq: Int, chain: Hash256)?

    /// Bytes of lines that no good seal covers: two of the longest commits. A writer of ours never
    /// has more than one.
    static let waitingByteLimit = 2 * FeedVerifier.commitByteLimit

    init(_ verifier: FeedVerifier) { self.verifier = verifier }

    /// For a bug that is planted: nothing is verified.
    mutating func takeAnySeal() { verifier.takesAnySeal = true }

    /// For a bug that is planted: what no seal covers yet.
    var rest: [UInt8] { Array(buffer[readyByteCount...]) }

    var key: PublicKey? { verifier.key }
    var lineCount: Int { ready.count + verifier.pending.count }
    var byteCount: Int { buffer.count }
    /// The number of the last whole line read.
    var readSeq: Int { verifier.seq }
    /// Whether something is left that no verified seal covers.
    var hasRest: Bool { buffer.count > readyByteCount }

    /// Reads the whole lines that a chunk completes; stops at the first that is wrong.
    mutating func read(_ chunk: [UInt8]) -> LineDefect? {
        var searched = buffer.count
        buffer += chunk
        while let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
            if end + 1 - readyByteCount > Self.waitingByteLimit {
                let defect = seal()
                guard end + 1 - readyByteCount <= Self.waitingByteLimit else {
                    return defect ?? LineDefect(.badSeal)
                }
            }
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
    ///
    /// - Returns: as `defect` that a seal behind them is bad; a good one may still follow.
    mutating func settle() -> (entries: [FeedTree.Entry], bytes: [UInt8], defect: LineDefect?) {
        let defect = seal()
        let entries = ready
        let bytes = Array(buffer[..<readyByteCount])
        buffer.removeSubrange(..<readyByteCount)
        readCount -= readyByteCount
        ready = []
        readyByteCount = 0
        if let entry = entries.last { last = (entry.seq, entry.chain) }
        return (entries, bytes, defect)
    }

    /// Makes ready what the last good seal covers: then what waits begins behind it.
    private mutating func seal() -> LineDefect? {
        let (accepted, defect) = verifier.settle()
        readyByteCount += accepted.reduce(0) { $0 + $1.byteCount }
        ready += accepted
        return defect
    }
}
