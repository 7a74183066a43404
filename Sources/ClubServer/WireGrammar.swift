import ClubRegistry

/// The few grammars that a peer's request is checked against before it becomes a question to the
/// store.
enum WireGrammar {
    /// A decimal from 0 to 2^53 − 1, the one spelling of it: no sign, no leading zero.
    static func sequenceNumber(_ text: some StringProtocol) -> Int? {
        let digits = text.utf8
        guard (1...16).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            digits.count == 1 || digits.first != UInt8(ascii: "0"), let value = Int(text),
            value < 1 << 53
        else { return nil }
        return value
    }

    /// 32 bytes in base64url without padding; the two spare bits of the last character are zero.
    static func isHash(_ text: some StringProtocol) -> Bool { Hash256(text: text) != nil }

    static func isFeedName(_ text: some StringProtocol) -> Bool { FeedID(String(text)) != nil }
}
