import MutantRegistry

/// A disk in memory that forgets what was not synced when its power is cut.
///
/// Files have bytes that programs see and bytes that are durable; folders have names that programs
/// see and names that are durable. `fsync` of a file says nothing of its name, as POSIX has it. A
/// failed `fsync` drops what was dirty and marks it clean, as Linux does. Only one thread uses it.
///
/// - SeeAlso: Pillai et al., "All File Systems Are Not Created Equal" (2014); Rebello et al., "Can
///   Applications Recover from fsync Failures?" (2020).
final class SimulatedDisk {
    struct Folder {
        var names: [String: SimulatedFile] = [:]
        var durable: [String: SimulatedFile] = [:]
        /// Name changes since the last sync, in order; nil takes a name away.
        var dirty: [(name: String, file: SimulatedFile?)] = []
    }

    var folders: [String: Folder] = ["/": Folder()]
    var open: [Int32: OpenFile] = [:]
    private var lastNumber: Int32 = 2
    private var lastInode: UInt64 = 0
    var random: SeededRandom
    /// Goes up with every change of what files say: who keeps what it read knows whether it still holds.
    var changeCount = 0
    /// What struck, for the count of faults.
    let struck: (String) -> Void

    enum OpenFile {
        case file(SimulatedFile)
        case folder(String)
    }

    /// Calls that change something until the process dies; nil for never.
    var callsUntilDeath: Int?
    /// Whether the processes of this machine are dead: every call fails.
    var isDead = false
    /// Calls of `fsync` that succeed before one fails; nil for never.
    var syncsUntilFailure: Int?
    /// Whether an `fsync` failed since the processes started.
    var hasFailedSync = false
    /// Bytes that still fit; nil for many.
    var room: Int?

    init(seed: UInt64, struck: @escaping (String) -> Void) {
        random = SeededRandom(seed: seed, 2)
        self.struck = struck
    }

    func newNumber(_ file: OpenFile) -> Int32 {
        lastNumber += 1
        open[lastNumber] = file
        return lastNumber
    }

    /// The number of a new file. Those of files that are gone are not used again.
    func newInode() -> UInt64 {
        lastInode += 1
        return lastInode
    }

    // MARK: Faults

    /// The processes are gone; what they wrote stays with the kernel.
    func endProcesses() {
        for folder in folders.values {
            for file in folder.names.values { file.endProcess() }
        }
        open = [:]
        isDead = false
        callsUntilDeath = nil
        hasFailedSync = false
    }

    /// A new disk, with room and without faults; ``restore(_:_:)`` has emptied it.
    func replaceMedium() {
        endProcesses()
        syncsUntilFailure = nil
        room = nil
    }

    /// The power goes: of what was not synced, some is there and some is not.
    func cutPower() {
        changeCount += 1
        endProcesses()
        for path in folders.keys.sorted() {
            var folder = folders[path]!
            // Names come back in order up to some point: file systems keep a journal of them.
            let kept = random.below(folder.dirty.count + 1)
            if kept < folder.dirty.count { struck("lost name") }
            for (name, file) in folder.dirty.prefix(kept) { folder.durable[name] = file }
            folder.names = folder.durable
            folder.dirty = []
            folders[path] = folder
            for name in folder.names.keys.sorted() {
                if let loss = folder.names[name]!.cutPower(&random) { struck(loss.rawValue) }
            }
        }
    }

    // MARK: Backups

    /// What stood under a folder, files by folder and name.
    typealias Backup = [String: [String: SimulatedFile]]

    /// What stands under `path`, as a backup program reads it.
    func backup(_ path: String) -> Backup {
        var copy: Backup = [:]
        for (folder, content) in folders where folder == path || folder.hasPrefix(path + "/") {
            copy[folder] = content.names.filter { $0.key != "lock" }.mapValues {
                $0.copy(inode: newInode())
            }
        }
        return copy
    }

    /// Puts a backup in the place of what is there, durably.
    func restore(_ path: String, _ backup: Backup) {
        changeCount += 1
        for folder in folders.keys where folder == path || folder.hasPrefix(path + "/") {
            folders[folder] = nil
        }
        for (folder, files) in backup {
            let copies = files.mapValues { $0.copy(inode: newInode()) }
            folders[folder] = Folder(names: copies, durable: copies)
        }
    }
}
