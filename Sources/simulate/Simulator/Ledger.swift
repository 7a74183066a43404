import MutantRegistry

/// What really happened: every line that was written, and what its author had folded when it wrote
/// it.
///
/// From this alone follows what is live on any set of lines; nothing of the program's fold is used.
struct Ledger {
    struct Line {
        let dot: Dot
        let pre: Hash256
        let change: Change
        /// The lines of this record that the author had folded.
        let seen: Set<Hash256>
    }

    /// Lines of records that every reader of version 1 folds.
    private(set) var lines: [Hash256: Line] = [:]
    /// Lines that their office said were written, also those of no record.
    private(set) var acknowledged: [Hash256: Dot] = [:]
    /// Acknowledged lines of which a disaster took the only copies.
    var destroyed: Set<Hash256> = []
    /// Per feed, the first number under which two lines were written.
    private(set) var forks: [FeedID: Int] = [:]
    private var written: [Dot: Set<Hash256>] = [:]
    private var dots: [Hash256: Dot] = [:]
    /// What was taken back; a backup may hold it still.
    private var forgotten: [Hash256: (dot: Dot, line: Line?)] = [:]

    func knows(_ pre: Hash256) -> Bool { dots[pre] != nil }

    /// - Parameter seen: the lines of its record that the author had folded.
    mutating func write(_ entry: FeedTree.Entry, seen: Set<Hash256>) {
        let dot = entry.change.dot
        dots[entry.pre] = dot
        note(entry.pre, dot)
        guard lines[entry.pre] == nil, entry.change.record != nil else { return }
        lines[entry.pre] = Line(dot: dot, pre: entry.pre, change: entry.change, seen: seen)
    }

    mutating func acknowledge(_ entry: FeedTree.Entry) {
        acknowledged[entry.pre] = entry.change.dot
    }

    func unacknowledged(by node: String) -> Set<Hash256> {
        Set(dots.filter { $0.value.feed.node == node && acknowledged[$0.key] == nil }.keys)
    }

    /// Takes back what a cut of power took before anybody had seen it.
    mutating func forget(_ pre: Hash256) {
        guard let dot = dots.removeValue(forKey: pre) else { return }
        forgotten[pre] = (dot, lines.removeValue(forKey: pre))
        written[dot]!.remove(pre)
        if forks[dot.feed] != nil {
            forks[dot.feed] = written.filter { $0.key.feed == dot.feed && $0.value.count > 1 }
                .keys.map(\.seq).min()
        }
    }

    /// Knows again what a backup has brought back.
    mutating func remember(_ pres: Set<Hash256>) {
        for (pre, old) in forgotten where pres.contains(pre) {
            forgotten[pre] = nil
            dots[pre] = old.dot
            lines[pre] = old.line
            note(pre, old.dot)
        }
    }

    private mutating func note(_ pre: Hash256, _ dot: Dot) {
        written[dot, default: []].insert(pre)
        if written[dot]!.count > 1 { forks[dot.feed] = min(forks[dot.feed] ?? .max, dot.seq) }
    }

    /// Whether two lines of one number of a feed are among these.
    func isForked(_ feed: FeedID, among lines: Set<Hash256>) -> Bool {
        written.contains { $0.key.feed == feed && $0.value.count(where: lines.contains) > 1 }
    }

    /// The lines of a feed from its fork on; none where it has none.
    func beyondFork(of feed: FeedID) -> Set<Hash256> {
        guard let fork = forks[feed] else { return [] }
        return Set(dots.filter { $0.value.feed == feed && $0.value.seq >= fork }.keys)
    }

    /// Whether a line stands where its feed has, or will have, several.
    func isBeyondFork(_ line: Line) -> Bool { line.dot.seq >= forks[line.dot.feed] ?? .max }

    // MARK: Happened-before

    /// What is live of one field of a record.
    struct Live: Equatable {
        /// Nil for an unset.
        var values: [Hash256: Value?] = [:]
        var elements: [ByteText: Set<Hash256>] = [:]
    }

    /// One operation of a line, as far as it covers or is covered.
    private struct Write {
        let line: Line
        let effect: FieldOperation.Effect

        var isValue: Bool {
            switch effect {
            case .set, .unset: true
            default: false
            }
        }

        func removes(_ element: ByteText) -> Bool {
            if case .remove(let elements?) = effect { elements.contains(element) } else { false }
        }
    }

    /// What is live on these lines, by field; lines that the ledger does not know are left out.
    ///
    /// - Complexity: O(writes of a field squared).
    func live(_ held: [Hash256]) -> [String: Live] {
        var writes: [String: [Write]] = [:]
        for line in held.compactMap({ lines[$0] }) {
            for operation in line.change.operations {
                writes[operation.field, default: []].append(
                    Write(line: line, effect: operation.effect))
            }
        }
        return writes.mapValues { writes in
            var live = Live()
            for write in writes {
                let later = writes.filter { $0.line.seen.contains(write.line.pre) }
                switch write.effect {
                case .set(let value) where !later.contains(where: \.isValue):
                    live.values[write.line.pre] = value
                case .unset where !later.contains(where: \.isValue):
                    live.values[write.line.pre] = .some(nil)
                case .add(let elements?):
                    for element in elements where !later.contains(where: { $0.removes(element) }) {
                        live.elements[element, default: []].insert(write.line.pre)
                    }
                default: continue
                }
            }
            return live
        }
    }

    /// Whether the record is deleted, of these lines.
    func deletion(_ held: [Hash256]) -> RecordView.Deletion {
        let known = held.compactMap { lines[$0] }
        let marks = known.filter { $0.change.record?.action != .fields }
        let deletes = marks.filter { line in
            line.change.record?.action == .delete
                && !marks.contains { $0.seen.contains(line.pre) }
        }
        guard !deletes.isEmpty else { return .no }
        let isContested = known.contains { line in
            let counts =
                switch line.change.record?.action {
                case .restore: true
                case .fields: !line.change.operations.isEmpty
                default: false
                }
            return counts
                && deletes.contains {
                    !$0.seen.contains(line.pre) && !line.seen.contains($0.pre)
                }
        }
        return isContested ? .contested : .yes
    }
}
