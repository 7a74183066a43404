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
        /// Contested fields of the rows that are new or changed: of each the file has one value.
        package var contested = 0
        /// Rows that were not taken, by line of the file.
        package var refused: [(line: Int, message: Message)] = []
        package var written = Written()
    }

    /// Imports rows. Killed at any point and run again, nothing is written twice: rows find what they
    /// wrote by their id, by the key field, or else by what they say (``RowIDs``). The last are then
    /// left as they are, whoever has edited their records since.
    ///
    /// - Throws: ``RegistryError/partlyWritten(lineCount:reason:)`` when some commits of a large import
    ///   were acknowledged before one failed; they stay.
    package func importRows(
        _ rows: [TypedRow], options: ImportOptions = .init(), permit: WritePermit?
    ) async throws -> ImportResult {
        var result = ImportResult()
        let written = try await write(command: "import", permit: permit) {
            fold throws(RegistryError) in
            var plan = ImportPlan(
                options, fold: fold, node: node, secret: try importSecret(permit),
                generator: calls.generator)
            for row in rows { plan.take(row) }
            result = plan.result
            return plan.groups
        }
        result.written = written
        return result
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
            } else if permit != nil {
                // Whoever made it may have died before its name was on disk.
                try DurableFile.syncFolder(place.dir, calls)
            }
            return try DurableFile.readPrivateKey(place.importKey, calls: calls)
        }
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
        try await withLockEvenRestored("peers", permit) { () throws(RegistryError) in
            _ = try RegistryError.wrapping { () throws in
                try NodeConfiguration.update(place.configuration, calls: calls, edit)
            }
        }
    }
}
