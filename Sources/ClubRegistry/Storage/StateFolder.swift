import Glibc

/// STATE/<instance>: what this machine knows about one store and no backup may bring back.
///
/// The key of the feed now open, the high-water mark, the lock, and the marker `stopped`. A value
/// that knows paths; ``create()`` makes the folder. Written under the node's lock only.
package struct StateFolder: Sendable {
    package let path: String
    package let instance: InstanceID
    let calls: SystemCalls

    package init(root: String, instance: InstanceID, calls: SystemCalls = .system) {
        self.calls = calls
        path = root.hasSuffix("/") ? "\(root)\(instance)" : "\(root)/\(instance)"
        self.instance = instance
    }

    package var feedKey: String { "\(path)/feed.key" }
    package var highWater: String { "\(path)/high-water.json" }
    package var lock: String { "\(path)/lock" }
    private var stopped: String { "\(path)/stopped" }

    /// Where STATE is: the argument, else `CLUB_SYNC_STATE`, else `XDG_STATE_HOME/club-sync`, else
    /// `~/.local/state/club-sync`.
    ///
    /// An empty variable counts as unset. A relative `XDG_STATE_HOME` is ignored, as the XDG Base
    /// Directory Specification asks; a relative argument or `CLUB_SYNC_STATE` is from the current
    /// folder, like any path typed.
    package static func root(
        explicit: String?, environment: [String: String]
    ) throws(StateFolderError) -> String {
        if let explicit, !explicit.isEmpty { return explicit }
        if let own = environment[.state], !own.isEmpty { return own }
        if let xdg = environment[.xdgStateHome], xdg.hasPrefix("/") { return "\(xdg)/club-sync" }
        guard let home = environment[.home], home.hasPrefix("/") else { throw .noHome }
        return "\(home)/.local/state/club-sync"
    }

    /// Makes the folder, 0700, and what is missing above it; see
    /// ``DurableFile/createFolder(_:mode:calls:)``.
    @discardableResult
    func create() throws(SystemError) -> Bool {
        try DurableFile.createFolder(path, mode: 0o700, calls: calls)
    }

    /// Whether the folder is there. A DIR whose STATE is not was copied or restored.
    ///
    /// - Throws: when the disk does not answer, which is not the same as "lost".
    package func exists() throws(SystemError) -> Bool {
        if let status = calls.stat(path) { return status.isFolder }
        guard errno == ENOENT || errno == ENOTDIR else {
            throw SystemError(call: "stat", path: path, errno: errno)
        }
        return false
    }

    /// Whether STATE lies inside `dir`, links resolved: then every backup of DIR takes it along,
    /// which defeats it.
    package func isInside(_ dir: String) -> Bool {
        guard let outer = resolved(dir), let inner = resolved(path) else { return false }
        return inner == outer || inner.hasPrefix(outer == "/" ? "/" : outer + "/")
    }

    /// Stops the writing of the own feed, durably, before anything that proves a restore is
    /// imported.
    ///
    /// By ``DurableFile/replace(_:with:mode:calls:)``: if we crash before it is there, then the
    /// import has not begun, and the next pull finds the same proof. A store that is stopped keeps
    /// its first reason.
    func stop(reason: String) throws(SystemError) {
        guard try !calls.exists(stopped) else {
            // Whoever wrote it may have died before the folder was synced.
            return try DurableFile.syncFolder(path, calls)
        }
        try DurableFile.replace(stopped, with: Array("\(reason)\n".utf8), mode: 0o600, calls: calls)
    }

    /// The reason why writing is stopped, or nil when it is not. Anything at the marker's place
    /// stops, also an empty file.
    ///
    /// - Throws: when it cannot be told; the caller then writes nothing either.
    package func stopReason() throws(SystemError) -> String? {
        do throws(DurableFileError) {
            let bytes = try DurableFile.read(
                stopped, limit: 64 << 10, followsLinks: false, calls: calls)
            let text = String(decoding: bytes, as: UTF8.self)
            return text.hasSuffix("\n") ? String(text.dropLast()) : text
        } catch {
            switch error {
            case _ where error.isAbsent: return nil
            case .system(let error): throw error
            case .exists, .tooLarge, .notRegular: return ""
            }
        }
    }

    /// `realpath` of the longest part of `path` that exists, and the rest behind it.
    private func resolved(_ path: String) -> String? {
        if let real = calls.realpath(path) { return real }
        let parent = DurableFile.folder(of: path)
        guard parent != path, let name = path.split(separator: "/").last else { return nil }
        return resolved(parent).map { $0 == "/" ? "/\(name)" : "\($0)/\(name)" }
    }
}

/// Why there is no place for STATE.
package enum StateFolderError: Error, Hashable, Sendable {
    /// No argument, and none of the variables is set: a service without a home. Give `--state`.
    case noHome
}
