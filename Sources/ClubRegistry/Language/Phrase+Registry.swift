// swift-format-ignore-file: LineLength
/// What the registry says when it does not do what it was asked: what failed, what stayed
/// untouched, what to run next.
extension Phrase {
    static let registryTexts: [Phrase: Text] = [
        .noStore: Text(
            fr:
                "Aucun dépôt club-sync dans « {dir} ». Rien n’a été modifié. Pour en créer un : club-sync init --node ID --name NOM",
            en:
                "No club-sync store in “{dir}”. Nothing was changed. To make one: club-sync init --node ID --name NAME"
        ),
        .initIncomplete: Text(
            fr:
                "Le dépôt « {dir} » n’a pas été créé jusqu’au bout. Relancez la même commande : club-sync init --node ID --name NOM",
            en:
                "The store “{dir}” was not made to the end. Run the same command again: club-sync init --node ID --name NAME"
        ),
        .alreadyInitialised: Text(
            fr:
                "Il y a déjà un nœud dans « {dir} ». Rien n’a été modifié. Pour le voir : club-sync status",
            en:
                "There is a node in “{dir}” already. Nothing was changed. To see it: club-sync status"
        ),
        .badNodeName: Text(
            fr:
                "« {node} » n’est pas un identifiant de nœud : des minuscules, chiffres et tirets, 32 au plus, une lettre d’abord. Rien n’a été créé.",
            en:
                "“{node}” is no node id: lower-case letters, digits and hyphens, at most 32, a letter first. Nothing was made."
        ),
        .badDisplayName: Text(
            fr:
                "« {name} » ne peut pas servir de nom : 1 à 200 caractères visibles. Rien n’a été créé.",
            en: "“{name}” cannot be a name: 1 to 200 visible characters. Nothing was made."),
        .notJoined: Text(
            fr:
                "Le nœud « {dir} » n’appartient encore à aucun réseau. Rien n’a été modifié. Ensuite : club-sync join charter.json",
            en:
                "The node “{dir}” is in no network yet. Nothing was changed. Next: club-sync join charter.json"
        ),
        .otherNetwork: Text(
            fr:
                "« {dir} » appartient déjà à un autre réseau : un dossier, un réseau. Rien n’a été modifié. Pour le voir : club-sync charter show",
            en:
                "“{dir}” is in another network already: one folder, one network. Nothing was changed. To see it: club-sync charter show"
        ),
        .notInCharter: Text(
            fr:
                "La charte ne nomme pas « {node} » avec la clé de ce nœud. Rien n’a été modifié. Comparez : club-sync charter show",
            en:
                "The charter does not name “{node}” with the key of this node. Nothing was changed. Compare: club-sync charter show"
        ),
        .badCharter: Text(
            fr:
                "Ce n’est pas une charte valable : {path} ({code}). Rien n’a été modifié. Demandez le fichier d’origine aux fondateurs.",
            en:
                "This is no valid charter: {path} ({code}). Nothing was changed. Ask the founders for the original file."
        ),
        .badKeyLine: Text(
            fr:
                "Ce n’est pas une ligne de clé « ID ed25519:CLÉ NOM » : {line}. Rien n’a été écrit. La bonne ligne est celle qu’affiche club-sync init.",
            en:
                "This is no key line “ID ed25519:KEY NAME”: {line}. Nothing was written. The right line is what club-sync init prints."
        ),
        .keyUnusable: Text(
            fr:
                "La clé {path} ne peut pas servir ({reason}). Rien n’a été modifié. Souvent : chmod 600 {path}",
            en:
                "The key {path} cannot be used ({reason}). Nothing was changed. Often: chmod 600 {path}"
        ),
        .locked: Text(
            fr:
                "Un autre processus travaille sur ce dépôt ({holder}). Rien n’a été modifié. Réessayez quand il aura fini. Verrou : {path}",
            en:
                "Another process is working on this store ({holder}). Nothing was changed. Try again when it is done. Lock: {path}"
        ),
        .restoredStateMissing: Text(
            fr:
                "Ce dépôt a été restauré ou copié : son état local manque. Rien n’est écrit, pull et serve continuent. Ensuite : club-sync recover",
            en:
                "This store was restored or copied: its local state is missing. Nothing is written, pull and serve go on. Next: club-sync recover"
        ),
        .restoredBehind: Text(
            fr:
                "Ce dépôt est plus ancien que ce qui y a été écrit : une sauvegarde a été restaurée. Rien n’est écrit, pull et serve continuent. Ensuite : club-sync recover",
            en:
                "This store is older than what was written in it: a backup was restored. Nothing is written, pull and serve go on. Next: club-sync recover"
        ),
        .restoredOtherChain: Text(
            fr:
                "Ce dépôt porte une autre suite de ses propres lignes : il a été copié et les deux copies ont servi. Rien n’est écrit, pull et serve continuent. Ensuite : club-sync recover",
            en:
                "This store has another course of its own lines: it was copied, and both copies were used. Nothing is written, pull and serve go on. Next: club-sync recover"
        ),
        .restoredAhead: Text(
            fr:
                "Ce dépôt va plus loin que son état local : un état ancien a été restauré. Rien n’est écrit, pull et serve continuent. Ensuite : club-sync recover",
            en:
                "This store goes further than its local state: an old state was restored. Nothing is written, pull and serve go on. Next: club-sync recover"
        ),
        .restoredMarkUnusable: Text(
            fr:
                "L’état local de ce dépôt est illisible ou d’un autre dépôt. Rien n’est écrit, pull et serve continuent. Ensuite : club-sync recover",
            en:
                "The local state of this store is unreadable or another store’s. Nothing is written, pull and serve go on. Next: club-sync recover"
        ),
        .restoredSeenAtPeer: Text(
            fr:
                "{peer} détient des lignes de ce nœud qui manquaient ici : le dépôt a été restauré ou copié. Rien n’est écrit, pull et serve continuent. Ensuite : club-sync recover",
            en:
                "{peer} holds lines of this node that were missing here: the store was restored or copied. Nothing is written, pull and serve go on. Next: club-sync recover"
        ),
        .damagedFeed: Text(
            fr:
                "{file} est endommagé à la ligne {line} ({code}). Les lignes d’avant restent valables, rien n’a été modifié. Les autres centres en ont une copie intacte. Pour le réparer : club-sync repair Pour le réparer : club-sync repair",
            en:
                "{file} is damaged at line {line} ({code}). The lines before stand, nothing was changed. The other offices hold an intact copy. To mend it: club-sync repair"
        ),
        .diskFailed: Text(
            fr:
                "Le disque a refusé : {path} ({reason}). Cette commande n’a pas abouti ; ce qui était enregistré le reste. Vérifiez avec club-sync status, puis recommencez.",
            en:
                "The disk refused: {path} ({reason}). This command did not finish; what was stored stays. Look with club-sync status, then run it again."
        ),
        .refusedLine: Text(
            fr: "La modification ne respecte pas le format ({code}). Rien n’a été écrit.",
            en: "The change does not meet the format ({code}). Nothing was written."),
        .editTooLarge: Text(
            fr:
                "La modification est trop grande : 64 Kio par fiche et par commande. Rien n’a été écrit. Découpez-la.",
            en:
                "The change is too large: 64 KiB a record and command. Nothing was written. Cut it up."
        ),
        .partlyWritten: Text(
            fr:
                "{count} {count|ligne a été écrite et reste|lignes ont été écrites et restent}, puis l’écriture a échoué ({reason}). Relancez la même commande : elle finit le reste.",
            en:
                "{count} {count|line was written and stays|lines were written and stay}, then writing failed ({reason}). Run the same command again: it does the rest."
        ),
        .unknownRecord: Text(
            fr:
                "Aucune fiche « {id} » ici. Rien n’a été modifié. Pour les voir : club-sync list actions",
            en: "No record “{id}” here. Nothing was changed. To see them: club-sync list actions"),
        .ambiguousRecord: Text(
            fr:
                "« {id} » désigne plusieurs fiches : {matches}. Rien n’a été modifié. Donnez quelques caractères de plus.",
            en:
                "“{id}” names several records: {matches}. Nothing was changed. Give a few more characters."
        ),
        .wrongKind: Text(
            fr: "La fiche {id} est de nature « {kind} ». Rien n’a été modifié.",
            en: "The record {id} is of kind “{kind}”. Nothing was changed."),
        .recordIsDeleted: Text(
            fr:
                "La fiche {id} est supprimée. Rien n’a été modifié. Pour la rétablir : club-sync restore {id}",
            en:
                "The record {id} is deleted. Nothing was changed. To bring it back: club-sync restore {id}"
        ),
        .needsUpgrade: Text(
            fr:
                "La fiche {id} contient des changements d’une version plus récente ({fields}). Rien n’a été modifié. Mettez club-sync à jour, ou insistez avec --override.",
            en:
                "The record {id} holds changes of a newer version ({fields}). Nothing was changed. Update club-sync, or insist with --override."
        ),
        .missingValue: Text(
            fr:
                "Une valeur de « {field} » dans {id} manque ici. Rien n’a été modifié. Demandez la ligne entière au centre qui l’a écrite.",
            en:
                "A value of “{field}” in {id} is missing here. Nothing was changed. Ask the office that wrote it for the whole line."
        ),
        .noConflict: Text(
            fr:
                "Pas de conflit sur « {field} » dans {id}. Rien n’a été modifié. Pour les voir : club-sync conflicts",
            en:
                "No conflict on “{field}” in {id}. Nothing was changed. To see them: club-sync conflicts"
        ),
        .noCandidate: Text(
            fr:
                "Aucune valeur de « {node} » pour « {field} ». Rien n’a été modifié. Pour les voir : club-sync conflicts",
            en:
                "No value of “{node}” for “{field}”. Nothing was changed. To see them: club-sync conflicts"
        ),
        .severalCandidates: Text(
            fr:
                "« {node} » a deux valeurs pour « {field} ». Rien n’a été modifié. Choisissez avec --value.",
            en: "“{node}” has two values for “{field}”. Nothing was changed. Choose with --value."),
        .configurationAt: Text(
            fr:
                "{path}, ligne {line} : {reason}. Rien n’a été modifié. Corrigez le fichier et relancez.",
            en: "{path}, line {line}: {reason}. Nothing was changed. Mend the file and run again."),
        .configurationUnreadable: Text(
            fr: "{path} ne peut pas être lu : {reason}. Rien n’a été modifié.",
            en: "{path} cannot be read: {reason}. Nothing was changed."),
        .stateInsideDir: Text(
            fr:
                "L’état local ({state}) serait dans le dossier du nœud : une sauvegarde l’emporterait, et une restauration passerait inaperçue. Rien n’a été créé. Indiquez un autre endroit : --state DOSSIER",
            en:
                "The local state ({state}) would be inside the node’s folder: a backup would take it along, and a restore would go unnoticed. Nothing was made. Name another place: --state DIR"
        ),
    ]
}
