// swift-format-ignore-file: LineLength
/// What `search` says.
extension Phrase {
    static let searchTexts: [Phrase: Text] = [
        .summarySearch: Text(
            fr:
                "Cherche des mots dans toutes les fiches.",
            en:
                "Look for words in all records."
        ),
        .helpWords: Text(
            fr:
                "Mots à trouver, tous ; accents et majuscules sont sans effet, un début de mot suffit.",
            en:
                "Words to find, all of them; accents and capitals do not matter, the beginning of a word is enough."
        ),
        .helpSearchKind: Text(
            fr:
                "Seulement les fiches de cette nature.",
            en:
                "Records of this kind only."
        ),
        .badSearch: Text(
            fr:
                "Rien à chercher : donnez au moins un mot, au plus {words} mots et {characters} caractères.",
            en:
                "Nothing to look for: give at least one word, at most {words} words and {characters} characters."
        ),
        .nothingFound: Text(
            fr:
                "Aucune fiche ne contient tous ces mots.",
            en:
                "No record has all of these words."
        ),
        .columnKind: Text(
            fr:
                "Nature",
            en:
                "Kind"
        ),
        .columnFound: Text(
            fr:
                "Trouvé dans",
            en:
                "Found in"
        ),
    ]
}
