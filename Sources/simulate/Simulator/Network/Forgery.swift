import MutantRegistry

/// Lines that no writer of ours makes.
enum Forgery {
    /// A line with its payload in erased form, though nobody erased it; nil when it has none.
    static func stripped(_ line: [UInt8]) -> [UInt8]? {
        let whole = line + [0x0a]
        guard let change = try? LineScanner.scan(whole, in: whole.indices),
            let payload = change.payload, !payload.isErased
        else { return nil }
        let text = String(decoding: line, as: UTF8.self)
        guard let start = text.firstRange(of: #","payload":{"#),
            let end = closingBrace(in: text, from: text.index(before: start.upperBound))
        else { return nil }
        var fields: [String: [String]] = [:]
        for operation in payload.operations {
            fields[operation.effect.name, default: []].append("\"\(operation.field)\"")
        }
        let operations = fields.sorted { $0.key < $1.key }.map { name, fields in
            "\"\(name)\":[\(fields.sorted().joined(separator: ","))]"
        }.joined(separator: ",")
        let erased = #","payload":{"erased":"\#(payload.hash.text)","ops":{\#(operations)}}"#
        return Array((text[..<start.lowerBound] + erased + text[end...].dropFirst()).utf8)
    }

    /// The brace that closes the one at `start`; strings may hold braces.
    private static func closingBrace(in text: String, from start: String.Index) -> String.Index? {
        var depth = 0
        var isInText = false
        var isEscaped = false
        for index in text[start...].indices {
            let character = text[index]
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = isInText
            } else if character == "\"" {
                isInText.toggle()
            } else if !isInText, character == "{" {
                depth += 1
            } else if !isInText, character == "}" {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    /// What only a later program writes about a record: verified, stored and relayed, never folded.
    enum Later: CaseIterable {
        case version, envelopeMember, recordOperation, fieldOperation, feedKind
    }

    /// The line, whole but for its seal, its closing brace and its LF.
    static func open(
        _ later: Later, of key: RecordKey, feed: FeedID, seq: Int, at: String,
        _ random: inout SeededRandom
    ) -> String {
        let salt = Base64URL.text((0..<16).map { _ in UInt8(random.below(256)) })
        let record = #""id":"\#(key.id.text)","kind":"\#(key.kind)""#
        let head = #""after":{},"at":"\#(at)","feed":"\#(feed.text)""#
        let set = #","payload":{"salt":"\#(salt)","set":{"title":"later"}}"#
        switch later {
        case .version: return #"{"change":{\#(head),\#(record),"seq":\#(seq),"v":2}\#(set)"#
        case .envelopeMember:
            return #"{"change":{\#(head),\#(record),"seq":\#(seq),"v":1,"weight":3}\#(set)"#
        case .recordOperation:
            return #"{"change":{\#(head),\#(record),"op":"merge","seq":\#(seq),"v":1}\#(set)"#
        case .fieldOperation:
            return #"{"change":{\#(head),\#(record),"seq":\#(seq),"v":1}"#
                + #","payload":{"salt":"\#(salt)","swap":{"title":"later"}}"#
        case .feedKind:
            return #"{"change":{"at":"\#(at)","feed":"\#(feed.text)","kind":"motion""#
                + #","seq":\#(seq),"v":1}"#
        }
    }
}
