/// What commands say: results, hints, summaries.
extension Phrase {
    static let commandTexts: [Phrase: Text] = [:]
}
