extension Statement {
    /// Drafts of a heartbeat: the heads of other feeds that differ at all from what the feed of
    /// `own` stated last, also where they advanced by checkpoints only; when none does, all of
    /// them. Empty when no other feed is held.
    ///
    /// What a commit owes (``drafts(for:fold:)``) is among them.
    static func heartbeat(for own: FeedID, fold: Fold) -> [Draft] {
        let stated = lastStated(by: own, fold)
        let heads = fold.foldedHeads.filter { $0.key != own }
        let changed = heads.filter { feed, heads in stated[feed] != heads }
        return lines(changed.isEmpty ? heads : changed)
    }
}
