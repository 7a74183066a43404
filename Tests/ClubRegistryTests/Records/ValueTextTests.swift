import ClubRegistry
import Testing

struct ValueTextTests {
    @Test(arguments: [
        ("2027", "2027", "2027"), ("2027-01", "janvier 2027", "January 2027"),
        ("2027-01-10", "10/01/2027", "10 January 2027"),
        ("2027-08-01T09:05", "01/08/2027 09:05", "1 August 2027 09:05"),
        ("hier", "hier", "hier"),
    ])
    func `dates are readable in both languages, and read back`(
        iso: String, french: String, english: String
    ) throws {
        let value = Value.string(iso)
        #expect(ValueText.readable(value, as: .date, in: .french) == french)
        #expect(ValueText.readable(value, as: .date, in: .english) == english)
        guard iso != "hier" else { return }
        let field = FieldDeclaration("starts", .date, fr: "Début", en: "Starts")
        for text in [french, english] {
            #expect(try ValueParser(.table).value(text, for: field) == value)
        }
    }

    @Test(arguments: [
        (Quantity.Qualifier.moreThan, "plus de 70", "more than 70", ">70"),
        (.atLeast, "au moins 70", "at least 70", ">=70"), (.about, "environ 70", "about 70", "~70"),
        (.upTo, "jusqu’à 70", "up to 70", "<=70"), (.exact, "70", "70", "70"),
    ])
    func `quantities are readable in both languages, and read back`(
        qualifier: Quantity.Qualifier, french: String, english: String, typed: String
    ) throws {
        let value = Quantity(qualifier, 70, unit: "people").object
        let type = FieldType.quantity(unit: "people")
        #expect(ValueText.readable(value, as: type, in: .french) == french)
        #expect(ValueText.readable(value, as: type, in: .english) == english)
        #expect(ValueText.typed(value, as: type) == typed)
        let field = FieldDeclaration("met", type, fr: "Rencontrés", en: "Met")
        for text in [french, english, typed] {
            #expect(try ValueParser(.table).value(text, for: field) == value)
        }
        #expect(try ValueParser().value(typed, for: field) == value)
    }

    @Test func `a quantity that the typed form would cut short is written as JSON, and read back`()
        throws
    {
        let dated = Quantity(.exact, 24, unit: "companies", asOf: "2026-12").object
        let type = FieldType.quantity(unit: "companies")
        let text = ValueText.typed(dated, as: type)
        #expect(
            text == #"{"as_of":"2026-12","qualifier":"exact","unit":"companies","value":24}"#)
        #expect(ValueText.readable(dated, as: type, in: .french) == "24 (décembre 2026)")
        let field = FieldDeclaration("hosted", type, fr: "Hébergées", en: "Hosted")
        #expect(try ValueParser(.table).value(text, for: field) == dated)
        let foreign = Quantity(.exact, 24, unit: "jobs").object
        #expect(ValueText.typed(foreign, as: type).hasPrefix("{"))
    }

    @Test func `an object that is no quantity is none`() {
        let broken: [[String: Value]] = [
            [:], ["qualifier": .string("exact"), "unit": .string("jobs")],
            ["qualifier": .string("maybe"), "unit": .string("jobs"), "value": .integer(1)],
            ["qualifier": .string("exact"), "unit": .string("Jobs"), "value": .integer(1)],
            ["qualifier": .string("exact"), "unit": .string("jobs"), "value": .string("1")],
            [
                "qualifier": .string("exact"), "unit": .string("jobs"), "value": .integer(1),
                "more": .flag(true),
            ],
            [
                "qualifier": .string("exact"), "unit": .string("jobs"), "value": .integer(1),
                "as_of": .string("hier"),
            ],
        ]
        for members in broken { #expect(Quantity(.object(of: members)) == nil) }
        #expect(Quantity(.integer(1)) == nil)
    }

    @Test func `references are shown by name where it is known`() {
        let id = RecordID("rouen.yq16eqmrwhm6")!
        let index = ReferenceIndex([(id, "Technopole de Rouen")])
        func readable(_ text: String) -> String {
            ValueText.readable(
                .string(text), as: .reference, in: .french, name: index.uniqueName)
        }
        #expect(readable("@rouen.yq16eqmrwhm6") == "Technopole de Rouen")
        #expect(readable("@caen.yq16eqmrwhm6") == "@caen.yq16eqmrwhm6")
        #expect(readable("Ville du Havre") == "Ville du Havre")
        let twins = ReferenceIndex([(id, "Total"), (RecordID("caen.00000000000a")!, "Total")])
        #expect(twins.uniqueName(of: id) == nil)
        #expect(twins.name(of: id) == "Total")
    }

    @Test(
        arguments: [
            [], ["a"], ["a", "b c"], ["a|b", "c\\", "\\|"], ["œ | æ", "'", "\"x\""],
            ["a|\u{301}b", "\\\u{301}", "|\u{200d}|"],
        ] as [[String]])
    func `a list in one cell reads back`(elements: [String]) {
        for isSpaced in [true, false] {
            let text = ListText.joined(elements, isSpaced: isSpaced)
            #expect(ListText.split(text) == elements)
        }
    }

    @Test func `a cell that ends in a backslash, or has empty elements, is still a list`() {
        #expect(ListText.split("a\\") == ["a\\"])
        #expect(ListText.split(" | a || b |") == ["a", "b"])
    }
}
