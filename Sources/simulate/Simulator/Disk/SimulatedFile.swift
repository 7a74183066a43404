/// Bytes that programs see, and bytes that a cut of power leaves.
final class SimulatedFile {
    private(set) var bytes: [UInt8] = []
    private var durable: [UInt8] = []
    private var dirty: [Change] = []
    /// So many of them, from the first, are of processes that died.
    private var inheritedCount = 0
    let inode: UInt64
    /// Goes up with every change of its bytes.
    private(set) var changeCount = 0
    var mode: UInt32
    var linkCount = 1
    /// The open file that holds the lock.
    var lockedBy: Int32?

    init(mode: UInt32, inode: UInt64) {
        self.mode = mode
        self.inode = inode
    }

    private enum Change {
        case write(offset: Int, [UInt8])
        case truncate(Int)

        func apply(to bytes: inout [UInt8]) {
            switch self {
            case .truncate(let length):
                if length < bytes.count { bytes.removeSubrange(length...) }
            case .write(let offset, let new):
                if bytes.count < offset {
                    bytes += [UInt8](repeating: 0, count: offset - bytes.count)
                }
                let end = min(bytes.count, offset + new.count)
                bytes.replaceSubrange(offset..<end, with: new)
            }
        }
    }

    /// What a power cut made of the bytes that were not synced.
    enum Loss: String, CaseIterable {
        case nothing = "lost no tail"
        case tail = "lost tail"
        /// A part of the last write is there.
        case torn = "torn tail"
        /// The length was written, and the data was not.
        case zeros = "NUL tail"
        /// Some writes are there, and earlier ones are not.
        case reordered = "reordered tail"
    }

    func write(_ new: [UInt8], at offset: Int) { make(.write(offset: offset, new)) }
    func truncate(to length: Int) { make(.truncate(length)) }

    private func make(_ change: Change) {
        change.apply(to: &bytes)
        changeCount += 1
        dirty.append(change)
    }

    func sync() {
        // Change by change: what a failed sync dropped is in `bytes` and never gets here.
        for change in dirty { change.apply(to: &durable) }
        dirty = []
        inheritedCount = 0
    }

    /// What is dirty now was written by a process that is no more.
    func endProcess() {
        inheritedCount = dirty.count
        lockedBy = nil
    }

    /// As Linux does it: what was dirty is dropped from what will be written, and marked clean.
    ///
    /// What a process that died had written stays dirty: that one process is killed before its sync,
    /// and the sync of the next one fails, are two disasters at once, of which no program that comes
    /// third can know.
    func failToSync() { dirty.removeSubrange(inheritedCount...) }

    /// The power goes.
    ///
    /// - Returns: what became of what was not synced; nil when everything was.
    func cutPower(_ random: inout SeededRandom) -> Loss? {
        defer {
            bytes = durable
            dirty = []
            inheritedCount = 0
            lockedBy = nil
        }
        guard !dirty.isEmpty else { return nil }
        let loss = random.pick(Loss.allCases)
        switch loss {
        case .nothing: for change in dirty { change.apply(to: &durable) }
        case .tail: break
        case .torn:
            let whole = random.below(dirty.count)
            for change in dirty.prefix(whole) { change.apply(to: &durable) }
            if case .write(let offset, let new) = dirty[whole] {
                let kept = random.below(new.count + 1)
                if kept > 0 {
                    Change.write(offset: offset, Array(new.prefix(kept))).apply(to: &durable)
                }
            }
        case .zeros:
            let missing = bytes.count - durable.count
            if missing > 0 { durable += [UInt8](repeating: 0, count: missing) }
        case .reordered:
            for change in dirty where random.one(in: 2) { change.apply(to: &durable) }
        }
        return loss
    }

    /// As a backup program reads it; as it stands there afterwards, it is durable.
    func copy(inode: UInt64) -> SimulatedFile {
        let copy = SimulatedFile(mode: mode, inode: inode)
        copy.bytes = bytes
        copy.durable = bytes
        return copy
    }
}
