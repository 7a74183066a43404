// swift-format-ignore-file: LineLength
/// What `doctor` finds.
extension Phrase {
    static let doctorTexts: [Phrase: Text] = [
        .summaryDoctor: Text(
            fr:
                "Vérifie ce qui empêcherait ce nœud de tourner sans personne.",
            en:
                "Checks whatever would keep this node from running unattended."
        ),
        .helpDoctor: Text(
            fr:
                "Chaque vérification a un numéro, un état, une ligne, et la commande qui répare. Rien n’est écrit, aucun verrou n’est pris, personne n’est appelé.\nSort avec 0 si tout est bon, 3 s’il reste quelque chose à voir ou à réparer, 10 s’il n’y a pas de dépôt. En JSON l’état est ok, warn ou bad, et « check » nomme la vérification pour un programme.",
            en:
                "Each check has a number, a state, a line, and the command that mends it. Nothing is written, no lock is taken, nobody is called.\nExits with 0 when all is well, 3 when something is to be looked at or mended, 10 when there is no store. In JSON the state is ok, warn or bad, and “check” names the check for a program."
        ),
        .doctorOK: Text(
            fr:
                "bon",
            en:
                "ok"
        ),
        .doctorWarn: Text(
            fr:
                "à voir",
            en:
                "look"
        ),
        .doctorBad: Text(
            fr:
                "à réparer",
            en:
                "mend"
        ),
        .doctorAllGood: Text(
            fr:
                "Tout est bon.",
            en:
                "All is well."
        ),
        .doctorSomeBad: Text(
            fr:
                "{count} {count|point reste|points restent} à voir ou à réparer.",
            en:
                "{count} {count|point is|points are} to be looked at or mended."
        ),
        .doctorStore: Text(
            fr:
                "dépôt",
            en:
                "store"
        ),
        .doctorSettings: Text(
            fr:
                "réglages",
            en:
                "settings"
        ),
        .doctorKeys: Text(
            fr:
                "clés",
            en:
                "keys"
        ),
        .doctorState: Text(
            fr:
                "état local",
            en:
                "local state"
        ),
        .doctorDisk: Text(
            fr:
                "disque",
            en:
                "disk"
        ),
        .doctorSpace: Text(
            fr:
                "place",
            en:
                "space"
        ),
        .doctorCharter: Text(
            fr:
                "charte",
            en:
                "charter"
        ),
        .doctorOwnFeed: Text(
            fr:
                "feed d’ici",
            en:
                "own feed"
        ),
        .doctorDamage: Text(
            fr:
                "feeds abîmés",
            en:
                "damaged feeds"
        ),
        .doctorBarren: Text(
            fr:
                "feeds vides",
            en:
                "barren feeds"
        ),
        .doctorForks: Text(
            fr:
                "bifurcations",
            en:
                "forks"
        ),
        .doctorIncomplete: Text(
            fr:
                "lignes incomplètes",
            en:
                "incomplete lines"
        ),
        .doctorConflicts: Text(
            fr:
                "conflits",
            en:
                "contested"
        ),
        .doctorPeers: Text(
            fr:
                "pairs",
            en:
                "peers"
        ),
        .doctorExchange: Text(
            fr:
                "échanges",
            en:
                "exchange"
        ),
        .doctorClock: Text(
            fr:
                "horloge",
            en:
                "clock"
        ),
        .doctorLeftovers: Text(
            fr:
                "restes",
            en:
                "leftovers"
        ),
        .doctorCertificates: Text(
            fr:
                "certificats",
            en:
                "certificates"
        ),
        .doctorAddress: Text(
            fr:
                "adresse",
            en:
                "address"
        ),
        .doctorVersion: Text(
            fr:
                "programme",
            en:
                "program"
        ),
        .doctorSkipped: Text(
            fr:
                "Pas vérifié : d’abord le point {number}.",
            en:
                "Not checked: point {number} comes first."
        ),
        .doctorStoreFound: Text(
            fr:
                "« {dir} » est un dépôt.",
            en:
                "“{dir}” is a store."
        ),
        .doctorSettingsRead: Text(
            fr:
                "node.yaml se lit ; ce nœud est {node}.",
            en:
                "node.yaml is read; this node is {node}."
        ),
        .doctorUnknownKey: Text(
            fr:
                "node.yaml, ligne {line} : « {key} » n’est pas un réglage connu ; il est laissé tel quel et ne fait rien.",
            en:
                "node.yaml, line {line}: “{key}” is no setting that is known; it is left as it is and does nothing."
        ),
        .doctorKeysGood: Text(
            fr:
                "Les clés se lisent, et personne d’autre n’y a accès.",
            en:
                "The keys can be read, and by nobody else."
        ),
        .doctorKeyMissing: Text(
            fr:
                "{path} manque : sans elle ce nœud ne peut plus ouvrir de feed. Reprenez-la de la sauvegarde, ou du papier.",
            en:
                "{path} is missing: without it this node cannot open a feed any more. Take it from the backup, or from the paper."
        ),
        .doctorOtherUser: Text(
            fr:
                "{path} et son dossier appartiennent à l’utilisateur numéro {user}, et non à celui qui demande : ce dépôt ne sert qu’en tant que lui.",
            en:
                "{path} and its folder belong to user number {user}, and not to whoever asks: this store is used as that user only."
        ),
        .doctorStateFound: Text(
            fr:
                "L’état local est dans {path}, hors du dossier du nœud.",
            en:
                "The local state is in {path}, outside of the node’s folder."
        ),
        .doctorStateMissing: Text(
            fr:
                "L’état local {path} manque : ce dossier a été restauré ou copié. Rien n’y est écrit.",
            en:
                "The local state {path} is missing: this folder was restored or copied. Nothing is written to it."
        ),
        .doctorStateInside: Text(
            fr:
                "L’état local {path} est dans le dossier du nœud : une sauvegarde l’emporte, et une restauration passerait inaperçue. Déplacez-le, puis indiquez-le avec CLUB_SYNC_STATE.",
            en:
                "The local state {path} is inside the node’s folder: a backup takes it along, and a restore would go unnoticed. Move it, then name it with CLUB_SYNC_STATE."
        ),
        .doctorStateOpen: Text(
            fr:
                "D’autres utilisateurs ont accès à l’état local {path}.",
            en:
                "Other users have access to the local state {path}."
        ),
        .doctorDiskLocal: Text(
            fr:
                "Dossier et état local sont sur un disque de cette machine.",
            en:
                "Folder and local state are on a disk of this machine."
        ),
        .doctorDiskMemory: Text(
            fr:
                "{path} est en mémoire : tout disparaît à l’arrêt de la machine. Déplacez le dépôt sur un disque.",
            en:
                "{path} is in memory: all is gone when the machine stops. Move the store to a disk."
        ),
        .doctorDiskNetwork: Text(
            fr:
                "{path} est sur un disque partagé : une écriture confirmée peut s’y perdre, et deux machines s’y croiser. Déplacez le dépôt sur un disque de cette machine.",
            en:
                "{path} is on a shared disk: what was confirmed may get lost there, and two machines may meet. Move the store to a disk of this machine."
        ),
        .doctorSpaceEnough: Text(
            fr:
                "{count} Mio libres.",
            en:
                "{count} MiB free."
        ),
        .doctorSpaceLittle: Text(
            fr:
                "Il reste {count} Mio pour {path}. Rien n’est perdu quand le disque est plein, mais rien ne s’y écrit plus.",
            en:
                "{count} MiB are left for {path}. Nothing is lost when the disk is full, but nothing is written any more."
        ),
        .doctorCharterGood: Text(
            fr:
                "{network}, réseau {id} ; la charte nomme ce nœud avec sa clé.",
            en:
                "{network}, network {id}; the charter names this node with its key."
        ),
        .doctorOwnFeedGood: Text(
            fr:
                "Ce qui a été confirmé ici est là.",
            en:
                "What was confirmed here is there."
        ),
        .doctorNoDamage: Text(
            fr:
                "Chaque ligne des feeds se lit.",
            en:
                "Every line of the feeds can be read."
        ),
        .doctorNoBarren: Text(
            fr:
                "Aucun feed n’est vide.",
            en:
                "No feed is empty."
        ),
        .doctorBarrenLost: Text(
            fr:
                "{file} ne contient plus aucune ligne : c’est un feed de ce nœud. Rien n’y est écrit.",
            en:
                "{file} holds no line any more: it is a feed of this node. Nothing is written to it."
        ),
        .doctorNoFork: Text(
            fr:
                "Aucun feed n’a deux suites.",
            en:
                "No feed has two courses."
        ),
        .doctorForkKnown: Text(
            fr:
                "Le feed {feed} a deux suites, c’est noté ; l’une attend que son centre lance recover. Appelez-le.",
            en:
                "The feed {feed} has two courses, and that is noted; one of them waits until its office runs recover. Call it."
        ),
        .doctorNoIncomplete: Text(
            fr:
                "Aucune ligne n’est incomplète.",
            en:
                "No line is incomplete."
        ),
        .doctorNoConflict: Text(
            fr:
                "Aucun conflit.",
            en:
                "No conflict."
        ),
        .doctorManySiblings: Text(
            fr:
                "{id} a {count} valeurs pour « {field} » : un programme y écrit sans lire.",
            en:
                "{id} has {count} values of “{field}”: a program writes without reading."
        ),
        .doctorNoPeers: Text(
            fr:
                "Aucun pair : pull n’a personne à interroger.",
            en:
                "No peers: pull has nobody to ask."
        ),
        .doctorPeersAre: Text(
            fr:
                "Interrogés : {peers}.",
            en:
                "Asked: {peers}."
        ),
        .doctorNoJournal: Text(
            fr:
                "{path} ne se lit pas : on ne sait pas quand les échanges ont réussi.",
            en:
                "{path} cannot be read: nobody knows when exchanges succeeded."
        ),
        .doctorExchangeRecent: Text(
            fr:
                "Chaque pair a répondu depuis moins de deux jours.",
            en:
                "Every peer has answered within two days."
        ),
        .doctorExchangeLate: Text(
            fr:
                "Pas d’échange réussi depuis plus de deux jours : {peers}. La tâche de nuit tourne-t-elle ?",
            en:
                "No exchange succeeded for more than two days: {peers}. Does the nightly job run?"
        ),
        .doctorClockGood: Text(
            fr:
                "Ici il est {now} ; rien n’est daté de plus tard.",
            en:
                "It is {now} here; nothing is dated later."
        ),
        .doctorClockBehind: Text(
            fr:
                "Ici il est {now}, et {source} est daté de {time} : l’une des deux horloges est fausse. Rien n’en dépend, mais les gens le lisent.",
            en:
                "It is {now} here, and {source} is dated {time}: one of the two clocks is wrong. Nothing depends on it, but people read it."
        ),
        .doctorNoLeftovers: Text(
            fr:
                "Rien n’a été mis de côté.",
            en:
                "Nothing was set aside."
        ),
        .doctorLeftoversFound: Text(
            fr:
                "{path} garde {count} {count|reste|restes} d’écritures interrompues ; rien n’en avait été confirmé. À effacer après lecture.",
            en:
                "{path} keeps {count} {count|rest|rests} of writes that were cut short; nothing of them had been confirmed. To be deleted once read."
        ),
        .doctorCertificatesUnneeded: Text(
            fr:
                "Aucun pair en https : rien à vérifier.",
            en:
                "No peer by https: nothing to check."
        ),
        .doctorCertificatesFound: Text(
            fr:
                "Les autorités de certification sont dans {path}.",
            en:
                "The certificate authorities are in {path}."
        ),
        .doctorCertificatesMissing: Text(
            fr:
                "Les autorités de certification manquent ({path}) : aucun pair en https n’est joignable.",
            en:
                "The certificate authorities are missing ({path}): no peer by https can be reached."
        ),
        .doctorAddressGood: Text(
            fr:
                "serve répond sur {address}, pour cette machine ; les autres viennent par un tunnel ou un proxy.",
            en:
                "serve answers at {address}, for this machine; others come through a tunnel or a proxy."
        ),
        .doctorAddressOpen: Text(
            fr:
                "« listen: {address} » sort de cette machine : serve le refusera tant que les lectures ne sont pas signées. Mettez 127.0.0.1:8471, derrière un tunnel ou un proxy.",
            en:
                "“listen: {address}” leaves this machine: serve refuses it as long as reads are not signed. Put 127.0.0.1:8471, behind a tunnel or a proxy."
        ),
        .doctorVersionIs: Text(
            fr:
                "{version}.",
            en:
                "This is {version}."
        ),
    ]
}
