/// What people do to records. Each call writes one commit or nothing.
extension Registry {
    /// Adds a record of `kind`, at home here.
    ///
    /// - Returns: its id, and what was written.
    package func add(kind: String, _ edit: RecordEdit, permit: WritePermit?)
        async throws -> (RecordID, Written)
    {
        var generator = calls.generator
        let key = RecordKey(kind: kind, id: RecordID(home: node, using: &generator))
        let written = try await write(command: "add", permit: permit) {
            fold throws(RegistryError) in
            let drafts = try edit.drafts(
                on: fold.state(of: key), isPersonal: Self.personal(kind))
            return drafts.isEmpty ? [] : [drafts]
        }
        return (key.id, written)
    }

    package func edit(_ key: RecordKey, _ edit: RecordEdit, permit: WritePermit?)
        async throws -> Written
    {
        try await write(command: "edit", permit: permit) { fold throws(RegistryError) in
            let state = fold.state(of: key)
            try state.check(
                edit.fields, overridesLock: edit.overridesLock, restores: edit.restores)
            var drafts = try edit.drafts(on: state, isPersonal: Self.personal(key.kind))
            if edit.restores, state.deletion != .no {
                drafts.insert(.record(key, after: state.version, .restore), at: 0)
            }
            return drafts.isEmpty ? [] : [drafts]
        }
    }

    /// Marks a record deleted. Its fields stay, and whoever edits it at the same time makes that a
    /// conflict.
    package func delete(
        _ key: RecordKey, because: String? = nil, overridesLock: Bool = false, permit: WritePermit?
    ) async throws -> Written {
        try await write(command: "delete", permit: permit) { fold throws(RegistryError) in
            let state = fold.state(of: key)
            try state.check(nil, overridesLock: overridesLock, restores: true)
            guard state.deletion != .yes else { return [] }
            return [Self.mark(.delete, state, because)]
        }
    }

    /// Takes a deletion back; the only thing that does.
    package func restore(_ key: RecordKey, because: String? = nil, permit: WritePermit?)
        async throws -> Written
    {
        try await write(command: "restore", permit: permit) { fold throws(RegistryError) in
            let state = fold.state(of: key)
            guard state.deletion != .no else { return [] }
            return [Self.mark(.restore, state, because)]
        }
    }

    /// How a person settles a conflict.
    package enum Decision: Sendable {
        /// The value that stands from this node.
        case keep(node: String)
        case value(Value)
        /// For `deleted`: whether it is.
        case deleted(Bool)
    }

    /// Settles a conflict by an ordinary change that covers everything it saw.
    package func resolve(
        _ key: RecordKey, field: String, _ decision: Decision, because: String? = nil,
        permit: WritePermit?
    ) async throws -> Written {
        try await write(command: "resolve", permit: permit) { fold throws(RegistryError) in
            let state = fold.state(of: key)
            guard let conflict = state.view.conflicts.first(where: { $0.field == field }) else {
                throw .noConflict(id: key.id.text, field: field)
            }
            try state.check([field], overridesLock: false, restores: true)
            let chosen = try Self.chosen(decision, conflict)
            if field == "deleted" {
                let action: Draft.Edit = chosen == .value(.flag(true)) ? .delete : .restore
                return [Self.mark(action, state, because)]
            }
            var operations: [FieldOperation] = []
            if case .value(let value) = chosen {
                operations.append(FieldOperation(field: field, effect: .set(value)))
            } else {
                operations.append(FieldOperation(field: field, effect: .unset))
            }
            var drafts = [Self.fields(operations, state, because)]
            if !conflict.elements.isEmpty {
                drafts.append(
                    Self.fields(
                        [FieldOperation(field: field, effect: .remove(conflict.elements))], state,
                        nil))
            }
            return [drafts]
        }
    }

    private static func chosen(_ decision: Decision, _ conflict: RecordView.Conflict)
        throws(RegistryError) -> RecordView.State
    {
        switch decision {
        case .value(let value): return .value(value)
        case .deleted(let isDeleted): return .value(.flag(isDeleted))
        case .keep(let node):
            let theirs = conflict.candidates.filter { candidate in
                candidate.state != .missing && candidate.sources.contains { $0.node == node }
            }
            guard let only = theirs.first else {
                throw .noCandidate(node: node, field: conflict.field)
            }
            guard theirs.count == 1 else {
                throw .severalCandidates(node: node, field: conflict.field)
            }
            return only.state
        }
    }

    // MARK: Drafts

    static func mark(_ edit: Draft.Edit, _ state: RecordState, _ because: String?)
        -> [Draft]
    {
        // A delete or restore carries no part, so its reason stands on a line of its own before it.
        let note = because.map { because in
            Draft.record(
                state.key, after: state.version, .fields(Draft.Operations(note: because)))
        }
        return (note.map { [$0] } ?? []) + [.record(state.key, after: state.version, edit)]
    }

    private static func fields(
        _ operations: [FieldOperation], _ state: RecordState, _ because: String?
    ) -> Draft {
        let isPersonal = personal(state.key.kind)
        return .record(
            state.key, after: state.version,
            .fields(
                Draft.Operations(
                    payload: operations.filter { !isPersonal($0.field) },
                    personal: operations.filter { isPersonal($0.field) }, note: because)))
    }

    /// Which fields of a kind go into the part that can be erased on its own.
    static func personal(_ kind: String) -> (String) -> Bool {
        let declared = Schema.kind(kind)
        return { declared?.isPersonal($0) ?? false }
    }

}
