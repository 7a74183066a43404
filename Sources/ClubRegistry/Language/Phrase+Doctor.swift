// swift-format-ignore-file: LineLength
/// What `doctor` finds.
extension Phrase {
    static let doctorTexts: [Phrase: Text] = [:]
}
