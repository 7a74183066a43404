import ClubRegistry
import Testing

struct IdentifierTests {
    @Test(arguments: [
        (Identifier.siren, "000000083"), (.siret, "73282932000074"), (.siret, "35600000000048"),
        (.siret, "35600000009075"), (.siret, "35600000049837"), (.siret, "20003452800014"),
        (.siret, "05781313100026"), (.rna, "W9M1234567"), (.rna, "W123456789"),
        (.naf, "72.19Z"), (.commune, "76540"), (.commune, "2A004"), (.postcode, "76000"),
        (.postcode, "1000"), (.postcode, "SW1A 1AA"),
    ])
    func `a written identifier is itself`(identifier: Identifier, text: String) {
        #expect(identifier.normalised(text) == text)
        #expect(identifier.normalised(text, repairing: true) == text)
    }

    @Test(arguments: [
        (Identifier.siret, "732 829 320 00074", "73282932000074"),
        (.siret, "732.829.320\u{a0}00074", "73282932000074"), (.naf, "7219z", "72.19Z"),
        (.rna, "w123456789", "W123456789"), (.postcode, "76 000", "76000"),
    ])
    func `spaces, dots and case do not matter`(identifier: Identifier, text: String, code: String) {
        #expect(identifier.normalised(text) == code)
    }

    @Test(
        arguments: [
            (Identifier.siret, "6220119900031", "06220119900031"), (.siren, "83", nil),
            (.siren, "00000083", "000000083"), (.siren, "00000083.0", "000000083"),
            (.postcode, "7400.0", "7400"), (.commune, "1001", "01001"),
            (.siret, "1.23457E+13", nil), (.siret, "6220119900032", nil),
        ] as [(Identifier, String, String?)])
    func `what a spreadsheet took away is put back only for files`(
        identifier: Identifier, text: String, code: String?
    ) {
        #expect(identifier.normalised(text, repairing: true) == code)
        if identifier != .postcode { #expect(identifier.normalised(text) == nil) }
    }

    @Test(arguments: [
        (Identifier.siret, "35600000049838"), (.siret, "35600000000049"),
        (.siret, "77984790400034"), (.siret, "20003452800041"), (.siren, "552100555"),
        (.siren, "７３２８２９３２０"), (.siren, "12345"), (.rna, "X123456789"), (.rna, "W12345678"),
        (.naf, "72.19"), (.naf, "7Z.19Z"), (.commune, "Rouen"), (.commune, "2C004"),
        (.postcode, "Rouen"), (.postcode, "1234567"), (.siren, ""),
    ])
    func `anything else is none`(identifier: Identifier, text: String) {
        #expect(identifier.normalised(text) == nil)
        #expect(identifier.normalised(text, repairing: true) == nil)
    }
}
