// swift-format-ignore-file: LineLength
/// What `recover` and `status --acknowledge` say.
extension Phrase {
    static let recoverTexts: [Phrase: Text] = [
        .summaryRecover: Text(
            fr: "Remettre en service un dépôt restauré, copié ou perdu",
            en: "Let a store that was restored, copied or lost write again"),
        .helpIdentity: Text(
            fr:
                "La clé d’identité du nœud perdu : identity.key d’une sauvegarde, ou le texte du papier de init",
            en:
                "The identity key of the lost node: identity.key of a backup, or the text of the paper of init"
        ),
        .helpRecoverCharter: Text(
            fr: "Avec --identity : la charte, à demander à un autre centre",
            en: "With --identity: the charter, to be had from another office"),
        .helpAcknowledge: Text(
            fr:
                "Prend acte des bifurcations et des lignes irrecevables d’aujourd’hui : pull ne les signale plus par le code 12",
            en:
                "Takes note of today’s forks and untrusted lines: pull no longer exits with 12 for them"
        ),
        .restoredUnfinished: Text(
            fr:
                "recover a commencé ici et n’a pas fini. Rien n’est écrit, pull et serve continuent. Relancez : club-sync recover",
            en:
                "recover began here and did not finish. Nothing is written, pull and serve go on. Run again: club-sync recover"
        ),
        .instanceUnusable: Text(
            fr:
                "{path} manque ou est illisible : c’est ce qui nomme l’état local. Rien n’a été modifié. Ensuite : club-sync recover",
            en:
                "{path} is missing or unreadable: it names the local state. Nothing was changed. Next: club-sync recover"
        ),
        .recoverNeedsCharter: Text(
            fr:
                "Il n’y a pas de charte dans « {dir} ». Rien n’a été écrit. Demandez charter.json à un autre centre, puis : club-sync recover --identity FICHIER --charter charter.json",
            en:
                "There is no charter in “{dir}”. Nothing was written. Ask another office for charter.json, then: club-sync recover --identity FILE --charter charter.json"
        ),
        .charterNeedsIdentity: Text(
            fr:
                "--charter va avec --identity : les deux refont un nœud perdu. Rien n’a été écrit. Pour un dépôt restauré : club-sync recover",
            en:
                "--charter goes with --identity: both make a lost node again. Nothing was written. For a store that was restored: club-sync recover"
        ),
        .identityNotInCharter: Text(
            fr:
                "La charte ne connaît pas cette clé d’identité. Rien n’a été écrit. Comparez : club-sync charter show charter.json",
            en:
                "The charter does not know this identity key. Nothing was written. Compare: club-sync charter show charter.json"
        ),
        .otherIdentity: Text(
            fr:
                "{path} est une autre clé d’identité. Rien n’a été écrit. Choisissez un dossier vide avec --dir.",
            en:
                "{path} is another identity key. Nothing was written. Choose an empty folder with --dir."
        ),
        .rebuilt: Text(
            fr:
                "Le nœud {node} ({name}) est refait dans « {dir} ». Ensuite : club-sync peers add NOM URL, puis club-sync pull",
            en:
                "The node {node} ({name}) is made again in “{dir}”. Next: club-sync peers add NAME URL, then club-sync pull"
        ),
        .wouldRebuild: Text(
            fr: "Le nœud {node} ({name}) serait refait dans « {dir} ». Rien n’a été écrit.",
            en: "The node {node} ({name}) would be made again in “{dir}”. Nothing was written."),
        .recovered: Text(
            fr:
                "Un nouveau feed est ouvert : {feed}. L’ancien reste tel quel, ses lignes comptent toujours.",
            en: "A new feed is open: {feed}. The old one stays as it is, its lines still count."),
        .wouldRecover: Text(
            fr: "Un nouveau feed serait ouvert. Rien n’a été écrit.",
            en: "A new feed would be opened. Nothing was written."),
        .recoverMissing: Text(
            fr:
                "Il manque ici {count} {count|ligne|lignes} de {feed} ({first} à {last}). Si un autre centre les a, pull les rapporte.",
            en:
                "{count} {count|line|lines} of {feed} ({first} to {last}) {count|is|are} missing here. If another office has them, pull brings them back."
        ),
        .adopted: Text(
            fr:
                "{count} {count|branche|branches} de {feed} {count|compte|comptent} désormais dans tous les centres.",
            en:
                "{count} {count|branch|branches} of {feed} {count|counts|count} from now on, in every office."
        ),
        .wouldAdopt: Text(
            fr:
                "{count} {count|branche|branches} de {feed} {count|serait adoptée|seraient adoptées}.",
            en: "{count} {count|branch|branches} of {feed} would be adopted."),
        .nothingToRecover: Text(
            fr: "Rien à faire : ce dépôt écrit, et aucune branche n’attend.",
            en: "Nothing to do: this store writes, and no branch waits."),
        .recoverNext: Text(
            fr: "Ensuite : club-sync pull, puis club-sync status",
            en: "Next: club-sync pull, then club-sync status"),
        .adviceOwnFork: Text(
            fr:
                "Le feed {feed} de ce nœud porte deux suites différentes : une copie a servi. Pour que les deux comptent : club-sync recover",
            en:
                "The feed {feed} of this node has two different courses: a copy was used. To make both count: club-sync recover"
        ),
        .adviceAdoptedFork: Text(
            fr:
                "Le feed {feed} a porté deux suites, toutes comptent à présent. Pour ne plus être averti : club-sync status --acknowledge",
            en:
                "The feed {feed} had two courses, all of them count now. To be warned no more: club-sync status --acknowledge"
        ),
        .acknowledged: Text(
            fr:
                "{count} {count|alerte est notée|alertes sont notées} : pull n’en fera plus un code 12, sauf si la situation change.",
            en:
                "{count} {count|warning is|warnings are} noted: pull no longer exits with 12 for {count|it|them}, unless things change."
        ),
        .wouldAcknowledge: Text(
            fr: "{count} {count|alerte serait notée|alertes seraient notées}. Rien n’a été écrit.",
            en: "{count} {count|warning|warnings} would be noted. Nothing was written."),
        .nothingToAcknowledge: Text(
            fr: "Aucune alerte à noter.", en: "No warning to take note of."),
    ]
}
