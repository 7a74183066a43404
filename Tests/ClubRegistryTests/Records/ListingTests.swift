import ClubRegistry
import Testing

struct ListingTests {
    private func action(
        _ suffix: String, _ title: String, starts: String? = nil, ends: String? = nil,
        scope: [String] = [], home: String = "rouen", deletion: RecordView.Deletion = .no
    ) -> RecordView {
        var values: [String: Value] = ["title": .string(title)]
        values["starts"] = starts.map { .string($0) }
        values["ends"] = ends.map { .string($0) }
        return sampleRecord(
            "action", home + ".00000000000" + suffix, values: values, lists: ["scope": scope],
            deletion: deletion)
    }

    private func titles(_ listing: Listing, _ records: [RecordView]) -> [String] {
        listing.apply(to: records).records.compactMap { $0.text("title") }
    }

    @Test func `actions go by start, then title, undated last`() {
        let records = [
            action("1", "sans date"), action("2", "Éa", starts: "2027-01-10"),
            action("3", "eb", starts: "2027-01-10"), action("4", "tôt", starts: "2026"),
            action("5", "ea", starts: "2027-01-10"),
            action("6", "après-midi", starts: "2027-01-10T14:00"),
            action("7", "autre", starts: "bientôt"), action("8", "fin seule", ends: "2026-05"),
        ]
        #expect(
            titles(Listing(.action), records) == [
                "tôt", "fin seule", "ea", "Éa", "eb", "après-midi", "autre", "sans date",
            ])
        #expect(Listing(.action).apply(to: records).undatedCount == 0)
    }

    @Test func `equal titles go by id`() {
        let records = [action("2", "a"), action("1", "a"), action("1", "a", home: "caen")]
        let ids = Listing(.action).apply(to: records.reversed()).records.map(\.id.text)
        #expect(ids == ["caen.000000000001", "rouen.000000000001", "rouen.000000000002"])
    }

    @Test func `members go by name, and deleted or other records are left out`() {
        let names = ["Œuvre", "Élan", "zoé", "abbé"]
        var records = names.enumerated().map { index, name in
            sampleRecord("member", "rouen.00000000000\(index)", values: ["name": .string(name)])
        }
        records.append(
            sampleRecord(
                "member", "rouen.00000000000z", values: ["name": .string("x")], deletion: .yes))
        records.append(
            sampleRecord(
                "member", "rouen.00000000000y", values: ["name": .string("y")], deletion: .contested
            ))
        records.append(sampleRecord("organisation", "rouen.00000000000x"))
        let listed = Listing(.member).apply(to: records).records.compactMap { $0.text("name") }
        #expect(listed == ["abbé", "Élan", "Œuvre", "y", "zoé"])
    }

    @Test(
        arguments: [
            // starts, ends, from, to, whether it overlaps
            ("2027-01-10", nil, "2027-01-10", "2027-01-10", true),
            ("2027-01-10", nil, "2027-01-11", nil, false),
            ("2027-01-10", nil, nil, "2027-01-09", false),
            ("2027-01-10", "2027-01-12", "2027-01-12", nil, true),
            ("2027-01-10", "2027-01-12", "2027-01-13", nil, false),
            ("2027-01", nil, "2027-01-31", nil, true), ("2027-01", nil, "2027-02", nil, false),
            ("2027", nil, "2027-06", "2027-07", true), ("2027-06-01", nil, "2027", "2027", true),
            ("2027-12-31T23:00", nil, nil, "2027", true), ("2028-01-01", nil, nil, "2027", false),
            ("2027-01-10", "2027-02", "2027-02-28", nil, true),
            ("2027-03-10", "2027-03-01", "2027-03-05", "2027-03-05", true),
            (nil, "2027-03", "2027-03-31", nil, true), (nil, "2027-03", "2027-04", nil, false),
        ] as [(String?, String?, String?, String?, Bool)])
    func `from and to keep what overlaps`(
        starts: String?, ends: String?, from: String?, to: String?, overlaps: Bool
    ) throws {
        var listing = Listing(.action)
        listing.from = try from.map { try PartialDate(iso: $0) }
        listing.to = try to.map { try PartialDate(iso: $0) }
        let result = listing.apply(to: [action("1", "a", starts: starts, ends: ends)])
        #expect(result.records.count == (overlaps ? 1 : 0))
        #expect(result.undatedCount == 0)
    }

    @Test func `undated ones that fit otherwise are counted, not shown`() throws {
        var listing = Listing(.action)
        listing.from = try PartialDate(iso: "2027")
        listing.scope = "grand-paris"
        let records = [
            action("1", "a", scope: ["grand-paris"]), action("2", "b", scope: ["normandie"]),
            action("3", "c", starts: "2027-05", scope: ["grand-paris"]),
            action("4", "d", starts: "2026", scope: ["grand-paris"]),
        ]
        let result = listing.apply(to: records)
        #expect(result.records.map(\.id.text) == ["rouen.000000000003"])
        #expect(result.undatedCount == 1)
    }

    @Test func `an agreement without an end is not over`() throws {
        let agreement = sampleRecord(
            "agreement", "rouen.8xpmcj54yhf9", values: ["signed_on": .string("2013-06")])
        var listing = Listing(.agreement)
        listing.from = try PartialDate(iso: "2030")
        #expect(listing.apply(to: [agreement]).records.count == 1)
        listing.from = nil
        listing.to = try PartialDate(iso: "2012")
        #expect(listing.apply(to: [agreement]).records.isEmpty)
    }

    @Test func `scope, node and conditions choose`() {
        let rouen = RecordID("rouen.yq16eqmrwhm6")!
        let record = sampleRecord(
            "action", "caen.000000000001",
            values: [
                "state": .string("held"), "venue": .string("Évreux"), "edition": .integer(1),
                "organiser": .string("@rouen.yq16eqmrwhm6"),
                "attendance": Quantity(.moreThan, 70, unit: "company_heads").object,
            ], lists: ["scope": ["grand-paris", "axe-seine"]], missing: ["outcome"])
        func isListed(_ change: (inout Listing) -> Void) -> Bool {
            var listing = Listing(.action)
            change(&listing)
            let names = { (id: RecordID) in id == rouen ? "Technopole de Rouen" : nil }
            return !listing.apply(to: [record], name: names).records.isEmpty
        }
        #expect(isListed { $0.scope = "grand-paris" })
        #expect(isListed { $0.scope = "Grand Paris" })
        #expect(!isListed { $0.scope = "normandie" })
        #expect(isListed { $0.node = "caen" })
        #expect(!isListed { $0.node = "rouen" })
        let cases: [(String, Bool)] = [
            ("state=held", true), ("state=idea", false), ("venue=evreux", true),
            ("edition=1", true),
            ("attendance=>70", true), ("attendance=70", false), ("scope=axe-seine", true),
            ("organiser=@yq16", true), ("organiser=@yq1", false), ("organiser=@caen", false),
            ("organiser=technopole de rouen", true), ("organiser=@Technopole de Rouen", true),
            ("outcome=x", false), ("budget=1", false),
        ]
        for (condition, expected) in cases {
            #expect(
                isListed { $0.conditions = [Listing.Condition(condition)!] } == expected,
                "\(condition)")
        }
        #expect(Listing.Condition("state") == nil)
        #expect(Listing.Condition("=held") == nil)
    }
}
