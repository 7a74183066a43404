import Glibc
import MutantRegistry

/// Whoever plays owns all files.
private let owner = (user: geteuid(), group: getegid())

/// The system calls of a simulated machine. Each fails with −1 (or nil) and `errno`, as the kernel's.
extension SimulatedDisk {
    private func fail(_ number: Int32) -> Int32 {
        errno = number
        return -1
    }

    /// How a call that changes something goes on.
    private enum Life { case goesOn, diesNow, isOver }

    private func live() -> Life {
        guard !isDead else { return .isOver }
        guard let left = callsUntilDeath else { return .goesOn }
        callsUntilDeath = left - 1
        guard left <= 0 else { return .goesOn }
        isDead = true
        struck("kill")
        return .diesNow
    }

    /// Does `change`, unless the process is dead; the one that dies in it may have done it.
    private func mutate(_ change: () -> Int32) -> Int32 {
        switch live() {
        case .goesOn:
            changeCount += 1
            return change()
        case .diesNow:
            changeCount += 1
            if random.one(in: 2) { _ = change() }
            return fail(EIO)
        case .isOver: return fail(EIO)
        }
    }

    private func split(_ path: String) -> (folder: String, name: String) {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))!
        let folder = slash == path.startIndex ? "/" : String(path[..<slash])
        return (folder, String(path[path.utf8.index(after: slash)...]))
    }

    private func setName(_ name: String, in folder: String, to file: SimulatedFile?) {
        folders[folder]!.names[name] = file
        folders[folder]!.dirty.append((name, file))
    }

    private func file(_ number: Int32) -> SimulatedFile? {
        if case .file(let file)? = open[number] { file } else { nil }
    }

    // MARK: Open files

    func open(_ path: String, _ flags: Int32, _ mode: UInt32) -> Int32 {
        guard !isDead else { return fail(EIO) }
        if folders[path] != nil { return newNumber(.folder(path)) }
        let (folder, name) = split(path)
        guard let content = folders[folder] else { return fail(ENOENT) }
        if let file = content.names[name] {
            if flags & O_EXCL != 0 { return fail(EEXIST) }
            return newNumber(.file(file))
        }
        guard flags & O_CREAT != 0 else { return fail(ENOENT) }
        let file = SimulatedFile(mode: S_IFREG | mode, inode: newInode())
        let made = mutate {
            setName(name, in: folder, to: file)
            return 0
        }
        return made == 0 ? newNumber(.file(file)) : made
    }

    func close(_ number: Int32) -> Int32 {
        guard let entry = open.removeValue(forKey: number) else { return fail(EBADF) }
        if case .file(let file) = entry, file.lockedBy == number { file.lockedBy = nil }
        return 0
    }

    func read(_ number: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int, _ offset: Int)
        -> Int
    {
        guard !isDead, let file = file(number) else { return Int(fail(EIO)) }
        let end = min(file.bytes.count, offset + count)
        guard offset < end else { return 0 }
        file.bytes.withUnsafeBytes {
            buffer.copyMemory(from: $0.baseAddress! + offset, byteCount: end - offset)
        }
        return end - offset
    }

    func write(_ number: Int32, _ buffer: UnsafeRawPointer, _ count: Int, _ offset: Int?) -> Int {
        guard let file = file(number) else { return Int(fail(EBADF)) }
        func put(_ count: Int) {
            guard count > 0 else { return }
            changeCount += 1
            file.write(
                Array(UnsafeRawBufferPointer(start: buffer, count: count)),
                at: offset ?? file.bytes.count)
        }
        switch live() {
        case .isOver: return Int(fail(EIO))
        case .diesNow:
            // A kill in a write leaves a part of it.
            put(random.below(count + 1))
            return Int(fail(EIO))
        case .goesOn:
            var count = count
            if let room {
                guard room > 0 else {
                    struck("full disk")
                    return Int(fail(ENOSPC))
                }
                count = min(count, room)
                self.room = room - count
            }
            put(count)
            return count
        }
    }

    func sync(_ number: Int32) -> Int32 {
        guard let entry = open[number] else { return fail(EBADF) }
        if !isDead, let left = syncsUntilFailure {
            syncsUntilFailure = left - 1
            if left <= 0 {
                syncsUntilFailure = nil
                hasFailedSync = true
                // Not killed as well: see SimulatedFile.failToSync.
                callsUntilDeath = nil
                struck("fsync error")
                if case .file(let file) = entry { file.failToSync() }
                return fail(EIO)
            }
        }
        return mutate {
            switch entry {
            case .file(let file): file.sync()
            case .folder(let path):
                guard folders[path] != nil else { return fail(EIO) }
                folders[path]!.durable = folders[path]!.names
                folders[path]!.dirty = []
            }
            return 0
        }
    }

    func truncate(_ number: Int32, _ length: Int) -> Int32 {
        guard let file = file(number) else { return fail(EBADF) }
        return mutate {
            file.truncate(to: length)
            return 0
        }
    }

    func lock(_ number: Int32, _ operation: Int32) -> Int32 {
        guard !isDead, let file = file(number) else { return fail(EIO) }
        if operation & LOCK_UN != 0 {
            file.lockedBy = nil
            return 0
        }
        guard file.lockedBy == nil || file.lockedBy == number else { return fail(EWOULDBLOCK) }
        file.lockedBy = number
        return 0
    }

    // MARK: Names

    func status(_ path: String) -> FileStatus? {
        if folders[path] != nil {
            return FileStatus(
                mode: S_IFDIR | 0o700, size: 0, linkCount: 1, user: owner.user, group: owner.group,
                inode: 0, changedAt: 0)
        }
        let (folder, name) = split(path)
        guard let file = folders[folder]?.names[name] else {
            errno = ENOENT
            return nil
        }
        return status(of: file)
    }

    func status(_ number: Int32) -> FileStatus? {
        guard !isDead, let file = file(number) else {
            errno = isDead ? EIO : EBADF
            return nil
        }
        return status(of: file)
    }

    private func status(of file: SimulatedFile) -> FileStatus {
        FileStatus(
            mode: file.mode, size: file.bytes.count, linkCount: file.linkCount, user: owner.user,
            group: owner.group, inode: file.inode, changedAt: file.changeCount)
    }

    func list(_ path: String) -> [String]? {
        guard !isDead, let folder = folders[path] else {
            errno = isDead ? EIO : ENOENT
            return nil
        }
        return folder.names.keys.sorted()
    }

    func rename(_ old: String, _ new: String) -> Int32 {
        let (folder, oldName) = split(old)
        let (other, newName) = split(new)
        return mutate {
            guard folder == other, let file = folders[folder]?.names[oldName] else {
                return fail(ENOENT)
            }
            // In this order: a cut between the two leaves the file under both names.
            folders[folder]!.names[newName]?.linkCount -= 1
            setName(newName, in: folder, to: file)
            setName(oldName, in: folder, to: nil)
            return 0
        }
    }

    func link(_ old: String, _ new: String) -> Int32 {
        let (folder, oldName) = split(old)
        let (other, newName) = split(new)
        return mutate {
            guard let file = folders[folder]?.names[oldName], let content = folders[other] else {
                return fail(ENOENT)
            }
            guard content.names[newName] == nil else { return fail(EEXIST) }
            file.linkCount += 1
            setName(newName, in: other, to: file)
            return 0
        }
    }

    func unlink(_ path: String) -> Int32 {
        let (folder, name) = split(path)
        return mutate {
            guard let file = folders[folder]?.names[name] else { return fail(ENOENT) }
            file.linkCount -= 1
            setName(name, in: folder, to: nil)
            return 0
        }
    }

    /// A new folder is durable at once; what stands in it is not.
    func makeFolder(_ path: String) -> Int32 {
        guard folders[path] == nil else { return fail(EEXIST) }
        guard folders[split(path).folder] != nil else { return fail(ENOENT) }
        return mutate {
            folders[path] = Folder()
            return 0
        }
    }
}
