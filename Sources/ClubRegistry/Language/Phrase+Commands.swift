// swift-format-ignore-file: LineLength
/// What commands say: wrong command lines, results, hints.
extension Phrase {
    static let commandTexts: [Phrase: Text] = [
        .unknownKeyField: Text(
            fr:
                "Aucune ligne et aucune fiche n’a de champ « {field} ». Rien n’a été modifié.",
            en:
                "No row and no record has a field “{field}”. Nothing was changed."
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
        .caUnusable: Text(
            fr:
                "{path} ne contient pas de certificat au format PEM. Aucun pair n’a été interrogé. Donnez le certificat de l’autorité du club : club-sync pull --ca FICHIER",
            en:
                "{path} holds no certificate in PEM form. No peer was asked. Give the certificate of the club’s authority: club-sync pull --ca FILE"
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
        .servingOpenly: Text(
            fr:
                "Ouvert à d’autres machines, sans TLS : qui est sur le chemin peut lire ce qui passe. Un proxy devant l’évite : docs/Caddyfile.",
            en:
                "Open to other machines, without TLS: who is on the way can read what passes. A proxy in front prevents it: docs/Caddyfile."
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
                "{file}, ligne {line} : {code}. Les lignes d’avant restent valables. Si ce fichier est dans votre dossier feeds : club-sync repair",
            en:
                "{file}, line {line}: {code}. The lines before stand. If this file is in your feeds folder: club-sync repair"
        ),
        .verifyBarren: Text(
            fr:
                "{file} ne contient encore aucune ligne entière : un échange s’est arrêté trop tôt. Rien n’est perdu. Pour reprendre : club-sync pull",
            en:
                "{file} holds no whole line yet: a pull ended too early. Nothing is lost. To go on: club-sync pull"
        ),
        .allGreen: Text(
            fr:
                "Tout est en ordre.",
            en:
                "All in order."
        ),
    ]
}
