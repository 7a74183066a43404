import ClubRegistry
import Testing

@testable import club_sync

/// Every sentence that the argument parser has about a command line, as its generator writes it.
@Suite struct UsageTextTests {
    static let sentences: [(String, Phrase)] = [
        ("Unknown option '--scop'. Did you mean '--scope'?", .usageUnknownOptionSuggestion),
        ("Unknown option '--zzzzzzzz'", .usageUnknownOption),
        ("Unknown option '-x'", .usageUnknownOption),
        (
            "Unknown option '-xo'\n   or: Missing value for '-o <FILE>' in '-xo'",
            .usageUnknownOption
        ),
        ("Unknown option '--a\nb'", .usageUnknownOption),
        ("Missing value for '--scope <SCOPE>'", .usageMissingValue),
        ("Missing value for '-o'", .usageMissingValue),
        (
            "The option '--history' does not take any value, but '3' was specified.",
            .usageNoValue
        ),
        ("Unexpected argument 'b'", .usageUnexpectedArgument),
        ("Unexpected argument 'b\nc'", .usageUnexpectedArgument),
        ("2 unexpected arguments: 'b', 'c'", .usageUnexpectedArguments),
        (
            "Value to be set with flag '--a' had already been set with flag '--b'", .usageTwice
        ),
        ("Missing expected argument '<KINDS>'", .usageMissingArgument),
        ("Missing expected argument '<field=value> ...'", .usageMissingArgument),
        ("Missing expected argument '--into <KIND>'", .usageMissingArgument),
        ("Missing one of: '--a', '--b <FILE>'", .usageMissingArgument),
        ("The value 'a' is invalid for '--votes <N>'", .usageBadValueFor),
        (
            "The value 'a' is invalid for '<WHAT>'. Please provide one of 'b' and 'c'.",
            .usageBadValueFor
        ),
        ("The value 'a' is invalid for '--x <N>': a reason", .usageBadValueFor),
        ("The value 'a' is invalid for '-x'", .usageBadValueFor),
        ("The value 'a' is invalid.", .usageBadValue),
        ("Invalid option: ---", .usageUnknownOption),
        ("Invalid option: -é", .usageUnknownOption),
        ("Missing required subcommand.", .usageMissingSubcommand),
        (
            "Can't generate completion scripts for 'x'.\nPlease use --generate-completion-script=<shell> with one of:\n    zsh bash fish",
            .usageUnknownOption
        ),
        (
            "Can't autodetect a supported shell.\nPlease use --generate-completion-script=<shell> with one of:\n    zsh bash fish",
            .usageUnknownOption
        ),
        ("Command 'x' is not a parent of the current command.", .usageOther),
        (
            "Internal error. Parsing command-line arguments hit unimplemented code path.",
            .usageOther
        ),
        ("Internal error. Invalid state while parsing command-line arguments.", .usageOther),
        ("A sentence that a later version may say.", .usageOther),
    ]

    @Test(arguments: sentences)
    func `no sentence of the parser reaches a person`(_ sentence: String, _ phrase: Phrase) throws {
        let session = Session(globals: Globals(), environment: [:], language: .french)
        try Session.$current.withValue(session) {
            let list = try CommandNode.find(["list"])
            let failure = UsageText.failure(sentence, of: list)
            #expect(failure.message.phrase == phrase)
            #expect(failure.exit == .usage)
            let french = failure.message.text(in: .french)
            #expect(
                !french.contains(
                    /(?i)unknown|missing|unexpected|invalid|please|value|internal|error|<[A-Z]/),
                "\(french)")
            #expect(french.hasSuffix("Aide\u{a0}: club-sync help list"))
            #expect(!french.contains(/[^u]\{|\.\./), "\(french)")
        }
    }
}
