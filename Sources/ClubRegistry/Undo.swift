/// What takes one commit back: an ordinary change of whatever of it is still live.
///
/// A value goes back to what the commit's author had before it; an element that it added goes, one
/// that it removed comes back; a record that it made is deleted. What somebody changed since, or
/// what was or is contested, stays as it is and is listed: an undo never takes another person's
/// decision back.
package struct Undo {
    private(set) var edits: [(state: RecordState, edit: RecordEdit, mark: Draft.Edit?)] = []
    private(set) var left: [Left] = []

    /// A part of the commit that stays, and why.
    package struct Left: Sendable, Hashable {
        package let key: RecordKey
        /// Nil for the record as a whole.
        package let field: String?
        package let why: Why

        package enum Why: Sendable, Hashable {
            case changedSince(node: String)
            /// Several values stand there now.
            case contested
            /// The commit settled a conflict, and nobody can make one again.
            case wasContested
            /// The value before is erased or missing.
            case missing
            case deleted
            case needsUpgrade
        }
    }

    init(_ commit: Fold.Commit, on fold: Fold) {
        for (key, lines) in commit.lines {
            let record = RecordUndo(
                now: fold.state(of: key), before: fold.state(of: key, before: lines[0]),
                lines: lines)
            left += record.left
            if record.mark != nil || !record.edit.fields.isEmpty {
                edits.append((record.now, record.edit, record.mark))
            }
        }
    }

    func drafts(because: String?) throws(RegistryError) -> [[Draft]] {
        var groups: [[Draft]] = []
        for (state, edit, mark) in edits {
            var edit = edit
            edit.because = because
            var drafts = try edit.drafts(
                on: state, isPersonal: Registry.personal(state.key.kind))
            if let mark {
                drafts += Registry.mark(mark, state, drafts.isEmpty ? because : nil)
            }
            if !drafts.isEmpty { groups.append(drafts) }
        }
        return groups
    }
}

/// The undo of one record's share of a commit.
private struct RecordUndo {
    let now: RecordState
    let before: RecordState
    let lines: [FoldedLine]
    private let pres: Set<Hash256>
    private(set) var edit = RecordEdit()
    private(set) var mark: Draft.Edit?
    private(set) var left: [Undo.Left] = []

    init(now: RecordState, before: RecordState, lines: [FoldedLine]) {
        self.now = now
        self.before = before
        self.lines = lines
        pres = Set(lines.map(\.pre))
        let actions = Set(lines.map(\.record.action))
        if now.lock != .open {
            leave(nil, .needsUpgrade)
        } else if before.lines.isEmpty {
            takeBackCreation()
        } else if actions.contains(.delete) || actions.contains(.restore) {
            takeBackMark()
            if left.isEmpty { takeBackFields() }
        } else if now.deletion == .yes {
            if lines.contains(where: { !$0.change.operations.isEmpty }) { leave(nil, .deleted) }
        } else {
            takeBackFields()
        }
    }

    private mutating func leave(_ field: String?, _ why: Undo.Left.Why) {
        left.append(Undo.Left(key: now.key, field: field, why: why))
    }

    private func isMine(_ line: FoldedLine) -> Bool { pres.contains(line.pre) }

    /// A record that the commit made goes as a whole, unless somebody has worked on it since.
    private mutating func takeBackCreation() {
        let others = now.lines.filter { !isMine($0) }
        // Somebody else's work is the better reason to name.
        if let other = others.last(where: { $0.feed != lines[0].feed }) ?? others.last {
            return leave(nil, .changedSince(node: other.feed.node))
        }
        if now.deletion == .no { mark = .delete }
    }

    private mutating func takeBackMark() {
        let marks = now.lines.filter { $0.record.action != .fields && !isMine($0) }
        let seen = Set(before.lines.map(\.pre))
        if let other = marks.last(where: { !seen.contains($0.pre) }) {
            return leave("deleted", .changedSince(node: other.feed.node))
        }
        guard before.deletion != .contested else { return leave("deleted", .wasContested) }
        switch (before.deletion, now.deletion) {
        case (.no, .yes): mark = .restore
        case (.yes, .no): mark = .delete
        case (_, .contested): leave("deleted", .contested)
        default: break
        }
    }

    private mutating func takeBackFields() {
        var values: Set<String> = []
        var added: [String: Set<ByteText>] = [:]
        var removed: [String: Set<ByteText>] = [:]
        for operation in lines.flatMap(\.change.operations) {
            let field = operation.field
            switch operation.effect {
            case .set, .unset: values.insert(field)
            case .add(let elements?): added[field, default: []].formUnion(elements)
            case .remove(let elements?): removed[field, default: []].formUnion(elements)
            // Its elements are erased or missing; nobody knows what to take back.
            case .add, .remove: leave(field, .missing)
            case .unknown: leave(field, .needsUpgrade)
            }
        }
        for field in values.sorted() { takeBackValue(field) }
        for (field, elements) in added.sorted(by: { $0.key < $1.key }) {
            takeBackAdded(elements, field)
        }
        for (field, elements) in removed.sorted(by: { $0.key < $1.key }) {
            takeBackRemoved(elements, field)
        }
    }

    private mutating func takeBackValue(_ field: String) {
        let present = now.fields[field]
        let standing = present?.values ?? []
        guard standing.count == 1, present?.isContested != true else {
            return leave(field, .contested)
        }
        if let other = standing[0].writers.last(where: { !isMine($0) }) {
            return leave(field, .changedSince(node: other.feed.node))
        }
        let former = before.fields[field]
        guard former?.isContested != true else { return leave(field, .wasContested) }
        switch former?.values.first?.state ?? RecordView.State.none {
        case .value(let value): edit.sets[field] = value
        case .missing: leave(field, .missing)
        case .none: edit.unsets.insert(field)
        }
    }

    private mutating func takeBackAdded(_ elements: Set<ByteText>, _ field: String) {
        let former = Set(before.fields[field]?.elements.compactMap(\.text) ?? [])
        for element in now.fields[field]?.elements ?? [] {
            guard let text = element.text, elements.contains(text), !former.contains(text) else {
                continue
            }
            if let other = element.adders.last(where: { !isMine($0) }) {
                leave(field, .changedSince(node: other.feed.node))
            } else {
                edit.removes[field, default: []].insert(text)
            }
        }
    }

    private mutating func takeBackRemoved(_ elements: Set<ByteText>, _ field: String) {
        let former = Set(before.fields[field]?.elements.compactMap(\.text) ?? [])
        let present = Set(now.fields[field]?.elements.compactMap(\.text) ?? [])
        let seen = Set(before.lines.map(\.pre))
        for text in elements.intersection(former).subtracting(present).sorted() {
            let other = now.lines.last { line in
                guard !isMine(line), !seen.contains(line.pre) else { return false }
                return line.change.operations.contains { operation in
                    guard operation.field == field else { return false }
                    switch operation.effect {
                    case .add(let others), .remove(let others):
                        return others?.contains(text) ?? true
                    default: return false
                    }
                }
            }
            if let other {
                leave(field, .changedSince(node: other.feed.node))
            } else {
                edit.adds[field, default: []].insert(text)
            }
        }
    }
}
