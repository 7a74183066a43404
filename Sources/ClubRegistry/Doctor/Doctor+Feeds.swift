/// The charter, and what the feeds say.
extension Doctor {
    /// The charter names this node with the key that lies here.
    ///
    /// - Returns: also the registry, when the feeds can be asked for.
    func charter(_ configuration: NodeConfiguration?) -> (DoctorFinding, Registry?) {
        guard configuration != nil else { return (Self.skipped(.charter, by: .settings), nil) }
        do throws(RegistryError) {
            let registry = try Registry(dir: place.dir, stateRoot: stateRoot, calls: calls)
            guard let charter = registry.charter else {
                return (
                    DoctorFinding(
                        .charter, .warn, .notJoined, ["dir": place.dir],
                        fix: "club-sync join charter.json"), nil
                )
            }
            // Why the key cannot be read is what the check of keys has said.
            guard let line = try? registry.storedKeyLine() else {
                return (Self.skipped(.charter, by: .keys), registry)
            }
            guard charter[registry.node]?.key == line.key else {
                return (
                    DoctorFinding(
                        .charter, .bad, .notInCharter, ["node": registry.node],
                        fix: "club-sync charter show"), registry
                )
            }
            let arguments = ["network": charter.name, "id": charter.network.text]
            return (DoctorFinding(.charter, .ok, .doctorCharterGood, arguments), registry)
        } catch {
            return (
                DoctorFinding(.charter, .bad, error.message, fix: "club-sync charter show"), nil
            )
        }
    }

    func feeds(_ registry: Registry?, missing: DoctorCheck) async -> [DoctorFinding] {
        let checks: [DoctorCheck] = [
            .ownFeed, .damage, .barren, .forks, .incomplete, .conflicts,
        ]
        guard let registry else { return checks.map { Self.skipped($0, by: missing) } }
        return [
            await Self.examine(.ownFeed) { try await ownFeed(registry) },
            await Self.examine(.damage) { try await damage(registry) },
            await Self.examine(.barren) { try await barren(registry) },
            await Self.examine(.forks) { try await forks(registry) },
            await Self.examine(.incomplete) { try await incomplete(registry) },
            await Self.examine(.conflicts) { try await conflicts(registry) },
        ]
    }

    private func ownFeed(_ registry: Registry) async throws -> DoctorFinding {
        do {
            guard let why = try await registry.restoration() else {
                return DoctorFinding(.ownFeed, .ok, .doctorOwnFeedGood)
            }
            return DoctorFinding(
                .ownFeed, .bad, RegistryError.restored(why).message, fix: "club-sync recover")
        } catch RegistryError.damaged {
            return Self.skipped(.ownFeed, by: .damage)
        } catch RegistryError.keyUnusable {
            return Self.skipped(.ownFeed, by: .keys)
        }
    }

    private func damage(_ registry: Registry) async throws -> DoctorFinding {
        guard let first = try await registry.damages().first else {
            return DoctorFinding(.damage, .ok, .doctorNoDamage)
        }
        let error = RegistryError.damaged(
            file: first.file, line: first.line, code: first.code.rawValue)
        return DoctorFinding(.damage, .bad, error.message, fix: "club-sync repair")
    }

    private func barren(_ registry: Registry) async throws -> DoctorFinding {
        let files = try await registry.barrenFiles()
        if let lost = files.first(where: \.isLost) {
            return DoctorFinding(
                .barren, .bad, .doctorBarrenLost, ["file": lost.file], fix: "club-sync recover")
        }
        guard let first = files.first else { return DoctorFinding(.barren, .ok, .doctorNoBarren) }
        return DoctorFinding(
            .barren, .warn, .verifyBarren, ["file": first.file], fix: "club-sync pull")
    }

    /// A fork is mended by its node; here it is enough to have taken note of it.
    private func forks(_ registry: Registry) async throws -> DoctorFinding {
        let forks = try await registry.forks()
        if let own = forks.first(where: { $0.feed.node == registry.node && $0.waiting > 0 }) {
            return DoctorFinding(
                .forks, .bad, .adviceOwnFork, ["feed": own.feed.text], fix: "club-sync recover")
        }
        if let new = forks.first(where: { !$0.isAcknowledged }) {
            return DoctorFinding(
                .forks, .bad, new.waiting > 0 ? .adviceFork : .adviceAdoptedFork,
                ["feed": new.feed.text], fix: "club-sync status --acknowledge")
        }
        if let known = forks.first(where: { $0.waiting > 0 }) {
            return DoctorFinding(.forks, .warn, .doctorForkKnown, ["feed": known.feed.text])
        }
        return DoctorFinding(.forks, .ok, .doctorNoFork)
    }

    private func incomplete(_ registry: Registry) async throws -> DoctorFinding {
        let count = try await registry.incompleteLineCount()
        guard count > 0 else { return DoctorFinding(.incomplete, .ok, .doctorNoIncomplete) }
        return DoctorFinding(
            .incomplete, .warn, .adviceIncomplete, ["count": String(count)], fix: "club-sync pull")
    }

    /// So many values of one field are no disagreement any more, but a program that writes too much.
    private static let siblingLimit = 10

    private func conflicts(_ registry: Registry) async throws -> DoctorFinding {
        let all = try await registry.records().filter { !$0.isHidden }.flatMap { record in
            record.conflicts.map { (record.key, $0) }
        }
        if let (key, conflict) = all.first(where: { $0.1.candidates.count >= Self.siblingLimit }) {
            let arguments = [
                "id": key.id.text, "field": conflict.field,
                "count": String(conflict.candidates.count),
            ]
            return DoctorFinding(
                .conflicts, .warn, .doctorManySiblings, arguments,
                fix: "club-sync show \(key.id.text) --history")
        }
        guard !all.isEmpty else { return DoctorFinding(.conflicts, .ok, .doctorNoConflict) }
        return DoctorFinding(.conflicts, .ok, .adviceConflicts, ["count": String(all.count)])
    }
}
