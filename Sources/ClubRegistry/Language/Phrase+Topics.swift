// swift-format-ignore-file: LineLength
/// What `help codes`, `help environment` and `help formats` say.
extension Phrase {
    static let topicTexts: [Phrase: Text] = [
        .codeDone: Text(
            fr: "Fait. Aussi : une liste vide, ou des conflits en attente.",
            en: "Done. Also: an empty list, or conflicts that wait."),
        .codeFailed: Text(
            fr: "Refusé par une règle, ou échec ici ; rien n’a été écrit.",
            en: "Refused by a rule, or failed here; nothing was written."),
        .codePartial: Text(
            fr:
                "pull : un pair injoignable, un feed retenu ou incomplet. status --check, doctor : tout n’est pas au vert. import : des lignes refusées. repair : un feed reste endommagé.",
            en:
                "pull: a peer was not reached, a feed is held or incomplete. status --check, doctor: something is not green. import: some rows were refused. repair: a feed is still damaged."
        ),
        .codeRefusedByPeer: Text(
            fr: "pull : un pair a refusé de répondre.",
            en: "pull: a peer refused to answer."),
        .codeNoStore: Text(
            fr: "Aucun dépôt dans ce dossier, ou un nœud qui n’a rejoint aucun réseau.",
            en: "No store in this folder, or a node that has joined no network."),
        .codeLocked: Text(
            fr: "Un autre processus tient le verrou.",
            en: "Another process holds the lock."),
        .codeUntrusted: Text(
            fr:
                "Données sans confiance : un feed abîmé, une fourche, un autre réseau, un pair qui répond n’importe quoi.",
            en:
                "Untrusted data: a damaged feed, a fork, another network, a peer that talks nonsense."
        ),
        .codeRestored: Text(
            fr: "Ce dépôt a été restauré ou copié : il se lit et s’échange, mais n’écrit pas.",
            en: "This store was restored or copied: it reads and exchanges, but does not write."),
        .codeUsage: Text(
            fr: "La ligne de commande n’a pas de sens ; rien n’a été fait.",
            en: "The command line makes no sense; nothing was done."),
        .codeInterrupted: Text(
            fr: "Interrompu au clavier (Ctrl-C).",
            en: "Interrupted from the keyboard (Ctrl-C)."),
        .codeTerminated: Text(
            fr: "Arrêté par un signal ; serve, lui, se termine alors avec 0.",
            en: "Ended by a signal; serve that is told to stop ends with 0."),
        .remedyDone: Text(
            fr: "Rien à faire.",
            en: "Nothing to do."),
        .remedyFailed: Text(
            fr: "Corrigez ce que dit le message, puis relancez.",
            en: "Mend what the message says, then run it again."),
        .remedyPartial: Text(
            fr: "club-sync status dit ce qui manque ; pour import, lisez FICHIER.refused.csv.",
            en: "club-sync status says what is wanting; for import, read FILE.refused.csv."),
        .remedyRefusedByPeer: Text(
            fr: "Parlez-en à ce centre ; vérifiez son adresse avec club-sync peers list.",
            en: "Ask that office; check its address with club-sync peers list."),
        .remedyNoStore: Text(
            fr: "Donnez --dir DOSSIER ; ou club-sync init, puis club-sync join.",
            en: "Give --dir DIR; or club-sync init, then club-sync join."),
        .remedyLocked: Text(
            fr: "Réessayez quand il aura fini ; le message dit qui c’est.",
            en: "Try again when it is done; the message says who it is."),
        .remedyUntrusted: Text(
            fr:
                "club-sync verify dit où ; parlez-en au centre concerné. Les autres feeds continuent.",
            en: "club-sync verify says where; ask the office concerned. The other feeds go on."),
        .remedyRestored: Text(
            fr:
                "Reprenez le dossier et l’état d’origine s’ils existent ; sinon, suivez le message.",
            en:
                "Go back to the original folder and state if they exist; else do as the message says."
        ),
        .remedyUsage: Text(
            fr: "club-sync help COMMANDE montre des exemples.",
            en: "club-sync help COMMAND shows examples."),
        .remedyInterrupted: Text(
            fr: "Relancez : ce qui était confirmé est sur le disque.",
            en: "Run it again: what was confirmed is on disk."),
        .remedyTerminated: Text(
            fr: "Relancez : rien de confirmé n’est perdu.",
            en: "Run it again: nothing confirmed is lost."),
        .environmentDir: Text(
            fr: "Le dossier du nœud, quand --dir n’est pas donné.",
            en: "The folder of the node, when --dir is not given."),
        .environmentState: Text(
            fr: "Le dossier de l’état local, quand --state n’est pas donné.",
            en: "The folder of the local state, when --state is not given."),
        .environmentCA: Text(
            fr: "Le fichier des autorités de certification du club, quand --ca n’est pas donné.",
            en: "The file with the club’s certificate authorities, when --ca is not given."),
        .environmentLanguage: Text(
            fr: "La langue de ce programme seulement : fr ou en.",
            en: "The language of this program only: fr or en."),
        .environmentLocaleAll: Text(
            fr: "La langue de tous les programmes, si elle commence par fr ou en.",
            en: "The language of all programs, if it begins with fr or en."),
        .environmentLocaleMessages: Text(
            fr: "La langue des messages, si elle commence par fr ou en.",
            en: "The language of messages, if it begins with fr or en."),
        .environmentLocale: Text(
            fr: "La langue par défaut, si elle commence par fr ou en.",
            en: "The default language, if it begins with fr or en."),
        .environmentXDGStateHome: Text(
            fr: "L’état local est alors dans son dossier club-sync ; un chemin relatif est ignoré.",
            en: "The local state is then in its folder club-sync; a relative path is ignored."),
        .environmentHome: Text(
            fr: "Sans les autres, l’état local est dans ~/.local/state/club-sync.",
            en: "Without the others, the local state is in ~/.local/state/club-sync."),
        .environmentNoColor: Text(
            fr: "Non vide : ni couleurs ni gras, sauf avec --color always.",
            en: "Not empty: neither colour nor bold, but with --color always."),
        .environmentTerm: Text(
            fr: "dumb : ni couleurs ni gras, sauf avec --color always.",
            en: "dumb: neither colour nor bold, but with --color always."),
        .environmentColumns: Text(
            fr: "La largeur à remplir, au lieu de celle du terminal.",
            en: "The width to fill, instead of that of the terminal."),
        .precedenceOption: Text(
            fr: "Une option passe avant toute variable. Une variable vide compte comme absente.",
            en: "An option comes before any variable. An empty variable counts as unset."),
        .precedenceLanguage: Text(
            fr:
                "Langue : --lang, {variables}, puis language de node.yaml, sinon le français. Seules les valeurs en fr… et en… comptent.",
            en:
                "Language: --lang, {variables}, then language of node.yaml, else French. Only values in fr… and en… count."
        ),
        .precedenceState: Text(
            fr: "État local : --state, {variables}.",
            en: "Local state: --state, {variables}."),
        .precedenceProxy: Text(
            fr: "Aucune variable de proxy n’est lue.",
            en: "No proxy variable is read."),
        .formatTable: Text(
            fr: "Des colonnes pour un écran, aussi larges que le terminal.",
            en: "Columns for a screen, as wide as the terminal."),
        .formatJSON: Text(
            fr:
                "Un seul objet ou tableau ; les erreurs aussi sont en JSON, sur la sortie d’erreur.",
            en: "One object or array; errors are JSON too, on stderr."),
        .formatJSONL: Text(
            fr: "Un objet JSON par ligne.",
            en: "One JSON object a line."),
        .formatCSV: Text(
            fr: "Un tableau ; list écrit rfc4180, export suit --dialect.",
            en: "A table; list writes rfc4180, export goes by --dialect."),
        .formatTSV: Text(
            fr: "Un tableau aux colonnes séparées par des tabulations.",
            en: "A table with columns separated by tabs."),
        .formatXLSX: Text(
            fr: "Un classeur pour Excel et LibreOffice.",
            en: "A workbook for Excel and LibreOffice."),
        .formatICS: Text(
            fr: "Un agenda pour Outlook, Google et les autres.",
            en: "A calendar for Outlook, Google and the others."),
        .formatWrittenBy: Text(
            fr: "{text} Écrit par : {commands}.",
            en: "{text} Written by: {commands}."),
        .formatWrittenByNone: Text(
            fr: "{text} Aucune commande ne l’écrit encore.",
            en: "{text} No command writes it yet."),
        .dialectExcelFR: Text(
            fr:
                "Pour Excel en français : UTF-8 avec BOM, point-virgule, CRLF, intitulés dans la langue choisie, et une apostrophe devant ce qu’Excel prendrait pour une formule. import la retire.",
            en:
                "For Excel in French: UTF-8 with BOM, semicolon, CRLF, labels in the language chosen, and an apostrophe before what Excel would take for a formula. import takes it off."
        ),
        .dialectRFC4180: Text(
            fr: "Pour les machines : UTF-8, virgule, CRLF, noms de champs, valeurs brutes.",
            en: "For machines: UTF-8, comma, CRLF, names of fields, raw values."),
        .recordIntro: Text(
            fr: "La même forme dans list, show et export :",
            en: "The same shape in list, show and export:"),
        .recordID: Text(
            fr: "L’identifiant : nœud d’origine, point, 12 caractères.",
            en: "The id: home node, dot, 12 characters."),
        .recordKind: Text(
            fr: "La nature : member, organisation, action, agreement.",
            en: "The kind: member, organisation, action, agreement."),
        .recordNode: Text(
            fr: "Le nœud d’origine.",
            en: "The home node."),
        .recordFields: Text(
            fr: "Les champs qui ont une valeur : texte, nombre, ou liste triée par octets.",
            en: "The fields that have a value: text, number, or list sorted by bytes."),
        .recordVersion: Text(
            fr: "Par feed, le numéro du dernier changement de cette fiche.",
            en: "Per feed, the number of the last change of this record."),
        .recordConflicts: Text(
            fr:
                "Les champs contestés : la valeur montrée, et toutes les valeurs, avec qui et quand.",
            en: "The contested fields: the value shown, and all values, with who and when."),
        .recordDeleted: Text(
            fr: "true si la fiche est supprimée.",
            en: "true if the record is deleted."),
        .recordMissing: Text(
            fr: "Seulement s’il y en a : les champs dont la valeur a été retirée de sa ligne.",
            en: "Only if there are any: fields whose value was taken out of its line."),
    ]
}
