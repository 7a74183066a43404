@testable import ClubRegistry
import Testing

struct JSONReaderTests {
    private func flaw(_ bytes: [UInt8]) -> JSONFlaw? {
        do throws(JSONFlaw) {
            _ = try JSONReader.node(bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        arguments: [
            ("{}", .object([])), (" [ ] ", .object([])),
            (#""é\u00e9\n\/\ud83d\ude00""#, .string("éé\n/😀")),
            ("-7", .integer(-7)), ("0", .integer(0)),
            ("9007199254740991", .integer(9_007_199_254_740_991)),
            ("true", .flag(true)), ("false\r\n\t ", .flag(false)),
            (
                #"{ "b" : 1 , "a" : { "c" : "d" } }"#,
                .object(of: ["a": .object(of: ["c": .string("d")]), "b": .integer(1)])
            ),
        ] as [(String, Value)])
    func `what people write is read`(text: String, value: Value) throws {
        let node = try JSONReader.node(Array(text.utf8))
        #expect(node.value == (text.contains("[") ? nil : value))
    }

    @Test(
        arguments: [
            ("", 0, .unexpectedEnd), ("nul", 3, .unexpectedEnd), ("{", 1, .unexpectedEnd),
            (#"{"a":1,}"#, 7, .unexpected(0x7d)), ("[1,]", 3, .unexpected(0x5d)),
            ("[1 2]", 3, .unexpected(0x32)), ("{'a':1}", 1, .unexpected(0x27)),
            ("{} {}", 3, .trailing), ("1.5", 0, .decimal), ("-2e3", 0, .decimal),
            ("1E400", 0, .decimal),
            ("01", 1, .unexpected(0x31)), ("-", 1, .unexpectedEnd), ("+1", 0, .unexpected(0x2b)),
            ("9007199254740992", 0, .numberOutOfRange), ("NaN", 0, .unexpected(0x4e)),
            (#"{"a":1, "a":2}"#, 8, .duplicateName("a")),
            (#"{"a":1,"\u0061":2}"#, 7, .duplicateName("a")),
            (#""\ud800""#, 1, .badEscape), (#""\udc00\ud800""#, 1, .badEscape),
            (#""\ud800\u0041""#, 1, .badEscape),
            (#""\x""#, 1, .badEscape), (#""\u12g4""#, 1, .badEscape), (#""\u12"#, 1, .badEscape),
            ("\"a\u{0}\"", 2, .controlCharacter), ("\"a\n\"", 2, .controlCharacter),
            ("\u{0}", 0, .unexpected(0)), ("\u{feff}{}", 0, .unexpected(0xef)),
            ("\"abc", 4, .unexpectedEnd),
            ("/* */ 1", 0, .unexpected(0x2f)), ("\"\\", 2, .unexpectedEnd),
        ] as [(String, Int, JSONFlaw.Reason)])
    func `everything doubtful is refused where it stands`(
        text: String, offset: Int, reason: JSONFlaw.Reason
    ) {
        #expect(flaw(Array(text.utf8)) == JSONFlaw(offset: offset, reason: reason))
    }

    @Test func `numbers of any length are refused without harm`() {
        for text in [
            String(repeating: "9", count: 60_000), "-" + String(repeating: "1", count: 60_000),
        ] {
            #expect(flaw(Array(text.utf8))?.reason == .numberOutOfRange)
        }
        #expect(
            flaw(Array((String(repeating: "9", count: 60_000) + ".0").utf8))?.reason == .decimal)
    }

    @Test func `nesting ends at 16 levels, however deep it goes`() throws {
        let deepest = String(repeating: "[", count: 16) + String(repeating: "]", count: 16)
        _ = try JSONReader.node(Array(deepest.utf8))
        for opener in ["[", #"{"a":"#] {
            let text = String(repeating: opener, count: 10_000)
            #expect(flaw(Array(text.utf8))?.reason == .tooDeep)
            #expect(flaw(Array(text.utf8))?.offset == 16 * opener.utf8.count)
        }
    }

    @Test(
        arguments: [
            ([0x22, 0xff, 0x22], 1), ([0x22, 0xc0, 0x80, 0x22], 1),
            ([0x22, 0xed, 0xa0, 0x80, 0x22], 1),
            ([0x22, 0xf4, 0x90, 0x80, 0x80, 0x22], 1), ([0x22, 0x61, 0xe2, 0x82], 2),
            ([0x22, 0xe9, 0x22], 1),
        ] as [([UInt8], Int)])
    func `bytes that are not UTF-8 are refused`(bytes: [UInt8], offset: Int) {
        #expect(flaw(bytes) == JSONFlaw(offset: offset, reason: .notUTF8))
    }

    @Test func `names that differ in bytes alone are two names`() throws {
        let node = try JSONReader.node(Array("{\"é\":1,\"e\u{301}\":2}".utf8))
        guard case .object(let members)? = node.value else {
            Issue.record("no object")
            return
        }
        #expect(members.count == 2)
    }
}
