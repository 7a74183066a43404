import Foundation
import Testing

/// Which language is spoken, and that errors are said in both.
@Suite struct LanguageTests {
    struct Case: Sendable {
        let arguments: [String]
        let environment: [String: String]
        let configured: String
        let isEnglish: Bool

        init(
            _ arguments: [String] = [], _ environment: [String: String] = [:], yaml: String = "fr",
            english: Bool
        ) {
            (self.arguments, self.environment) = (arguments, environment)
            (configured, isEnglish) = (yaml, english)
        }
    }

    static let cases = [
        Case(english: false),
        Case(yaml: "en", english: true),
        Case([], ["LANG": "fr_FR.UTF-8"], yaml: "en", english: false),
        Case([], ["LANG": "en_GB.UTF-8"], english: true),
        Case([], ["LC_MESSAGES": "en", "LANG": "fr"], english: true),
        Case([], ["LC_ALL": "fr", "LC_MESSAGES": "en", "LANG": "en"], english: false),
        Case([], ["CLUB_SYNC_LANG": "en", "LC_ALL": "fr_FR"], english: true),
        Case(["--lang", "fr"], ["CLUB_SYNC_LANG": "en"], yaml: "en", english: false),
        Case(["--lang=en"], ["CLUB_SYNC_LANG": "fr", "LC_ALL": "fr"], english: true),
        // Only fr… and en… say something.
        Case([], ["LC_ALL": "C", "LC_MESSAGES": "de_DE", "LANG": "en_US"], english: true),
        Case([], ["LC_ALL": "C.UTF-8", "LANG": "POSIX"], yaml: "en", english: true),
        Case([], ["LANG": "english"], english: false),
        Case([], ["CLUB_SYNC_LANG": "", "LANG": ""], english: false),
    ]

    @Test(arguments: cases)
    func `the first that says a language decides`(_ row: Case) async throws {
        let club = try await CommandClub("rouen")
        let yaml = try club.text("rouen/node.yaml")
        try club.write(
            "rouen/node.yaml", yaml.replacing("language: fr", with: "language: \(row.configured)"))
        let error = try await club.run(
            ["--dir", "rouen", "show", "zzzz"] + row.arguments, environment: row.environment,
            exit: 1)
        #expect(error.errors.contains("No record") == row.isEnglish)
        #expect(error.errors.contains("Aucune fiche") != row.isEnglish)
    }

    @Test(arguments: [
        (["--dir", "no", "status"], 10, "Aucun dépôt", "No club-sync store"),
        (["--dir", "solo", "list", "members"], 10, "aucun réseau", "no network yet"),
        (["add", "member", "nmae=A"], 1, "Champ inconnu", "Unknown field"),
        (["add", "member", "siren=1"], 1, "n’est pas un SIREN", "is not a SIREN"),
        (["add", "member", "tags=a"], 1, "est une liste", "is a list"),
        (["add", "action", "starts=10/01/2027"], 1, "dire 2027-01-10", "mean 2027-01-10"),
        (["add", "action", "starts=2027-02-30"], 1, "n’existe pas", "no such date"),
        (["add", "member", "name= "], 1, "valeur vide", "empty value"),
        (["add", "chose", "name=A"], 64, "Nature inconnue", "Unknown kind"),
        (["init", "--node", "b", "--name", "B"], 1, "déjà un nœud", "a node in"),
        (["join", "absent.json"], 1, "pas pu être lu", "could not be read"),
        (["join", "rouen/node.yaml"], 12, "pas une charte valable", "no valid charter"),
        (["import", "absent", "--into", "member"], 1, "pas pu être lu", "could not be read"),
        (["export", "roster", "-o", "no/x"], 1, "pas pu être écrit", "could not be written"),
        (["list", "members", "--format", "ics"], 64, "n’écrit pas", "does not write"),
        (["list", "members", "-n"], 64, "essai à blanc", "dry run"),
    ])
    func `errors are said in French and in English`(
        _ arguments: [String], _ exit: Int32, _ french: String, _ english: String
    ) async throws {
        let club = try await CommandClub("rouen")
        try await club("solo", "-q", "init", "--node", "solo", "--name", "Solo")
        let dir = arguments.contains("--dir") ? [] : ["--dir", "rouen"]
        let saidInFrench = try await club.run(dir + arguments, exit: exit)
        #expect(saidInFrench.errors.hasPrefix("club-sync: "))
        #expect(saidInFrench.errors.contains(french), "\(saidInFrench.errors)")
        let saidInEnglish = try await club.run(dir + arguments + ["--lang", "en"], exit: exit)
        #expect(saidInEnglish.errors.contains(english), "\(saidInEnglish.errors)")
        #expect(saidInFrench.output.isEmpty && saidInEnglish.output.isEmpty)
    }

    @Test func `help is in the language too`() async throws {
        let club = try await CommandClub()
        #expect(try await club.run(["--help"]).text.contains("AU QUOTIDIEN"))
        #expect(try await club.run(["--help", "--lang", "en"]).text.contains("EVERY DAY"))
        let pull = try await club.run(["help", "pull"], environment: ["LANG": "en_US.UTF-8"])
        #expect(pull.text.contains("Gets and merges the changes of the peers."))
    }

    @Test func `a word that is missing is said in the language too`() async throws {
        let club = try await CommandClub("rouen", joined: false)
        let refused = try await club("rouen", "list", exit: 64)
        #expect(!refused.errors.contains("Missing expected argument"))
    }
}
