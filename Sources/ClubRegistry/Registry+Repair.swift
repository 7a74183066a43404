import Glibc

/// The registry's side of a repair: what is damaged, and putting what was verified in its place.
extension Registry {
    /// Every damaged or barren file as it is on disk now; per feed, one that is damaged.
    ///
    /// - Complexity: O(lines): the feeds are read again from their beginning.
    func wounds() throws(RegistryError) -> [Wound] {
        archive = nil
        cache = nil
        try refresh()
        let found = try RegistryError.wrapping {
            var names: [String: FeedFileName] = [:]
            return try FeedArchive.list(place.feeds, calls, &names)
        }
        let mark = try ownGoal()
        let damaged = archive!.damages.values.sorted { $0.file < $1.file }.compactMap { damage in
            wound(damage.file, damage.line, damage.code.rawValue, found, mark)
        }
        let barren = archive!.barren.sorted().filter { file in
            !damaged.contains { $0.file == file }
        }.compactMap { wound($0, 1, Refusal.unsealed, found, mark) }
        return damaged + barren
    }

    /// The mark, while this node writes: what `stopped` or a mark that says nonsense belongs to is
    /// for `recover`.
    private func ownGoal() throws(RegistryError) -> (feed: FeedID, goal: Wound.Goal)? {
        let isStopped = try RegistryError.wrapping {
            try state.exists() && state.stopReason() != nil
        }
        do throws(RegistryError) {
            guard !isStopped, let mark = try loadMark(), let chain = Hash256(text: mark.chain)
            else { return nil }
            return (mark.feed, Wound.Goal(seq: mark.seq, chain: chain))
        } catch {
            if case .restored = error { return nil }
            throw error
        }
    }

    private func wound(
        _ file: String, _ line: Int, _ code: String, _ found: [FeedFileName: FileStatus],
        _ own: (feed: FeedID, goal: Wound.Goal)?
    ) -> Wound? {
        guard let name = FeedFileName(file), let status = found[name] else { return nil }
        let goal = own?.feed == name.feed ? own?.goal : nil
        let isBarren = archive!.barren.contains(file)
        let kind: Wound.Kind
        if name.branch != nil {
            kind = isBarren ? .barren : .branch
            // It may join what a repair of its feed, or a pull, still brings.
            if isBarren, archive!.history.feeds[name.feed] == nil { return nil }
        } else if isBarren, archive!.damages[name.feed]?.file != file {
            // A join that did not get to its first line is not damage: it is to be run again.
            if goal?.seq == 0 { return nil }
            kind = goal == nil ? .barren : .feed
        } else {
            kind = .feed
        }
        let stored = archive!.files[name.feed]?.first { $0.name == name }
        let tree = stored == nil ? nil : archive!.history.feeds[name.feed]
        let last = tree?.branches[0].entries.last
        return Wound(
            feed: name.feed, file: file, line: line, code: code, kind: kind, seq: last?.seq ?? 0,
            chain: last?.chain ?? Chain.start(network: charter!.network, feed: name.feed),
            key: tree?.key, goodByteCount: stored?.goodByteCount ?? 0, byteCount: status.size,
            version: FeedArchive.Version(status), goal: name.branch == nil ? goal : nil)
    }

    /// What stands in a damaged file behind its good lines; nil when it is not that file any more.
    func rest(of wound: Wound) throws(RegistryError) -> [UInt8]? {
        let path = "\(place.feeds)/\(wound.file)"
        do throws(SystemError) {
            return try FeedArchive.read(
                path, from: wound.goodByteCount, count: wound.byteCount - wound.goodByteCount,
                sync: false, inode: wound.version.inode, calls)
        } catch {
            if error.errno == ESTALE || error.isAbsent { return nil }
            throw RegistryError(error)
        }
    }

    /// Puts the good lines of a damaged file, and verified ones that follow them, in its place, or
    /// takes it away when there are none.
    ///
    /// 1. A copy of the file to `aside/`, 0600: fsync, link, fsync of the folder. If we crash here,
    ///    then there is a copy, and the damage.
    /// 2. ``DurableFile/replace(_:with:mode:calls:)``, or its removal. After it the feed is whole.
    ///
    /// - Parameter patch: as verified behind the good lines.
    /// - Returns: nil when the file is not the one that was looked at.
    func mend(_ wound: Wound, with patch: [UInt8], permit: WritePermit) async throws -> Mended? {
        try await withLockEvenRestored("repair", permit) { () throws(RegistryError) in
            let path = "\(place.feeds)/\(wound.file)"
            return try RegistryError.wrapping {
                guard let status = calls.lstat(path), status.size == wound.byteCount,
                    FeedArchive.Version(status) == wound.version
                else { return nil }
                // Whatever comes of it, what was read before is not what stands there.
                archive = nil
                cache = nil
                try DurableFile.removeLeftovers(in: place.feeds, calls: calls)
                let old = try FeedArchive.read(
                    path, from: 0, count: wound.byteCount, sync: false,
                    inode: wound.version.inode, calls)
                var copy: String?
                if !old.isEmpty {
                    let random = Base32.text(calls.randomBytes(5))
                    let aside = "\(place.aside)/\(wound.file)-\(random).damaged"
                    try DurableFile.createFolder(place.aside, calls: calls)
                    try DurableFile.create(aside, with: old, calls: calls)
                    copy = aside
                }
                let new = old.prefix(wound.goodByteCount) + patch
                if new.isEmpty {
                    try DurableFile.remove(path, calls: calls)
                } else {
                    try DurableFile.replace(
                        path, with: Array(new), mode: AppendFile.mode, calls: calls)
                }
                return Mended(aside: copy)
            }
        }
    }

    struct Mended: Sendable {
        /// Where the copy lies; nil for an empty file, which needs none.
        let aside: String?
    }
}
