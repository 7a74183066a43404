/// Gets the lines of damaged feed files from peers.
///
/// Nothing is written before what takes its place has been fetched and verified; then, under the
/// lock, the damaged file is copied to `aside/` and replaced in one step. If we crash before that
/// step, then the feed is damaged as before, and there may be a copy; after it it is mended.
package struct Repair: Sendable {
    private let registry: Registry
    private let peers: [any Peer]
    private let urls: [String: String]
    private let options: Pull.Options
    private let permit: WritePermit?

    /// Without a permit, lines are fetched and verified, and nothing is written.
    package init(
        _ registry: Registry, peers: [any Peer], urls: [String: String] = [:],
        options: Pull.Options = .init(), permit: WritePermit?
    ) {
        self.registry = registry
        self.peers = peers
        self.urls = urls
        self.options = options
        self.permit = permit
    }

    /// - Parameter progress: called with the name of each file, as it is begun.
    /// - Throws: what fails here; files that were mended before stay mended.
    package func run(progress: @Sendable (String) -> Void = { _ in }) async throws -> RepairReport {
        var report = RepairReport()
        var frontiers: [String: Frontier] = [:]
        var tried: Set<String> = []
        // Feeds before branches, which may join only what comes back; a feed shows one damage at a
        // time.
        while let wound = try await next(tried, { $0.kind != .barren }) {
            if tried.isEmpty { frontiers = await ask(&report) }
            tried.insert(wound.file)
            progress(wound.file)
            report.files.append(try await mend(wound, frontiers))
        }
        while let wound = try await next(tried, { $0.kind == .barren && !$0.isBranchFile }) {
            tried.insert(wound.file)
            report.files.append(try await clear(wound))
        }
        // A branch may have nothing to join because its feed is not whole, or not whole yet.
        try await clearBranches(&report, but: Set(report.files.map(\.feed)), &tried)
        guard let permit, report.files.contains(where: \.outcome.isDone) else { return report }
        report.pull = try await Pull(
            registry, peers: peers, urls: urls, options: options, permit: permit
        ).run()
        let ailing = report.files.filter { !$0.outcome.isDone }.map(\.feed)
        try await clearBranches(&report, but: Set(ailing), &tried)
        return report
    }

    private func next(_ tried: Set<String>, _ isMeant: (Wound) -> Bool) async throws -> Wound? {
        try await registry.wounds().first { !tried.contains($0.file) && isMeant($0) }
    }

    /// Takes away branch files without a line that counts.
    private func clearBranches(
        _ report: inout RepairReport, but ailing: Set<FeedID>, _ tried: inout Set<String>
    ) async throws {
        while let wound = try await next(
            tried, { $0.kind == .barren && $0.isBranchFile && !ailing.contains($0.feed) })
        {
            tried.insert(wound.file)
            report.files.append(try await clear(wound))
        }
    }

    /// The frontiers of the peers that answer, by name.
    private func ask(_ report: inout RepairReport) async -> [String: Frontier] {
        var frontiers: [String: Frontier] = [:]
        for peer in peers {
            do {
                let frontier = try await peer.frontier(known: nil, held: nil)
                if frontier?.network.text == registry.networkID { frontiers[peer.name] = frontier }
            } catch {
                let why = error as? PeerError ?? .nonsense("\(error)")
                report.silent.append((peer.name, why))
            }
        }
        return frontiers
    }

    private func entry(_ wound: Wound, _ outcome: RepairReport.Outcome) -> RepairReport.File {
        RepairReport.File(
            feed: wound.feed, file: wound.file, line: wound.line, code: wound.code,
            outcome: outcome)
    }

    private func clear(_ wound: Wound) async throws -> RepairReport.File {
        var file = entry(wound, .cleared)
        guard let permit else { return file }
        guard let done = try await registry.mend(wound, with: [], permit: permit) else {
            file.outcome = .overtaken
            return file
        }
        file.aside = done.aside
        return file
    }

    private func mend(_ wound: Wound, _ frontiers: [String: Frontier]) async throws
        -> RepairReport.File
    {
        if wound.kind == .branch { return try await clear(wound) }
        guard let rest = try await registry.rest(of: wound) else { return entry(wound, .overtaken) }
        let directory = registry.charter!.directory
        var file = entry(wound, .mended)
        var patch = Patch(wound)
        // Garbage between intact lines needs nobody.
        file.kept = patch.takeOver(rest, wound, directory)
        for peer in peers {
            guard let heads = frontiers[peer.name]?.feeds[wound.feed] else { continue }
            for head in heads.sorted(by: { $0.seq > $1.seq })
            where head.seq > patch.seq && !patch.isFull {
                let before = patch
                try await fetch(wound, towards: head, from: peer, &patch)
                let isOther = wound.goal.map { $0.seq == patch.seq && $0.chain != patch.chain }
                if isOther == true { patch = before }
                guard patch.seq > before.seq else { continue }
                file.fetched += patch.lineCount - before.lineCount
                if file.sources.last != peer.name { file.sources.append(peer.name) }
                file.kept += patch.takeOver(rest, wound, directory)
            }
        }
        guard patch.mends(wound) else {
            file.outcome = wound.goal.map { .short(seq: patch.seq, of: $0.seq) } ?? .unavailable
            return file
        }
        guard let permit else { return file }
        guard let done = try await registry.mend(wound, with: patch.bytes, permit: permit) else {
            file.outcome = .overtaken
            return file
        }
        file.aside = done.aside
        return file
    }

    /// Streams the lines that follow, verifies them, and goes on where an answer was cut as long as
    /// every question brings something. What a peer says wrong ends its part; the others are asked.
    private func fetch(
        _ wound: Wound, towards head: Head, from peer: any Peer, _ patch: inout Patch
    ) async throws {
        let end = registry.calls.monotonicTime() + options.timeLimit
        var failures = 0
        while failures < options.attempts, patch.seq < head.seq, !patch.isFull,
            registry.calls.monotonicTime() < end
        {
            let before = patch.seq
            do {
                let answer = try await peer.lines(
                    of: wound.feed, after: patch.seq, chain: patch.chain, head: head.pre)
                guard case .stream(let lines) = answer else { return }
                guard try await take(lines, wound, until: end, &patch) else { return }
            } catch let error as PeerError where !error.isPassing {
                return
            } catch is PeerError {
                failures = patch.seq > before ? 0 : failures + 1
                if failures < options.attempts { try await registry.calls.sleep(options.pause) }
            }
        }
    }

    /// - Returns: false when there is no sense in asking again: the answer ended, or is wrong.
    private func take(
        _ lines: LineStream, _ wound: Wound, until end: Duration, _ patch: inout Patch
    ) async throws -> Bool {
        var intake = Intake(patch.verifier(wound, registry.charter!.directory))
        var cut: (any Error)?
        var defect: LineDefect?
        while cut == nil, defect == nil, !patch.isFull, registry.calls.monotonicTime() < end {
            do {
                guard let chunk = try await lines.next() else { break }
                defect = intake.read(chunk)
            } catch {
                cut = error
            }
            if intake.byteCount >= options.batchByteLimit {
                Self.settle(&intake, wound, &patch)
                // Behind the mark is not for a repair: the pull that follows looks at it.
                if let goal = wound.goal, patch.seq >= goal.seq { return false }
            }
        }
        Self.settle(&intake, wound, &patch)
        if let cut { throw cut }
        return false
    }

    private static func settle(_ intake: inout Intake, _ wound: Wound, _ patch: inout Patch) {
        var (entries, bytes, _) = intake.settle()
        if let goal = wound.goal {
            entries = entries.filter { $0.seq <= goal.seq }
            bytes = Array(bytes.prefix(entries.reduce(0) { $0 + $1.byteCount }))
            // A chain on which the line of the mark closes no commit is not ours.
            if let last = entries.last, last.change.seal == nil { return }
        }
        patch.append(entries, bytes, key: intake.key)
    }
}
