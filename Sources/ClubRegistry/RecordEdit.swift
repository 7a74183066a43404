/// What a person wants to change of one record, before it is known what of it is a change at all.
package struct RecordEdit: Sendable {
    /// Values to set.
    package var sets: [String: Value] = [:]
    /// Fields to empty: their value, and all their elements.
    package var unsets: Set<String> = []
    package var adds: [String: Set<ByteText>] = [:]
    package var removes: [String: Set<ByteText>] = [:]
    /// List fields that shall have exactly these elements; what `import` means by a list.
    package var lists: [String: Set<ByteText>] = [:]
    /// Why; kept with the change.
    package var because: String?
    /// Bring a deleted record back with it.
    package var restores = false
    /// Write also where an unknown line locks the record; a person insisted.
    package var overridesLock = false

    package init() {}

    var fields: Set<String> {
        Set(sets.keys).union(unsets).union(adds.keys).union(removes.keys).union(lists.keys)
    }
}

extension RecordEdit {
    /// The lines that make the edit real on top of `state`; none when everything is so already.
    ///
    /// Writing a value that stands alone there writes nothing, and so do adding what is present and
    /// removing what is not: importing the same file every night adds no line.
    func drafts(on state: RecordState, isPersonal: (String) -> Bool) throws(RegistryError)
        -> [Draft]
    {
        var first: [FieldOperation] = []
        var second: [FieldOperation] = []
        for (field, value) in sets.sorted(by: { $0.key < $1.key }) {
            let present = state.fields[field]
            let isAlone =
                present?.values.map(\.state) == [.value(value)] && present?.elements.isEmpty == true
            if !isAlone { first.append(FieldOperation(field: field, effect: .set(value))) }
        }
        var adds = self.adds
        var removes = self.removes
        for (field, wanted) in lists {
            let present = Set(state.fields[field]?.elements.compactMap(\.text) ?? [])
            adds[field, default: []].formUnion(wanted.subtracting(present))
            removes[field, default: []].formUnion(present.subtracting(wanted))
        }
        for field in unsets.sorted() {
            guard let present = state.fields[field] else { continue }
            let states = Set(present.values.map(\.state))
            if !states.isEmpty, states != [.none] {
                first.append(FieldOperation(field: field, effect: .unset))
            }
            removes[field, default: []].formUnion(present.elements.compactMap(\.text))
        }
        for (field, elements) in adds.sorted(by: { $0.key < $1.key }) {
            let present = Set(state.fields[field]?.elements.compactMap(\.text) ?? [])
            let missing = elements.subtracting(present).sorted()
            if !missing.isEmpty {
                first.append(FieldOperation(field: field, effect: .add(missing)))
            }
        }
        for (field, elements) in removes.sorted(by: { $0.key < $1.key }) {
            let present = Set(state.fields[field]?.elements.compactMap(\.text) ?? [])
            let gone = elements.intersection(present).sorted()
            guard !gone.isEmpty else { continue }
            // A field stands in one operation of a line only: what is removed as well goes on the
            // next line.
            let operation = FieldOperation(field: field, effect: .remove(gone))
            if first.contains(where: { $0.field == field }) {
                second.append(operation)
            } else {
                first.append(operation)
            }
        }
        var drafts: [Draft] = []
        for (index, operations) in [first, second].enumerated() where !operations.isEmpty {
            drafts.append(
                .record(
                    state.key, after: state.version,
                    .fields(
                        Draft.Operations(
                            payload: operations.filter { !isPersonal($0.field) },
                            personal: operations.filter { isPersonal($0.field) },
                            note: index == 0 ? because : nil))))
        }
        return drafts
    }
}

extension RecordState {
    /// Refuses what must not be written over: a lock, a value that is missing, a deleted record.
    func check(_ fields: Set<String>?, overridesLock: Bool, restores: Bool) throws(RegistryError) {
        if !overridesLock {
            switch lock {
            case .open: break
            case .record: throw .needsUpgrade(id: key.id.text, fields: [])
            case .fields(let locked):
                // A deletion hides every field, so it touches the locked ones too.
                let touched = fields.map { Set(locked).intersection($0).sorted() } ?? locked
                if !touched.isEmpty { throw .needsUpgrade(id: key.id.text, fields: touched) }
            }
        }
        for field in (fields ?? []).sorted() {
            guard let present = self.fields[field] else { continue }
            if present.values.contains(where: { $0.state == .missing })
                || present.elements.contains(where: { $0.text == nil })
            {
                throw .missingValue(id: key.id.text, field: field)
            }
        }
        if deletion == .yes, !restores { throw .deleted(key.id.text) }
    }
}
