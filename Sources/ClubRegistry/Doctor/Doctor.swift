/// Looks at everything that keeps a node from working unattended. Reads only: no lock is taken, no
/// file is written, nobody is called.
///
/// It never fails: what cannot be read is a finding. A check that needs what an earlier one found
/// broken says so in place of guessing.
package struct Doctor: Sendable {
    let place: NodePlace
    let stateRoot: String
    let version: String
    let calls: SystemCalls

    /// - Parameter version: of the program, as it names itself.
    package init(dir: String, stateRoot: String, version: String, calls: SystemCalls = .system) {
        place = NodePlace(dir: dir)
        self.stateRoot = stateRoot
        self.version = version
        self.calls = calls
    }

    /// One finding for each check, in order; the first alone when there is no store.
    ///
    /// - Complexity: O(lines), as for any command that folds.
    package func examine() async -> [DoctorFinding] {
        let instance: InstanceID
        do {
            guard let found = try InstanceID.load(dir: place.dir, calls: calls) else {
                guard try !calls.exists(place.configuration) else {
                    throw RegistryError.instanceUnusable(path: InstanceID.path(in: place.dir))
                }
                return [
                    DoctorFinding(
                        .store, .bad, .noStore, ["dir": place.dir],
                        fix: "club-sync --dir \(Self.word(place.dir)) init --node ID --name NAME")
                ]
            }
            instance = found
        } catch {
            let error = RegistryError.read(error, place.dir)
            // Another right, another disk: no command of ours gives that.
            let fix: String? =
                if case .instanceUnusable = error { "club-sync recover" } else { nil }
            return [DoctorFinding(.store, .bad, error.message, fix: fix)]
        }
        var findings = [DoctorFinding(.store, .ok, .doctorStoreFound, ["dir": place.dir])]
        let state = StateFolder(root: stateRoot, instance: instance, calls: calls)
        let (settings, configuration) = self.settings()
        findings += [settings, keys(state), self.state(state), disk(state), space(state)]
        let (charter, registry) = self.charter(configuration)
        findings.append(charter)
        findings += await feeds(registry, missing: configuration == nil ? .settings : .charter)
        findings += await surroundings(configuration, registry)
        return findings
    }

    static func skipped(_ check: DoctorCheck, by other: DoctorCheck) -> DoctorFinding {
        DoctorFinding(check, .warn, .doctorSkipped, ["number": String(other.number)])
    }

    /// `body`, or what it throws as a finding.
    static func examine(
        _ check: DoctorCheck, _ body: () async throws -> DoctorFinding
    ) async -> DoctorFinding {
        do {
            return try await body()
        } catch {
            return DoctorFinding(check, .bad, RegistryError.read(error, "").message)
        }
    }
}

extension Doctor {
    /// A path as a word that any shell takes for one.
    static func word(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy {
            Name.isLower($0 | 0x20) || Name.isDigit($0) || "/._-+=:@".utf8.contains($0)
        }
        return isPlain && !path.hasPrefix("-")
            ? path : "'\(path.replacing("'", with: "'\\''"))'"
    }
}

extension RegistryError {
    /// Whatever reading threw, as the registry says it.
    static func read(_ error: any Error, _ path: String) -> RegistryError {
        do throws(RegistryError) {
            return try wrapping(path: path) { throw error }
        } catch {
            return error
        }
    }
}
