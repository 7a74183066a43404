extension FeedArchive {
    /// The lines of some bytes, verified; the tail that no seal covers is left out.
    struct Reading {
        var verifier: FeedVerifier
        var accepted: [FeedTree.Entry] = []
        var goodByteCount = 0
        /// A whole line that is wrong. A torn last line is not a defect, it does not exist yet.
        var defect: (line: Int, code: LineDefect.Code)?

        /// Lines that are read before their seal is verified.
        static let batchLineCount = 4_096

        init(_ bytes: [UInt8], _ verifier: FeedVerifier) {
            self.verifier = verifier
            var at = 0
            while at < bytes.count {
                let end = bytes[at...].firstIndex(of: UInt8(ascii: "\n"))
                guard let end else { break }
                do {
                    try self.verifier.read(bytes, in: at..<end + 1)
                } catch {
                    defect = (self.verifier.seq + 1, error.code)
                    break
                }
                at = end + 1
                if self.verifier.pending.count >= Self.batchLineCount { settle() }
            }
            if let line = settle(), defect == nil { defect = (line, .badSeal) }
            // A torn tail may be any bytes: what stands past the last good seal and is wrong is a
            // tail, unless it has sealed lines in it. Those were whole once, so cutting them off is
            // not for us to decide.
            if defect != nil, !Self.hasSealedLine(bytes, from: goodByteCount) { defect = nil }
        }

        /// - Returns: the line from which nothing stands because a seal does not verify. That is
        ///   the last word at the end only: a batch may end between a bad seal and a good one.
        @discardableResult
        private mutating func settle() -> Int? {
            let (settled, bad) = verifier.settle()
            accepted += settled
            goodByteCount += settled.reduce(0) { $0 + $1.byteCount }
            return bad == nil ? nil : (accepted.last?.seq ?? 0) + 1
        }

        private static func hasSealedLine(_ bytes: [UInt8], from start: Int) -> Bool {
            var at = start
            while let end = bytes[at...].firstIndex(of: UInt8(ascii: "\n")) {
                // Reading the grammar alone: whether a line is one of ours at all.
                if let change = try? LineScanner.scan(bytes, in: at..<end + 1), change.seal != nil {
                    return true
                }
                at = end + 1
            }
            return false
        }
    }
}
