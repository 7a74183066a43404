// swift-format-ignore-file: LineLength
/// What `import` says of the rows of a file.
extension Phrase {
    static let importTexts: [Phrase: Text] = [
        .importPreview: Text(
            fr:
                "Aperçu : {new} {new|nouvelle|nouvelles}, {changed} {changed|modifiée|modifiées}, {same} {same|identique|identiques}, {refused} {refused|refusée|refusées}.",
            en:
                "Preview: {new} new, {changed} changed, {same} the same, {refused} refused."
        ),
        .importAsk: Text(
            fr:
                "Appliquer {count} {count|changement|changements} ? [o/N]",
            en:
                "Apply {count} {count|change|changes}? [y/N]"
        ),
        .imported: Text(
            fr:
                "Importé : {new} {new|nouvelle|nouvelles}, {changed} {changed|modifiée|modifiées}.",
            en:
                "Imported: {new} new, {changed} changed."
        ),
        .importRefusedRow: Text(
            fr:
                "Ligne {line} : {reason}",
            en:
                "Line {line}: {reason}"
        ),
        .importRefusedFile: Text(
            fr:
                "{count} {count|ligne refusée, avec sa raison|lignes refusées, avec leur raison} : {path}",
            en:
                "{count} {count|row|rows} refused, with the reason: {path}"
        ),
        .importSeveralMatches: Text(
            fr:
                "Plusieurs fiches ont cette valeur de {field}.",
            en:
                "Several records have this value of {field}."
        ),
        .importTwice: Text(
            fr:
                "La fiche {id} est donnée deux fois dans le fichier.",
            en:
                "The record {id} is given twice in the file."
        ),
        .importKeyTwice: Text(
            fr:
                "Cette valeur de {field} est donnée deux fois dans le fichier.",
            en:
                "This value of {field} is given twice in the file."
        ),
        .importRowTooLarge: Text(
            fr:
                "Trop long ou trop imbriqué pour une fiche : 64 Kio et 16 niveaux par ligne du feed.",
            en:
                "Too long or too deeply nested for a record: 64 KiB and 16 levels in a line of the feed."
        ),
        .importContested: Text(
            fr:
                "{count} {count|champ en conflit|champs en conflit} dans le fichier : seule la valeur affichée à l’export y est, les autres n’arrivent pas par un import.",
            en:
                "{count} contested {count|field|fields} in the file: it has only the value that was shown, the others do not come by an import."
        ),
        .importWithoutKind: Text(
            fr:
                "Quelles fiches sont dans {path} ? Un tableau ne le dit pas. Rien n’a été écrit. Ajoutez --into member, organisation, action ou agreement.",
            en:
                "Which records are in {path}? A table does not say. Nothing was written. Add --into member, organisation, action or agreement."
        ),
        .importNoKind: Text(
            fr:
                "La ligne ne dit pas quelle fiche elle est : ajoutez --into.",
            en:
                "The row does not say what kind of record it is: add --into."
        ),
        .importBadKind: Text(
            fr:
                "« {text} » n’est pas un genre de fiche.",
            en:
                "“{text}” is no kind of record."
        ),
    ]
}
