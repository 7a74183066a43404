extension Phrase {
    /// One sentence in both languages.
    struct Text: Sendable {
        let french: String
        let english: String

        init(fr french: String, en english: String) {
            self.french = french
            self.english = english
        }
    }

    private static let texts: [Phrase: Text] = [
        registryTexts, commandTexts, importTexts, helpTexts, manualTexts, topicTexts, reportTexts,
        recordTexts,
        dryRunTexts, undoTexts, searchTexts, roundTripTexts,
        recoverTexts, nightTexts, doctorTexts, alarmTexts, repairTexts,
    ].reduce(
        into: [:]
    ) { $0.merge($1) { first, _ in first } }

    package func template(in language: Language) -> String {
        guard let text = Self.texts[self] else { preconditionFailure("no text for \(rawValue)") }
        switch language {
        case .french: return text.french
        case .english: return text.english
        }
    }
}
