import Foundation

@testable import ClubRegistry

/// Small files and words of a node: journal, mark, key lines, names, addresses.
enum FilesTarget {
    /// In memory where the system has such a folder: no disk is worn out by a million journals.
    private static let path: String = {
        let folder = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : "/tmp"
        return "\(folder)/club-sync-fuzz-\(getpid()).jsonl"
    }()

    static func run(_ bytes: [UInt8]) {
        mark(bytes)
        journal(bytes)
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        bounded(bytes) { words(text) }
    }

    private static func mark(_ bytes: [UInt8]) {
        guard let mark = HighWaterMark(bytes: bytes) else { return }
        promise(mark.bytes == bytes, "two texts of one mark: \(bytes.shown)")
    }

    private static func journal(_ bytes: [UInt8]) {
        // Most inputs are no journal, and a file costs more than all the rest.
        guard bytes.contains(0x0a), bytes.starts(with: "{".utf8) else { return }
        let handle = fopen(path, "w")
        _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, handle) }
        fclose(handle)
        defer { unlink(path) }
        let entries = bounded(bytes) { try? Journal(path: path).entries(last: 100) }
        promise(entries != nil, "a journal that cannot be read: \(bytes.shown)")
        for entry in entries ?? [] where bytes.count < 8_000 {
            let line = Journal.line(entry)
            let again = try? JSONDecoder().decode(JournalEntry.self, from: Data(line))
            promise(again == entry, "another entry: \(line.shown)")
        }
    }

    private static func words(_ text: String) {
        if let line = try? Registry.KeyLine(text) {
            promise(
                (try? Registry.KeyLine(line.text)) == line,
                "another key line: \(text.debugDescription)")
        }
        if let name = FeedFileName(text) {
            promise(name.text == text, "two names of one file: \(text.debugDescription)")
            promise(!text.contains("/") && !text.contains(".."), "a path: \(text)")
        }
        if let feed = FeedID(text) { promise(Name.isNode(feed.node), "node of \(text)") }
        if let id = RecordID(text) { promise(Name.isNode(id.home), "home of \(text)") }
        if let address = ListenAddress(text) {
            promise(ListenAddress(address.description) == address, "another address: \(text)")
        }
        if let url = PeerURL(text) {
            promise(
                url.text.utf8.allSatisfy {
                    $0 > 0x20 && $0 < 0x7f && !"\"'`#?\\".utf8.contains($0)
                },
                "an address with such a character: \(text.debugDescription)")
        }
        for count in [16, 32, 64] {
            guard let decoded = Base64URL.decode(text.utf8, count: count) else { continue }
            promise(Base64URL.text(decoded) == text, "two texts of the same bytes: \(text)")
        }
    }
}
