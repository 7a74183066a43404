import ClubTestSupport
import Testing

@testable import ClubRegistry

@Suite struct TextSearchTests {
    private func found(
        _ words: [String], in texts: [String: Value], lists: [String: Set<ByteText>] = [:]
    ) async throws -> [String]? {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        var edit = RecordEdit.set(texts)
        edit.adds = lists
        _ = try await club.open("rouen").add(kind: "member", edit)
        guard let search = TextSearch(words) else { return nil }
        return search.apply(to: try await club.open("rouen").records()) { value, field in
            ValueText.readable(value, as: field?.type, in: .french, name: { _ in nil })
        }.map(\.field)
    }

    @Test(
        arguments: [
            ("evreux", "Évreux", true), ("ÉVREUX", "evreux", true), ("evr", "Évreux", true),
            ("vreux", "Évreux", false), ("oeuvre", "L’Œuvre", true), ("œuvre", "Oeuvre", true),
            ("l'oeuvre", "L’ŒUVRE", true), ("ex aequo", "Ex æquo", true),
            ("strasse", "Straße", true),
            ("saint etienne", "Saint-Étienne-du-Rouvray", true), ("havre", "Le Havre", true),
            ("noe\u{308}l", "Noël", true), ("noel", "Noe\u{308}l", true), ("eau", "l’eau", true),
            ("fi", "\u{fb01}lière", true), ("2027", "janvier 2027", true), ("b a", "A B", false),
            ("!", "!", nil), ("", "x", nil), ("  ", "x", nil),
        ] as [(String, String, Bool?)])
    func `words are found blind to accents, case and ligatures`(
        _ word: String, _ text: String, _ isFound: Bool?
    ) async throws {
        let fields = try await found([word], in: ["name": .string(text)])
        #expect(fields.map { !$0.isEmpty } == isFound, "\(word) in \(text)")
    }

    @Test func `all words must be there, in any fields, lists too`() async throws {
        let texts: [String: Value] = ["name": .string("Aéropole"), "city": .string("Rouen")]
        let tags: [String: Set<ByteText>] = ["tags": ["énergie", "santé"]]
        #expect(try await found(["rouen", "energ"], in: texts, lists: tags) == ["city"])
        #expect(try await found(["aero", "sante"], in: texts, lists: tags) == ["name"])
        #expect(try await found(["rouen", "caen"], in: texts, lists: tags) == [])
        #expect(TextSearch(Array(repeating: "a", count: 21)) == nil)
        #expect(TextSearch([String(repeating: "a", count: 401)]) == nil)
    }

    @Test func `a contested value is found whichever is shown, and a deleted record is not`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let (id, _) = try await club.open("rouen").add(
            kind: "action", .set(["title": .string("T")]))
        let key = RecordKey(kind: "action", id: id)
        try await club.pull("caen", from: ["rouen"])
        try await club.open("rouen").edit(key, .set(["venue": .string("Madrillet")]))
        try await club.open("caen").edit(key, .set(["venue": .string("Campus")]))
        try await club.pull("rouen", from: ["caen"])
        func count(_ word: String) async throws -> Int {
            TextSearch([word])!.apply(to: try await club.open("rouen").records()) { value, field in
                ValueText.readable(value, as: field?.type, in: .french, name: { _ in nil })
            }.count
        }
        #expect(try await count("madrillet") == 1)
        #expect(try await count("campus") == 1)
        try await club.open("rouen").delete(key)
        #expect(try await count("campus") == 0)
    }
}
