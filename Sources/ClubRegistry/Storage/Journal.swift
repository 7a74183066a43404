import Foundation
import Glibc

/// DIR/journal.jsonl: one line per pull and peer, for `status` and for people. Local, never sent,
/// of no authority.
///
/// Appended without a lock and without `fsync`: a power cut may take the last entries, or tear the
/// last line. Nothing is decided from it, so a line that cannot be read is passed over.
package struct Journal: Sendable {
    package let path: String

    /// Bytes of one line with its LF.
    package static let lineByteLimit = 64 << 10
    /// How far back from its end the journal is read.
    package static let readByteLimit = 4 << 20

    private let calls: SystemCalls

    package init(path: String, calls: SystemCalls = .system) {
        self.path = path
        self.calls = calls
    }

    /// Adds one line: `open(O_RDWR|O_APPEND|O_CREAT, 0600)`, a look at the last byte, one `write`.
    ///
    /// One `write` with `O_APPEND` is not torn apart by another process's. If we crash in it, then
    /// the line may be torn; the next append finds no LF at the end and begins with one. Refusals
    /// beyond the limit of a line are counted in place of listed.
    ///
    /// - Throws: the caller goes on without; what was pulled is kept, whatever the journal says.
    func append(_ entry: JournalEntry) throws(SystemError) {
        var line = Self.line(entry)
        let file = try Descriptor(opening: path, O_RDWR | O_APPEND | O_CREAT, mode: 0o600, calls)
        let length = try file.status().size
        if length > 0, try file.read(1, at: length - 1) != [0x0a] { line.insert(0x0a, at: 0) }
        try file.write(line)
    }

    /// The last `count` entries, oldest first, out of the last 4 MiB. Empty when there is no
    /// journal.
    package func entries(last count: Int) throws(SystemError) -> [JournalEntry] {
        var result: [JournalEntry] = []
        for line in try lines().reversed() where result.count < count {
            if let entry = Self.entry(line) { result.append(entry) }
        }
        return result.reversed()
    }

    /// The last entry of each peer, and the last one that `isWanted` (the last success, for
    /// instance), out of the last 4 MiB.
    package func latest(
        where isWanted: (JournalEntry) -> Bool = { _ in true }
    ) throws(SystemError) -> [String: JournalEntry] {
        var result: [String: JournalEntry] = [:]
        for line in try lines() {
            if let entry = Self.entry(line), isWanted(entry) { result[entry.peer] = entry }
        }
        return result
    }

    /// How the pulls from each peer went, out of the last 4 MiB.
    package func trends() throws(SystemError) -> [String: Trend] {
        var result: [String: Trend] = [:]
        for line in try lines() {
            guard let entry = Self.entry(line) else { continue }
            var trend = result[entry.peer] ?? Trend(last: entry)
            trend.last = entry
            trend.lastSuccess = entry.isSuccess ? entry : trend.lastSuccess
            trend.consecutiveFailures = entry.isSuccess ? 0 : trend.consecutiveFailures + 1
            result[entry.peer] = trend
        }
        return result
    }

    /// How the pulls from one peer went.
    package struct Trend: Hashable, Sendable {
        package var last: JournalEntry
        package var lastSuccess: JournalEntry?
        /// Since the last success, or since the part of the journal that is read begins.
        package var consecutiveFailures = 0
    }

    /// The whole lines among the last 4 MiB: `open`, `fstat`, `pread`. What stands behind the last
    /// LF is torn.
    private func lines() throws(SystemError) -> [ArraySlice<UInt8>] {
        let bytes: [UInt8]
        let start: Int
        do throws(SystemError) {
            let file = try Descriptor(opening: path, O_RDONLY, calls)
            let length = try file.status().size
            start = max(0, length - Self.readByteLimit)
            bytes = try file.read(length - start, at: start)
        } catch let error where error.isAbsent {
            return []
        }
        var lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false).dropLast()
        // The first one was cut where we began to read, unless that is the beginning of the file.
        if start > 0 { lines = lines.dropFirst() }
        return Array(lines)
    }

    private static func entry(_ line: ArraySlice<UInt8>) -> JournalEntry? {
        // A torn or foreign line: see the type's comment.
        try? JSONDecoder().decode(JournalEntry.self, from: Data(line))
    }

    /// The entry as one line of at most ``lineByteLimit`` bytes.
    static func line(_ entry: JournalEntry) -> [UInt8] {
        var entry = entry
        let total = entry.refused.count
        while true {
            let bytes = json(entry) + [0x0a]
            if bytes.count < lineByteLimit { return bytes }
            guard !entry.refused.isEmpty else {
                preconditionFailure("a journal entry without refusals is short")
            }
            entry.refused.removeLast(max(1, entry.refused.count / 2))
            entry.refusedBeyond = total - entry.refused.count
        }
    }

    private static func json(_ entry: JournalEntry) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(entry))
        } catch {
            preconditionFailure("strings and integers always have a JSON form: \(error)")
        }
    }
}
