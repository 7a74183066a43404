/// What the registry knows for ``PullMetrics``.
extension Registry {
    /// What is held after the pull that `report` tells of. Reads only.
    package func standing(after report: PullReport) throws(RegistryError) -> PullMetrics.Standing {
        var standing = PullMetrics.Standing()
        standing.conflicts = try records().reduce(0) {
            $0 + ($1.isHidden ? 0 : $1.conflicts.count)
        }
        standing.incompleteLines = report.incompleteLines
        // A fork whose branches were adopted holds nothing up.
        standing.forkedFeeds = report.forks.count { $0.waiting > 0 }
        standing.damagedFeeds = Set(try damages().map(\.file)).count
        let refused = Set(report.peers.flatMap { $0.refusals.map(\.feed) })
        standing.heldFeeds = refused.subtracting(report.forks.map(\.feed)).count
        return standing
    }
}
