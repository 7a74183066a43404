import MutantRegistry

/// Everything heals; then all offices hold the same, show the same, and nothing is lost.
extension World {
    func finish() async {
        tell("everything heals")
        network.heal()
        for index in offices.indices where !offices[index].isLost {
            let office = offices[index]
            office.machine.disk.room = nil
            office.machine.disk.syncsUntilFailure = nil
            office.machine.disk.callsUntilDeath = nil
            office.isHostile = false
        }
        var random = SeededRandom(seed: seed, 8)
        let living = offices.indices.filter { !offices[$0].isLost }
        // Some programs end here and some go on: what they remember must do no harm.
        for index in living where random.one(in: 2) { offices[index].endProcesses() }
        // In half of the seeds everybody writes once more, which makes an office finish what it had not
        // acknowledged; in the others what each states stays as it is, and must be fetched all the same.
        let isQuiet = random.one(in: 2)
        for index in living {
            // A line that was not acknowledged may be known to a clone; its office shows it after the
            // next write.
            let isOwing = !ledger.unacknowledged(by: offices[index].name).isEmpty
            if !isQuiet || isOwing { await write(index, &random) }
        }
        mallory?.isTwoFaced = false
        guard isSound, await settleAll(living) else { return }
        // In half of the seeds nobody helps, and who was stopped stays so.
        if random.one(in: 2) {
            guard await recoverAll(living) else { return }
        }
        await compareAll(living)
        for index in living where isSound { await check(index) }
    }

    /// Pulls until nobody gets anything new.
    ///
    /// - Returns: whether there is an end of it.
    private func settleAll(_ living: [Int]) async -> Bool {
        for round in 1...12 {
            for index in living {
                await pullAtLast(index, living)
                guard isSound else { return false }
            }
            let peers = living.flatMap { offices[$0].lastReport!.peers }
            let applied = peers.reduce(0) { $0 + $1.applied + $1.healed }
            tell("round \(round): \(applied) lines")
            if applied == 0 { return true }
        }
        violate(.convergence, "lines still go round after 12 rounds")
        return false
    }

    /// All recover, twice: with the branches of the others there is more to adopt. Then everybody
    /// writes, and no acknowledged line of theirs waits.
    private func recoverAll(_ living: [Int]) async -> Bool {
        for _ in 0..<2 {
            for index in living where await !recover(index) {
                violate(.refused, "\(label(index)) does not recover")
            }
            guard isSound, await settleAll(living) else { return false }
        }
        count("recovered at the end")
        let names = Set(living.map { offices[$0].name })
        for index in living {
            do {
                let registry = try server(of: offices[index])
                for fork in try await registry.forks()
                where names.contains(fork.feed.node) && fork.waiting > 0 {
                    violate(.unadopted, "\(label(index)): branches of \(fork.feed) wait")
                }
                var shown: Set<Hash256> = []
                for key in try await registry.keys() {
                    shown.formUnion(try await registry.explain(key).lines)
                }
                let held = storedLines(index)
                for line in ledger.lines.values.sorted(by: { $0.dot < $1.dot })
                where names.contains(line.dot.feed.node) && held.contains(line.pre) {
                    guard !shown.contains(line.pre) else { continue }
                    violate(.unadopted, "\(label(index)) does not show \(line.dot)")
                }
                let written = try await registry.add(
                    kind: "action", self.lastWord, permit: WritePermit()
                ).1
                try await acknowledge(written, offices[index], registry)
            } catch {
                violate(.refused, "\(label(index)) after recover: \(error)")
            }
        }
        guard isSound else { return false }
        return await settleAll(living)
    }

    private var lastWord: RecordEdit {
        var edit = RecordEdit()
        edit.sets["title"] = .string("after")
        return edit
    }

    private func pullAtLast(_ index: Int, _ living: [Int]) async {
        let others = living.filter { offices[$0].name != offices[index].name }
        do {
            let process = try server(of: offices[index])
            offices[index].lastReport = nil
            await pull(index, process, from: others, asksMallory: plan.keepsMallory)
            if offices[index].lastReport == nil {
                violate(.convergence, "\(label(index)) cannot pull any more")
            }
        } catch {
            violate(.convergence, "\(label(index)) cannot be opened any more: \(error)")
        }
    }

    private func compareAll(_ living: [Int]) async {
        do {
            var shown: [(index: Int, frontier: Frontier, dump: String)] = []
            var all: Set<Hash256> = []
            for index in living {
                let registry = try server(of: offices[index])
                let dump = try await registry.dump().digest
                shown.append((index, try Frontier(bytes: await registry.frontier().body), dump))
                all.formUnion(storedLines(index))
                offices[index].endProcesses()
                let again = try await offices[index].start().dump().digest
                if again != dump { violate(.restart, "\(label(index)) shows something else anew") }
                count("restart checked")
            }
            for other in shown.dropFirst() {
                let first = shown[0]
                let pair = "\(label(first.index)) and \(label(other.index))"
                if other.frontier.feeds != first.frontier.feeds {
                    violate(
                        .convergence,
                        "\(pair) hold different lines: \(difference(first.frontier, other.frontier))"
                    )
                } else if other.frontier != first.frontier {
                    violate(.convergence, "\(pair) do not miss parts of the same lines")
                } else if other.dump != first.dump {
                    violate(.convergence, "\(pair) hold the same lines and show different states")
                }
            }
            count("convergence checked")
            for feed in ledger.forks.keys.sorted() where ledger.isForked(feed, among: all) {
                count("fork checked")
                for index in living
                where !offices[index].lastReport!.forks.contains(where: { $0.feed == feed }) {
                    violate(.unreportedFork, "\(label(index)) does not report the fork of \(feed)")
                }
            }
            for (pre, dot) in ledger.acknowledged.sorted(by: { $0.value < $1.value })
            where !all.contains(pre) && !ledger.destroyed.contains(pre) {
                violate(.lost, "\(dot) was acknowledged")
            }
        } catch {
            violate(.failed, "at the end: \(error)")
        }
    }

    private func difference(_ a: Frontier, _ b: Frontier) -> String {
        Set(a.feeds.keys).union(b.feeds.keys).sorted().filter { a.feeds[$0] != b.feeds[$0] }
            .map { "\($0) \(a.feeds[$0]?.map(\.seq) ?? []) \(b.feeds[$0]?.map(\.seq) ?? [])" }
            .joined(separator: ", ")
    }

    /// The program that answers the peers of an office, started when none runs.
    func server(of office: Office) throws -> Registry {
        try office.processes.first ?? office.start()
    }
}
