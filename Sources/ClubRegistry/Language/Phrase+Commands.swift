// swift-format-ignore-file: LineLength
/// What commands say: summaries, help, results, hints, and the words of their tables.
extension Phrase {
    static let commandTexts: [Phrase: Text] = [
        .summaryRoot: Text(
            fr:
                "le registre commun du club, tenu à plusieurs",
            en:
                "the common registry of the club, kept by many"
        ),
        .helpGlobals: Text(
            fr:
                "Options communes, avant ou après la commande : --dir DOSSIER, --state DOSSIER, --lang fr|en, --format table|json|jsonl|csv (--json), -q, -v, -n/--dry-run, --yes, --color auto|always|never, --no-progress. Exemples : club-sync status ; club-sync pull ; club-sync list actions --scope grand-paris ; club-sync export roster -o liste.csv",
            en:
                "Global options, before or after the command: --dir DIR, --state DIR, --lang fr|en, --format table|json|jsonl|csv (--json), -q, -v, -n/--dry-run, --yes, --color auto|always|never, --no-progress. Examples: club-sync status; club-sync pull; club-sync list actions --scope grand-paris; club-sync export roster -o roster.csv"
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
                "Exporte la liste des adhérents, les actions ou les conventions.",
            en:
                "Exports the member roster, the actions or the agreements."
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
                "Nature des fiches à écrire.",
            en:
                "Kind of the records to write."
        ),
        .helpKeyField: Text(
            fr:
                "Champ qui reconnaît une fiche quand la ligne n’a pas d’identifiant.",
            en:
                "Field that recognises a record when the row has no id."
        ),
        .helpExportWhat: Text(
            fr:
                "roster, actions ou agreements.",
            en:
                "roster, actions or agreements."
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
        .usageMissingArgument: Text(
            fr:
                "Il manque {what}. Rien n’a été fait. Aide : club-sync help",
            en:
                "{what} is missing. Nothing was done. Help: club-sync help"
        ),
        .usageUnexpectedArguments: Text(
            fr:
                "Argument en trop : {what}. Rien n’a été fait. Aide : club-sync help",
            en:
                "One argument too many: {what}. Nothing was done. Help: club-sync help"
        ),
        .usageUnknownOption: Text(
            fr:
                "Option inconnue : {what}. Rien n’a été fait. Aide : club-sync help",
            en:
                "Unknown option: {what}. Nothing was done. Help: club-sync help"
        ),
        .usageMissingValue: Text(
            fr:
                "{what} attend une valeur. Rien n’a été fait. Aide : club-sync help",
            en:
                "{what} needs a value. Nothing was done. Help: club-sync help"
        ),
        .usageBadValue: Text(
            fr:
                "« {what} » n’est pas possible ici. Rien n’a été fait. Aide : club-sync help",
            en:
                "“{what}” is not possible here. Nothing was done. Help: club-sync help"
        ),
        .usageOther: Text(
            fr:
                "{what} Rien n’a été fait. Aide : club-sync help",
            en:
                "{what} Nothing was done. Help: club-sync help"
        ),
        .unknownKeyField: Text(
            fr:
                "Aucune ligne et aucune fiche n’a de champ « {field} ». Rien n’a été modifié.",
            en:
                "No row and no record has a field “{field}”. Nothing was changed."
        ),
        .peerTwice: Text(
            fr:
                "Il y a déjà un pair « {peer} ». Rien n’a été modifié. Pour le changer : club-sync peers remove {peer}, puis peers add",
            en:
                "There is a peer “{peer}” already. Nothing was changed. To change it: club-sync peers remove {peer}, then peers add"
        ),
        .peerAbsent: Text(
            fr:
                "Aucun pair « {peer} ». Rien n’a été modifié. Pour les voir : club-sync peers list",
            en:
                "No peer “{peer}”. Nothing was changed. To see them: club-sync peers list"
        ),
        .adviceRefusedBefore: Text(
            fr:
                "{peer} a refusé de répondre au dernier pull. Appelez ce centre.",
            en:
                "{peer} refused to answer the last pull. Call that office."
        ),
        .optionWithoutValue: Text(
            fr:
                "{option} attend une valeur. Rien n’a été fait. Aide : club-sync --help",
            en:
                "{option} needs a value. Nothing was done. Help: club-sync --help"
        ),
        .optionUnknownValue: Text(
            fr:
                "{option} ne connaît pas « {value} ». Au choix : {choices}. Rien n’a été fait.",
            en:
                "{option} does not know “{value}”. Choose from: {choices}. Nothing was done."
        ),
        .formatNotHere: Text(
            fr:
                "Cette commande n’écrit pas le format {format}. Au choix : {choices}. Rien n’a été fait.",
            en:
                "This command does not write the format {format}. Choose from: {choices}. Nothing was done."
        ),
        .noDryRun: Text(
            fr:
                "Cette commande n’a pas d’essai à blanc (-n). Rien n’a été fait.",
            en:
                "This command has no dry run (-n). Nothing was done."
        ),
        .noStateFolder: Text(
            fr:
                "Aucun endroit pour l’état local : HOME n’est pas défini. Rien n’a été fait. Indiquez --state DOSSIER.",
            en:
                "No place for the local state: HOME is not set. Nothing was done. Give --state DIR."
        ),
        .badListenAddress: Text(
            fr:
                "« {address} » n’est pas une adresse HÔTE:PORT. Rien n’a été fait.",
            en:
                "“{address}” is no address HOST:PORT. Nothing was done."
        ),
        .badPeerURL: Text(
            fr:
                "« {url} » n’est pas une adresse http:// ou https:// utilisable. Rien n’a été modifié.",
            en:
                "“{url}” is no usable http:// or https:// address. Nothing was changed."
        ),
        .unknownKind: Text(
            fr:
                "Nature inconnue : « {kind} ». Au choix : {choices}. Rien n’a été fait.",
            en:
                "Unknown kind: “{kind}”. Choose from: {choices}. Nothing was done."
        ),
        .unknownPeer: Text(
            fr:
                "Aucun pair « {peer} » dans node.yaml. Rien n’a été fait. Pour les voir : club-sync peers list",
            en:
                "No peer “{peer}” in node.yaml. Nothing was done. To see them: club-sync peers list"
        ),
        .setAndUnset: Text(
            fr:
                "{field} : à la fois donné et vidé. Rien n’a été modifié.",
            en:
                "{field}: both given and emptied. Nothing was changed."
        ),
        .nothingAsked: Text(
            fr:
                "Rien à modifier : donnez champ=valeur ou --unset CHAMP.",
            en:
                "Nothing to change: give field=value or --unset FIELD."
        ),
        .badCondition: Text(
            fr:
                "« {condition} » n’est pas de la forme champ=valeur. Rien n’a été fait.",
            en:
                "“{condition}” is not of the form field=value. Nothing was done."
        ),
        .badDate: Text(
            fr:
                "« {date} » n’est pas une date : 2027, 2027-01 ou 2027-01-10. Rien n’a été fait.",
            en:
                "“{date}” is no date: 2027, 2027-01 or 2027-01-10. Nothing was done."
        ),
        .keepOrValue: Text(
            fr:
                "Choisissez : --keep NŒUD ou --value VALEUR. Rien n’a été modifié.",
            en:
                "Choose: --keep NODE or --value VALUE. Nothing was changed."
        ),
        .trueOrFalse: Text(
            fr:
                "Pour deleted : --value true ou --value false. Rien n’a été modifié.",
            en:
                "For deleted: --value true or --value false. Nothing was changed."
        ),
        .charterImpossible: Text(
            fr:
                "Ces lignes ne font pas une charte : 1 à 64 fondateurs, chaque nœud et chaque clé une fois, des voix entre 1 et leur nombre. Rien n’a été écrit.",
            en:
                "These lines make no charter: 1 to 64 founders, each node and each key once, votes between 1 and their number. Nothing was written."
        ),
        .fileExists: Text(
            fr:
                "{path} existe déjà. Rien n’a été écrit.",
            en:
                "{path} exists already. Nothing was written."
        ),
        .cannotWriteFile: Text(
            fr:
                "{path} n’a pas pu être écrit. Les fiches n’ont pas changé pour autant.",
            en:
                "{path} could not be written. No record changed for that."
        ),
        .cannotReadFile: Text(
            fr:
                "{path} n’a pas pu être lu. Rien n’a été modifié.",
            en:
                "{path} could not be read. Nothing was changed."
        ),
        .fileTooLarge: Text(
            fr:
                "{path} dépasse {limit} octets. Rien n’a été modifié.",
            en:
                "{path} is larger than {limit} bytes. Nothing was changed."
        ),
        .notAFeedFile: Text(
            fr:
                "{path} ne porte pas le nom d’un feed (nœud-16 caractères.jsonl). Rien n’a été contrôlé.",
            en:
                "{path} does not have the name of a feed (node-16 characters.jsonl). Nothing was checked."
        ),
        .notLoopback: Text(
            fr:
                "Les lectures ne sont pas encore authentifiées : serve n’écoute que sur 127.0.0.1, [::1] ou localhost, pas sur {host}. Devant, mettez un tunnel ou un proxy.",
            en:
                "Reads are not authenticated yet: serve listens on 127.0.0.1, ::1 or localhost only, not on {host}. Put a tunnel or a proxy in front."
        ),
        .cannotListen: Text(
            fr:
                "Impossible d’écouter sur {address} : {reason}. Essayez un autre port : club-sync serve --listen 127.0.0.1:0",
            en:
                "Cannot listen on {address}: {reason}. Try another port: club-sync serve --listen 127.0.0.1:0"
        ),
        .builtWithoutServer: Text(
            fr:
                "Cette version a été construite sans serveur.",
            en:
                "This build has no server."
        ),
        .initDone: Text(
            fr:
                "Nœud créé dans « {dir} ». Donnez cette ligne aux autres fondateurs, puis : club-sync join charter.json",
            en:
                "Node made in “{dir}”. Give this line to the other founders, then: club-sync join charter.json"
        ),
        .charterDone: Text(
            fr:
                "Charte écrite dans {path}. Comparez l’identifiant de vive voix, puis chacun : club-sync join {path}",
            en:
                "Charter written to {path}. Compare the id by voice, then everybody: club-sync join {path}"
        ),
        .joinDone: Text(
            fr:
                "Ce nœud est dans le réseau « {network} » ({id}). Ensuite : club-sync peers add NOM URL",
            en:
                "This node is in the network “{network}” ({id}). Next: club-sync peers add NAME URL"
        ),
        .joinAgain: Text(
            fr:
                "Ce nœud était déjà dans le réseau « {network} » ({id}).",
            en:
                "This node was in the network “{network}” ({id}) already."
        ),
        .peerAdded: Text(
            fr:
                "Pair ajouté : {peer}. Ensuite : club-sync pull",
            en:
                "Peer added: {peer}. Next: club-sync pull"
        ),
        .peerRemoved: Text(
            fr:
                "Pair retiré : {peer}.",
            en:
                "Peer removed: {peer}."
        ),
        .noPeers: Text(
            fr:
                "Aucun pair. Pour en ajouter un : club-sync peers add NOM URL",
            en:
                "No peers. To add one: club-sync peers add NAME URL"
        ),
        .added: Text(
            fr:
                "Fiche ajoutée : {id}",
            en:
                "Record added: {id}"
        ),
        .edited: Text(
            fr:
                "Fiche modifiée : {id}",
            en:
                "Record changed: {id}"
        ),
        .deleted: Text(
            fr:
                "Fiche supprimée : {id}. Pour la rétablir : club-sync restore {id}",
            en:
                "Record deleted: {id}. To bring it back: club-sync restore {id}"
        ),
        .restored: Text(
            fr:
                "Fiche rétablie : {id}",
            en:
                "Record brought back: {id}"
        ),
        .resolved: Text(
            fr:
                "Conflit tranché : {id}",
            en:
                "Conflict settled: {id}"
        ),
        .nothingToDo: Text(
            fr:
                "Rien à écrire : {id} est déjà ainsi.",
            en:
                "Nothing to write: {id} is so already."
        ),
        .wouldWrite: Text(
            fr:
                "Essai : {count} {count|ligne serait écrite|lignes seraient écrites} pour {id}. Rien n’a été modifié.",
            en:
                "Dry run: {count} {count|line|lines} would be written for {id}. Nothing was changed."
        ),
        .tailSetAside: Text(
            fr:
                "La fin du feed était déchirée (arrêt brutal) ; une copie est dans {path}.",
            en:
                "The end of the feed was torn (a sudden stop); a copy is in {path}."
        ),
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
        .exported: Text(
            fr:
                "{count} {count|fiche|fiches} dans {path}",
            en:
                "{count} {count|record|records} in {path}"
        ),
        .serving: Text(
            fr:
                "À l’écoute. Ctrl-C pour arrêter.",
            en:
                "Listening. Ctrl-C stops it."
        ),
        .pulling: Text(
            fr:
                "{count} {count|pair interrogé|pairs interrogés}…",
            en:
                "Asking {count} {count|peer|peers}…"
        ),
        .emptyList: Text(
            fr:
                "Aucune fiche.",
            en:
                "No records."
        ),
        .undatedLeftOut: Text(
            fr:
                "{count} {count|fiche sans date n’est pas montrée|fiches sans date ne sont pas montrées}.",
            en:
                "{count} undated {count|record is|records are} not shown."
        ),
        .listHasConflicts: Text(
            fr:
                "⚠ {count} {count|fiche contestée|fiches contestées} : club-sync conflicts",
            en:
                "⚠ {count} contested {count|record|records}: club-sync conflicts"
        ),
        .noConflicts: Text(
            fr:
                "Aucun conflit.",
            en:
                "No conflicts."
        ),
        .conflictsHint: Text(
            fr:
                "Pour trancher : club-sync resolve ID --field CHAMP --keep NŒUD",
            en:
                "To settle: club-sync resolve ID --field FIELD --keep NODE"
        ),
        .conflictOn: Text(
            fr:
                "Conflit sur {field} :",
            en:
                "Conflict on {field}:"
        ),
        .isDeleted: Text(
            fr:
                "Fiche supprimée.",
            en:
                "Deleted."
        ),
        .isDeletedContested: Text(
            fr:
                "Suppression contestée : la fiche a été modifiée en même temps.",
            en:
                "Contested deletion: the record was changed at the same time."
        ),
        .isLocked: Text(
            fr:
                "Une version plus récente a écrit ici : mettez club-sync à jour avant de modifier.",
            en:
                "A newer version wrote here: update club-sync before editing."
        ),
        .verified: Text(
            fr:
                "{feeds} {feeds|feed|feeds}, {count} {count|ligne|lignes} : chaînes et sceaux en ordre.",
            en:
                "{feeds} {feeds|feed|feeds}, {count} {count|line|lines}: chains and seals in order."
        ),
        .verifiedFile: Text(
            fr:
                "{file} : {count} {count|ligne|lignes}, chaîne et sceau en ordre.",
            en:
                "{file}: {count} {count|line|lines}, chain and seal in order."
        ),
        .verifyDefect: Text(
            fr:
                "{file}, ligne {line} : {code}. Les lignes d’avant restent valables.",
            en:
                "{file}, line {line}: {code}. The lines before stand."
        ),
        .statusCounts: Text(
            fr:
                "{network} · {records} {records|fiche|fiches} · {conflicts} {conflicts|conflit|conflits} · {feeds} {feeds|feed|feeds}",
            en:
                "{network} · {records} {records|record|records} · {conflicts} {conflicts|conflict|conflicts} · {feeds} {feeds|feed|feeds}"
        ),
        .allGreen: Text(
            fr:
                "Tout est en ordre.",
            en:
                "All in order."
        ),
        .adviceFork: Text(
            fr:
                "Le feed {feed} porte deux suites différentes : ses changements sont retenus à la bifurcation. Prévenez ce centre ; son administrateur lancera club-sync recover.",
            en:
                "The feed {feed} has two different courses: its changes are held at the fork. Tell that office; its administrator runs club-sync recover."
        ),
        .adviceUntrusted: Text(
            fr:
                "{peer} a envoyé des lignes irrecevables ({feed} : {reason}). Ce feed est retenu, le reste est à jour. Prévenez ce centre.",
            en:
                "{peer} sent lines that cannot be accepted ({feed}: {reason}). That feed is held, the rest is up to date. Tell that office."
        ),
        .adviceForeign: Text(
            fr:
                "{peer} appartient à un autre réseau : rien n’a été pris. Vérifiez son adresse : club-sync peers list",
            en:
                "{peer} is in another network: nothing was taken. Check its address: club-sync peers list"
        ),
        .adviceNonsense: Text(
            fr:
                "{peer} ne parle pas le protocole ({why}) : rien n’a été pris. Vérifiez son adresse : club-sync peers list",
            en:
                "{peer} does not speak the protocol ({why}): nothing was taken. Check its address: club-sync peers list"
        ),
        .adviceRefused: Text(
            fr:
                "{peer} a refusé de répondre (HTTP {status}). Rien n’a changé ici. Appelez ce centre.",
            en:
                "{peer} refused to answer (HTTP {status}). Nothing changed here. Call that office."
        ),
        .adviceBadAddress: Text(
            fr:
                "L’adresse de {peer} n’est pas utilisable. Corrigez-la : club-sync peers remove {peer}, puis peers add",
            en:
                "The address of {peer} cannot be used. Mend it: club-sync peers remove {peer}, then peers add"
        ),
        .adviceUnreachable: Text(
            fr:
                "Injoignable : {peers}. Rien n’a changé pour ce qui en vient. Réessayez : club-sync pull {peers}",
            en:
                "Unreachable: {peers}. Nothing changed for what comes from there. Try again: club-sync pull {peers}"
        ),
        .advicePartial: Text(
            fr:
                "Incomplet : {peers}. Ce qui est arrivé est gardé. Réessayez : club-sync pull {peers}",
            en:
                "Incomplete: {peers}. What came is kept. Try again: club-sync pull {peers}"
        ),
        .adviceIncomplete: Text(
            fr:
                "{count} {count|ligne incomplète|lignes incomplètes} : une partie du contenu manque.",
            en:
                "{count} incomplete {count|line|lines}: a part of the content is missing."
        ),
        .adviceConflicts: Text(
            fr:
                "{count} {count|conflit attend|conflits attendent} une décision : club-sync conflicts",
            en:
                "{count} {count|conflict waits|conflicts wait} for a decision: club-sync conflicts"
        ),
        .adviceNeverPulled: Text(
            fr:
                "Jamais interrogés : {peers}. Lancez : club-sync pull",
            en:
                "Never asked: {peers}. Run: club-sync pull"
        ),
        .peerFresh: Text(
            fr:
                "à jour",
            en:
                "up to date"
        ),
        .peerUnchanged: Text(
            fr:
                "à jour, rien de nouveau",
            en:
                "up to date, nothing new"
        ),
        .peerPartial: Text(
            fr:
                "incomplet",
            en:
                "incomplete"
        ),
        .peerUnreachable: Text(
            fr:
                "injoignable ({why})",
            en:
                "unreachable ({why})"
        ),
        .peerInterrupted: Text(
            fr:
                "interrompu ({why})",
            en:
                "interrupted ({why})"
        ),
        .peerRefused: Text(
            fr:
                "refus (HTTP {status})",
            en:
                "refused (HTTP {status})"
        ),
        .peerNonsense: Text(
            fr:
                "réponse incompréhensible ({why})",
            en:
                "incomprehensible answer ({why})"
        ),
        .peerBadAddress: Text(
            fr:
                "adresse inutilisable ({why})",
            en:
                "unusable address ({why})"
        ),
        .peerForeignNetwork: Text(
            fr:
                "autre réseau",
            en:
                "another network"
        ),
        .peerStopped: Text(
            fr:
                "arrêté ici",
            en:
                "stopped here"
        ),
        .peerNever: Text(
            fr:
                "jamais interrogé",
            en:
                "never asked"
        ),
        .wordMissing: Text(
            fr:
                "(manquant)",
            en:
                "(missing)"
        ),
        .wordNone: Text(
            fr:
                "(vide)",
            en:
                "(empty)"
        ),
        .wordErased: Text(
            fr:
                "(effacé)",
            en:
                "(erased)"
        ),
        .wordYes: Text(
            fr:
                "oui",
            en:
                "yes"
        ),
        .wordNo: Text(
            fr:
                "non",
            en:
                "no"
        ),
        .wordDeleted: Text(
            fr:
                "suppression",
            en:
                "deletion"
        ),
        .wordUnreachable: Text(
            fr:
                "injoignable",
            en:
                "unreachable"
        ),
        .wordInterrupted: Text(
            fr:
                "interrompu",
            en:
                "interrupted"
        ),
        .wordRefused: Text(
            fr:
                "refus",
            en:
                "refused"
        ),
        .wordNonsense: Text(
            fr:
                "réponse incompréhensible",
            en:
                "incomprehensible answer"
        ),
        .columnNode: Text(
            fr:
                "Nœud",
            en:
                "Node"
        ),
        .columnName: Text(
            fr:
                "Nom",
            en:
                "Name"
        ),
        .columnKey: Text(
            fr:
                "Clé",
            en:
                "Key"
        ),
        .columnPeer: Text(
            fr:
                "Pair",
            en:
                "Peer"
        ),
        .columnField: Text(
            fr:
                "Champ",
            en:
                "Field"
        ),
        .columnValue: Text(
            fr:
                "Valeur",
            en:
                "Value"
        ),
        .columnBy: Text(
            fr:
                "Par",
            en:
                "By"
        ),
        .columnWhen: Text(
            fr:
                "Quand",
            en:
                "When"
        ),
        .columnChange: Text(
            fr:
                "Changement",
            en:
                "Change"
        ),
        .columnBecause: Text(
            fr:
                "Raison",
            en:
                "Reason"
        ),
        .columnRecord: Text(
            fr:
                "Fiche",
            en:
                "Record"
        ),
        .columnLine: Text(
            fr:
                "Ligne",
            en:
                "Line"
        ),
        .columnColumn: Text(
            fr:
                "Colonne",
            en:
                "Column"
        ),
        .columnReceived: Text(
            fr:
                "Reçu",
            en:
                "Received"
        ),
        .columnNew: Text(
            fr:
                "Nouveau",
            en:
                "New"
        ),
        .columnSeconds: Text(
            fr:
                "Secondes",
            en:
                "Seconds"
        ),
        .columnState: Text(
            fr:
                "État",
            en:
                "State"
        ),
        .columnLastSuccess: Text(
            fr:
                "Dernier échange",
            en:
                "Last exchange"
        ),
    ]
}
