import ClubRegistry
import Glibc

/// A disk in memory that forgets what was not synced when its power is cut.
///
/// Files have bytes that programs see and bytes that are durable; folders have names that programs
/// see and names that are durable. `fsync` of a file says nothing of its name, as POSIX has it. A
/// failed `fsync` drops what was dirty and marks it clean, as Linux does. Only one thread uses it.
///
/// - SeeAlso: Pillai et al., "All File Systems Are Not Created Equal" (2014); Rebello et al., "Can
///   Applications Recover from fsync Failures?" (2020).
final class SimulatedDisk {
    final class File {
        var bytes: [UInt8] = []
        var durable: [UInt8] = []
        var dirty: [Change] = []
        var mode: UInt32
        var linkCount = 0
        var isLockedBy: Int32?

        init(mode: UInt32) { self.mode = mode }

        enum Change {
            case write(offset: Int, [UInt8])
            case truncate(Int)

            func apply(to bytes: inout [UInt8]) {
                switch self {
                case .truncate(let length):
                    if length < bytes.count { bytes.removeSubrange(length...) }
                case .write(let offset, let new):
                    let end = offset + new.count
                    if bytes.count < end {
                        bytes += [UInt8](repeating: 0, count: end - bytes.count)
                    }
                    bytes.replaceSubrange(offset..<end, with: new)
                }
            }
        }

        func make(_ change: Change) {
            change.apply(to: &bytes)
            dirty.append(change)
        }

        func copy() -> File {
            let copy = File(mode: mode)
            copy.bytes = bytes
            copy.durable = bytes
            copy.linkCount = 1
            return copy
        }
    }

    private struct Folder {
        var names: [String: File] = [:]
        var durable: [String: File] = [:]
        /// Name changes since the last sync, in order; nil takes a name away.
        var dirty: [(name: String, file: File?)] = []
    }

    private var folders: [String: Folder] = ["/": Folder()]
    private var open: [Int32: (file: File?, folder: String?)] = [:]
    private var nextFile: Int32 = 3
    private var random: SeededRandom

    /// Mutating calls until the process dies; nil for never.
    var callsUntilDeath: Int?
    private(set) var isDead = false
    /// Whether the call that goes on now is the one in which the process dies.
    private var isDying = false
    /// The next calls of `fsync` that fail.
    var failingSyncs = 0
    /// Bytes that still fit; nil for many.
    var room: Int?
    private(set) var callCount = 0
    /// What struck, for the count of faults.
    var struck: (String) -> Void = { _ in }

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    // MARK: Faults

    /// The process is gone; what it wrote stays with the kernel.
    func endProcess() {
        for entry in open.values { entry.file?.isLockedBy = nil }
        open = [:]
        isDead = false
        callsUntilDeath = nil
    }

    /// The power goes: of what was not synced, some is there and some is not.
    func cutPower() {
        endProcess()
        for path in folders.keys.sorted() {
            var folder = folders[path]!
            // Names come back in order up to some point: file systems keep a journal of them.
            let kept = Int.random(in: 0...folder.dirty.count, using: &random)
            for (name, file) in folder.dirty.prefix(kept) { folder.durable[name] = file }
            folder.names = folder.durable
            folder.dirty = []
            folders[path] = folder
        }
        var seen = Set<ObjectIdentifier>()
        for path in folders.keys.sorted() {
            for name in folders[path]!.names.keys.sorted() {
                let file = folders[path]!.names[name]!
                if seen.insert(ObjectIdentifier(file)).inserted { forget(file) }
            }
        }
    }

    private func forget(_ file: File) {
        guard !file.dirty.isEmpty else {
            file.bytes = file.durable
            return
        }
        var bytes = file.durable
        switch Int.random(in: 0..<5, using: &random) {
        case 0: struck("lost tail")
        case 1:
            for change in file.dirty { change.apply(to: &bytes) }
        case 2:
            struck("torn tail")
            let whole = Int.random(in: 0..<file.dirty.count, using: &random)
            for change in file.dirty.prefix(whole) { change.apply(to: &bytes) }
            if case .write(let offset, let new) = file.dirty[whole] {
                let kept = Int.random(in: 0...new.count, using: &random)
                if kept > 0 {
                    File.Change.write(offset: offset, Array(new.prefix(kept))).apply(to: &bytes)
                }
            }
        case 3:
            // The length was written, and the data was not.
            struck("NUL tail")
            if file.bytes.count > bytes.count {
                bytes += [UInt8](repeating: 0, count: file.bytes.count - bytes.count)
            }
        default:
            struck("reordered tail")
            for change in file.dirty where Bool.random(using: &random) { change.apply(to: &bytes) }
        }
        file.bytes = bytes
        file.durable = bytes
        file.dirty = []
    }

