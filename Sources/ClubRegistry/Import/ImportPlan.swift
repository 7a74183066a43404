import Foundation

/// What the rows of a file mean for the records held: which record each is about, and which lines
/// make it so.
///
/// One pass over the rows in the order of the file. It writes nothing.
struct ImportPlan {
    private(set) var result = Registry.ImportResult()
    /// The lines of each row that changes something.
    private(set) var groups: [[Draft]] = []

    private let options: Registry.ImportOptions
    private let fold: Fold
    private let node: String
    private var ids: RowIDs
    private var generator: SystemCalls.Generator
    private var matchesByKind: [String: Matches] = [:]
    private var taken = Set<RecordKey>()
    private var takenValues = Set<KindValue>()

    /// The records of a kind by a value of the key field, whichever of its live values that is.
    private struct Matches {
        var shown: [Value: [RecordKey]] = [:]
        /// Only asked where no record that is shown has the value: else a row whose record somebody
        /// deleted would make a new one every night.
        var deleted: [Value: [RecordKey]] = [:]
    }

    private struct KindValue: Hashable {
        let kind: String
        let value: Value
    }

    init(
        _ options: Registry.ImportOptions, fold: Fold, node: String, secret: [UInt8],
        generator: SystemCalls.Generator
    ) {
        self.options = options
        self.fold = fold
        self.node = node
        self.generator = generator
        ids = RowIDs(secret: secret, home: node)
    }

    /// Takes one row, or notes why not.
    mutating func take(_ row: TypedRow) {
        do throws(RegistryError) {
            guard let key = try key(of: row) else {
                result.same += 1
                return
            }
            guard taken.insert(key).inserted else {
                throw .input(Message(.importTwice, ["id": key.id.text]))
            }
            let isNew = !fold.contains(key)
            let drafts = try drafts(row, key)
            guard !drafts.isEmpty else {
                result.same += 1
                return
            }
            guard drafts.allSatisfy({ fits($0) }) else {
                throw .input(Message(.importRowTooLarge))
            }
            if isNew { result.new += 1 } else { result.changed += 1 }
            result.contested += row.contested.count
            groups.append(drafts)
        } catch {
            result.refused.append((row.line, error.message))
        }
    }

    // MARK: Which record

    /// Nil for a row without id and key value that was imported before: its record is left alone.
    private mutating func key(of row: TypedRow) throws(RegistryError) -> RecordKey? {
        if let id = row.id { return RecordKey(kind: row.kind, id: id) }
        guard let field = options.keyField, let value = row.value(of: field).map(Self.composed)
        else {
            let key = RecordKey(kind: row.kind, id: ids.next(for: row))
            guard fold.contains(key) else { return key }
            let deletion = fold.state(of: key).deletion
            if deletion == .yes, !options.restores { throw .deleted(key.id.text) }
            return options.restores && deletion != .no ? key : nil
        }
        guard takenValues.insert(KindValue(kind: row.kind, value: value)).inserted else {
            throw .input(Message(.importKeyTwice, ["field": field]))
        }
        let matches = matches(of: row.kind, field)
        let found = matches.shown[value] ?? matches.deleted[value] ?? []
        guard found.count < 2 else {
            throw .input(Message(.importSeveralMatches, ["field": field]))
        }
        return found.first
            ?? RecordKey(kind: row.kind, id: RecordID(home: node, using: &generator))
    }

    private mutating func matches(of kind: String, _ field: String) -> Matches {
        if let known = matchesByKind[kind] { return known }
        var matches = Matches()
        for view in fold.views(kind: kind) {
            for value in Set(view.liveValues(of: field).map(Self.composed)) {
                if view.isHidden {
                    matches.deleted[value, default: []].append(view.key)
                } else {
                    matches.shown[value, default: []].append(view.key)
                }
            }
        }
        matchesByKind[kind] = matches
        return matches
    }

    /// Accents composed: a file may have them so, and the record not.
    private static func composed(_ value: Value) -> Value {
        guard case .text(let text) = value else { return value }
        return .string(text.string.precomposedStringWithCanonicalMapping)
    }

    // MARK: Which lines

    private func drafts(_ row: TypedRow, _ key: RecordKey) throws(RegistryError) -> [Draft] {
        var edit = RecordEdit()
        edit.restores = options.restores
        let state = fold.state(of: key)
        for field in row.fields {
            let present = state.fields[field.name]
            // What nobody had decided there is not decided by carrying it here.
            if present != nil, row.contested.contains(field.name) { continue }
            switch field.content {
            case .value(let value):
                // Of a contested field a file has one value. It does not decide between them.
                let isHeld = present?.values.contains { live in
                    guard case .value(let held) = live.state else { return false }
                    return Self.says(held, value, field.references)
                }
                if isHeld != true { edit.sets[field.name] = value }
            case .elements(let elements):
                let held = present?.elements.compactMap(\.text) ?? []
                edit.lists[field.name] = Set(
                    elements.map { element in
                        held.first {
                            Self.says(.text($0), .text(element), field.references)
                        } ?? element
                    })
            case .missing: continue
            }
        }
        let fields = Set(row.fields.map(\.name))
        try state.check(fields, overridesLock: false, restores: options.restores)
        var drafts = try edit.drafts(on: state, isPersonal: Registry.personal(key.kind))
        if options.restores, state.deletion != .no {
            drafts.insert(.record(key, after: state.version, .restore), at: 0)
        }
        return drafts
    }

    /// Whether a value that is held is what the file says.
    ///
    /// A table may have composed the accents of a text on its way, and it shows a text that names no
    /// record and a record of that name alike.
    private static func says(
        _ held: Value, _ value: Value, _ references: [TypedRow.Reference]
    ) -> Bool {
        if held == value { return true }
        guard case .text(let old) = held, case .text(let new) = value else { return false }
        // Comparing strings is blind to how accents are composed.
        return old.string == new.string
            || references.contains { $0.found == new && $0.written.string == old.string }
    }

    /// Whether the line of a draft is one that a feed may hold, wherever in it.
    private func fits(_ draft: Draft) -> Bool {
        let feed = FeedID("\(node)-0000000000000000")!
        var generator = NoChance()
        let open = LineWriter.open(
            draft, feed: feed, seq: ValueParser.integerLimit, at: "2000-01-01T00:00:00Z",
            using: &generator)
        let line = LineWriter.close(open, seal: Seal(bytes: [UInt8](repeating: 0, count: 64)))
        // Whatever the defect, the line would be refused when it is written, and take all rows with it.
        guard let change = try? LineScanner.scan(line) else { return false }
        // The context may grow by an entry for the own feed.
        return change.byteCeiling + 128 <= LineScanner.lineByteLimit
    }

    /// For a line that is only measured.
    ///
    /// A value without size has no place of its own in memory: ThreadSanitizer takes two for one.
    private struct NoChance: RandomNumberGenerator {
        private let number: UInt64 = 0

        mutating func next() -> UInt64 { number }
    }
}

extension RecordView {
    /// The values of a field between which nobody has decided; one where it is not contested.
    fileprivate func liveValues(of field: String) -> [Value] {
        guard let conflict = conflicts.first(where: { $0.field == field }) else {
            if case .value(let value)? = self[field] { return [value] }
            return []
        }
        return conflict.candidates.compactMap {
            if case .value(let value) = $0.state { value } else { nil }
        }
    }
}

extension TypedRow {
    func value(of field: String) -> Value? {
        guard case .value(let value)? = self[field] else { return nil }
        return value
    }
}
