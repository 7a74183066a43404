/// Every exit code of club-sync, once. Help, man page and API documentation are made from here.
package enum ExitStatus: Int32, Sendable, CaseIterable {
    /// Done; also an empty list, also when conflicts exist.
    case done = 0
    /// Refused by a rule, or failed here; nothing was written.
    case failed = 1
    /// `pull`: a peer unreachable, a feed held, a line incomplete; `status --check`, `doctor`: something is
    /// not green.
    case partial = 3
    /// `pull`: a peer refused to answer us.
    case refusedByPeer = 4
    /// No store in this folder.
    case noStore = 10
    /// Another process holds the lock.
    case locked = 11
    /// Untrusted lines or a fork that nobody here has acknowledged.
    case untrusted = 12
    /// This store was restored or cloned: no writes until `recover`.
    case restored = 13
    /// The command line makes no sense.
    case usage = 64
    case interrupted = 130
    case terminated = 143

    /// The order in which `pull` reports: the first that applies.
    package static let pullOrder: [ExitStatus] = [
        .usage, .noStore, .locked, .restored, .untrusted, .refusedByPeer, .failed, .partial, .done,
    ]
}
