/// What `doctor` looks at, in the order in which trouble is to be mended. The numbers are for people
/// on the telephone; the raw values are for programs, and stay.
package enum DoctorCheck: String, CaseIterable, Sendable {
    case store
    case settings
    case keys
    case state
    case disk
    case space
    case charter
    case ownFeed = "own-feed"
    case damage
    case barren
    case forks
    case incomplete
    case conflicts
    case peers
    case exchange
    case clock
    case leftovers
    case certificates
    case address
    case version

    /// From 1.
    package var number: Int { Self.allCases.firstIndex(of: self)! + 1 }

    package var title: Phrase {
        switch self {
        case .store: .doctorStore
        case .settings: .doctorSettings
        case .keys: .doctorKeys
        case .state: .doctorState
        case .disk: .doctorDisk
        case .space: .doctorSpace
        case .charter: .doctorCharter
        case .ownFeed: .doctorOwnFeed
        case .damage: .doctorDamage
        case .barren: .doctorBarren
        case .forks: .doctorForks
        case .incomplete: .doctorIncomplete
        case .conflicts: .doctorConflicts
        case .peers: .doctorPeers
        case .exchange: .doctorExchange
        case .clock: .doctorClock
        case .leftovers: .doctorLeftovers
        case .certificates: .doctorCertificates
        case .address: .doctorAddress
        case .version: .doctorVersion
        }
    }
}
