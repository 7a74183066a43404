/// The mark in STATE: what the own feed may never fall below.
extension Registry {
    /// The mark of this instance; nil when there is none.
    ///
    /// - Throws: `restored` when its file says nonsense.
    func loadMark() throws(RegistryError) -> HighWaterMark? {
        try RegistryError.wrapping {
            switch try HighWaterMark.load(state.highWater, calls: calls) {
            case .absent: return nil
            case .damaged: throw RegistryError.restored(.markUnusable)
            case .found(let mark): return mark
            }
        }
    }

    /// Makes sure that a mark is on disk before anybody builds on it: `fsync` of STATE, where this
    /// process has not done so since the mark was read.
    ///
    /// Whoever wrote it may have died, or been refused, between its rename and that. A cut of power
    /// would bring back the mark before it: below lines that peers were shown, or by more than the
    /// one commit that a tail check counts in.
    func makeDurable(_ mark: HighWaterMark?) throws(RegistryError) {
        guard let mark, mark != durableMark else { return }
        try RegistryError.wrapping { try DurableFile.syncFolder(state.path, calls) }
        durableMark = mark
    }

    func save(_ mark: HighWaterMark) throws(RegistryError) {
        try RegistryError.wrapping { try mark.save(state.highWater, calls: calls) }
        durableMark = mark
    }

    /// Why this store does not write, or nil when it does. Reads only.
    package func restoration() throws(RegistryError) -> RegistryError.Restoration? {
        do throws(RegistryError) {
            _ = try checkedOwnFeed()
            return nil
        } catch {
            if case .restored(let why) = error { return why }
            throw error
        }
    }
}
