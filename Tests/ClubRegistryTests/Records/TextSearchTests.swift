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
            ValueText.searchable(value, as: field?.type, in: .french)
        }.map { $0.other?.field ?? "name" }
    }

    @Test(
        arguments: [
            ("evreux", "Évreux", true), ("ÉVREUX", "evreux", true), ("evr", "Évreux", true),
            ("vreux", "Évreux", false), ("oeuvre", "L’Œuvre", true), ("œuvre", "Oeuvre", true),
            ("l'oeuvre", "L’ŒUVRE", true), ("ex aequo", "Ex æquo", true),
            ("strasse", "Straße", true),
            ("saint etienne", "Saint-Étienne-du-Rouvray", true), ("havre", "Le Havre", true),
            ("noe\u{308}l", "Noël", true), ("noel", "Noe\u{308}l", true), ("eau", "l’eau", true),
            ("fi", "\u{fb01}lière", true), ("co2", "CO₂", true), ("CO₂", "co2", true),
            ("viii", "Ⅷ", true), ("cooperation", "coopé\u{ad}ration", true),
            ("axe seine", "l’Axe-Seine", true), ("axe seine", "axe de la Seine", false),
            ("2027", "janvier 2027", true), ("b a", "A B", false),
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
        #expect(try await found(["aero", "sante"], in: texts, lists: tags) == ["tags"])
        #expect(try await found(["rouen", "caen"], in: texts, lists: tags) == [])
        #expect(TextSearch(Array(repeating: "a", count: 21)) == nil)
        #expect(TextSearch([String(repeating: "a", count: 401)]) == nil)
        // Marks that make one character of many are counted too.
        #expect(TextSearch(["a" + String(repeating: "\u{301}", count: 400)]) == nil)
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
                ValueText.searchable(value, as: field?.type, in: .french)
            }.count
        }
        #expect(try await count("madrillet") == 1)
        #expect(try await count("campus") == 1)
        try await club.open("rouen").delete(key)
        #expect(try await count("campus") == 0)
    }

    @Test(arguments: [
        ("2027-03-10", true), ("10/03/2027", true), ("10 march 2027", true), ("mars 2027", true),
        ("2027", true), ("2027-04", false),
    ])
    func `a date is found in the forms that people type`(_ word: String, _ isFound: Bool) {
        let texts = ValueText.searchable(.string("2027-03-10"), as: .date, in: .english)
        #expect(texts.first == "10 March 2027")
        let search = TextSearch([word])!
        let record = sampleRecord(
            "action", "rouen.abcd00000000", values: ["starts": .string("2027-03-10")])
        let found = search.apply(to: [record]) { value, field in
            ValueText.searchable(value, as: field?.type, in: .english)
        }
        #expect(found.isEmpty != isFound)
    }

    @Test(arguments: [
        ("oeuvre", "à l’Œuvre, enfin", "Œuvre"), ("l'oeuvre", "à l’Œuvre, enfin", "l’Œuvre"),
        ("coop", "une coopé\u{ad}ration", "coopé\u{ad}ration"),
        ("axe sei", "sur l’Axe-Seine", "Axe-Seine"), ("rien", "à l’Œuvre", nil),
        ("noel", "Noe\u{308}l 2027", "Noe\u{308}l"),
    ])
    func `what was found is shown as it is written`(_ word: String, _ text: String, _ hit: String?)
    {
        #expect(TextSearch([word])!.hit(in: text).map { String($0) } == hit)
    }

    @Test func `an excerpt begins a little before what was found`() {
        let text = String(repeating: "mot ", count: 100) + "Évreux et après"
        let hit = TextSearch(["evreux"])!.hit(in: text)
        let excerpt = TextSearch.excerpt(text, around: hit)
        #expect(excerpt.hasPrefix("…mot ") && excerpt.hasSuffix("mot Évreux et après"))
        #expect(excerpt.count < 60)
        #expect(TextSearch.excerpt("à Évreux", around: "à Évreux".suffix(6)) == "à Évreux")
    }
}
