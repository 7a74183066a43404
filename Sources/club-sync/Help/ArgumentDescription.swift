/// An argument or option of a command, as ArgumentParser describes it to other programs.
///
/// Its types for this are in a module that it does not offer as a product; these are the members
/// that we read, of version 0 of the description.
struct ArgumentDescription: Decodable, Sendable {
    enum Kind: String, Decodable { case positional, option, flag }

    struct Name: Decodable {
        let kind: String
        let name: String
    }

    let kind: Kind
    let shouldDisplay: Bool
    let isOptional: Bool
    let isRepeating: Bool
    private let names: [Name]?
    /// As declared; ``ValueName`` has it in both languages.
    let valueName: String?
    let defaultValue: String?
    /// The values of a closed choice.
    let allValues: [String]?
    /// In the language of the run.
    let abstract: String?

    /// What `--experimental-dump-help` prints, as far as it is read.
    struct Tool: Decodable {
        struct Command: Decodable { let arguments: [ArgumentDescription]? }
        let command: Command
    }

    /// As typed, short ones first: `-o`, `--output`; none for an argument without a name.
    var spellings: [String] {
        (names ?? []).map { $0.kind == "long" ? "--\($0.name)" : "-\($0.name)" }
            .sorted { $0.count < $1.count }
    }
}
