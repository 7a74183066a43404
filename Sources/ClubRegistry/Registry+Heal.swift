/// Getting back what lines lost on their way here: `docs/http.md`, *How a client pulls*.
extension Registry {
    /// What to ask a peer for, of which the heads are held: nothing when it states the same
    /// incomplete lines, or when nothing is incomplete here.
    ///
    /// At most ``Stretch/limit``, by chance.
    func stretches(_ frontier: Frontier) throws(RegistryError) -> [Stretch] {
        let stated = try statedFrontier().frontier.incomplete
        guard stated != nil, stated != frontier.incomplete else { return [] }
        let incomplete = try fold().incompleteLines.filter { archive!.damages[$0.feed] == nil }
        var generator = calls.generator
        let all = try history().stretches(incomplete, frontier).shuffled(using: &generator)
        return Array(all.prefix(Stretch.limit))
    }

    /// The verifier for the lines of a stretch.
    func verifier(for stretch: Stretch) throws(RegistryError) -> FeedVerifier {
        try verifier(
            for: Need(
                feed: stretch.feed, head: stretch.head, after: stretch.after, chain: stretch.chain))
    }

    /// Puts back what held lines lost and these verified copies of them have; durable when this
    /// returns.
    ///
    /// - Returns: how many lines are fuller than before.
    func heal(_ copies: [FeedArchive.Copy], of feed: FeedID, permit: WritePermit) async throws
        -> Int
    {
        guard !copies.isEmpty else { return 0 }
        return try await withLockEvenRestored("pull", permit) { () throws(RegistryError) in
            try refresh()
            do throws(RegistryError) {
                return try RegistryError.wrapping {
                    // Files that a healing half wrote before it died.
                    try DurableFile.removeLeftovers(in: place.feeds, calls: calls)
                    let count = try archive!.heal(copies, of: feed)
                    if count > 0 { cache = nil }
                    return count
                }
            } catch {
                // It may have got as far as the rename.
                archive = nil
                cache = nil
                throw error
            }
        }
    }
}
