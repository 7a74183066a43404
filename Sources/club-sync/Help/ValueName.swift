import ClubRegistry

/// The word that stands for a value in usages, as declarations write it (`valueName:`).
///
/// A name of several choices, such as `excel-fr|rfc4180`, is not among them: it is typed as it
/// stands, in any language.
enum ValueName: String, CaseIterable, Sendable {
    case assignment = "field=value"
    case command = "COMMAND"
    case commit = "COMMIT"
    case date = "DATE"
    case directory = "DIR"
    case field = "FIELD"
    case file = "FILE"
    case id = "ID"
    case keyLine = "KEYLINE"
    case kind = "KIND"
    case kinds = "KINDS"
    case listenAddress = "HOST:PORT"
    case name = "NAME"
    case node = "NODE"
    case number = "N"
    case peer = "PEER"
    case scope = "SCOPE"
    case shell = "SHELL"
    case text = "TEXT"
    case topic = "TOPIC"
    case url = "URL"
    case value = "VALUE"
    case what = "WHAT"
    case words = "WORDS"

    func text(in language: Language) -> String {
        guard language == .french else { return rawValue }
        return switch self {
        case .assignment: "champ=valeur"
        case .command: "COMMANDE"
        case .commit: "COMMIT"
        case .date: "DATE"
        case .directory: "DOSSIER"
        case .field: "CHAMP"
        case .file: "FICHIER"
        case .id: "ID"
        case .keyLine: "LIGNE"
        case .kind: "NATURE"
        case .kinds: "NATURES"
        case .listenAddress: "HÔTE:PORT"
        case .name: "NOM"
        case .node: "NŒUD"
        case .number: "N"
        case .peer: "PAIR"
        case .scope: "PÉRIMÈTRE"
        case .shell: "INTERPRÉTEUR"
        case .text: "TEXTE"
        case .topic: "SUJET"
        case .url: "URL"
        case .value: "VALEUR"
        case .what: "QUOI"
        case .words: "MOTS"
        }
    }

    /// The name in `language`; choices, and what is no case, as declared.
    static func text(_ declared: String, in language: Language) -> String {
        ValueName(rawValue: declared)?.text(in: language) ?? declared
    }
}
