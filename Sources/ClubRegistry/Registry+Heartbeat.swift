/// A sign of life: once a day, after a pull that somebody answered, the own feed says anew up to
/// where this node folds.
///
/// Whoever holds it sees how old it is: a node that falls silent is noticed by its neighbours. It
/// says which heads its author was shown, so a peer that tells two stories is found out; and it
/// proves what has been taken in. It answers nobody: of nodes that are idle each writes a line a
/// day, however often they pull.
extension Registry {
    /// Appends the heartbeat of today: one commit, of one line as long as no more than 128 feeds
    /// are held.
    ///
    /// Nothing is written when the last line of the own feed claims to be of today, by the UTC date
    /// of this machine's clock; nor when no feed of others is held. A clock that goes back and
    /// forth over midnight may add a line each time. By the path of every write: lock, tail check,
    /// append, fsync, mark; if we crash in between, the same tail check finds the same as after any
    /// other write.
    ///
    /// - Returns: what was written; nil when nothing was due, for which no lock is taken.
    /// - Throws: also `locked`, when another process has the lock for longer than ``lockWait``:
    ///   what was pulled stays, and the next pull writes the line.
    func beat(_ permit: WritePermit) async throws -> Written? {
        guard let feed = try loadMark()?.feed, isHeartbeatDue(in: try fold(), of: feed) else {
            return nil
        }
        return try await withLock("pull", permit) { () throws(RegistryError) in
            var written = Written()
            let own = try tailCheck(&written)
            let fold = try fold()
            // Asked again: another process may have written one while this one waited for the lock.
            guard isHeartbeatDue(in: fold, of: own.feed) else { return written }
            let drafts = Statement.heartbeat(for: own.feed, fold: fold)
            guard !drafts.isEmpty else { return written }
            var mark = own.mark
            try append(drafts, own: own, mark: &mark, &written)
            return written
        }
    }

    private func isHeartbeatDue(in fold: Fold, of feed: FeedID) -> Bool {
        guard let last = fold.history.feeds[feed]?.branches[0].entries.last else { return false }
        return last.change.at.prefix(10) != now.prefix(10)
    }

    /// Whether a frontier proves that the peer holds lines of the own open feed that are not held
    /// here: then this store was restored or copied, and no line is added to that feed.
    ///
    /// A head whose seal this node's key did not make proves nothing.
    func isBehind(_ frontier: Frontier) throws(RegistryError) -> Bool {
        // A mark that says nonsense names no open feed; such a store does not write anyway.
        guard let feed = try? loadMark()?.feed, let heads = frontier.feeds[feed],
            let tree = try history().feeds[feed]
        else { return false }
        return heads.prefix(History.headLimit).contains { head in
            !tree.holds(head) && tree.hasSealed(head, in: charter!.network)
        }
    }
}
