/// Forks and refused lines, and whether a person of this office has taken note of them.
extension Registry {
    /// A feed that has branches, or of which somebody states another course than the one held.
    package struct Fork: Sendable, Hashable {
        package let feed: FeedID
        /// For each place where branches part, the first sealed line of each.
        package let branches: Set<Hash256>
        /// Branches that do not count, because their node has not adopted them.
        package let waiting: Int
        package let isAcknowledged: Bool
        /// Whose checkpoint states the other course, when no branch of it is held.
        package var statedBy: Dot?
    }

    /// The feeds that have branches here, and those of which two stories are known without.
    ///
    /// - Complexity: O(lines).
    package func forks() throws(RegistryError) -> [Fork] {
        let fold = try fold()
        let forked = fold.history.feeds.values.filter { $0.forkPoint != nil }
        let told = fold.history.forkEvidence.filter { $0.statedBy != nil }
        guard !forked.isEmpty || !told.isEmpty else { return [] }
        let known = try acknowledgements()
        let waiting = fold.unadopted()
        let held = forked.map { tree in
            let branches = tree.firstSealedLines
            return Fork(
                feed: tree.feed, branches: branches, waiting: waiting[tree.feed]?.count ?? 0,
                isAcknowledged: known.covers(.fork(tree.feed, branches: branches)))
        }
        let stated = told.map { evidence in
            let branches = Set(evidence.heads.map(\.pre))
            return Fork(
                feed: evidence.feed, branches: branches, waiting: 0,
                isAcknowledged: known.covers(.fork(evidence.feed, branches: branches)),
                statedBy: evidence.statedBy)
        }
        return (held + stated).sorted { $0.feed < $1.feed }
    }

    func acknowledgements() throws(RegistryError) -> Acknowledgements {
        try RegistryError.wrapping {
            try Acknowledgements.load(place.acknowledgements, calls: calls)
        }
    }

    /// Marks in a report what a person has taken note of.
    func markAcknowledged(_ peers: inout [PullReport.PeerReport]) throws(RegistryError) {
        guard peers.contains(where: { $0.refusals.contains(where: \.isUntrusted) }) else { return }
        let known = try acknowledgements()
        for index in peers.indices {
            let name = peers[index].name
            peers[index].acknowledged = Set(
                peers[index].refusals.filter {
                    known.covers(.refusal(peer: name, feed: $0.feed.text, reason: $0.reason))
                })
        }
    }

    /// Takes note of every fork held and of what the last pulls refused as untrusted, so that a
    /// pull exits with 12 for new ones only.
    ///
    /// - Returns: how many were noted, or without a permit would be.
    package func acknowledge(permit: WritePermit?) async throws -> Int {
        guard let permit else { return try unacknowledged().count }
        return try await withLockEvenRestored(
            "status --acknowledge", permit
        ) { () throws(RegistryError) in
            let warnings = try unacknowledged()
            guard !warnings.isEmpty else { return 0 }
            var known = try acknowledgements()
            for warning in warnings { known.insert(warning) }
            try RegistryError.wrapping {
                try known.save(place.acknowledgements, calls: calls)
            }
            return warnings.count
        }
    }

    private func unacknowledged() throws(RegistryError) -> [Acknowledgements.Warning] {
        let forks = try forks().filter { !$0.isAcknowledged }.map {
            Acknowledgements.Warning.fork($0.feed, branches: $0.branches)
        }
        let known = try acknowledgements()
        let latest = try RegistryError.wrapping {
            try Journal(path: place.journal, calls: calls).latest()
        }
        let refusals = latest.values.flatMap { entry in
            entry.refused.filter { Refusal.isUntrusted($0.reason) }.map {
                Acknowledgements.Warning.refusal(
                    peer: entry.peer, feed: $0.feed, reason: $0.reason)
            }
        }
        return forks + Set(refusals).filter { !known.covers($0) }
    }
}

extension FeedTree {
    /// For each place where branches part, the first sealed line of each: what tells one fork from
    /// another, in whatever order its branches came.
    var firstSealedLines: Set<Hash256> {
        var found = Set<Hash256>()
        for (index, branch) in branches.enumerated() {
            guard let parent = branch.parent else { continue }
            found.formUnion(
                [index, parent.branch].compactMap { sealed(from: parent.seq + 1, on: $0)?.pre })
        }
        return found
    }
}
