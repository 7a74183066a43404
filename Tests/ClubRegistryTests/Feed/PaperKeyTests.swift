import ClubTestSupport
import Testing

@testable import ClubRegistry

/// A private key as people write it down and type it in again.
@Suite struct PaperKeyTests {
    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")

    private func key(_ seed: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    private func failure(_ text: String) -> PaperKeyError? {
        do throws(PaperKeyError) {
            _ = try PaperKey.decode(text)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: 0..<200 as Range<Int>)
    func `what is written is read again, and is eight groups of eight`(_ seed: Int) throws {
        let key = key(seed)
        let groups = PaperKey.groups(key)
        #expect(groups.count == 8 && groups.allSatisfy { $0.count == 8 })
        #expect(groups.joined().allSatisfy(Self.digits.contains))
        #expect(try PaperKey.decode(groups.joined(separator: " ")) == key)
    }

    @Test func `two keys, byte by byte as they were first printed`() throws {
        // What is on somebody's paper must be read for ever. Computed by another program.
        let zero = "0000000p 0000001c 0000001t 0000002r 0000002e 0000003m 00000032 0000005g"
        let made = PaperKey.groups([UInt8](repeating: 0, count: 32)).joined(separator: " ")
        #expect(try PaperKey.decode(made) == [UInt8](repeating: 0, count: 32))
        #expect(made == zero)
        let counted = PaperKey.groups(Array(0..<32)).joined(separator: " ")
        #expect(
            counted == "000g40ty 0g2gc1yz 104gm2r3 1g6gw3yt 208h44z4 2gahc5v5 30chm6xs 3gehw7yg")
    }

    @Test
    func `case, spaces, hyphens, line breaks and letters that look like digits do not matter`()
        throws
    {
        let key = key(1)
        let groups = PaperKey.groups(key)
        let spellings = [
            groups.joined(), groups.joined(separator: "-"), groups.joined(separator: "\r\n"),
            groups.joined(separator: "  ").uppercased(), "\n \(groups.joined(separator: " - "))\n",
            groups.map { "\($0.prefix(4)) \($0.suffix(4))" }.joined(separator: "\n"),
            groups.joined(separator: "\u{a0}"),
            groups.joined(separator: " ").replacing("0", with: "O").replacing("1", with: "l"),
            groups.joined(separator: " ").replacing("0", with: "o").replacing("1", with: "I"),
        ]
        for spelling in spellings { #expect(try PaperKey.decode(spelling) == key, "\(spelling)") }
    }

    @Test func `any wrong character is found, and its group named`() {
        let groups = PaperKey.groups(key(2))
        for (group, place) in (0..<8).flatMap({ g in (0..<8).map { (g, $0) } }) {
            for digit in Self.digits + ["u", "!", "é"] {
                var typed = Array(groups[group])
                guard typed[place] != digit else { continue }
                typed[place] = digit
                var wrong = groups
                wrong[group] = String(typed)
                #expect(failure(wrong.joined(separator: " ")) == .wrongGroups([group + 1]))
            }
        }
    }

    @Test(arguments: 3..<23 as Range<Int>)
    func `neighbours exchanged, and groups exchanged, are found`(_ seed: Int) {
        let groups = PaperKey.groups(key(seed))
        for group in 0..<8 {
            for place in 0..<7 {
                var typed = Array(groups[group])
                guard typed[place] != typed[place + 1] else { continue }
                typed.swapAt(place, place + 1)
                var wrong = groups
                wrong[group] = String(typed)
                #expect(failure(wrong.joined(separator: " ")) == .wrongGroups([group + 1]))
            }
            for other in 0..<group {
                var wrong = groups
                wrong.swapAt(group, other)
                let expected = PaperKeyError.wrongGroups([other + 1, group + 1])
                #expect(failure(wrong.joined(separator: " ")) == expected)
            }
        }
    }

    @Test func `a group that is too short is named where groups are apart`() {
        var groups = PaperKey.groups(key(4))
        groups[4].removeLast()
        #expect(failure(groups.joined(separator: " ")) == .wrongGroups([5]))
        #expect(failure(groups.joined()) == .wrongLength(characterCount: 63))
        #expect(failure("") == .wrongLength(characterCount: 0))
        let long = String(repeating: "0", count: 1 << 20)
        #expect(failure(long) == .wrongLength(characterCount: 1 << 20))
    }

    @Test(arguments: Language.allCases)
    func `what is wrong is said with what to do`(_ language: Language) {
        let one = PaperKeyError.wrongGroups([3]).message.text(in: language)
        let two = PaperKeyError.wrongGroups([3, 5]).message.text(in: language)
        #expect(one.contains("3") && two.contains("3, 5") && !one.contains("{"))
        #expect(
            PaperKeyError.wrongLength(characterCount: 63).message.text(in: language).contains("63"))
    }
}
