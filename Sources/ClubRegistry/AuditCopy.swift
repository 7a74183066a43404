/// What an auditor asks of the feeds in a folder: a node's own, or a copy.
package protocol Auditable: Sendable {
    func damages() async throws -> [FeedArchive.Damage]
    func barrenFiles() async throws -> [Registry.BarrenFile]
    func feeds() async throws -> [Registry.FeedSummary]
    func verify(file path: String) async throws -> Registry.FileVerdict
    func dump() async throws -> (bytes: [UInt8], digest: String)
}

extension Registry: Auditable {}

/// A copy of what a network wrote, as an auditor gets it: `charter.json` and `feeds/`, no more.
///
/// It has no node, no key and no mark, and this type no function that writes: a copy on a medium
/// that is read-only will do. Every sealed line counts; there is no mark that would hide the last.
package struct AuditCopy: Auditable {
    private let charter: Charter
    private let archive: FeedArchive
    private let calls: SystemCalls

    /// Reads and verifies the copy in `dir`; nil when `dir` is a node's folder, or has no charter.
    ///
    /// - Throws: `badCharter`, or `disk` when something cannot be read. What is wrong in a feed is
    ///   in ``damages()``.
    /// - Complexity: O(lines).
    package init?(dir: String, calls: SystemCalls = .system) throws(RegistryError) {
        let place = NodePlace(dir: dir)
        let instance = try RegistryError.wrapping {
            try InstanceID.load(dir: place.dir, calls: calls)
        }
        guard instance == nil, let charter = try Registry.charter(at: place.charter, calls) else {
            return nil
        }
        self.charter = charter
        self.calls = calls
        archive = try RegistryError.wrapping {
            try FeedArchive(reading: place.feeds, directory: charter.directory, calls: calls)
        }
    }

    package func damages() -> [FeedArchive.Damage] {
        archive.damages.values.sorted { $0.file < $1.file }
    }

    /// Without a mark nobody can tell that nothing is lost.
    package func barrenFiles() -> [Registry.BarrenFile] {
        archive.barren.sorted().map { Registry.BarrenFile(file: $0, isLost: true) }
    }

    package func feeds() -> [Registry.FeedSummary] { Registry.summaries(of: archive.history) }

    package func verify(file path: String) throws(RegistryError) -> Registry.FileVerdict {
        try Registry.verify(file: path, directory: charter.directory, calls)
    }

    package func dump() -> (bytes: [UInt8], digest: String) {
        let dump = Dump(Fold(archive.history))
        return (dump.bytes, dump.digest.hexadecimal)
    }
}
