import ClubRegistry
import Testing

struct CollationTests {
    /// In French order; every pair is compared, both ways.
    private static let ordered = [
        "", "abbé", "Æsculape", "aéronef", "anoeud", "cote", "Cote", "coté", "Coté", "côte", "côté",
        "coté d’azur", "l’eau", "Le Havre", "leaux", "oeuvre", "œuvre", "Œuvre", "oeuvré",
        "Saint Denis", "Saint-Denis", "saint-denis-en-val", "Zoé",
    ]

    @Test func `French order goes by letters, then accents, then case and ligatures`() {
        let words = ["Zoé", "Œuvre", "élan", "Élan", "oeuvre", "Étude", "elan", "œuvre", "aéré"]
        #expect(
            Collation.sorted(words) { $0 } == [
                "aéré", "elan", "élan", "Élan", "Étude", "oeuvre", "œuvre", "Œuvre", "Zoé",
            ])
        #expect(
            Collation.sorted(["côté", "coté", "côte", "cote", "Cote"]) { $0 } == [
                "cote", "Cote", "coté", "côte", "côté",
            ])
        #expect(
            Collation.sorted(["æthuse", "aérer", "Aetius"]) { $0 } == ["aérer", "æthuse", "Aetius"])
    }

    @Test func `apostrophes and hyphens only break ties`() {
        #expect(
            Collation.sorted(["l’ile", "lilas", "L'île", "Lille"]) { $0 } == [
                "lilas", "l’ile", "L'île", "Lille",
            ])
        #expect(Collation.key("l'eau") != Collation.key("l’eau"))
        #expect(Collation.sorted(["SaintOuen", "Saint-Lô"]) { $0 } == ["Saint-Lô", "SaintOuen"])
    }

    @Test func `a text is before another exactly when its key is, and equal only to itself`() {
        let keys = Self.ordered.map { Collation.key($0) }
        for i in keys.indices {
            for j in keys.indices {
                #expect((keys[i] == keys[j]) == (i == j))
                let isBefore = keys[i].lexicographicallyPrecedes(keys[j])
                let isAfter = keys[j].lexicographicallyPrecedes(keys[i])
                #expect(isBefore != isAfter || i == j)
            }
        }
    }

    @Test func `composed and decomposed text sort as neighbours`() {
        let sorted = Collation.sorted(["e\u{301}lan", "elbe", "élan", "elan"]) { $0 }
        #expect(sorted.first?.utf8.count == 4)
        #expect(sorted.last == "elbe")
    }

    @Test func `items of equal text keep their order`() {
        let items = (0..<50).map { (place: $0, text: $0 % 2 == 0 ? "a" : "b") }
        let sorted = Collation.sorted(items) { $0.text }
        #expect(
            sorted.map(\.place) == Array(stride(from: 0, to: 50, by: 2))
                + Array(stride(from: 1, to: 50, by: 2)))
    }

    @Test(arguments: [
        ("Évreux", "evreux"), ("ŒUVRE Cæsar", "oeuvre caesar"), ("Val d’Oise", "val d'oise"),
        (" Saint-Étienne–du  Rouvray ", "saint etienne du rouvray"),
        ("L'Haÿ\u{a0}: x", "l'hay : x"),
        ("e\u{301}", "e"), ("İstanbul", "istanbul"), ("Straße", "strasse"), ("", ""), ("---", ""),
    ])
    func `folded text has no accents, case, ligatures or hyphens`(text: String, folded: String) {
        #expect(Collation.folded(text) == folded)
        #expect(Collation.folded(folded) == folded)
    }

    @Test func `folding twice changes nothing, for every scalar`() {
        for value in UInt32(0)...0x2ffff {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = Collation.folded("a" + String(Character(scalar)) + "b")
            if Collation.folded(once) != once {
                Issue.record("U+\(String(value, radix: 16)) folds to \(once.debugDescription)")
            }
        }
    }
}
