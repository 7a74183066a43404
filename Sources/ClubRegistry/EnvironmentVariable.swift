/// Every environment variable that club-sync reads, once. Help and man page are made from here.
package enum EnvironmentVariable: String, Sendable, CaseIterable {
    case dir = "CLUB_SYNC_DIR"
    case state = "CLUB_SYNC_STATE"
    case certificateAuthorities = "CLUB_SYNC_CA"
    case language = "CLUB_SYNC_LANG"
    case localeAll = "LC_ALL"
    case localeMessages = "LC_MESSAGES"
    case locale = "LANG"
    case xdgStateHome = "XDG_STATE_HOME"
    case home = "HOME"
    case noColor = "NO_COLOR"
    case term = "TERM"
    case columns = "COLUMNS"

    /// Those that say a language, in the order in which they are asked.
    package static let languages: [EnvironmentVariable] = [
        .language, .localeAll, .localeMessages, .locale,
    ]

    package var meaning: Phrase {
        switch self {
        case .dir: .environmentDir
        case .state: .environmentState
        case .certificateAuthorities: .environmentCA
        case .language: .environmentLanguage
        case .localeAll: .environmentLocaleAll
        case .localeMessages: .environmentLocaleMessages
        case .locale: .environmentLocale
        case .xdgStateHome: .environmentXDGStateHome
        case .home: .environmentHome
        case .noColor: .environmentNoColor
        case .term: .environmentTerm
        case .columns: .environmentColumns
        }
    }
}

extension [String: String] {
    package subscript(_ variable: EnvironmentVariable) -> String? { self[variable.rawValue] }
}
