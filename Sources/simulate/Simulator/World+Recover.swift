import MutantRegistry

/// What an administrator does on the day after.
extension World {
    /// Feeds that one name may open before the end; there each of its offices opens one more, and 16
    /// are taken from one node.
    private static let feedLimit = 9

    /// `recover` where it is needed, now and then where it is not; an office that burned down starts
    /// anew; warnings are taken note of.
    func helpOut(_ index: Int, _ random: inout SeededRandom) async {
        let lost = offices.indices.filter { offices[$0].isLost }
        if !lost.isEmpty, random.one(in: 2) { return await rebuild(random.pick(lost)) }
        switch random.below(8) {
        case 0: await acknowledge(index)
        case 1: backUp(index)
        default:
            let isNeeded = offices[index].past.mayBeStopped
            guard isNeeded || random.one(in: 4), feedCount(of: index) < Self.feedLimit else {
                return backUp(index)
            }
            await recover(index)
        }
    }

    private func feedCount(of index: Int) -> Int {
        let name = offices[index].name
        let all = offices.indices.filter { !offices[$0].isLost }
            .flatMap { stored($0)?.feeds.keys.filter { $0.node == name } ?? [] }
        return Set(all).count
    }

    /// - Returns: whether it got to its end.
    @discardableResult
    func recover(_ index: Int) async -> Bool {
        let office = offices[index]
        var random = SeededRandom(seed: seed, 9)
        do {
            let registry = try office.process(&random)
            let recovery = try await registry.recover(permit: WritePermit())
            count("recover")
            tell("  \(label(index)) recovered: \(recovery.reason.map { "\($0)" } ?? "nothing")")
            if let feed = recovery.opened {
                count("feed opened again")
                office.forgetAttempts()
                guard let tree = try await registry.held().feeds[feed] else {
                    violate(.promise, "\(feed) is not held by who opened it")
                    return false
                }
                for entry in tree.branches[0].entries {
                    ledger.write(entry, seen: [])
                    ledger.acknowledge(entry)
                }
                office.past.acknowledged[feed] = tree.tips[0].pre
                office.promised[feed] = tree.heads
            }
            for (feed, number) in recovery.adopted {
                count("branch adopted by its office", number)
                if !mayFork.contains(feed.node) {
                    violate(.blame, "\(feed) has no fork to adopt")
                }
            }
            if let own = openFeed(of: index), let tree = try await registry.held().feeds[own] {
                // The adoption was confirmed too.
                office.past.acknowledged[own] = tree.tips[0].pre
                office.promised[own] = tree.heads
            }
            return true
        } catch {
            // A feed that it opened and could not go on with counts from 1 all the same.
            if openFeed(of: index).map({ office.past.acknowledged[$0] == nil }) ?? false {
                office.forgetAttempts()
            }
            judge(error, index, "recover")
            return false
        }
    }

    private func acknowledge(_ index: Int) async {
        var random = SeededRandom(seed: seed, 10)
        do {
            let registry = try offices[index].process(&random)
            let number = try await registry.acknowledge(permit: WritePermit())
            count("warning taken note of", number)
        } catch {
            judge(error, index, "acknowledge")
        }
    }

    /// A new disk, the key from the safe, the charter from a neighbour.
    func rebuild(_ index: Int) async {
        let office = offices[index]
        office.machine.disk.replaceMedium()
        do {
            _ = try Registry.rebuild(
                dir: "/dir", stateRoot: "/state", identity: office.identity,
                charter: charter.bytes, language: .french, listen: .standard,
                permit: WritePermit(), calls: office.machine.calls)
        } catch {
            return violate(.setUp, "\(office.name) is not made again: \(error)")
        }
        count("office made again")
        tell("  \(label(index)) is made again")
        office.isLost = false
        office.promised = [:]
        office.past = Office.Past()
        office.past.mayBeStopped = true
        await recover(index)
    }

    /// The feed that the mark of an office is about, read from outside.
    func openFeed(of index: Int) -> FeedID? {
        let office = offices[index]
        let disk = office.machine.disk
        let isDead = disk.isDead
        disk.isDead = false
        defer { disk.isDead = isDead }
        let calls = office.machine.calls
        // What cannot be read names no feed.
        guard let instance = try? InstanceID.load(dir: "/dir", calls: calls) else { return nil }
        let state = StateFolder(root: "/state", instance: instance, calls: calls)
        guard case .found(let mark)? = try? HighWaterMark.load(state.highWater, calls: calls)
        else { return nil }
        return mark.feed
    }
}
