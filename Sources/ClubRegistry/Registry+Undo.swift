/// Taking a commit back, by a new one.
extension Registry {
    /// What an undo did, or would do.
    package struct UndoResult: Sendable {
        package let feed: FeedID
        /// The lines of the commit that was taken back.
        package let range: ClosedRange<Int>
        package var left: [UndoLeft] = []
        package var written = Written()
    }

    /// Takes a commit back as far as it still stands; what others have done since stays.
    ///
    /// - Parameter commit: a dot of it, as ``dot(_:)`` reads one; nil for the last change made here.
    ///   Undone twice is done again.
    package func undo(_ commit: String?, because: String? = nil, permit: WritePermit?)
        async throws -> UndoResult
    {
        var result: UndoResult?
        let written = try await write(command: "undo", permit: permit) {
            fold throws(RegistryError) in
            let dot: Dot
            if let commit {
                dot = try self.dot(commit)
            } else if let last = try openFeed().flatMap(fold.lastChange) {
                dot = last
            } else {
                throw .input(Message(.nothingToUndo))
            }
            guard let commit = fold.commit(around: dot) else {
                throw .input(Message(.unknownCommit, ["commit": dot.description]))
            }
            let undo = Undo(commit, on: fold)
            result = UndoResult(feed: commit.feed, range: commit.range, left: undo.left)
            return try undo.drafts(because: because)
        }
        result!.written = written
        return result!
    }

    /// The dot that `text` means: `SEQ` in the own feed, `NODE:SEQ` when the node has one feed, or
    /// `FEED:SEQ`, where a feed may be any prefix of its name that is one feed's only.
    func dot(_ text: String) throws(RegistryError) -> Dot {
        let fold = try fold()
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let seq = Int(parts.last ?? ""), seq > 0, seq <= 1 << 53 else {
            throw .input(Message(.badCommit, ["commit": text]))
        }
        guard parts.count == 2 else {
            guard let feed = try openFeed() else { throw .notJoined(dir: place.dir) }
            return Dot(feed: feed, seq: seq)
        }
        let name = parts[0].lowercased()
        let named = fold.history.feeds.keys.filter { $0.node == name }
        let found =
            named.isEmpty ? fold.history.feeds.keys.filter { $0.text.hasPrefix(name) } : named
        guard let only = found.first, !name.isEmpty else {
            throw .input(Message(.unknownCommit, ["commit": text]))
        }
        guard found.count == 1 else {
            let matches = found.sorted().prefix(5).map { "\($0):\(seq)" }
            throw .input(
                Message(
                    .ambiguousCommit, ["commit": text, "matches": matches.joined(separator: ", ")]))
        }
        return Dot(feed: only, seq: seq)
    }

    private func openFeed() throws(RegistryError) -> FeedID? { try loadMark()?.feed }
}

package typealias UndoLeft = Undo.Left
