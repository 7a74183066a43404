/// One record folded: every live value with its dots, every element with its dots, the deletion.
///
/// What people see of it is ``view``; what two implementations must agree on is its line of the
/// dump.
package struct RecordState {
    let key: RecordKey
    let lines: [FoldedLine]
    let lock: RecordView.Lock
    private(set) var fields: [String: FieldState] = [:]
    private(set) var deletion = RecordView.Deletion.no
    /// For the conflict on `deleted`: the live deletes, and what stands against them.
    private(set) var deletes: [FoldedLine] = []
    private(set) var objections: [FoldedLine] = []

    struct FieldState {
        /// In display order: the first is shown.
        var values: [LiveValue] = []
        /// Ascending by element, missing ones last.
        var elements: [LiveElement] = []

        var isContested: Bool {
            values.count > 1 || (!elements.isEmpty && values.contains { $0.state != .none })
        }
    }

    struct LiveValue {
        let state: RecordView.State
        var writers: [FoldedLine]
    }

    struct LiveElement {
        /// Nil when missing.
        let text: ByteText?
        var adders: [FoldedLine]
    }

    /// One operation of one line on the field under consideration.
    private struct Write {
        let line: FoldedLine
        let effect: FieldOperation.Effect
        let presence: Erasures.Presence
    }

    init(
        key: RecordKey, lines: [FoldedLine], lock: RecordView.Lock, coverage: Coverage,
        erasures: Erasures
    ) {
        self.key = key
        self.lines = lines
        self.lock = lock
        var writes: [String: [Write]] = [:]
        for line in lines {
            for part in line.change.parts {
                let presence = erasures.presence(of: part, in: line.change)
                for operation in part.operations {
                    writes[operation.field, default: []].append(
                        Write(line: line, effect: operation.effect, presence: presence))
                }
            }
        }
        for (name, writes) in writes {
            let field = FieldState(
                values: liveValues(writes, coverage), elements: liveElements(writes, coverage))
            if !field.values.isEmpty || !field.elements.isEmpty { fields[name] = field }
        }
        foldDeletion(coverage)
    }

    // MARK: Values

    private func liveValues(_ writes: [Write], _ coverage: Coverage) -> [LiveValue] {
        let values = writes.filter { write in
            switch write.effect {
            case .unset where isPlanted(.unsetForgotten): false
            case .set, .unset: true
            default: false
            }
        }
        var live: [LiveValue] = []
        for write in values {
            let isCovered = values.contains {
                $0.line.pre != write.line.pre && coverage.covers($0.line, write.line)
            }
            guard !isCovered else { continue }
            let state = Self.state(of: write)
            if state != .missing, let same = live.firstIndex(where: { $0.state == state }) {
                live[same].writers.append(write.line)
            } else {
                live.append(LiveValue(state: state, writers: [write.line]))
            }
        }
        if isPlanted(.clockOrders), live.count > 1 {
            return [live.max { $0.writers[0].change.at < $1.writers[0].change.at }!]
        }
        let home = key.id.home
        return live.sorted { DisplayRank($0, home: home) < DisplayRank($1, home: home) }
    }

    private static func state(of write: Write) -> RecordView.State {
        switch (write.effect, write.presence) {
        case (.set, .missing): .missing
        case (.set(let value?), .full): .value(value)
        default: .none
        }
    }

    // MARK: Elements

    private func liveElements(_ writes: [Write], _ coverage: Coverage) -> [LiveElement] {
        let removes = writes.filter { if case .remove = $0.effect { true } else { false } }
        func isRemoved(_ element: ByteText?, by line: FoldedLine) -> Bool {
            removes.contains { remove in
                guard remove.line.pre != line.pre else { return false }
                let isNamed =
                    switch (remove.effect, remove.presence) {
                    case (_, .erased): true
                    case (.remove(let elements?), .full) where isPlanted(.elementsByUnicode):
                        elements.contains { $0.string == element?.string }
                    case (.remove(let elements?), .full):
                        element.map(elements.contains) ?? false
                    // Stripped: nobody knows which elements, so none.
                    default: false
                    }
                if isPlanted(.removeUnseen) { return isNamed }
                return isNamed && coverage.covers(remove.line, line)
            }
        }
        var present: [ByteText: [FoldedLine]] = [:]
        var missing: [LiveElement] = []
        for write in writes {
            guard case .add(let elements) = write.effect else { continue }
            switch write.presence {
            case .erased: continue
            case .missing:
                if !isRemoved(nil, by: write.line) {
                    missing.append(LiveElement(text: nil, adders: [write.line]))
                }
            case .full:
                for element in elements ?? [] where !isRemoved(element, by: write.line) {
                    present[element, default: []].append(write.line)
                }
            }
        }
        return present.sorted { $0.key < $1.key }.map {
            LiveElement(text: $0.key, adders: $0.value)
        } + missing
    }

    // MARK: Deletion

    private mutating func foldDeletion(_ coverage: Coverage) {
        let marks = lines.filter { $0.record.action != .fields }
        let live = marks.filter { line in
            line.record.action == .delete
                && !marks.contains { $0.pre != line.pre && coverage.covers($0, line) }
        }
        guard !live.isEmpty else { return }
        if isPlanted(.tombstoneDropped), lines.count > 5 { return }
        deletes = live
        objections = lines.filter { line in
            let counts =
                switch line.record.action {
                case .delete: false
                case .restore: true
                case .fields: !line.change.operations.isEmpty
                }
            return counts
                && live.contains { !coverage.covers($0, line) && !coverage.covers(line, $0) }
        }
        deletion = objections.isEmpty || isPlanted(.deleteWins) ? .yes : .contested
    }

    /// Per feed, the last folded line of this record.
    var version: VersionVector {
        var version = VersionVector()
        for line in lines {
            version.insert(line.change.dot)
            if isPlanted(.contextJoined) { version.merge(line.record.after) }
        }
        return version
    }
}

/// Which live value is shown first: the home node's, then by the greater leaf hash. It is an order
/// for showing and says nothing about causality; the clock has no part in it.
struct DisplayRank: Comparable {
    private let isHome: Bool
    private let leaf: Hash256
    /// Two adopted branches may hold one leaf twice; then the dots decide.
    private let first: FoldedLine

    init(_ value: RecordState.LiveValue, home: String) {
        let homeWriters = value.writers.filter { $0.feed.node == home }
        isHome = !homeWriters.isEmpty
        leaf = (isHome ? homeWriters : value.writers).map(\.change.leaf).max()!
        first = value.writers.min(by: FoldedLine.isListedBefore)!
    }

    static func == (a: DisplayRank, b: DisplayRank) -> Bool { !(a < b) && !(b < a) }

    static func < (a: DisplayRank, b: DisplayRank) -> Bool {
        if a.isHome != b.isHome { return a.isHome }
        if a.leaf != b.leaf { return b.leaf < a.leaf }
        return FoldedLine.isListedBefore(a.first, b.first)
    }
}
