/// Taking in rows of a file: what is new, changed or the same is decided against the fold, under
/// the lock.
extension Registry {
    package struct ImportOptions: Sendable {
        /// Rows without an id are matched with the record that has the same value here.
        package var keyField: String?
        /// Bring deleted records back instead of refusing their rows.
        package var restores = false

        package init() {}
    }

    /// What an import did, or would do.
    package struct ImportResult: Sendable {
        package var new = 0
        package var changed = 0
        package var same = 0
        /// Rows that were not taken, by line of the file.
        package var refused: [(line: Int, message: Message)] = []
        package var written = Written()
    }

    /// Imports rows of one kind. Killed at any point and run again, nothing is written twice: rows
    /// find what they wrote by their id, by the key field, or else by what they say (``RowIDs``).
    /// The last are then left as they are, whatever became of their records since.
    package func importRows(
        _ rows: [TypedRow], kind: RecordKind, options: ImportOptions = .init(),
        permit: WritePermit?
    ) async throws -> ImportResult {
        var result = ImportResult()
        let written = try await write(command: "import", permit: permit) {
            fold throws(RegistryError) in
            result = ImportResult()
            return try plan(rows, kind, options, fold, permit, &result)
        }
        result.written = written
        return result
    }

    private func plan(
        _ rows: [TypedRow], _ kind: RecordKind, _ options: ImportOptions, _ fold: Fold,
        _ permit: WritePermit?, _ result: inout ImportResult
    ) throws(RegistryError) -> [Group] {
        let matches = options.keyField.map { Self.recordsByValue(of: $0, kind, fold) } ?? [:]
        var taken = Set<RecordKey>()
        var takenValues = Set<Value>()
        var generator = calls.generator
        var ids = RowIDs(secret: try importSecret(permit), kind: kind.name, home: node)
        var groups: [Group] = []
        for row in rows {
            do throws(RegistryError) {
                let key: RecordKey
                if row.id == nil, let field = options.keyField, let value = row.value(of: field),
                    !takenValues.insert(value).inserted
                {
                    throw .input(Message(.importKeyTwice, ["field": field]))
                }
                if let id = row.id {
                    key = RecordKey(kind: kind.name, id: id)
                } else if let value = options.keyField.flatMap({ row.value(of: $0) }),
                    let found = matches[value]
                {
                    guard found.count == 1 else {
                        throw .input(Message(.importSeveralMatches, ["field": options.keyField!]))
                    }
                    key = found[0]
                } else if options.keyField.flatMap({ row.value(of: $0) }) != nil {
                    key = RecordKey(
                        kind: kind.name, id: RecordID(home: node, using: &generator))
                } else {
                    key = RecordKey(kind: kind.name, id: ids.next(for: row))
                    let isComingBack = options.restores && fold.state(of: key).deletion != .no
                    if fold.contains(key), !isComingBack {
                        result.same += 1
                        continue
                    }
                }
                guard taken.insert(key).inserted else {
                    throw .input(Message(.importTwice, ["id": key.id.text]))
                }
                let isNew = !fold.contains(key)
                let drafts = try self.drafts(row, key, options, fold)
                if drafts.isEmpty {
                    result.same += 1
                } else if isNew {
                    result.new += 1
                } else {
                    result.changed += 1
                }
                if !drafts.isEmpty { groups.append(drafts) }
            } catch {
                result.refused.append((row.line, error.message))
            }
        }
        return groups
    }

    /// What ids of rows are made with; made before the first import. If we crash here, then there is
    /// a secret and no row.
    private func importSecret(_ permit: WritePermit?) throws(RegistryError) -> [UInt8] {
        try RegistryError.wrapping(path: place.importKey) {
            if try !calls.exists(place.importKey) {
                // A preview writes nothing, and nobody sees its ids.
                guard permit != nil else { return calls.randomBytes(32) }
                try DurableFile.writePrivateKey(
                    place.importKey, calls.randomBytes(32), calls: calls)
            }
            return try DurableFile.readPrivateKey(place.importKey, calls: calls)
        }
    }

    private func drafts(
        _ row: TypedRow, _ key: RecordKey, _ options: ImportOptions, _ fold: Fold
    ) throws(RegistryError) -> [Draft] {
        var edit = RecordEdit()
        edit.restores = options.restores
        let state = fold.state(of: key)
        for field in row.fields {
            // A table may have composed the accents of a text on its way; that is no change.
            let present = state.fields[field.name]
            switch field.content {
            case .value(.text(let text)):
                let same = present?.values.lazy.compactMap { live -> ByteText? in
                    guard case .value(.text(let old)) = live.state else { return nil }
                    return old.string == text.string ? old : nil
                }.first
                edit.sets[field.name] = .text(same ?? text)
            case .value(let value): edit.sets[field.name] = value
            case .elements(let elements):
                let old = present?.elements.compactMap(\.text) ?? []
                edit.lists[field.name] = Set(
                    elements.map { element in
                        old.first { $0.string == element.string } ?? element
                    })
            case .missing: continue
            }
        }
        try state.check(edit.fields, overridesLock: false, restores: options.restores)
        var drafts = try edit.drafts(on: state, isPersonal: Self.personal(key.kind))
        if options.restores, state.deletion != .no {
            drafts.insert(.record(key, after: state.version, .restore), at: 0)
        }
        return drafts
    }

    private static func recordsByValue(
        of field: String, _ kind: RecordKind, _ fold: Fold
    ) -> [Value: [RecordKey]] {
        var found: [Value: [RecordKey]] = [:]
        for view in fold.views(kind: kind.name) where !view.isHidden {
            guard case .value(let value) = view[field] else { continue }
            found[value, default: []].append(view.key)
        }
        return found
    }

    /// Changes node.yaml under the lock; without a permit, says only whether it could be.
    package func updateConfiguration(
        permit: WritePermit?, _ edit: (String) throws(ConfigurationError) -> String
    ) async throws {
        guard let permit else {
            _ = try RegistryError.wrapping { () throws in
                try NodeConfiguration.edited(place.configuration, calls: calls, edit)
            }
            return
        }
        try await withLock("peers", permit) { () throws(RegistryError) in
            _ = try RegistryError.wrapping { () throws in
                try NodeConfiguration.update(place.configuration, calls: calls, edit)
            }
        }
    }
}

extension TypedRow {
    func value(of field: String) -> Value? {
        guard let found = fields.first(where: { $0.name == field }),
            case .value(let value) = found.content
        else { return nil }
        return value
    }
}
