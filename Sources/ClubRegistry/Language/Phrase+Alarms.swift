// swift-format-ignore-file: LineLength
/// What `status` and `pull` warn of: silence, two stories, deletions in bulk, crowds of values.
extension Phrase {
    static let alarmTexts: [Phrase: Text] = [
        .helpAllowMassDelete: Text(
            fr:
                "Prend ce que les feeds de ce nœud suppriment en nombre ; répétable.",
            en:
                "Takes what the feeds of this node delete in bulk; may be repeated."
        ),
        .helpAllowFeeds: Text(
            fr:
                "Prend jusqu’à 16 feeds de plus de ce nœud, cette fois et ensuite ; répétable.",
            en:
                "Takes up to 16 more feeds of this node, now and later; may be repeated."
        ),
        .unknownNode: Text(
            fr:
                "Aucun nœud « {node} » dans la charte. Rien n’a été demandé. Nœuds : {choices}",
            en:
                "No node “{node}” in the charter. Nothing was asked. Nodes: {choices}"
        ),
        .adviceMassDelete: Text(
            fr:
                "{node} supprimerait ou viderait {count} des {total} fiches de {home} : la suite de son feed attend, le reste est pris. Parlez-en à ce centre ; si c’est voulu : club-sync pull --allow-mass-delete {node}",
            en:
                "{node} would delete or empty {count} of the {total} records of {home}: the rest of its feed waits, all else is taken. Ask that office; if it is meant: club-sync pull --allow-mass-delete {node}"
        ),
        .adviceTooManyFeeds: Text(
            fr:
                "{node} a plus de feeds qu’on n’en prend sans demander : les autres attendent. Parlez-en à ce centre ; s’ils sont à lui : club-sync pull --allow-feeds {node}",
            en:
                "{node} has more feeds than are taken without asking: the others wait. Ask that office; if they are its own: club-sync pull --allow-feeds {node}"
        ),
        .adviceTwoStories: Text(
            fr:
                "{feed} a raconté deux histoires : {by} en a vu une autre suite, scellée elle aussi, que celle tenue ici. Rien n’a été modifié. Prévenez ces centres ; les deux sceaux : club-sync status --json",
            en:
                "{feed} has told two stories: {by} was shown another course of it, sealed as well, than the one held here. Nothing was changed. Tell these offices; both seals: club-sync status --json"
        ),
        .adviceSilent: Text(
            fr:
                "{node} n’a pas donné signe de vie depuis {nights} nuits. Appelez ce centre : son club-sync pull doit tourner chaque nuit.",
            en:
                "{node} has given no sign of life for {nights} nights. Call that office: its club-sync pull must run every night."
        ),
        .adviceSilentHere: Text(
            fr:
                "Ce nœud n’a pas donné signe de vie depuis {nights} nuits, et ne sait pas qui d’autre se tait. Lancez : club-sync pull",
            en:
                "This node has given no sign of life for {nights} nights, and does not know who else is silent. Run: club-sync pull"
        ),
        .adviceFutureSign: Text(
            fr:
                "Le dernier signe de {node} est daté du futur ({at}) : son horloge, ou celle d’ici, est fausse. Comparez-les : date -u",
            en:
                "The last sign of {node} is dated in the future ({at}): its clock, or the one here, is wrong. Compare them: date -u"
        ),
        .adviceCrowded: Text(
            fr:
                "{count} valeurs s’opposent sur {field} de {id} : quelqu’un écrit sans lire. Décidez : club-sync resolve {id} --field {field} --value VALEUR",
            en:
                "{count} values stand against each other on {field} of {id}: somebody writes without reading. Decide: club-sync resolve {id} --field {field} --value VALUE"
        ),
        .columnLastSign: Text(
            fr:
                "Dernier signe",
            en:
                "Last sign"
        ),
        .columnSilence: Text(
            fr:
                "Silence depuis",
            en:
                "Silent for"
        ),
        .signNights: Text(
            fr:
                "{nights} {nights|nuit|nuits}",
            en:
                "{nights} {nights|night|nights}"
        ),
        .signFuture: Text(
            fr:
                "daté du futur",
            en:
                "dated in the future"
        ),
        .signNever: Text(
            fr:
                "aucun signe",
            en:
                "no sign"
        ),
    ]
}
