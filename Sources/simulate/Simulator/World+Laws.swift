import MutantRegistry

/// What must be so, while things go on.
extension World {
    // MARK: Errors

    /// Whether an error may come of what was done to this office.
    func judge(_ error: any Error, _ index: Int, _ what: String) {
        let office = offices[index]
        let disk = office.machine.disk
        tell("  \(label(index)) \(what): \(error)")
        guard !disk.isDead else { return }
        guard let error = error as? RegistryError else {
            return violate(.failed, "\(what) of \(office.name): \(error)")
        }
        switch error {
        case .restored:
            if !office.past.mayBeStopped { violate(.refused, "\(office.name): \(error)") }
        case .disk, .partlyWritten:
            let isExplained = disk.room != nil || disk.hasFailedSync || counts["fsync error"] != nil
            if !isExplained { violate(.failed, "\(what) of \(office.name): \(error)") }
        case .deleted, .noConflict, .needsUpgrade, .missingValue, .input: break
        case .noStore, .notJoined, .initIncomplete, .damaged, .refusedLine, .badCharter,
            .keyUnusable, .configuration, .locked:
            violate(.refused, "\(what) of \(office.name): \(error)")
        default: violate(.failed, "\(what) of \(office.name): \(error)")
        }
    }

    // MARK: Promises

    /// What a process said it had stored is there after its end.
    func checkPromise(_ index: Int) {
        let office = offices[index]
        guard !office.isLost, let history = stored(index) else { return }
        count("promise checked")
        for (feed, heads) in office.promised.sorted(by: { $0.key < $1.key }) {
            for head in heads where history.feeds[feed]?.holds(head) != true {
                violate(.promise, "\(office.name) had \(feed):\(head.seq) and lost it in a crash")
            }
        }
    }

    /// No honest office is accused of anything, and no honest feed of a fork.
    func blame(_ report: PullReport, _ index: Int) {
        for peer in report.peers where peer.name != Mallory.name {
            guard !offices.contains(where: { $0.name == peer.name && $0.isHostile }) else {
                continue
            }
            for refusal in peer.refusals where refusal.isUntrusted {
                violate(.blame, "\(peer.name) was honest: \(refusal.feed) \(refusal.reason)")
            }
            if case .failed(.nonsense) = peer.outcome {
                violate(.blame, "\(peer.name) was honest: \(peer.outcome)")
            }
        }
        for feed in report.forks.map(\.feed)
        where !mayFork.contains(feed.node) && feed.node != Mallory.name {
            violate(.blame, "\(feed) has no fork by its office")
        }
        // What the report says of forks is of the same moment as what is held.
        if !report.forks.isEmpty { count("fork reported", report.forks.count) }
    }

    // MARK: The fold

    /// Whether what an office shows is what happened-before says of the lines that it folds.
    func check(_ index: Int) async {
        let office = offices[index]
        guard !office.isLost, let registry = office.processes.first else { return }
        do {
            let history = try await registry.held()
            var shaky: Set<FeedID> = []
            for feed in ledger.forks.keys {
                let held = Set(
                    history.feeds[feed]?.branches.flatMap { $0.entries.map(\.pre) } ?? [])
                if !ledger.beyondFork(of: feed).isSubset(of: held) { shaky.insert(feed) }
            }
            for key in try await registry.keys() {
                compare(key, try await registry.explain(key), shaky, index)
            }
        } catch {
            judge(error, index, "check")
        }
    }

    /// - Parameter shaky: forked feeds of which not all branches are held here. A statement about
    ///   them may be taken to go on with the branch that is held, or not to count, until the other
    ///   one comes: only what stands before the fork, and is shown, is certain.
    private func compare(
        _ key: RecordKey, _ shown: FoldExplanation, _ shaky: Set<FeedID>, _ index: Int
    ) {
        count("record checked")
        for pre in shown.lines where ledger.lines[pre] == nil {
            violate(.ghost, "\(label(index)) folds a line of \(key.id) that nobody wrote so")
            return
        }
        let isShaky = shown.lines.contains { pre in
            let line = ledger.lines[pre]!
            return shaky.contains { feed in
                line.dot.feed == feed || line.change.record!.after[feed] > 0
            }
        }
        let live = ledger.live(shown.lines)
        for name in Set(live.keys).union(shown.values.keys).union(shown.elements.keys).sorted() {
            let truth = live[name] ?? Ledger.Live()
            let values = shown.values[name] ?? [:]
            let elements = shown.elements[name] ?? [:]
            let isRight =
                isShaky
                ? Self.hides(nothingOf: truth, values, elements, unless: shown.stripped) {
                    !self.ledger.isBeyondFork(self.ledger.lines[$0]!)
                }
                : Self.isSame(truth, values, elements, unless: shown.stripped)
            guard !isRight else { continue }
            violate(.law, "\(label(index)) shows \(name) of \(key.id) wrongly")
            tell("  shown: \(text(Set(values.keys))) \(elements.mapValues(text))")
            tell("  truth: \(text(Set(truth.values.keys))) \(truth.elements.mapValues(text))")
            for pre in shown.lines {
                let line = ledger.lines[pre]!
                tell(
                    "  \(line.dot) \(line.change.operations) saw \(text(line.seen)) after "
                        + "\(line.change.record!.after.sorted)")
            }
            return
        }
        if !isShaky, ledger.deletion(shown.lines) != shown.deletion {
            violate(.deletion, "\(label(index)): \(key.id) deleted \(shown.deletion)")
        }
    }

    private func text(_ pres: Set<Hash256>) -> [String] {
        pres.compactMap { ledger.lines[$0]?.dot.description }.sorted()
    }

    /// - Parameter stripped: lines whose elements nobody here knows; they stand in the way of saying
    ///   what else is there, and hide nothing.
    private static func isSame(
        _ truth: Ledger.Live, _ values: [Hash256: RecordView.State],
        _ elements: [ByteText: Set<Hash256>], unless stripped: Set<Hash256>
    ) -> Bool {
        guard Set(truth.values.keys) == Set(values.keys) else { return false }
        guard values.allSatisfy({ isState($1, of: truth.values[$0]!) }) else { return false }
        return stripped.isEmpty
            ? truth.elements == elements
            : hides(nothingOf: truth, values, elements, unless: stripped) { _ in true }
    }

    private static func hides(
        nothingOf truth: Ledger.Live, _ values: [Hash256: RecordView.State],
        _ elements: [ByteText: Set<Hash256>], unless stripped: Set<Hash256>,
        _ counts: (Hash256) -> Bool
    ) -> Bool {
        truth.values.keys.allSatisfy { !counts($0) || values[$0] != nil }
            && truth.elements.allSatisfy { element, adders in
                adders.filter(counts).subtracting(stripped).isSubset(of: elements[element] ?? [])
            }
    }

    private static func isState(_ state: RecordView.State, of value: Value?) -> Bool {
        switch state {
        case .value(let shown): shown == value
        case .none: value == nil
        // Stripped on its way, and said so.
        case .missing: value != nil
        }
    }
}
