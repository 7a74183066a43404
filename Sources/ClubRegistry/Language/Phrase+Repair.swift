// swift-format-ignore-file: LineLength
/// What `repair` says, and what is said of feeds that need it.
extension Phrase {
    static let repairTexts: [Phrase: Text] = [
        .summaryRepair: Text(
            fr:
                "Répare les feeds endommagés avec ce que les pairs en ont.",
            en:
                "Mend damaged feeds with what the peers have of them."
        ),
        .discussionRepair: Text(
            fr:
                "Lit tous les feeds, demande aux pairs les lignes qui manquent à partir de la première qui ne tient pas, les vérifie, et seulement alors remplace le fichier. Le fichier endommagé est gardé dans aside/. Ce qui est intact derrière les dégâts est repris.\nLe feed de ce nœud n’est réparé que si tout ce qui a été confirmé ici est retrouvé ; sinon rien n’est modifié, et club-sync recover ouvre un nouveau feed.\nUn pull suit. Sort avec 3 tant qu’un feed reste endommagé.",
            en:
                "Reads all feeds, asks the peers for the lines from the first one on that is wrong, verifies them, and only then replaces the file. The damaged file is kept in aside/. What is intact behind the damage is taken over.\nThe feed of this node is mended only if all that was acknowledged here is found again; else nothing is changed, and club-sync recover opens a new feed.\nA pull follows. Exits with 3 while a feed is still damaged."
        ),
        .repairNothing: Text(
            fr:
                "Rien n’est endommagé. Rien n’a été modifié.",
            en:
                "Nothing is damaged. Nothing was changed."
        ),
        .repairMended: Text(
            fr:
                "{file}, ligne {line} ({code}) : réparé avec {count} {count|ligne|lignes} de {sources}. Le fichier endommagé est gardé : {aside}",
            en:
                "{file}, line {line} ({code}): mended with {count} {count|line|lines} from {sources}. The damaged file is kept: {aside}"
        ),
        .repairMendedAlone: Text(
            fr:
                "{file}, ligne {line} ({code}) : réparé, tout ce qui suivait était intact. Le fichier endommagé est gardé : {aside}",
            en:
                "{file}, line {line} ({code}): mended, all that followed was intact. The damaged file is kept: {aside}"
        ),
        .repairCleared: Text(
            fr:
                "{file}, ligne {line} ({code}) : ce qui n’est pas valable a été retiré ; un pull rapporte ce que les pairs ont. Le fichier d’origine est gardé : {aside}",
            en:
                "{file}, line {line} ({code}): what is not valid was taken out; a pull brings what the peers have. The file as it was is kept: {aside}"
        ),
        .repairRemoved: Text(
            fr:
                "{file} était vide et a été supprimé.",
            en:
                "{file} was empty and has been removed."
        ),
        .wouldMend: Text(
            fr:
                "Essai : {file}, ligne {line} ({code}), serait réparé avec {count} {count|ligne|lignes} de {sources}. Rien n’a été modifié.",
            en:
                "Dry run: {file}, line {line} ({code}), would be mended with {count} {count|line|lines} from {sources}. Nothing was changed."
        ),
        .wouldMendAlone: Text(
            fr:
                "Essai : {file}, ligne {line} ({code}), serait réparé, tout ce qui suit est intact. Rien n’a été modifié.",
            en:
                "Dry run: {file}, line {line} ({code}), would be mended, all that follows is intact. Nothing was changed."
        ),
        .wouldClear: Text(
            fr:
                "Essai : ce qui n’est pas valable dans {file}, ligne {line} ({code}), serait retiré. Rien n’a été modifié.",
            en:
                "Dry run: what is not valid in {file}, line {line} ({code}), would be taken out. Nothing was changed."
        ),
        .repairUnavailable: Text(
            fr:
                "{file}, ligne {line} ({code}) : aucun pair qui a répondu n’a cette ligne. Rien n’a été modifié. Quand un autre centre répond : club-sync repair",
            en:
                "{file}, line {line} ({code}): no peer that answered has that line. Nothing was changed. When another office answers: club-sync repair"
        ),
        .repairShort: Text(
            fr:
                "{file}, ligne {line} ({code}) : ce feed est celui de ce nœud, et ses lignes se retrouvent jusqu’à la {seq}ᵉ, or {mark} ont été confirmées ici. Rien n’a été modifié. Quand un autre centre répond : club-sync repair ; sinon : club-sync recover",
            en:
                "{file}, line {line} ({code}): this feed is the one of this node, and its lines are to be had up to {seq}, while {mark} were acknowledged here. Nothing was changed. When another office answers: club-sync repair; else: club-sync recover"
        ),
        .repairOvertaken: Text(
            fr:
                "{file} a changé pendant la réparation : rien n’y a été modifié. Relancez : club-sync repair",
            en:
                "{file} changed during the repair: nothing in it was touched. Run again: club-sync repair"
        ),
        .repairSilent: Text(
            fr:
                "Sans réponse : {peer} ({why}).",
            en:
                "No answer: {peer} ({why})."
        ),
        .repairPulled: Text(
            fr:
                "Pull qui a suivi : {count} {count|ligne nouvelle|lignes nouvelles}.",
            en:
                "The pull that followed: {count} new {count|line|lines}."
        ),
        .repairing: Text(
            fr:
                "{file} : réparation…",
            en:
                "{file}: repairing…"
        ),
        .adviceDamagedHere: Text(
            fr:
                "Le feed {feed} est endommagé ici : rien de nouveau n’y est ajouté. Pour le réparer : club-sync repair",
            en:
                "The feed {feed} is damaged here: nothing new is added to it. To mend it: club-sync repair"
        ),
        .readOnlyDisk: Text(
            fr:
                "{path} : ce disque est en lecture seule. Rien n’a été modifié. Lire, exporter, vérifier et servir restent possibles. Si ce n’est pas voulu, le noyau l’a peut-être protégé après une erreur : dmesg, puis mount",
            en:
                "{path}: this disk is read-only. Nothing was changed. Reading, exporting, verifying and serving go on. If that is not meant, the kernel may have protected it after an error: dmesg, then mount"
        ),
        .peerHealed: Text(
            fr:
                "{count} {count|ligne complétée|lignes complétées}",
            en:
                "{count} {count|line completed|lines completed}"
        ),
    ]
}