    // MARK: Backups

    /// What stands under `path`, as a backup program reads it.
    func backup(_ path: String) -> [String: [String: File]] {
        var copy: [String: [String: File]] = [:]
        for (folder, content) in folders where folder == path || folder.hasPrefix(path + "/") {
            copy[folder] = content.names.filter { $0.key != "lock" }.mapValues { $0.copy() }
        }
        return copy
    }

    /// Puts a backup in the place of what is there, durably.
    func restore(_ path: String, _ backup: [String: [String: File]]) {
        for folder in folders.keys where folder == path || folder.hasPrefix(path + "/") {
            folders[folder] = nil
        }
        for (folder, files) in backup {
            let copies = files.mapValues { $0.copy() }
            folders[folder] = Folder(names: copies, durable: copies)
        }
    }

    func remove(_ path: String) { restore(path, [:]) }

    // MARK: System calls

    private func fail(_ number: Int32) -> Int32 {
        errno = number
        return -1
    }

    /// Whether the process lives through this call; a process that dies in it may have done it.
    private func lives() -> Bool {
        isDying = false
        guard !isDead else { return false }
        callCount += 1
        guard let left = callsUntilDeath else { return true }
        callsUntilDeath = left - 1
        guard left <= 0 else { return true }
        isDead = true
        isDying = true
        struck("kill")
        return false
    }

