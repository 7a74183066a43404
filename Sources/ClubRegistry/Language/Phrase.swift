package enum Phrase: String, Sendable, CaseIterable {
    case noStore
    package func template(in language: Language) -> String { "" }
}
