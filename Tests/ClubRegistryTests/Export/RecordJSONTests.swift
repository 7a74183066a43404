@testable import ClubRegistry
import Testing

struct RecordJSONTests {
    private func text(_ record: RecordView, includesPersonal: Bool = true) -> String {
        String(
            decoding: RecordJSON(includesPersonal: includesPersonal).bytes(of: record),
            as: UTF8.self)
    }

    private static let contested = sampleRecord(
        "member", "caen.czzb7nc6ek2p",
        values: [
            "city": .string("Évry \"x\"\n"), "email": .string("a@b.fr"), "edition": .integer(1),
            "ok": .flag(true),
        ], lists: ["tags": ["é", "z", "a"]], missing: ["naf"],
        conflicts: [
            .init(
                field: "city",
                candidates: [
                    .init(
                        state: .value(.string("Évry \"x\"\n")),
                        sources: [sampleSource("caen", 2), sampleSource("rouen", 9)]),
                    .init(state: .none, sources: [sampleSource("rouen", 1)]),
                    .init(state: .missing, sources: [sampleSource("val-doise", 4)]),
                ], elements: ["a"]),
            .init(
                field: "deleted",
                candidates: [
                    .init(state: .value(.flag(true)), sources: [sampleSource("caen", 3)]),
                    .init(state: .value(.flag(false)), sources: [sampleSource("rouen", 2)]),
                ], elements: []),
            .init(
                field: "email",
                candidates: [
                    .init(state: .none, sources: [sampleSource("caen", 3)]),
                    .init(state: .value(.string("a@b.fr")), sources: [sampleSource("rouen", 2)]),
                ], elements: []),
        ], deletion: .contested, seq: 3)

    @Test func `a record has its members in one order, nothing between them`() {
        #expect(
            text(sampleRecord("member", "caen.czzb7nc6ek2p", values: ["name": .string("X")]))
                == #"{"id":"caen.czzb7nc6ek2p","kind":"member","node":"caen","fields":{"name":"X"},"version":{"caen-7k2mq4x9p0c3d5fh":1},"conflicts":[],"deleted":false}"#
        )
    }

    @Test func `conflicts have one entry a distinct value, with its first source`() {
        let source = #""at":"2027-01-10T14:05:00Z"}"#
        let expected =
            #"{"id":"caen.czzb7nc6ek2p","kind":"member","node":"caen","fields":{"#
            + #""city":"Évry \"x\"\u000a","edition":1,"email":"a@b.fr","ok":true,"tags":["a","z","é"]},"#
            + #""version":{"caen-7k2mq4x9p0c3d5fh":3},"conflicts":[{"field":"city","values":["#
            + #"{"value":"Évry \"x\"\u000a","node":"caen","feed":"caen-7k2mq4x9p0c3d5fh","seq":2,"#
            + source
            + #",{"node":"rouen","feed":"rouen-7k2mq4x9p0c3d5fh","seq":1,"# + source
            + #",{"missing":true,"node":"val-doise","feed":"val-doise-7k2mq4x9p0c3d5fh","seq":4,"#
            + source
            + #"],"elements":["a"],"shown":"Évry \"x\"\u000a"},{"field":"deleted","values":["#
            + #"{"value":true,"node":"caen","feed":"caen-7k2mq4x9p0c3d5fh","seq":3,"# + source
            + #",{"value":false,"node":"rouen","feed":"rouen-7k2mq4x9p0c3d5fh","seq":2,"# + source
            + #"],"shown":false},{"field":"email","values":["#
            + #"{"node":"caen","feed":"caen-7k2mq4x9p0c3d5fh","seq":3,"# + source
            + #",{"value":"a@b.fr","node":"rouen","feed":"rouen-7k2mq4x9p0c3d5fh","seq":2,"#
            + source
            + #"]}],"deleted":false,"missing":["naf"]}"#
        #expect(text(Self.contested) == expected)
        // It is JSON, too.
        #expect(throws: Never.self) { try JSONReader.node(Array(expected.utf8)) }
    }

    @Test func `personal fields and conflicts about them are left out unless asked for`() {
        let shown = text(Self.contested, includesPersonal: false)
        #expect(!shown.contains("email") && !shown.contains("a@b.fr"))
        #expect(RecordJSON(includesPersonal: false).conflicts(of: Self.contested).count == 2)
    }

    @Test func `a conflict alone says which record it is about`() {
        let all = RecordJSON(includesPersonal: true).conflicts(of: Self.contested)
        #expect(all.count == 3)
        let first = String(decoding: all[1], as: UTF8.self)
        #expect(
            first.hasPrefix(
                #"{"id":"caen.czzb7nc6ek2p","kind":"member","field":"deleted","values":[{"value":true,"#
            ))
        #expect(first.hasSuffix(#"],"shown":false}"#))
    }

    @Test func `only a hidden record is deleted`() {
        for (deletion, isDeleted) in [
            (RecordView.Deletion.no, false), (.yes, true), (.contested, false),
        ] {
            let record = sampleRecord("member", "caen.czzb7nc6ek2p", deletion: deletion)
            #expect(text(record).contains(#""deleted":\#(isDeleted)"#))
        }
    }

    @Test func `an array has a record a line, and is [] without any`() {
        let a = sampleRecord("member", "caen.czzb7nc6ek2p", values: ["name": .string("b")])
        let b = sampleRecord("member", "rouen.yq16eqmrwhm6", values: ["name": .string("a")])
        let json = JSONExport().bytes([a, b], columns: .roster())
        #expect(String(decoding: json, as: UTF8.self) == "[\n  \(text(b)),\n  \(text(a))\n]\n")
        #expect(JSONExport().bytes([], columns: .roster()) == Array("[]\n".utf8))
        #expect(JSONLExport().bytes([], columns: .roster()) == [])
    }

    @Test func `JSON Lines read back as what they were`() throws {
        var record = sampleRecord(
            "organisation", "caen.czzb7nc6ek2p",
            values: [
                "name": .string("=\"\\\u{7f}é\u{1F600}"), "created": .string("1998"),
                "budget": .integer(-5),
                "hosted": Quantity(.exact, 24, unit: "companies", asOf: "2026").object,
                "part_of": .string("@rouen.yq16eqmrwhm6"),
            ], lists: ["tags": ["b", "a|b"], "scope": ["x"]])
        let columns = Columns(.organisation, fields: [], includesPersonal: false)
        func read(_ record: RecordView) throws -> TypedRow? {
            let outcomes = try JSONLinesImport().outcomes(
                JSONLExport().bytes([record], columns: columns))
            guard case .row(let row)? = outcomes.first, outcomes.count == 1 else { return nil }
            return try RowReader(.organisation, values: ValueParser(.json)).read(row)
        }
        // DEL is a control character: no value of ours has it, and it does not come back.
        #expect(throws: ImportRefusal.self) { try read(record) }
        var values: [String: Value] = ["name": .string("=\"\\é\u{1F600}")]
        for field in record.fields where field.name != "name" {
            if case .value(let value) = field.content { values[field.name] = value }
        }
        record = sampleRecord(
            "organisation", "caen.czzb7nc6ek2p", values: values,
            lists: ["tags": ["b", "a|b"], "scope": ["x"]])
        let typed = try #require(try read(record))
        #expect(typed.id == record.id)
        for field in record.fields { #expect(typed[field.name] == field.content, "\(field.name)") }
        #expect(typed.fields.count == record.fields.count)
    }
}
