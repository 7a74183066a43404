import ClubRegistry
import Testing

struct RecordPhraseTests {
    @Test(arguments: Phrase.allCases)
    func `both languages name the same arguments`(phrase: Phrase) {
        let names = Language.allCases.map { language in
            Set(
                phrase.template(in: language).matches(of: /\{([a-z]+)[|}]/).map {
                    String($0.output.1)
                })
        }
        #expect(names[0] == names[1])
        #expect(phrase.template(in: .french) != phrase.template(in: .english))
    }

    @Test(arguments: Phrase.allCases)
    func `French has its own signs and spaces`(phrase: Phrase) {
        let text = phrase.template(in: .french)
        #expect(!text.contains("'"))
        #expect(!text.contains(/\x20[:;!?»]/))
        #expect(!text.contains(/«[^\u{a0}]/))
        #expect(!text.contains(/[^\u{a0}][;!?»]/))
    }
}
