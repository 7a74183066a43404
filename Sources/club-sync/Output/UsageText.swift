import ClubRegistry

/// What the argument parser says, in the language of this run and safe for a terminal.
///
/// The parser knows English only; its sentences are recognised and said from the catalogue. One that is not
/// recognised is passed on as it is.
enum UsageText {
    private static var known: [(Phrase, Regex<(Substring, Substring)>)] {
        [
            (.usageMissingArgument, /Missing expected argument '(.*?)'.*/),
            (.usageUnexpectedArguments, /(?:\d+ u|U)nexpected arguments?:? '?(.*?)'?$/),
            (.usageUnknownOption, /Unknown option '(.*?)'.*/),
            (.usageMissingValue, /Missing value for '(.*?)'.*/),
            (.usageBadValue, /The value '(.*?)' is invalid for .*/),
        ]
    }

    static func message(_ parserText: String) -> Message {
        let line = parserText.split(separator: "\n").first.map(String.init) ?? parserText
        let text = line.hasPrefix("Error: ") ? String(line.dropFirst("Error: ".count)) : line
        for (phrase, pattern) in known {
            // A pattern that cannot be matched against this text does not match it.
            if let match = try? pattern.wholeMatch(in: text) {
                return Message(phrase, ["what": String(match.output.1)])
            }
        }
        return Message(.usageOther, ["what": text])
    }
}
