package import ClubRegistry

/// Tests write for real: the calls that ask for a permit, with one.
extension Registry {
    package func add(kind: String, _ edit: RecordEdit) async throws -> (RecordID, Written) {
        try await add(kind: kind, edit, permit: WritePermit())
    }

    @discardableResult
    package func edit(_ key: RecordKey, _ edit: RecordEdit) async throws -> Written {
        try await self.edit(key, edit, permit: WritePermit())
    }

    @discardableResult
    package func delete(
        _ key: RecordKey, because: String? = nil, overridesLock: Bool = false
    ) async throws -> Written {
        try await delete(
            key, because: because, overridesLock: overridesLock, permit: WritePermit())
    }

    @discardableResult
    package func restore(_ key: RecordKey, because: String? = nil) async throws -> Written {
        try await restore(key, because: because, permit: WritePermit())
    }

    @discardableResult
    package func resolve(
        _ key: RecordKey, field: String, _ decision: Decision, because: String? = nil
    ) async throws -> Written {
        try await resolve(
            key, field: field, decision, because: because, permit: WritePermit())
    }

    package func importRows(
        _ rows: [TypedRow], options: ImportOptions = .init()
    ) async throws -> ImportResult {
        try await importRows(rows, options: options, permit: WritePermit())
    }

    @discardableResult
    package func join(_ bytes: [UInt8]) async throws -> (Charter, wasJoined: Bool) {
        try await join(bytes, permit: WritePermit())
    }
}
