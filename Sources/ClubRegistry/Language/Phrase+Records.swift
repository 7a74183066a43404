// swift-format-ignore-file: LineLength
/// What is said about records, values and files that are imported or exported.
extension Phrase {
    static let recordTexts: [Phrase: Text] = [
        .assignmentWithoutEquals: Text(
            fr: "« {field} » n’est pas de la forme champ=valeur.",
            en: "“{field}” is not of the form field=value."),
        .fieldNameMalformed: Text(
            fr: "« {field} » n’est pas un nom de champ : minuscules, chiffres et _ seulement.",
            en: "“{field}” is no field name: lower case letters, digits and _ only."),
        .fieldNameReserved: Text(
            fr: "« {field} » est un nom réservé.",
            en: "“{field}” is a reserved name."),
        .fieldUndeclared: Text(
            fr: "Champ inconnu : « {field} ». Pour le créer : --new-field.",
            en: "Unknown field: “{field}”. To create it: --new-field."),
        .fieldUndeclaredSuggestion: Text(
            fr: "Champ inconnu : « {field} ». Vouliez-vous dire « {suggestion} » ?",
            en: "Unknown field: “{field}”. Did you mean “{suggestion}”?"),
        .fieldAssignedTwice: Text(
            fr: "{field} : ce champ est donné deux fois.",
            en: "{field}: this field is given twice."),
        .fieldIsList: Text(
            fr: "{field} est une liste : écrivez {field}+=… ou {field}-=….",
            en: "{field} is a list: write {field}+=… or {field}-=…."),
        .fieldIsNotList: Text(
            fr: "{field} n’est pas une liste : écrivez {field}=….",
            en: "{field} is not a list: write {field}=…."),
        .valueEmpty: Text(
            fr: "{field} : valeur vide. Un champ inconnu est absent : --unset {field}.",
            en: "{field}: empty value. An unknown field is absent: --unset {field}."),
        .valueControlCharacter: Text(
            fr: "{field} : caractère de contrôle U+{code} refusé.",
            en: "{field}: control character U+{code} refused."),
        .valueTooLong: Text(
            fr: "{field} : plus de {limit} caractères.",
            en: "{field}: more than {limit} characters."),
        .valueNotADate: Text(
            fr: "{field} : « {text} » n’est pas une date. Formes : 2027, 2027-01, 2027-01-10.",
            en: "{field}: “{text}” is not a date. Forms: 2027, 2027-01, 2027-01-10."),
        .valueNotADateSuggestion: Text(
            fr: "{field} : « {text} » n’est pas une date ISO. Vouliez-vous dire {suggestion} ?",
            en: "{field}: “{text}” is not an ISO date. Did you mean {suggestion}?"),
        .valueNoSuchDate: Text(
            fr: "{field} : la date « {text} » n’existe pas.",
            en: "{field}: there is no such date as “{text}”."),
        .valueNotAQuantity: Text(
            fr: "{field} : « {text} » n’est pas une quantité. Formes : 24, >100, >=100, ~40, <=5.",
            en: "{field}: “{text}” is not a quantity. Forms: 24, >100, >=100, ~40, <=5."),
        .valueNotAnInteger: Text(
            fr: "{field} : « {text} » n’est pas un nombre entier.",
            en: "{field}: “{text}” is not an integer."),
        .valueOutOfRange: Text(
            fr: "{field} : le nombre « {text} » est trop grand.",
            en: "{field}: the number “{text}” is too great."),
        .valueNotAFlag: Text(
            fr: "{field} : « {text} » n’est ni oui ni non.",
            en: "{field}: “{text}” is neither yes nor no."),
        .valueNotASIREN: Text(
            fr: "{field} : « {text} » n’est pas un SIREN (9 chiffres, clé de contrôle).",
            en: "{field}: “{text}” is not a SIREN (9 digits with a check digit)."),
        .valueNotASIRET: Text(
            fr: "{field} : « {text} » n’est pas un SIRET (14 chiffres, clé de contrôle).",
            en: "{field}: “{text}” is not a SIRET (14 digits with a check digit)."),
        .valueNotAnRNA: Text(
            fr: "{field} : « {text} » n’est pas un numéro RNA (W et 9 caractères).",
            en: "{field}: “{text}” is not an RNA number (W and 9 characters)."),
        .valueNotANAF: Text(
            fr: "{field} : « {text} » n’est pas un code NAF (tel 72.19Z).",
            en: "{field}: “{text}” is not a NAF code (such as 72.19Z)."),
        .valueNotACommune: Text(
            fr:
                "{field} : « {text} » n’est pas un code commune (5 caractères). Le nom va dans city.",
            en: "{field}: “{text}” is not a commune code (5 characters). The name goes into city."),
        .valueNotAPostcode: Text(
            fr: "{field} : « {text} » n’est pas un code postal.",
            en: "{field}: “{text}” is not a postcode."),
        .valueWrongType: Text(
            fr: "{field} : ce champ attend une valeur d’un autre type.",
            en: "{field}: this field expects a value of another type."),
        .referenceTooShort: Text(
            fr:
                "{field} : « {text} » est trop court ; un identifiant s’abrège à 4 caractères au moins.",
            en: "{field}: “{text}” is too short; an id takes at least 4 characters."),
        .referenceUnknown: Text(
            fr: "{field} : aucune fiche ne correspond à « {text} ».",
            en: "{field}: no record matches “{text}”."),
        .referenceAmbiguous: Text(
            fr: "{field} : {count} fiches correspondent à « {text} ». Allongez l’identifiant.",
            en: "{field}: {count} records match “{text}”. Use more of the id."),
        .jsonUnexpectedEnd: Text(
            fr: "La ligne s’arrête avant la fin du JSON.",
            en: "The line stops before the JSON ends."),
        .jsonUnexpected: Text(
            fr: "Caractère inattendu dans le JSON : « {text} ».",
            en: "Unexpected character in the JSON: “{text}”."),
        .jsonControlCharacter: Text(
            fr: "Caractère de contrôle dans un texte JSON : écrivez-le \\uXXXX.",
            en: "Control character in a JSON string: write it as \\uXXXX."),
        .jsonBadEscape: Text(
            fr: "Séquence \\ inconnue ou incomplète dans un texte JSON.",
            en: "Unknown or incomplete \\ sequence in a JSON string."),
        .jsonDecimal: Text(
            fr: "Nombre à virgule : seuls les entiers sont admis ; mettez-le entre guillemets.",
            en: "Decimal number: only integers are accepted; put it in quotes."),
        .jsonNumberOutOfRange: Text(
            fr: "Nombre trop grand : au plus 2^53−1 en valeur absolue.",
            en: "Number too great: at most 2^53−1 in absolute value."),
        .jsonDuplicateName: Text(
            fr: "« {text} » figure deux fois dans le même objet.",
            en: "“{text}” stands twice in the same object."),
        .jsonTooDeep: Text(
            fr: "Plus de {limit} niveaux d’imbrication.",
            en: "More than {limit} levels of nesting."),
        .jsonTrailing: Text(
            fr: "Du texte suit la fin de l’objet JSON.",
            en: "Something follows the end of the JSON object."),
        .importLineTooLong: Text(
            fr: "Ligne de plus de {limit} Kio.",
            en: "Line longer than {limit} KiB."),
        .importFileTooLong: Text(
            fr: "Fichier de plus de {limit} Mio : rien n’en a été retenu.",
            en: "File larger than {limit} MiB: nothing of it was taken."),
        .importNotUTF8: Text(
            fr: "Octets qui ne sont pas de l’UTF-8 : enregistrez le fichier en UTF-8.",
            en: "Bytes that are not UTF-8: save the file as UTF-8."),
        .importNotAnObject: Text(
            fr: "Un objet JSON est attendu sur chaque ligne.",
            en: "A JSON object is expected on each line."),
        .importBadID: Text(
            fr: "« {text} » n’est pas un identifiant de fiche.",
            en: "“{text}” is not the id of a record."),
        .importBadFieldName: Text(
            fr: "« {text} » ne peut pas être un nom de champ.",
            en: "“{text}” cannot be the name of a field."),
        .importBadElement: Text(
            fr: "{text} : une liste ne contient que des textes.",
            en: "{text}: a list holds texts only."),
        .importBadValue: Text(
            fr: "{text} : une valeur ne contient ni liste ni null.",
            en: "{text}: a value holds neither lists nor null."),
        .importDeletedRow: Text(
            fr: "Fiche supprimée : un import ne supprime rien et ne rétablit rien.",
            en: "Deleted record: an import deletes nothing and restores nothing."),
        .importOtherKind: Text(
            fr: "Fiche d’un autre genre : « {text} ».",
            en: "Record of another kind: “{text}”."),
        .importSameFieldTwice: Text(
            fr: "Deux colonnes donnent le champ {text}.",
            en: "Two columns give the field {text}."),
        .importNoHeader: Text(
            fr: "Le fichier n’a pas de ligne d’en-tête.",
            en: "The file has no header row."),
        .importTextAfterQuote: Text(
            fr: "Du texte suit un guillemet fermant : doublez les guillemets à l’intérieur.",
            en: "Text follows a closing quote: double the quotes inside a cell."),
        .importQuoteNotClosed: Text(
            fr: "Guillemet ouvert et jamais fermé.",
            en: "A quote was opened and never closed."),
        .importTooManyCells: Text(
            fr: "Plus de cellules que l’en-tête n’en a.",
            en: "More cells than the header has."),
        .importCellWithoutHeader: Text(
            fr: "Cellule remplie sous un en-tête vide.",
            en: "A cell is filled under an empty header."),
    ]
}
