import ClubRegistry
import Foundation
import Testing

struct ValueParserTests {
    private static func field(_ type: FieldType) -> FieldDeclaration {
        FieldDeclaration("field", type, fr: "Champ", en: "Field")
    }

    private func parse(
        _ text: String, _ type: FieldType, _ origin: ValueParser.Origin = .typed,
        resolve: @escaping (ReferenceText) -> ReferenceMatch = { _ in .none }
    ) throws(ValueRefusal) -> Value {
        try ValueParser(origin, resolve: resolve).value(text, for: Self.field(type))
    }

    @Test(arguments: [
        "2027", "2027-01", "2027-01-10", "2027-01-10T14:00", "2024-02-29", "2000-02-29",
        "0001-01-01", "9999-12-31T23:59",
    ])
    func `a date is read and written alike`(text: String) throws {
        #expect(try parse(text, .date) == .string(text))
        #expect(try PartialDate(iso: text).iso == text)
    }

    @Test(arguments: [
        ("2027-02-29", ValueRefusal.Reason.noSuchDate("2027-02-29")),
        ("1900-02-29", .noSuchDate("1900-02-29")), ("2027-13", .noSuchDate("2027-13")),
        ("2027-04-31", .noSuchDate("2027-04-31")), ("2027-00-10", .noSuchDate("2027-00-10")),
        ("0000", .noSuchDate("0000")),
        ("2027-01-10T24:00", .noSuchDate("2027-01-10T24:00")),
        ("2027-01-10T10:60", .noSuchDate("2027-01-10T10:60")),
        ("27-01-10", .notADate("27-01-10", suggestion: nil)),
        ("2027-1-10", .notADate("2027-1-10", suggestion: nil)),
        ("2027-01-10T14:00:00", .notADate("2027-01-10T14:00:00", suggestion: nil)),
        ("2027-01-10 14:00", .notADate("2027-01-10 14:00", suggestion: nil)),
        ("２０２７", .notADate("２０２７", suggestion: nil)),
        ("demain", .notADate("demain", suggestion: nil)),
        ("10/01/2027", .notADate("10/01/2027", suggestion: "2027-01-10")),
        ("31/02/2027", .notADate("31/02/2027", suggestion: nil)),
    ])
    func `what is no typed date is refused`(text: String, reason: ValueRefusal.Reason) {
        #expect(refusal { () throws(ValueRefusal) in try parse(text, .date) } == reason)
    }

    @Test(arguments: [
        ("10/01/2027", "2027-01-10"), ("1/2/2027", "2027-02-01"), ("01/2027", "2027-01"),
        ("janvier 2027", "2027-01"), ("FEVRIER 2027", "2027-02"), ("1er août 2027", "2027-08-01"),
        ("10 January 2027", "2027-01-10"), ("10/01/2027 14:00", "2027-01-10T14:00"),
        ("10/01/2027 9h30", "2027-01-10T09:30"), ("2027", "2027"),
    ])
    func `a file may have French dates, which become ISO`(text: String, iso: String) throws {
        #expect(try parse(text, .date, .table) == .string(iso))
        #expect(try parse(text, .date, .json) == .string(iso))
    }

    @Test(arguments: [
        "10/13/2027", "31/02/2027", "10/01/27", "/01/2027", "10//2027", "//", "mars", "-1/01/2027",
        "1 2 2027", "10/01/2027 25:00", "10/01/2027/", "32 mars 2027",
    ])
    func `a file may not have dates that are none`(text: String) {
        let reason = refusal { () throws(ValueRefusal) in try parse(text, .date, .table) }
        #expect(reason == .notADate(text, suggestion: nil))
    }

