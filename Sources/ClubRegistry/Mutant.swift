/// Bugs planted on purpose: a simulator that does not find them is blind.
///
/// Nothing of this is in a build that is not made with `-DMUTANTS`, which `scripts/simulate` does
/// and nothing else: ``isPlanted(_:)`` is then the constant `false`.
///
/// - SeeAlso: DeMillo, Lipton and Sayward, "Hints on Test Data Selection" (1978), mutation analysis.
package enum Mutant: String, CaseIterable, Sendable {
    // Durability
    case skipFsync = "skip-fsync"
    case ackBeforeFsync = "ack-before-fsync"
    case serveBeforeFsync = "serve-before-fsync"
    case noFolderFsync = "no-folder-fsync"
    case markNotReplaced = "mark-overwritten-in-place"
    case tornTailKept = "torn-tail-kept"
    case fsyncFailureIgnored = "fsync-failure-ignored"
    case unacknowledgedCutOff = "unacknowledged-commit-cut-off"
    case writesAfterRestore = "writes-go-on-after-restore"
    case stopForgotten = "own-lines-do-not-stop"
    case recoverGoesOn = "recover-goes-on-with-the-old-feed"
    case instanceNotFollowed = "new-instance-not-followed"
    case adoptionForgotten = "adoption-forgotten"
    // Feeds and pull
    case sealUnchecked = "seal-unchecked"
    case sealUncheckedOnRelay = "seal-unchecked-on-relayed-lines"
    case chainUnchecked = "chain-unchecked"
    case bytesBeforeSeal = "bytes-stored-before-their-seal"
    case headJumpsGap = "head-jumps-a-gap"
    case headFromClaim = "head-from-a-peers-claim"
    case positionBeforeEffects = "position-before-effects"
    case rememberedDigest = "304-from-a-remembered-digest"
    case forkFoldedOn = "fork-folded-on"
    case secondBranchDropped = "second-branch-dropped"
    // Fold
    case clockOrders = "order-by-clock"
    case contextIgnored = "context-ignored"
    case contextJoined = "context-joined-transitively"
    case contextBeyondHead = "context-beyond-stated-head"
    case otherBranchHead = "head-of-other-branch"
    case badStatementCounts = "unsigned-head-counts"
    case tombstoneDropped = "tombstone-dropped"
    case deleteWins = "delete-beats-concurrent-change"
    case unknownFolded = "unknown-operation-folded"
    case strippedIsErased = "stripped-part-accepted"
    case elementsByUnicode = "elements-equal-by-unicode"
    case removeUnseen = "remove-takes-unseen-elements"
    case unsetForgotten = "unset-forgotten"

    #if MUTANTS
    /// The one in this process.
    // Unchecked, because it is set before anything else runs, and the simulator has one thread.
    nonisolated(unsafe) package static var planted: Mutant?
    package static let canBePlanted = true
    #else
    package static var planted: Mutant? {
        get { nil }
        set { precondition(newValue == nil, "built without mutants") }
    }
    package static let canBePlanted = false
    #endif
}

@inline(__always)
func isPlanted(_ mutant: Mutant) -> Bool {
    #if MUTANTS
    Mutant.planted == mutant
    #else
    false
    #endif
}

/// A keyed hash in the place of Ed25519, a hundred times faster, for simulations only.
///
/// It proves nothing to anybody who knows the public key; who simulates does not try. Not in a
/// build without `-DMUTANTS`.
package enum SealStandIn {
    #if MUTANTS
    // Unchecked, because the one thread of a simulation sets it, before a world makes its keys.
    nonisolated(unsafe) package static var isActive = false
    #else
    package static var isActive: Bool {
        get { false }
        set { precondition(!newValue, "built without stand-in seals") }
    }
    #endif

    static func publicKey(_ seed: [UInt8]) -> PublicKey {
        PublicKey(bytes: Hash256.of("stand-in for a key", seed).bytes)!
    }

    static func signature(_ key: PublicKey, _ message: [UInt8]) -> [UInt8] {
        let half = Hash256.of("stand-in for a seal", key.bytes, message).bytes
        return half + half
    }
}

/// What the bugs that remember remember. Without one it changes nothing.
struct MutantMemory {
    private var claims: [FeedID: [Head]] = [:]
    private var asked: Set<Need> = []
    private var lastDigests: [String: Hash256] = [:]

    /// The frontier to compare with a peer's.
    func digest(of stated: Registry.StatedFrontier, for peer: String) -> Hash256 {
        if isPlanted(.rememberedDigest), let last = lastDigests[peer] { return last }
        return isPlanted(.headFromClaim) ? claiming(stated.frontier).digest : stated.digest
    }

    mutating func needs(_ needs: [Need], stated frontier: Frontier, by peer: String) -> [Need] {
        if isPlanted(.rememberedDigest) { lastDigests[peer] = frontier.digest }
        if isPlanted(.headFromClaim) { claims.merge(frontier.feeds) { $1 } }
        guard isPlanted(.positionBeforeEffects) else { return needs }
        let fresh = needs.filter { !asked.contains($0) }
        asked.formUnion(needs)
        return fresh
    }

    func claiming(_ frontier: Frontier) -> Frontier {
        let heads = frontier.feeds.merging(claims) { mine, theirs in
            theirs.last!.seq > mine.last!.seq ? theirs : mine
        }
        return Frontier(network: frontier.network, feeds: heads, incomplete: frontier.incomplete)
    }
}

extension Registry {
    /// Bytes that nobody has verified, at the end of a feed's file.
    func storeUnverified(_ bytes: [UInt8], of feed: FeedID) throws(RegistryError) {
        try RegistryError.wrapping {
            let file = try AppendFile(
                opening: "\(place.feeds)/\(FeedFileName(feed: feed).text)", calls: calls)
            try file.append(bytes)
            try file.sync()
        }
    }

    /// Takes the old feed up where it ends here.
    func goesOn() throws(RegistryError) -> Bool {
        // Without its key there is nothing to go on with.
        guard let key = try? signingKey(state.feedKey) else { return false }
        let feed = FeedID(node: node, key: key.publicKey)
        guard let last = try history().feeds[feed]?.tips[0] else { return false }
        try save(HighWaterMark(feed: feed, seq: last.seq, chain: last.chain.text)!)
        _ = try RegistryError.wrapping {
            try DurableFile.remove("\(state.path)/stopped", calls: calls)
        }
        return true
    }
}

#if MUTANTS
/// Lines read before: in a simulation every office reads what every other has read, and reading is
/// a function of the bytes alone.
enum ScanMemo {
    // Unchecked, because only a simulation reads lines in this build, and it has one thread.
    nonisolated(unsafe) private static var known: [[UInt8]: Change] = [:]
    private static let limit = 4_096

    static func change(
        of line: [UInt8], _ read: () throws(LineDefect) -> Change
    ) throws(LineDefect) -> Change {
        if let change = known[line] { return change }
        let change = try read()
        if known.count >= limit { known = [:] }
        known[line] = change
        return change
    }
}
#endif
