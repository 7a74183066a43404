/// What a repair found and did, per file; printed as text or JSON.
package struct RepairReport: Sendable {
    package var files: [File] = []
    /// The pull that followed; nil when nothing was mended.
    package var pull: PullReport?
    /// Peers that gave no answer, and why.
    package var silent: [(peer: String, why: PeerError)] = []

    package struct File: Sendable {
        package let feed: FeedID
        /// Its name under `feeds/`.
        package let file: String
        package let line: Int
        package let code: String
        package var outcome: Outcome
        /// Lines that came from elsewhere, and from whom.
        package var fetched = 0
        package var sources: [String] = []
        /// Lines behind the damage that were intact, and stay.
        package var kept = 0
        /// Where the damaged file lies now; nil when nothing was written, or there was nothing to keep.
        package var aside: String?
    }

    package enum Outcome: Sendable {
        /// Whole again, as far as anybody has it.
        case mended
        /// A branch was cut to its good lines, or a file without any was taken away.
        case cleared
        /// Nobody that answered has the line that is wrong. Nothing was changed.
        case unavailable
        /// The own feed: what was acknowledged is to be had up to this line only. Nothing was changed.
        case short(seq: Int, of: Int)
        /// Somebody else changed the file meanwhile. Nothing was changed.
        case overtaken

        package var isDone: Bool {
            switch self {
            case .mended, .cleared: true
            case .unavailable, .short, .overtaken: false
            }
        }

        package var code: String {
            switch self {
            case .mended: "mended"
            case .cleared: "cleared"
            case .unavailable: "unavailable"
            case .short: "short"
            case .overtaken: "overtaken"
            }
        }
    }

    package var exit: ExitStatus { files.allSatisfy(\.outcome.isDone) ? .done : .partial }
}
