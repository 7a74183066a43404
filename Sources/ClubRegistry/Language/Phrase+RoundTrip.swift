// swift-format-ignore-file: LineLength
/// What is said of files that go out and come in again.
extension Phrase {
    static let roundTripTexts: [Phrase: Text] = [
        .helpImport: Text(
            fr:
                "Une ligne trouve sa fiche par son identifiant, sinon par --key, sinon par ce qu’elle dit : un import interrompu, ou fait deux fois, n’écrit rien en double.\nUne cellule vide ne change rien. Un champ en conflit le reste quand le fichier a l’une de ses valeurs. Une fiche supprimée est refusée sans --restore.\nLes lignes refusées vont dans FICHIER.refused.csv, avec ligne, colonne et raison (code 3) ; les autres sont écrites.\nDes colonnes d’un export, id est utilisé ; home_node, contested_fields, last_change et last_change_at ne le sont pas, ni node, version et conflicts en JSON.",
            en:
                "A row finds its record by its id, else by --key, else by what it says: an import that was interrupted, or run twice, writes nothing twice.\nAn empty cell changes nothing. A contested field stays so when the file has one of its values. A deleted record is refused without --restore.\nRefused rows go to FILE.refused.csv, with line, column and reason (code 3); the others are written.\nOf the columns of an export, id is used; home_node, contested_fields, last_change and last_change_at are not, nor are node, version and conflicts in JSON."
        ),
        .helpExport: Text(
            fr:
                "JSON lines gardent tout ce qui s’affiche, octet pour octet : identifiants, listes, quantités, références, valeurs vides, champs non déclarés ; import les reprend dans un autre nœud.\nN’y sont pas : les fiches supprimées, l’historique, les valeurs d’un conflit qui ne sont pas affichées, et les champs personnels sans --with-personal.\nUn CSV a les colonnes d’un genre de fiche ; relu dans le même dépôt, il ne change rien.",
            en:
                "JSON lines keep all that is shown, byte for byte: ids, lists, quantities, references, empty values, undeclared fields; import takes them into another node.\nNot in them: deleted records, the history, the values of a conflict that are not shown, and personal fields without --with-personal.\nA CSV has the columns of one kind of record; read back into the same store it changes nothing."
        ),
    ]
}
