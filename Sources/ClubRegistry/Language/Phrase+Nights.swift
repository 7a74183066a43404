// swift-format-ignore-file: LineLength
/// What runs without anybody says: the key on paper, why a transfer failed, measures, pings.
extension Phrase {
    static let nightTexts: [Phrase: Text] = [
        .helpInit: Text(
            fr:
                "La clé d’identité s’affiche aussi sous une forme à noter sur papier : huit groupes de huit caractères, une seule fois, sur la sortie d’erreur ; avec -q, pas du tout. Rangez ce papier avec les contrats : avec la charte et les feeds des autres, il permet de reconstituer le nœud quand la machine et sa sauvegarde sont perdues. Chaque groupe se vérifie lui-même ; majuscules, espaces et tirets ne comptent pas.\nRelancée avant join avec les mêmes mots, la commande affiche les mêmes lignes.",
            en:
                "The identity key is shown in a form for paper too: eight groups of eight characters, once, on stderr; with -q not at all. Keep that paper with the contracts: with the charter and the feeds of the others it rebuilds the node when machine and backup are lost. Each group checks itself; case, spaces and hyphens do not matter.\nRun again before join with the same words, the command shows the same lines."
        ),
        .paperKeyShown: Text(
            fr:
                "La clé d’identité, à noter sur papier et à garder sous clé. Elle s’affiche cette seule fois :",
            en:
                "The identity key, to be written down on paper and locked away. It is shown this once:"
        ),
        .paperKeyLength: Text(
            fr:
                "Une clé sur papier a 64 caractères, en huit groupes de huit ; ce texte en a {count}. Rien n’a été modifié. Comparez-le avec le papier.",
            en:
                "A key on paper has 64 characters, in eight groups of eight; this text has {count}. Nothing was changed. Compare it with the paper."
        ),
        .paperKeyGroups: Text(
            fr:
                "{count|Le groupe|Les groupes} {groups} de cette clé {count|comporte|comportent} une erreur. Rien n’a été modifié. Relisez le papier à cet endroit.",
            en:
                "{count|Group|Groups} {groups} of this key {count|has|have} a mistake. Nothing was changed. Read the paper again there."
        ),
        .reasonUnresolvable: Text(
            fr:
                "nom inconnu",
            en:
                "no such host"
        ),
        .reasonNoConnection: Text(
            fr:
                "connexion impossible",
            en:
                "no connection"
        ),
        .reasonSlowConnection: Text(
            fr:
                "pas de connexion à temps",
            en:
                "no connection in time"
        ),
        .reasonSlowAnswer: Text(
            fr:
                "pas de réponse à temps",
            en:
                "no answer in time"
        ),
        .reasonStalled: Text(
            fr:
                "plus rien ne vient",
            en:
                "nothing comes any more"
        ),
        .reasonTotal: Text(
            fr:
                "trop long",
            en:
                "took too long"
        ),
        .reasonCut: Text(
            fr:
                "connexion coupée",
            en:
                "connection cut"
        ),
        .reasonCancelled: Text(
            fr:
                "abandonné",
            en:
                "cancelled"
        ),
        .reasonStatus: Text(
            fr:
                "il a répondu HTTP {status}",
            en:
                "it answered HTTP {status}"
        ),
        .reasonTooLarge: Text(
            fr:
                "réponse de plus de {limit} octets",
            en:
                "an answer of more than {limit} bytes"
        ),
        .reasonHeadTooLarge: Text(
            fr:
                "en-têtes de plus de {limit} octets",
            en:
                "headers of more than {limit} bytes"
        ),
        .reasonCertificateExpired: Text(
            fr:
                "certificat expiré, ou horloge fausse",
            en:
                "certificate expired, or a wrong clock"
        ),
        .reasonCertificateUnknown: Text(
            fr:
                "certificat d’une autorité inconnue ici",
            en:
                "certificate of an authority unknown here"
        ),
        .reasonCertificateOfOther: Text(
            fr:
                "certificat d’un autre nom",
            en:
                "certificate of another name"
        ),
        .reasonCertificate: Text(
            fr:
                "TLS sans confiance : « {why} »",
            en:
                "untrusted TLS: “{why}”"
        ),
        .reasonNotHTTP: Text(
            fr:
                "pas du HTTP : « {why} »",
            en:
                "not HTTP: “{why}”"
        ),
        .reasonFrontier: Text(
            fr:
                "sa réponse n’est pas une frontière : {code}",
            en:
                "its answer is no frontier: {code}"
        ),
        .reasonOther: Text(
            fr:
                "« {why} »",
            en:
                "“{why}”"
        ),
        .adviceSeeStatus: Text(
            fr:
                "Tout n’est pas arrivé. Ce qui est arrivé est gardé. Voyez : club-sync status",
            en:
                "Not all came. What came is kept. See: club-sync status"
        ),
        .helpPull: Text(
            fr:
                "club-sync pull --metrics-file écrit l’état de la nuit pour Prometheus (« textfile » de node_exporter), à chaque fin, heureuse ou non : dernière réussite et échecs de suite par pair, lignes, conflits, feeds retenus, code de sortie, durée. Si le fichier ne peut être écrit, pull le dit, et sort avec 1 s’il serait sorti avec 0.\nLa ligne « ping: ADRESSE » de node.yaml fait appeler ADRESSE/CODE à la fin d’un pull de tous les pairs (à la manière de healthchecks.io) : un GET, sans rien d’autre, sans suivre de redirection, dix secondes au plus. Un appel qui échoue est un avertissement, muet avec -q, et ne change pas le code de sortie : c’est le service appelé qui s’inquiète de l’absence d’appel.\nAvec -q : rien si tout va bien, sinon une ligne exactement.",
            en:
                "--metrics-file writes the state of the night for Prometheus (the textfile collector of node_exporter), at every end, good or bad: last success and failures in a row for each peer, lines, conflicts, held feeds, exit code, duration. If the file cannot be written pull says so, and exits with 1 where it would have exited with 0.\nThe line “ping: URL” of node.yaml has URL/CODE called at the end of a pull from all peers (as healthchecks.io has it): one GET, with nothing else, no redirect followed, ten seconds at most. A call that fails is a warning, silent with -q, and does not change the exit code: the service that is called worries when no call comes.\nWith -q: nothing when all is well, else exactly one line."
        ),
        .helpMetricsFile: Text(
            fr:
                "Écrit l’état de ce pull pour Prometheus dans ce fichier.",
            en:
                "Writes the state of this pull for Prometheus to this file."
        ),
        .metricsFailed: Text(
            fr:
                "Le fichier de mesures {path} n’a pas pu être écrit ({reason}) ; l’ancien est comme il était. Le pull, lui, est fait. Vérifiez le dossier, puis : club-sync pull --metrics-file {path}",
            en:
                "The metrics file {path} could not be written ({reason}); the old one is as it was. The pull itself is done. Check the folder, then: club-sync pull --metrics-file {path}"
        ),
        .pingFailed: Text(
            fr:
                "Le ping de node.yaml n’a pas abouti ({why}). Le pull n’en est pas changé. Vérifiez la ligne « ping: » de node.yaml.",
            en:
                "The ping of node.yaml failed ({why}). The pull is not changed by it. Check the line “ping:” of node.yaml."
        ),
    ]
}
