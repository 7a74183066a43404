import ClubRegistry
import Testing

struct AssignmentParserTests {
    private let parser = AssignmentParser(.action, allowsNewFields: false)
    private let open = AssignmentParser(.action, allowsNewFields: true)

    @Test func `arguments set fields and change lists`() throws {
        let assignments = try parser.parse([
            "title=Convention = d’affaires", "attendance=>=70", "scope+=grand-paris",
            "scope+=grand-paris", "scope-=normandie", "participants+=@val-doise.1mkz6wkjy55m",
        ])
        #expect(
            assignments.map(\.operation) == [
                .set(.string("Convention = d’affaires")),
                .set(Quantity(.atLeast, 70, unit: "company_heads").object), .add("grand-paris"),
                .remove("normandie"), .add("@val-doise.1mkz6wkjy55m"),
            ])
        #expect(assignments.map(\.field).last == "participants")
        #expect(assignments.allSatisfy { !$0.isNewField && !$0.isPersonal })
    }

    @Test func `personal fields say so`() throws {
        let member = AssignmentParser(.member, allowsNewFields: false)
        #expect(try member.parse("email=contact@example.org").isPersonal)
        #expect(try !member.parse("name=Inocéane").isPersonal)
    }

    @Test(arguments: [
        ("title", ValueRefusal.Reason.missingEquals), ("scope=a", .isList),
        ("title+=a", .isNotList), ("title-=a", .isNotList), ("title=", .empty),
        ("tilte=a", .undeclared(suggestion: "title")),
        ("Title=a", .undeclared(suggestion: "title")),
        ("lieu=a", .undeclared(suggestion: "venue")),
        ("met=~40", .undeclared(suggestion: "met_per_participant")),
        ("themes_=a", .undeclared(suggestion: "themes")),
        ("budget=a", .undeclared(suggestion: nil)),
        ("=a", .undeclared(suggestion: nil)), ("\u{0}=a", .undeclared(suggestion: nil)),
        ("starts=2027-02-30", .noSuchDate("2027-02-30")),
    ])
    func `what cannot be done is refused`(argument: String, reason: ValueRefusal.Reason) {
        #expect(refusal { () throws(ValueRefusal) in try parser.parse(argument) } == reason)
    }

    @Test func `an argument without = is a bad command line, the rest is refused by a rule`() {
        #expect(ValueRefusal(field: "title", .missingEquals).exit == .usage)
        #expect(ValueRefusal(field: "title", .empty).exit == .failed)
    }

    @Test func `new fields are text or lists, if asked for`() throws {
        #expect(try open.parse("budget=12,5").operation == .set(.string("12,5")))
        #expect(try open.parse("partners+=a").operation == .add("a"))
        #expect(try open.parse("partners-=a").operation == .remove("a"))
        #expect(try open.parse("budget=12").isNewField)
        #expect(try !open.parse("title=12").isNewField)
        for (argument, reason) in [
            ("Budget=a", ValueRefusal.Reason.badName), ("=a", .badName), ("été=a", .badName),
            ("id=a", .reserved), ("deleted=true", .reserved), ("home_node=x", .reserved),
            ("budget=", .empty), ("budget=a\u{0}", .controlCharacter("\u{0}")),
        ] {
            #expect(refusal { () throws(ValueRefusal) in try open.parse(argument) } == reason)
        }
    }

    @Test(arguments: [
        ["title=a", "title=b"], ["scope+=a", "scope-=a"], ["partners=a", "partners+=b"],
        ["partners+=b", "partners=a"],
    ])
    func `a field is given once`(arguments: [String]) {
        let reason = refusal { () throws(ValueRefusal) in try open.parse(arguments) }
        #expect(reason == .assignedTwice)
    }

    @Test func `the name of a field to unset is checked alike`() throws {
        try parser.checkName("title")
        #expect(
            refusal { () throws(ValueRefusal) in try parser.checkName("titre") }
                == .undeclared(suggestion: "title"))
        try open.checkName("budget")
    }

    @Test(arguments: [
        ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("abc", "acb", 1), ("title", "tilte", 1),
        ("kitten", "sitting", 3), ("ca", "abc", 3),
    ])
    func `edit distance is the same both ways`(a: String, b: String, distance: Int) {
        #expect(EditDistance.between(a, b) == distance)
        #expect(EditDistance.between(b, a) == distance)
    }
}