    @Test(arguments: [
        (">100", Quantity.Qualifier.moreThan, 100), (">=100", .atLeast, 100), ("~40", .about, 40),
        ("<=5", .upTo, 5), ("24", .exact, 24), ("> 100", .moreThan, 100), ("0", .exact, 0),
    ])
    func `a quantity keeps its reserve and takes the field's unit`(
        text: String, qualifier: Quantity.Qualifier, number: Int
    ) throws {
        let value = try parse(text, .quantity(unit: "jobs"))
        #expect(
            value
                == .object(of: [
                    "qualifier": .string(qualifier.rawValue), "unit": "jobs".value,
                    "value": .integer(number),
                ]))
        let typed = ValueText.typed(value, as: .quantity(unit: "jobs"))
        #expect(typed == text.replacing(" ", with: ""))
    }

    @Test(arguments: [
        "", ">", "<5", "=5", ">>5", "~", "5~", "1.5", "1,5", "1e3", "plus de 70", "1 200", "--5",
        "٣", "½", ">= ", "{}",
    ])
    func `what is no typed quantity is refused`(text: String) {
        #expect(
            refusal { () throws(ValueRefusal) in try parse(text, .quantity(unit: "jobs")) } != nil)
    }

    @Test(arguments: [
        ("plus de 70", ">70"), ("Environ 40", "~40"), ("jusqu’à 5", "<=5"), ("jusqu'a 5", "<=5"),
        ("au moins 1 200", ">=1200"), ("more than 70", ">70"), ("1\u{202f}200", "1200"),
        ("environ -5", "~-5"),
    ])
    func `a file may have quantities in words`(text: String, typed: String) throws {
        let value = try parse(text, .quantity(unit: "jobs"), .table)
        #expect(ValueText.typed(value, as: .quantity(unit: "jobs")) == typed)
    }

    @Test(arguments: ["plus 70", "environ", "12 34", "70 plus de", "plus de plus de 3"])
    func `a file may not have words that are none`(text: String) {
        let reason = refusal { () throws(ValueRefusal) in
            try parse(text, .quantity(unit: "jobs"), .table)
        }
        #expect(reason == .notAQuantity(text))
    }

    @Test func `integers stay within what every reader keeps`() throws {
        #expect(try parse("9007199254740991", .integer) == .integer(9_007_199_254_740_991))
        #expect(try parse("-9007199254740991", .integer) == .integer(-9_007_199_254_740_991))
        for text in [
            "9007199254740992", "-9007199254740992", "-9223372036854775808",
            String(repeating: "9", count: 400),
        ] {
            let reason = refusal { () throws(ValueRefusal) in try parse(text, .integer) }
            #expect(reason == .outOfRange(text))
            let jobs = refusal { () throws(ValueRefusal) in
                try parse(text, .quantity(unit: "jobs"))
            }
            #expect(jobs == .outOfRange(text))
        }
        for text in ["1.0", "+1", "0x10", "1e2", "-", "1 000"] {
            let reason = refusal { () throws(ValueRefusal) in try parse(text, .integer) }
            #expect(reason == .notAnInteger(text))
        }
    }

    @Test(arguments: [
        ("oui", true), ("Yes", true), ("true", true), ("NON", false), ("faux", false),
    ])
    func `yes and no are read in both languages`(text: String, flag: Bool) throws {
        #expect(try parse(text, .flag) == .flag(flag))
    }

    @Test func `text becomes NFC without white space around it`() throws {
        let value = try parse(" \u{a0}E\u{301}vry\t\n", .text)
        #expect(value == .text(ByteText("Évry")))
        #expect(try parse("Évry\nCourcouronnes\r\nx", .prose) == .string("Évry\nCourcouronnes\nx"))
    }

    @Test(arguments: [
        "a\u{0}b", "a\nb", "a\tb", "a\u{7f}b", "a\u{85}b", "a\u{2028}b", "a\u{202e}b",
        "a\u{feff}b", "a\u{2066}b", "a\rb", "a\u{1b}[31mb",
    ])
    func `control characters are refused`(text: String) {
        guard
            case .controlCharacter? = refusal({ () throws(ValueRefusal) in try parse(text, .text) })
        else {
            Issue.record("\(text.debugDescription) was taken")
            return
        }
        let inProse = refusal { () throws(ValueRefusal) in try parse(text, .prose) }
        #expect((inProse == nil) == (text == "a\nb"))
    }

    @Test func `a value has between 1 and 4,000 characters`() throws {
        let longest = String(repeating: "œ", count: 4_000)
        #expect(try parse(longest, .text) == .string(longest))
        #expect(
            refusal { () throws(ValueRefusal) in try parse(longest + "u", .text) } == .tooLong)
        for text in ["", " ", "\n", "\u{a0}"] {
            #expect(refusal { () throws(ValueRefusal) in try parse(text, .text) } == .empty)
        }
    }

    @Test func `a reference is an id, a prefix, a name, or text`() throws {
        let rouen = RecordID("rouen.yq16eqmrwhm6")!
        let caen = RecordID("caen.yq16zzzzzzzz")!
        let index = ReferenceIndex([
            (rouen, "Technopole de Rouen"), (caen, "Crème d'œuvre"),
            (RecordID("caen.00000000000a")!, nil),
        ])
        func reference(
            _ text: String, _ origin: ValueParser.Origin = .typed
        ) throws(ValueRefusal) -> Value {
            try parse(text, .reference, origin, resolve: index.match)
        }
        #expect(try reference("@rouen.yq16eqmrwhm6") == .string("@rouen.yq16eqmrwhm6"))
        #expect(try reference("@ROUEN.YQ16EQMRWHM6") == .string("@rouen.yq16eqmrwhm6"))
        #expect(try reference("@yq16e") == .string("@rouen.yq16eqmrwhm6"))
        #expect(try reference("@rouen.yq") == .string("@rouen.yq16eqmrwhm6"))
        #expect(try reference("@Technopole de Rouen") == .string("@rouen.yq16eqmrwhm6"))
        #expect(try reference("@Crème d’œuvre") == .string("@caen.yq16zzzzzzzz"))
        // Another node's record, not pulled yet.
        #expect(try reference("@val-doise.000000000000") == .string("@val-doise.000000000000"))
        #expect(try reference("Technopole de Rouen") == .string("Technopole de Rouen"))
        #expect(try reference("Technopole de Rouen", .json) == .string("Technopole de Rouen"))
        #expect(try reference("Technopole de Rouen", .table) == .string("@rouen.yq16eqmrwhm6"))
        #expect(try reference("Ville du Havre", .table) == .string("Ville du Havre"))
        let refusals: [(String, ValueRefusal.Reason)] = [
            ("@", .noSuchRecord("@")), ("@yq1", .prefixTooShort("@yq1")),
            ("@yq16", .severalRecords("@yq16", count: 2)),
            ("@technopole de rouen", .noSuchRecord("@technopole de rouen")),
            ("@zzzz", .noSuchRecord("@zzzz")),
        ]
        for (text, reason) in refusals {
            #expect(refusal { () throws(ValueRefusal) in try reference(text) } == reason)
        }
    }

    @Test func `a list field takes elements and no single value`() throws {
        let parser = ValueParser()
        #expect(try parser.element("Évry", for: Self.field(.texts)) == "Évry")
        #expect(
            refusal { () throws(ValueRefusal) in try parser.value("a", for: Self.field(.texts)) }
                == .isList)
        #expect(
            refusal { () throws(ValueRefusal) in try parser.element("a", for: Self.field(.text)) }
                == .isNotList)
    }

    @Test func `refusals are said in both languages, on one line, with the field`() {
        let refusal = ValueRefusal(
            field: "starts",
            .notADate("a\u{1b}[2J" + String(repeating: "x", count: 500), suggestion: nil))
        for language in Language.allCases {
            let text = refusal.message.text(in: language)
            #expect(text.contains("starts") && text.count < 200)
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 })
        }
    }
}

extension String {
    fileprivate var value: Value { .string(self) }
}
