// swift-format-ignore-file: LineLength
/// What help, man pages and errors about the command line say around the texts of the commands.
extension Phrase {
    static let manualTexts: [Phrase: Text] = [
        .headName: Text(
            fr: "NOM",
            en: "NAME"),
        .headExamples: Text(
            fr: "EXEMPLES",
            en: "EXAMPLES"),
        .headUsage: Text(
            fr: "EMPLOI",
            en: "USAGE"),
        .headArguments: Text(
            fr: "PARAMÈTRES",
            en: "ARGUMENTS"),
        .headOptions: Text(
            fr: "OPTIONS DE LA COMMANDE",
            en: "OPTIONS"),
        .headDetails: Text(
            fr: "PRÉCISIONS",
            en: "DETAILS"),
        .headGlobals: Text(
            fr: "OPTIONS COMMUNES",
            en: "GLOBAL OPTIONS"),
        .headSubcommands: Text(
            fr: "SOUS-COMMANDES",
            en: "SUBCOMMANDS"),
        .headExits: Text(
            fr: "CODES DE SORTIE",
            en: "EXIT CODES"),
        .headFormats: Text(
            fr: "FORMATS DE SORTIE",
            en: "OUTPUT FORMATS"),
        .headSeeAlso: Text(
            fr: "VOIR AUSSI",
            en: "SEE ALSO"),
        .headVariables: Text(
            fr: "VARIABLES LUES",
            en: "VARIABLES READ"),
        .headOrder: Text(
            fr: "PRIORITÉS",
            en: "PRECEDENCE"),
        .headDialects: Text(
            fr: "DIALECTES CSV",
            en: "CSV DIALECTS"),
        .headRecord: Text(
            fr: "UNE FICHE EN JSON",
            en: "A RECORD IN JSON"),
        .wordCommand: Text(
            fr: "COMMANDE",
            en: "COMMAND"),
        .wordFormat: Text(
            fr: "FORME",
            en: "FORM"),
        .wordSubcommand: Text(
            fr: "SOUS-COMMANDE",
            en: "SUBCOMMAND"),
        .wordGlobals: Text(
            fr: "[options communes]",
            en: "[global options]"),
        .helpDefault: Text(
            fr: "{text} Par défaut : {value}.",
            en: "{text} Default: {value}."),
        .helpChoices: Text(
            fr: "{text} Au choix : {choices}.",
            en: "{text} One of: {choices}."),
        .helpGlobalsShort: Text(
            fr: "{options}. Avant ou après la commande ; « club-sync help » les explique.",
            en: "{options}. Before or after the command; “club-sync help” explains them."),
        .helpGlobalsWhere: Text(
            fr: "Elles se placent avant ou après la commande.",
            en: "They stand before or after the command."),
        .helpExitsMore: Text(
            fr: "Tous les codes : club-sync help codes",
            en: "All codes: club-sync help codes"),
        .helpFormatsMore: Text(
            fr: "--format {formats}. Le premier sans --format. Détails : club-sync help formats",
            en: "--format {formats}. The first without --format. Details: club-sync help formats"),
        .topicCodes: Text(
            fr: "Les codes de sortie, et que faire alors.",
            en: "The exit codes, and what to do then."),
        .topicEnvironment: Text(
            fr: "Les variables d’environnement lues, et qui passe devant.",
            en: "The environment variables read, and which comes first."),
        .topicFormats: Text(
            fr: "Les formats de sortie, les dialectes CSV, une fiche en JSON.",
            en: "The output formats, the CSV dialects, a record in JSON."),
        .manVolume: Text(
            fr: "Manuel de club-sync",
            en: "club-sync manual"),
        .globalDir: Text(
            fr: "Le dossier du nœud ; sinon CLUB_SYNC_DIR, sinon le dossier courant.",
            en: "The folder of the node; else CLUB_SYNC_DIR, else the current folder."),
        .globalState: Text(
            fr:
                "Le dossier de l’état local (STATE) ; sinon CLUB_SYNC_STATE, sinon ~/.local/state/club-sync.",
            en:
                "The folder of the local state (STATE); else CLUB_SYNC_STATE, else ~/.local/state/club-sync."
        ),
        .globalLang: Text(
            fr: "La langue ; sinon l’environnement, puis node.yaml.",
            en: "The language; else the environment, then node.yaml."),
        .globalFormat: Text(
            fr: "Le format de la réponse ; chaque commande a les siens.",
            en: "The format of the answer; each command has its own."),
        .globalJSON: Text(
            fr: "Comme --format json ; les erreurs aussi sont alors en JSON.",
            en: "Like --format json; errors are JSON then, too."),
        .globalQuiet: Text(
            fr: "Ne dit que les erreurs et les avertissements.",
            en: "Says errors and warnings only."),
        .globalVerbose: Text(
            fr: "Dit davantage, là où il y a davantage à dire.",
            en: "Says more, where there is more to say."),
        .globalDryRun: Text(
            fr: "Montre ce qui serait écrit, sans rien écrire.",
            en: "Shows what would be written, and writes nothing."),
        .globalYes: Text(
            fr: "Répond oui à toutes les questions.",
            en: "Answers every question with yes."),
        .globalColor: Text(
            fr: "Couleurs et gras ; auto : sur un terminal seulement.",
            en: "Colours and bold; auto: on a terminal only."),
        .globalNoProgress: Text(
            fr: "Pas d’avancement affiché.",
            en: "No progress shown."),
        .globalHelp: Text(
            fr: "Cette aide, pour toute commande.",
            en: "This help, for any command."),
        .globalVersion: Text(
            fr: "La version du programme et du format.",
            en: "The version of the program and of the format."),
        .groupHelp: Text(
            fr: "AIDE",
            en: "HELP"),
        .summaryHelp: Text(
            fr: "Explique une commande ou un sujet, exemples d’abord.",
            en: "Explains a command or a topic, examples first."),
        .summaryMan: Text(
            fr: "Écrit les pages de manuel, dans la langue choisie.",
            en: "Writes the man pages, in the language chosen."),
        .summaryCompletions: Text(
            fr: "Affiche le script de complétion d’un interpréteur.",
            en: "Prints the completion script of a shell."),
        .summaryComplete: Text(
            fr: "Répond aux scripts de complétion.",
            en: "Answers completion scripts."),
        .helpTopics: Text(
            fr: "Une commande et ses sous-commandes, ou un sujet : codes, environment, formats.",
            en: "A command and its subcommands, or a topic: codes, environment, formats."),
        .helpManFolder: Text(
            fr: "Dossier où les écrire ; il est créé s’il manque.",
            en: "Folder to write them to; it is made if it is missing."),
        .helpShell: Text(
            fr: "L’interpréteur de commandes.",
            en: "The shell."),
        .helpCompleteWords: Text(
            fr: "Les mots de la ligne, jusqu’au curseur.",
            en: "The words of the line, up to the cursor."),
        .manDone: Text(
            fr:
                "{count} {count|page écrite|pages écrites} dans « {path} ». Pour lire : man -l {path}/club-sync.1",
            en: "{count} {count|page|pages} written to “{path}”. To read: man -l {path}/club-sync.1"
        ),
        .unknownCommand: Text(
            fr: "Commande inconnue : {what}. Rien n’a été fait. Aide : club-sync help{command}",
            en: "Unknown command: {what}. Nothing was done. Help: club-sync help{command}"),
        .unknownCommandSuggestion: Text(
            fr:
                "Commande inconnue : {what}. Vouliez-vous dire {suggestion} ? Rien n’a été fait. Aide : club-sync help{command}",
            en:
                "Unknown command: {what}. Did you mean {suggestion}? Nothing was done. Help: club-sync help{command}"
        ),
        .unknownSubcommand: Text(
            fr:
                "Sous-commande inconnue : {what}. Rien n’a été fait. Aide : club-sync help{command}",
            en: "Unknown subcommand: {what}. Nothing was done. Help: club-sync help{command}"),
        .unknownSubcommandSuggestion: Text(
            fr:
                "Sous-commande inconnue : {what}. Vouliez-vous dire {suggestion} ? Rien n’a été fait. Aide : club-sync help{command}",
            en:
                "Unknown subcommand: {what}. Did you mean {suggestion}? Nothing was done. Help: club-sync help{command}"
        ),
        .usageMissingArgument: Text(
            fr: "Il manque {what}. Rien n’a été fait. Aide : club-sync help{command}",
            en: "{what} is missing. Nothing was done. Help: club-sync help{command}"),
        .usageUnexpectedArgument: Text(
            fr: "Argument en trop : {what}. Rien n’a été fait. Aide : club-sync help{command}",
            en: "One argument too many: {what}. Nothing was done. Help: club-sync help{command}"),
        .usageUnexpectedArguments: Text(
            fr: "Arguments en trop : {what}. Rien n’a été fait. Aide : club-sync help{command}",
            en: "Too many arguments: {what}. Nothing was done. Help: club-sync help{command}"),
        .usageUnknownOption: Text(
            fr: "Option inconnue : {what}. Rien n’a été fait. Aide : club-sync help{command}",
            en: "Unknown option: {what}. Nothing was done. Help: club-sync help{command}"),
        .usageUnknownOptionSuggestion: Text(
            fr:
                "Option inconnue : {what}. Vouliez-vous dire {suggestion} ? Rien n’a été fait. Aide : club-sync help{command}",
            en:
                "Unknown option: {what}. Did you mean {suggestion}? Nothing was done. Help: club-sync help{command}"
        ),
        .usageMissingValue: Text(
            fr: "{what} attend une valeur. Rien n’a été fait. Aide : club-sync help{command}",
            en: "{what} needs a value. Nothing was done. Help: club-sync help{command}"),
        .usageNoValue: Text(
            fr: "{what} ne prend pas de valeur. Rien n’a été fait. Aide : club-sync help{command}",
            en: "{what} takes no value. Nothing was done. Help: club-sync help{command}"),
        .usageTwice: Text(
            fr:
                "Incompatible avec une option déjà donnée : {what}. Rien n’a été fait. Aide : club-sync help{command}",
            en:
                "In contradiction to an option given before: {what}. Nothing was done. Help: club-sync help{command}"
        ),
        .usageMissingSubcommand: Text(
            fr: "Il manque une sous-commande. Rien n’a été fait. Aide : club-sync help{command}",
            en: "A subcommand is missing. Nothing was done. Help: club-sync help{command}"),
        .usageBadValue: Text(
            fr:
                "« {value} » n’est pas possible ici. Rien n’a été fait. Aide : club-sync help{command}",
            en: "“{value}” is not possible here. Nothing was done. Help: club-sync help{command}"),
        .usageBadValueFor: Text(
            fr:
                "« {value} » n’est pas possible pour {what}. Rien n’a été fait. Aide : club-sync help{command}",
            en:
                "“{value}” is not possible for {what}. Nothing was done. Help: club-sync help{command}"
        ),
        .usageBadChoice: Text(
            fr:
                "« {value} » n’est pas possible pour {what}. Au choix : {choices}. Rien n’a été fait. Aide : club-sync help{command}",
            en:
                "“{value}” is not possible for {what}. Choose from: {choices}. Nothing was done. Help: club-sync help{command}"
        ),
        .usageOther: Text(
            fr:
                "Cette ligne de commande n’a pas été comprise. Rien n’a été fait. Aide : club-sync help{command}",
            en:
                "This command line was not understood. Nothing was done. Help: club-sync help{command}"
        ),
    ]
}
