import ClubRegistry

/// The options that every command has, as they are typed.
enum GlobalOption: String, CaseIterable, Sendable {
    case dir = "--dir"
    case state = "--state"
    case lang = "--lang"
    case format = "--format"
    case json = "--json"
    case quiet = "--quiet"
    case verbose = "--verbose"
    case dryRun = "--dry-run"
    case yes = "--yes"
    case color = "--color"
    case noProgress = "--no-progress"
    case help = "--help"
    case version = "--version"

    /// The option that `spelling` names, long or short.
    init?(spelling: String) {
        guard
            let option = Self(rawValue: spelling)
                ?? Self.allCases.first(where: { $0.short == spelling })
        else { return nil }
        self = option
    }

    var short: String? {
        switch self {
        case .quiet: "-q"
        case .verbose: "-v"
        case .dryRun: "-n"
        case .help: "-h"
        default: nil
        }
    }

    var spellings: [String] { [short, rawValue].compactMap(\.self) }

    /// What stands for its value, as with ``ValueName``; nil for one that takes none.
    var valueName: String? {
        switch self {
        case .dir, .state: ValueName.directory.rawValue
        case .lang: Self.choices(Language.self)
        case .format: Self.choices(Globals.Format.self)
        case .color: Self.choices(Globals.Color.self)
        default: nil
        }
    }

    var summary: Phrase {
        switch self {
        case .dir: .globalDir
        case .state: .globalState
        case .lang: .globalLang
        case .format: .globalFormat
        case .json: .globalJSON
        case .quiet: .globalQuiet
        case .verbose: .globalVerbose
        case .dryRun: .globalDryRun
        case .yes: .globalYes
        case .color: .globalColor
        case .noProgress: .globalNoProgress
        case .help: .globalHelp
        case .version: .globalVersion
        }
    }

    private static func choices<Choice: RawRepresentable & CaseIterable>(
        _: Choice.Type
    ) -> String where Choice.RawValue == String {
        Choice.allCases.map(\.rawValue).joined(separator: "|")
    }
}
