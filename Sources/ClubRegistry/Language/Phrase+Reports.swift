// swift-format-ignore-file: LineLength
/// What reports are made of: columns, words, the states of peers, and what to do about them.
extension Phrase {
    static let reportTexts: [Phrase: Text] = [
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
        .statusCounts: Text(
            fr:
                "{network} · {records} {records|fiche|fiches} · {conflicts} {conflicts|conflit|conflits} · {feeds} {feeds|feed|feeds}",
            en:
                "{network} · {records} {records|record|records} · {conflicts} {conflicts|conflict|conflicts} · {feeds} {feeds|feed|feeds}"
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
        .adviceNotRecognised: Text(
            fr:
                "{peer} n’a pas reconnu ce nœud (HTTP {status}). Rien n’a changé ici. Vérifiez que {peer} est bien l’identifiant du nœud à cette adresse, et que la charte est la même : club-sync peers list, club-sync charter show",
            en:
                "{peer} did not recognise this node (HTTP {status}). Nothing changed here. Check that {peer} is the id of the node at that address, and that the charter is the same: club-sync peers list, club-sync charter show"
        ),
        .adviceNotAMember: Text(
            fr:
                "{peer} a refusé de répondre (HTTP {status}) : ce nœud n’est pas dans sa charte, ou un proxy lui barre la route. Rien n’a changé ici. Comparez l’identifiant du réseau avec ce centre : club-sync charter show",
            en:
                "{peer} refused to answer (HTTP {status}): this node is not in its charter, or a proxy stands in the way. Nothing changed here. Compare the network id with that office: club-sync charter show"
        ),
        .adviceCertificate: Text(
            fr:
                "Le certificat que présente {peer} ne prouve pas que c’est ce serveur ({why}). Rien ne lui a été demandé. S’il vient de l’autorité propre au club, donnez-la : club-sync pull --ca FICHIER {peer}",
            en:
                "The certificate that {peer} shows does not prove that it is that server ({why}). Nothing was asked of it. If it comes from an authority of the club, give that: club-sync pull --ca FILE {peer}"
        ),
        .adviceClock: Text(
            fr:
                "L’horloge de {peer} et celle d’ici diffèrent de {seconds} s : l’une des deux est fausse. Rien n’en dépend, sauf les heures affichées. Vérifiez celle d’ici : date -u",
            en:
                "The clock of {peer} and the one here differ by {seconds} s: one of them is wrong. Nothing depends on it but the times shown. Check the one here: date -u"
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
                "{count} {count|ligne incomplète|lignes incomplètes} : une partie du contenu manque. Elle est redemandée à chaque pull aux pairs qui l’ont.",
            en:
                "{count} incomplete {count|line|lines}: a part of the content is missing. Every pull asks the peers for it that have it."
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
        .peerUntrusted: Text(
            fr:
                "certificat refusé",
            en:
                "certificate refused"
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
        .wordUntrusted: Text(
            fr:
                "certificat refusé",
            en:
                "certificate refused"
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