    private func split(_ path: String) -> (folder: String, name: String) {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))!
        let folder = slash == path.startIndex ? "/" : String(path[..<slash])
        return (folder, String(path[path.utf8.index(after: slash)...]))
    }

    private func setName(_ name: String, in folder: String, to file: File?) {
        folders[folder]!.names[name] = file
        folders[folder]!.dirty.append((name, file))
    }

    func openFile(_ path: String, _ flags: Int32, _ mode: UInt32) -> Int32 {
        guard !isDead else { return fail(EIO) }
        nextFile += 1
        if folders[path] != nil {
            open[nextFile] = (nil, path)
            return nextFile
        }
        let (folder, name) = split(path)
        guard let content = folders[folder] else { return fail(ENOENT) }
        if let file = content.names[name] {
            if flags & O_EXCL != 0 { return fail(EEXIST) }
            open[nextFile] = (file, nil)
            return nextFile
        }
        guard flags & O_CREAT != 0 else { return fail(ENOENT) }
        guard lives() else { return fail(EIO) }
        let file = File(mode: S_IFREG | mode)
        file.linkCount = 1
        setName(name, in: folder, to: file)
        open[nextFile] = (file, nil)
        return nextFile
    }

    func closeFile(_ number: Int32) -> Int32 {
        guard let entry = open.removeValue(forKey: number) else { return fail(EBADF) }
        if entry.file?.isLockedBy == number { entry.file?.isLockedBy = nil }
        return 0
    }

    func status(_ path: String) -> FileStatus? {
        if folders[path] != nil {
            return FileStatus(
                mode: S_IFDIR | 0o700, size: 0, linkCount: 1, user: geteuid(), group: getegid())
        }
        let (folder, name) = split(path)
        guard let file = folders[folder]?.names[name] else {
            errno = ENOENT
            return nil
        }
        return status(file)
    }

    private func status(_ file: File) -> FileStatus {
        FileStatus(
            mode: file.mode, size: file.bytes.count, linkCount: file.linkCount, user: geteuid(),
            group: getegid())
    }

    func status(_ number: Int32) -> FileStatus? {
        guard !isDead, let file = open[number]?.file else {
            errno = isDead ? EIO : EBADF
            return nil
        }
        return status(file)
    }

    func read(_ number: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int, _ offset: Int) -> Int
    {
        guard !isDead, let file = open[number]?.file else { return Int(fail(EIO)) }
        let end = min(file.bytes.count, offset + count)
        guard offset < end else { return 0 }
        file.bytes.withUnsafeBytes {
            buffer.copyMemory(from: $0.baseAddress! + offset, byteCount: end - offset)
        }
        return end - offset
    }

    func write(_ number: Int32, _ buffer: UnsafeRawPointer, _ count: Int, _ offset: Int?) -> Int {
        guard let file = open[number]?.file else { return Int(fail(EBADF)) }
        var count = count
        let survives = lives()
        if !survives {
            // A kill in a write leaves a part of it.
            guard isDying, Bool.random(using: &random) else { return Int(fail(EIO)) }
            count = Int.random(in: 0...count, using: &random)
        }
        if let room {
            if room == 0 {
                struck("full disk")
                return Int(fail(ENOSPC))
            }
            count = min(count, room)
            self.room = room - count
        }
        if count > 0 {
            file.make(
                .write(
                    offset: offset ?? file.bytes.count,
                    Array(UnsafeRawBufferPointer(start: buffer, count: count))))
        }
        return survives ? count : Int(fail(EIO))
    }

    func sync(_ number: Int32) -> Int32 {
        guard let entry = open[number] else { return fail(EBADF) }
        guard lives() else { return fail(EIO) }
        if failingSyncs > 0 {
            failingSyncs -= 1
            struck("fsync error")
            entry.file?.dirty = []
            return fail(EIO)
        }
        if let file = entry.file {
            for change in file.dirty { change.apply(to: &file.durable) }
            file.dirty = []
        } else if let path = entry.folder, folders[path] != nil {
            folders[path]!.durable = folders[path]!.names
            folders[path]!.dirty = []
        }
        return 0
    }

    func truncate(_ number: Int32, _ length: Int) -> Int32 {
        guard let file = open[number]?.file else { return fail(EBADF) }
        guard lives() else { return fail(EIO) }
        file.make(.truncate(length))
        return 0
    }

    func lock(_ number: Int32, _ operation: Int32) -> Int32 {
        guard !isDead, let file = open[number]?.file else { return fail(EIO) }
        if operation & LOCK_UN != 0 {
            file.isLockedBy = nil
            return 0
        }
        guard file.isLockedBy == nil || file.isLockedBy == number else { return fail(EWOULDBLOCK) }
        file.isLockedBy = number
        return 0
    }

    func rename(_ old: String, _ new: String) -> Int32 {
        guard lives() else { return fail(EIO) }
        let (folder, oldName) = split(old)
        let (other, newName) = split(new)
        guard folder == other, let file = folders[folder]?.names[oldName] else {
            return fail(ENOENT)
        }
        // In this order: a cut between the two leaves the file under both names.
        folders[folder]!.names[newName]?.linkCount -= 1
        setName(newName, in: folder, to: file)
        setName(oldName, in: folder, to: nil)
        return 0
    }

    func link(_ old: String, _ new: String) -> Int32 {
        guard lives() else { return fail(EIO) }
        let (folder, oldName) = split(old)
        let (other, newName) = split(new)
        guard let file = folders[folder]?.names[oldName], folders[other] != nil else {
            return fail(ENOENT)
        }
        guard folders[other]!.names[newName] == nil else { return fail(EEXIST) }
        file.linkCount += 1
        setName(newName, in: other, to: file)
        return 0
    }

    func unlink(_ path: String) -> Int32 {
        guard lives() else { return fail(EIO) }
        let (folder, name) = split(path)
        guard let file = folders[folder]?.names[name] else { return fail(ENOENT) }
        file.linkCount -= 1
        setName(name, in: folder, to: nil)
        return 0
    }

    func makeFolder(_ path: String) -> Int32 {
        guard folders[path] == nil else { return fail(EEXIST) }
        guard folders[split(path).folder] != nil else { return fail(ENOENT) }
        guard lives() else { return fail(EIO) }
        folders[path] = Folder()
        return 0
    }

    func list(_ path: String) -> [String]? {
        guard !isDead, let folder = folders[path] else {
            errno = isDead ? EIO : ENOENT
            return nil
        }
        return folder.names.keys.sorted()
    }
}
