// swift-format-ignore-file: LineLength
/// What `undo` says.
extension Phrase {
    static let undoTexts: [Phrase: Text] = [
        .summaryUndo: Text(
            fr:
                "Défait un commit, par un changement nouveau.",
            en:
                "Takes a commit back, by a new change."
        ),
        .helpCommit: Text(
            fr:
                "Le commit : NŒUD:N ou N pour ce nœud, d’après show --history ; sans lui, le dernier d’ici.",
            en:
                "The commit: NODE:N, or N for this node, as in show --history; without it, the last one made here."
        ),
        .undone: Text(
            fr:
                "Défait : {commit} ({count} {count|ligne écrite|lignes écrites}). Pour le refaire : club-sync undo",
            en:
                "Taken back: {commit} ({count} {count|line|lines} written). To do it again: club-sync undo"
        ),
        .wouldUndo: Text(
            fr:
                "Essai : {commit} serait défait, par {count} {count|ligne|lignes}. Rien n’a été modifié.",
            en:
                "Dry run: {commit} would be taken back, by {count} {count|line|lines}. Nothing was changed."
        ),
        .undoLeft: Text(
            fr:
                "Laissé : {id}, {field} : {why}",
            en:
                "Left: {id}, {field}: {why}"
        ),
        .undoChangedSince: Text(
            fr:
                "modifié depuis par {node}",
            en:
                "changed since by {node}"
        ),
        .undoContested: Text(
            fr:
                "plusieurs valeurs s’y opposent ; pour trancher : club-sync resolve",
            en:
                "several values stand there; to settle it: club-sync resolve"
        ),
        .undoWasContested: Text(
            fr:
                "ce commit avait tranché un conflit ; pour une autre décision : club-sync edit",
            en:
                "that commit settled a conflict; to decide otherwise: club-sync edit"
        ),
        .undoMissing: Text(
            fr:
                "la valeur d’avant n’existe plus",
            en:
                "the value before it is gone"
        ),
        .undoDeleted: Text(
            fr:
                "la fiche est supprimée ; pour la rétablir : club-sync restore",
            en:
                "the record is deleted; to bring it back: club-sync restore"
        ),
        .undoNeedsUpgrade: Text(
            fr:
                "demande une version plus récente de club-sync",
            en:
                "needs a newer version of club-sync"
        ),
        .undoNothing: Text(
            fr:
                "De {commit}, il n’y a plus rien à défaire. Rien n’a été écrit.",
            en:
                "Of {commit}, nothing is left to take back. Nothing was written."
        ),
        .nothingToUndo: Text(
            fr:
                "Ce nœud n’a encore rien écrit sur une fiche. Rien n’a été modifié.",
            en:
                "This node has not changed any record yet. Nothing was changed."
        ),
        .unknownCommit: Text(
            fr:
                "Aucun changement de fiche « {commit} » ici. Rien n’a été modifié. Pour les voir : club-sync show ID --history",
            en:
                "No change of a record “{commit}” here. Nothing was changed. To see them: club-sync show ID --history"
        ),
        .ambiguousCommit: Text(
            fr:
                "« {commit} » peut être : {matches}. Rien n’a été modifié.",
            en:
                "“{commit}” may be: {matches}. Nothing was changed."
        ),
        .badCommit: Text(
            fr:
                "« {commit} » n’est pas un commit : N, NŒUD:N ou FEED:N. Rien n’a été modifié.",
            en:
                "“{commit}” is no commit: N, NODE:N or FEED:N. Nothing was changed."
        ),
        .columnSeq: Text(
            fr:
                "N°",
            en:
                "No."
        ),
    ]
}
