/// A short name of a thing in both languages, as it heads a column or a form line.
package struct Label: Sendable, Hashable {
    package let french: String
    package let english: String

    package init(fr french: String, en english: String) {
        self.french = french
        self.english = english
    }

    package func text(in language: Language) -> String {
        switch language {
        case .french: french
        case .english: english
        }
    }
}
