// swift-format-ignore-file: LineLength
/// What the help says: one line a command, one line an option.
extension Phrase {
    static let helpTexts: [Phrase: Text] = [
        .summaryRoot: Text(
            fr:
                "le registre commun du club, tenu à plusieurs",
            en:
                "the common registry of the club, kept by many"
        ),
        .groupDaily: Text(
            fr:
                "AU QUOTIDIEN",
            en:
                "EVERY DAY"
        ),
        .groupExchange: Text(
            fr:
                "ÉCHANGER ET PROUVER",
            en:
                "EXCHANGE AND PROVE"
        ),
        .groupAdminister: Text(
            fr:
                "ADMINISTRER",
            en:
                "ADMINISTER"
        ),
        .summaryInit: Text(
            fr:
                "Crée un nœud et affiche sa ligne de clé, à donner aux autres.",
            en:
                "Makes a node and prints its key line, to give to the others."
        ),
        .summaryCharter: Text(
            fr:
                "La charte : qui forme le réseau.",
            en:
                "The charter: who the network is."
        ),
        .summaryCharterCreate: Text(
            fr:
                "Écrit la charte à partir des lignes de clé de tous les fondateurs.",
            en:
                "Writes the charter from the key lines of all founders."
        ),
        .summaryCharterShow: Text(
            fr:
                "Montre une charte et l’identifiant de son réseau.",
            en:
                "Shows a charter and the id of its network."
        ),
        .summaryJoin: Text(
            fr:
                "Fait entrer ce nœud dans le réseau d’une charte.",
            en:
                "Takes this node into the network of a charter."
        ),
        .summaryPeers: Text(
            fr:
                "Les pairs chez qui pull va chercher.",
            en:
                "The peers that pull asks."
        ),
        .summaryPeersAdd: Text(
            fr:
                "Ajoute un pair à node.yaml.",
            en:
                "Adds a peer to node.yaml."
        ),
        .summaryPeersRemove: Text(
            fr:
                "Retire un pair de node.yaml.",
            en:
                "Takes a peer out of node.yaml."
        ),
        .summaryPeersList: Text(
            fr:
                "Liste les pairs.",
            en:
                "Lists the peers."
        ),
        .summaryAdd: Text(
            fr:
                "Ajoute une fiche et affiche son identifiant.",
            en:
                "Adds a record and prints its id."
        ),
        .summaryEdit: Text(
            fr:
                "Modifie des champs d’une fiche.",
            en:
                "Changes fields of a record."
        ),
        .summaryDelete: Text(
            fr:
                "Marque une fiche comme supprimée ; restore la rétablit.",
            en:
                "Marks a record deleted; restore brings it back."
        ),
        .summaryRestore: Text(
            fr:
                "Rétablit une fiche supprimée.",
            en:
                "Brings a deleted record back."
        ),
        .summaryShow: Text(
            fr:
                "Montre une fiche, chaque champ avec sa source, ou son histoire.",
            en:
                "Shows a record, each field with its source, or its history."
        ),
        .summaryList: Text(
            fr:
                "Liste les fiches d’une nature : adhérents, organismes, actions, conventions.",
            en:
                "Lists the records of one kind: members, organisations, actions, agreements."
        ),
        .summaryImport: Text(
            fr:
                "Importe des fiches d’un fichier : aperçu, puis exactement cela.",
            en:
                "Imports records from a file: a preview, then exactly that."
        ),
        .summaryExport: Text(
            fr:
                "Exporte la liste des adhérents, les actions, les conventions, ou tout.",
            en:
                "Exports the member roster, the actions, the agreements, or everything."
        ),
        .summaryPull: Text(
            fr:
                "Récupère et fusionne les changements des pairs.",
            en:
                "Gets and merges the changes of the peers."
        ),
        .summaryServe: Text(
            fr:
                "Répond aux pairs, jusqu’à l’arrêt.",
            en:
                "Answers peers, until stopped."
        ),
        .summaryStatus: Text(
            fr:
                "Où en est ce nœud, où en sont ses pairs, et que faire ensuite.",
            en:
                "Where this node and its peers stand, and what to do next."
        ),
        .summaryConflicts: Text(
            fr:
                "Les champs contestés, avec toutes leurs valeurs.",
            en:
                "Contested fields, with all their values."
        ),
        .summaryResolve: Text(
            fr:
                "Tranche un conflit.",
            en:
                "Settles a conflict."
        ),
        .summaryVerify: Text(
            fr:
                "Contrôle les chaînes et les sceaux, sans rien écrire.",
            en:
                "Checks chains and seals, and writes nothing."
        ),
        .summaryDump: Text(
            fr:
                "L’état canonique, et son empreinte sur la sortie d’erreur.",
            en:
                "The canonical state, and its digest on stderr."
        ),
        .helpNode: Text(
            fr:
                "Identifiant du nœud : minuscules, chiffres, tirets.",
            en:
                "Id of the node: lower-case letters, digits, hyphens."
        ),
        .helpName: Text(
            fr:
                "Nom affiché.",
            en:
                "Name shown."
        ),
        .helpListen: Text(
            fr:
                "Adresse d’écoute ; 127.0.0.1:8471 par défaut.",
            en:
                "Address to listen on; 127.0.0.1:8471 by default."
        ),
        .helpNetworkName: Text(
            fr:
                "Nom du réseau.",
            en:
                "Name of the network."
        ),
        .helpVotes: Text(
            fr:
                "Voix nécessaires pour admettre un autre nœud ; toutes par défaut.",
            en:
                "Votes needed to admit another node; all by default."
        ),
        .helpOutput: Text(
            fr:
                "Fichier à écrire ; - pour la sortie standard.",
            en:
                "File to write; - for standard output."
        ),
        .helpKeyLines: Text(
            fr:
                "Lignes « ID ed25519:CLÉ NOM », @FICHIER ou -.",
            en:
                "Lines “ID ed25519:KEY NAME”, @FILE or -."
        ),
        .helpCharterFile: Text(
            fr:
                "Le fichier charter.json.",
            en:
                "The file charter.json."
        ),
        .helpPeerName: Text(
            fr:
                "Identifiant du nœud pair.",
            en:
                "Id of the peer node."
        ),
        .helpPeerURL: Text(
            fr:
                "Son adresse, http:// ou https://.",
            en:
                "Its address, http:// or https://."
        ),
        .helpKind: Text(
            fr:
                "Nature : member, organisation, action ou agreement.",
            en:
                "Kind: member, organisation, action or agreement."
        ),
        .helpListKind: Text(
            fr:
                "members, organisations, actions ou agreements.",
            en:
                "members, organisations, actions or agreements."
        ),
        .helpAssignments: Text(
            fr:
                "champ=valeur, liste+=valeur ou liste-=valeur.",
            en:
                "field=value, list+=value or list-=value."
        ),
        .helpBecause: Text(
            fr:
                "Pourquoi ; gardé avec le changement.",
            en:
                "Why; kept with the change."
        ),
        .helpNewField: Text(
            fr:
                "Accepte un champ qui n’est pas déclaré.",
            en:
                "Takes a field that is not declared."
        ),
        .helpID: Text(
            fr:
                "Identifiant, ou ses 4 premiers caractères au moins.",
            en:
                "Id, or at least its first 4 characters."
        ),
        .helpUnset: Text(
            fr:
                "Champ à vider ; répétable.",
            en:
                "Field to empty; repeatable."
        ),
        .helpRestoreFlag: Text(
            fr:
                "Rétablit aussi les fiches supprimées.",
            en:
                "Brings deleted records back, too."
        ),
        .helpOverride: Text(
            fr:
                "Écrit aussi là où une version plus récente a écrit.",
            en:
                "Writes also where a newer version wrote."
        ),
        .helpScope: Text(
            fr:
                "Périmètre déclaré, par exemple grand-paris.",
            en:
                "Declared scope, for example grand-paris."
        ),
        .helpHomeNode: Text(
            fr:
                "Nœud d’origine des fiches.",
            en:
                "Home node of the records."
        ),
        .helpFrom: Text(
            fr:
                "À partir de cette date : 2027, 2027-01 ou 2027-01-10.",
            en:
                "From this date on: 2027, 2027-01 or 2027-01-10."
        ),
        .helpTo: Text(
            fr:
                "Jusqu’à cette date, comprise.",
            en:
                "Up to and including this date."
        ),
        .helpWhere: Text(
            fr:
                "Seulement celles-ci ; accents et casse ne comptent pas ; répétable.",
            en:
                "Only these; accents and case do not matter; repeatable."
        ),
        .helpHistory: Text(
            fr:
                "Tous les changements : ancien → nouveau, qui, quand, pourquoi.",
            en:
                "All changes: old → new, who, when, why."
        ),
        .helpImportFile: Text(
            fr:
                "Fichier .jsonl ou .csv ; - pour l’entrée standard (JSON lines).",
            en:
                "File .jsonl or .csv; - for standard input (JSON lines)."
        ),
        .helpInto: Text(
            fr:
                "Nature des fiches à écrire. Inutile si chaque ligne la dit, comme celles de export all.",
            en:
                "Kind of the records to write. Not needed where each row says it, as those of export all do."
        ),
        .helpKeyField: Text(
            fr:
                "Champ qui reconnaît une fiche quand la ligne n’a pas d’identifiant.",
            en:
                "Field that recognises a record when the row has no id."
        ),
        .helpExportWhat: Text(
            fr:
                "roster, actions, agreements, ou all (toutes les fiches, en JSON lines).",
            en:
                "roster, actions, agreements, or all (every record, as JSON lines)."
        ),
        .helpDialect: Text(
            fr:
                "CSV pour Excel en français, ou pour les machines.",
            en:
                "CSV for Excel in French, or for machines."
        ),
        .helpWithPersonal: Text(
            fr:
                "Avec les champs personnels : contact, courriel, téléphone.",
            en:
                "With the personal fields: contact, e-mail, phone."
        ),
        .helpPullPeers: Text(
            fr:
                "Seulement ces pairs.",
            en:
                "These peers only."
        ),
        .helpCA: Text(
            fr:
                "Autorités de certification à croire aussi (PEM).",
            en:
                "Certificate authorities to trust as well (PEM)."
        ),
        .helpField: Text(
            fr:
                "Le champ contesté ; deleted pour une suppression.",
            en:
                "The contested field; deleted for a deletion."
        ),
        .helpKeep: Text(
            fr:
                "Garde la valeur de ce nœud.",
            en:
                "Keeps the value of this node."
        ),
        .helpValue: Text(
            fr:
                "Garde cette valeur.",
            en:
                "Keeps this value."
        ),
        .helpVerifyFile: Text(
            fr:
                "Un fichier de feed, d’où qu’il vienne.",
            en:
                "A feed file, wherever it comes from."
        ),
        .helpCheck: Text(
            fr:
                "Sort avec 3 si tout n’est pas au vert.",
            en:
                "Exits with 3 unless everything is green."
        ),
    ]
}
