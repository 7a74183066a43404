/// The room that is kept for a full disk.
extension Registry {
    /// Makes the reserves again that somebody has used; a pull that cannot has still pulled.
    func keepReserve(_ permit: WritePermit) async {
        guard Reserve.isMissing(dir: place.dir, state: state, calls: calls) else { return }
        // Locked by somebody, or a disk that refuses: the next pull tries again.
        try? await withLock("pull", permit) {
            Reserve.keep(dir: place.dir, state: state, calls: calls)
        }
    }
}
