import Glibc

/// Settings, keys, STATE, and the disks they lie on.
extension Doctor {
    func settings() -> (DoctorFinding, NodeConfiguration?) {
        do throws(NodeConfigurationFileError) {
            let configuration = try NodeConfiguration.load(place.configuration, calls: calls)
            guard let unknown = configuration.unknownKeys.first else {
                return (
                    DoctorFinding(
                        .settings, .ok, .doctorSettingsRead, ["node": configuration.node]),
                    configuration
                )
            }
            let arguments = ["key": unknown.key, "line": String(unknown.line)]
            return (
                DoctorFinding(
                    .settings, .warn, .doctorUnknownKey, arguments,
                    fix: "${EDITOR:-vi} \(Self.word(place.configuration))"),
                configuration
            )
        } catch {
            let fix: String
            if case .file(let error) = error, error.isAbsent {
                fix = "club-sync init --node ID --name NAME"
            } else {
                fix = "${EDITOR:-vi} \(Self.word(place.configuration))"
            }
            return (DoctorFinding(.settings, .bad, error.message, fix: fix), nil)
        }
    }

    /// Every key file that is there is ours alone, and those that must be there are.
    func keys(_ state: StateFolder) -> DoctorFinding {
        for path in [place.identityKey, place.importKey, state.feedKey] {
            do throws(PrivateKeyError) {
                _ = try DurableFile.readPrivateKey(path, calls: calls)
            } catch {
                if case .system(let failure) = error, failure.isAbsent {
                    // The others are made when they are needed; a lost STATE is a finding of its own.
                    guard path == place.identityKey else { continue }
                    return DoctorFinding(
                        .keys, .bad, .doctorKeyMissing, ["path": path],
                        fix: "club-sync recover --identity FILE")
                }
                if case .foreignOwner(_, let user) = error, user == calls.stat(place.dir)?.user {
                    // The store is somebody else's altogether, and giving us the key would lock
                    // him out of it.
                    return DoctorFinding(
                        .keys, .bad, .doctorOtherUser, ["path": path, "user": String(user)],
                        fix: "sudo -u '#\(user)' club-sync --dir \(Self.word(place.dir)) doctor")
                }
                let fix: String? =
                    switch error {
                    case .readableByOthers: "chmod 600 \(Self.word(path))"
                    case .foreignOwner: "chown \(geteuid()) \(Self.word(path))"
                    case .damaged, .notRegular:
                        path == place.identityKey
                            ? "club-sync recover --identity FILE"
                            : path == state.feedKey ? "club-sync recover" : nil
                    case .system: nil
                    }
                return DoctorFinding(
                    .keys, .bad, RegistryError(error, path: path).message, fix: fix)
            }
        }
        return DoctorFinding(.keys, .ok, .doctorKeysGood)
    }

    func state(_ state: StateFolder) -> DoctorFinding {
        do throws(SystemError) {
            guard try state.exists() else {
                return DoctorFinding(
                    .state, .bad, .doctorStateMissing, ["path": state.path],
                    fix: "club-sync recover")
            }
        } catch {
            return DoctorFinding(.state, .bad, RegistryError(error).message)
        }
        if state.isInside(place.dir) {
            return DoctorFinding(
                .state, .bad, .doctorStateInside, ["path": state.path],
                fix: "mv \(Self.word(stateRoot)) /var/lib/club-sync-state")
        }
        if let mode = calls.stat(state.path)?.mode, mode & 0o077 != 0 {
            return DoctorFinding(
                .state, .warn, .doctorStateOpen, ["path": state.path],
                fix: "chmod 700 \(Self.word(state.path))")
        }
        return DoctorFinding(.state, .ok, .doctorStateFound, ["path": state.path])
    }

    func disk(_ state: StateFolder) -> DoctorFinding {
        for path in [place.dir, existing(state.path)] {
            do throws(SystemError) {
                switch try DiskKind.at(path, calls) {
                case .ordinary: continue
                case .memory:
                    return DoctorFinding(.disk, .warn, .doctorDiskMemory, ["path": path])
                case .network:
                    return DoctorFinding(.disk, .warn, .doctorDiskNetwork, ["path": path])
                }
            } catch {
                return DoctorFinding(.disk, .bad, RegistryError(error).message)
            }
        }
        return DoctorFinding(.disk, .ok, .doctorDiskLocal)
    }

    /// Below this many bytes a person should make room; below a tenth of it, now.
    private static let spaceFloor = 500 << 20

    func space(_ state: StateFolder) -> DoctorFinding {
        var least = (path: place.dir, bytes: Int.max)
        for path in [place.dir, existing(state.path)] {
            do throws(SystemError) {
                let free = try DiskSpace.freeBytes(at: path)
                if free < least.bytes { least = (path, free) }
            } catch {
                return DoctorFinding(.space, .bad, RegistryError(error).message)
            }
        }
        let arguments = ["path": least.path, "count": String(least.bytes >> 20)]
        guard least.bytes < Self.spaceFloor else {
            return DoctorFinding(.space, .ok, .doctorSpaceEnough, arguments)
        }
        return DoctorFinding(
            .space, least.bytes < Self.spaceFloor / 10 ? .bad : .warn, .doctorSpaceLittle,
            arguments, fix: "df -h \(Self.word(least.path))")
    }

    /// The path, or the nearest folder above it that is there.
    private func existing(_ path: String) -> String {
        if calls.stat(path) != nil { return path }
        let parent = DurableFile.folder(of: path)
        return parent == path ? path : existing(parent)
    }
}
