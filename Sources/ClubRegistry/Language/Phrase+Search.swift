// swift-format-ignore-file: LineLength
/// What `search` says.
extension Phrase {
    static let searchTexts: [Phrase: Text] = [
        .summarySearch: Text(
            fr:
                "Cherche des mots dans toutes les fiches.",
            en:
                "Looks for words in all records."
        ),
        .helpWords: Text(
            fr:
                "Mots à trouver, tous ; accents et majuscules sont sans effet, un début de mot suffit.",
            en:
                "Words to find, all of them; accents and capitals do not matter, the beginning of a word is enough."
        ),
        .helpSearch: Text(
            fr:
                "Tous les mots doivent être dans la fiche, dans n’importe quels champs. Un mot trouve ceux qui commencent par lui : evr trouve Évreux, vreux non. Plusieurs mots entre guillemets se suivent : \"axe seine\".\nSans effet : accents, majuscules, œ ou oe, apostrophes, traits d’union. Une date se cherche par 2027-03-10, 10/03/2027 ou \"mars 2027\".\nLes fiches supprimées restent cachées ; d’un champ en conflit, toutes les valeurs sont vues.\nLes champs personnels sont cherchés ici, et ne sortent ni en JSON ni en CSV.",
            en:
                "All words must be in the record, in any of its fields. A word finds those that begin with it: evr finds Évreux, vreux does not. Several words in quotation marks stand one after the other: \"axe seine\".\nAccents, capitals, œ or oe, apostrophes and hyphens do not matter. A date is found by 2027-03-10, 10/03/2027 or \"March 2027\".\nDeleted records stay hidden; of a contested field, all values are seen.\nPersonal fields are searched here, and leave neither as JSON nor as CSV."
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
