/// Whether a line is accepted, decided a second time from `docs/format.md` §3 and §4 alone.
///
/// Written for being read beside the document: one condition a sentence, no care for speed and none
/// for which code a refusal has.
struct NaiveLine {
    let root: NaiveJSON
    private let change: NaiveJSON
    private let isFirstVersion: Bool

    /// Nil when the line is not accepted.
    init?(_ bytes: [UInt8]) {
        guard bytes.count <= 65_536, bytes.last == 0x0a, let root = NaiveJSON(bytes.dropLast()),
            root.bytes == Array(bytes.dropLast()), root.depth <= 16,
            case .object(let members) = root, let change = root["change"],
            root.children.allSatisfy(Self.isGrammatical)
        else { return nil }
        // One to four members in this order.
        let names = members.map { String(decoding: $0.name, as: UTF8.self) }
        guard names.first == "change",
            names == ["change", "payload", "personal", "seal"].filter({ names.contains($0) })
        else { return nil }
        self.root = root
        self.change = change
        isFirstVersion = change["v"] == .integer(1)
        let parts = [root["payload"], root["personal"]].compactMap { $0 }
        guard root["seal"].map({ isB64($0, 86) }) ?? true, isEnvelope, parts.allSatisfy(isPart),
            hasFieldsOnce(parts), ceiling(bytes.count, parts) <= 65_536
        else { return nil }
        if isFirstVersion, !isOwnContextRight { return nil }
        if !isUnknown(parts), !isRightForItsKind(parts) { return nil }
    }

    // MARK: Section 3

    /// Keys ascend strictly by bytes, integers are within ±(2^53 − 1).
    private static func isGrammatical(_ tree: NaiveJSON) -> Bool {
        if case .object(let members) = tree {
            for (a, b) in zip(members, members.dropFirst())
            where !a.name.lexicographicallyPrecedes(b.name) { return false }
        }
        if case .integer(let number) = tree, number.magnitude > 9_007_199_254_740_991 {
            return false
        }
        return tree.children.allSatisfy(isGrammatical)
    }

    private var isEnvelope: Bool {
        guard isTime(change["at"]), isFeed(change["feed"]), isName(change["kind"]),
            isPositive(change["seq"]), isPositive(change["v"])
        else { return false }
        if let after = change["after"], !isVector(after) { return false }
        if let id = change["id"], !isRecord(id) { return false }
        if let op = change["op"], !isName(op) || isReserved(op.string!) { return false }
        return true
    }

    private func isReserved(_ operation: String) -> Bool {
        ["salt", "note", "erased", "ops"].contains(operation)
    }

    private func isPart(_ part: NaiveJSON) -> Bool {
        guard case .object(let members) = part else { return false }
        if part["erased"] != nil || part["ops"] != nil {
            guard members.count == 2, isB64(part["erased"], 43),
                case .object(let operations)? = part["ops"]
            else { return false }
            return operations.allSatisfy { operation in
                isName(.text(operation.name)) && !isReserved(text(operation.name))
                    && isNameArray(operation.value)
            }
        }
        guard isB64(part["salt"], 22) else { return false }
        for (name, value) in members {
            switch text(name) {
            case "salt": continue
            case "note": if value.string == nil { return false }
            default:
                guard isName(.text(name)), isOperand(value) else { return false }
                if isFirstVersion, !isKnownForm(text(name), value) { return false }
            }
        }
        return true
    }

    /// An object with at least one member whose keys are field names, or an array of field names.
    private func isOperand(_ value: NaiveJSON) -> Bool {
        guard case .object(let fields) = value else { return isNameArray(value) }
        return !fields.isEmpty && fields.allSatisfy { isName(.text($0.name)) }
    }

    /// At least one field name, strictly ascending.
    private func isNameArray(_ value: NaiveJSON) -> Bool {
        guard case .array(let names) = value, !names.isEmpty, names.allSatisfy(isName) else {
            return false
        }
        return zip(names, names.dropFirst()).allSatisfy { $0.string! < $1.string! }
    }

    private func fields(_ operand: NaiveJSON) -> [String] {
        if case .object(let members) = operand { return members.map { text($0.name) } }
        return operand.children.compactMap(\.string)
    }

    /// The operations of a part, full or erased, with their fields.
    private func operations(_ part: NaiveJSON) -> [(name: String, fields: [String])] {
        let erased = part["ops"]
        guard case .object(let members) = erased ?? part else { return [] }
        return members.filter { erased != nil || !["salt", "note"].contains(text($0.name)) }
            .map { (text($0.name), fields($0.value)) }
    }

    private func hasFieldsOnce(_ parts: [NaiveJSON]) -> Bool {
        let all = parts.flatMap { operations($0).flatMap(\.fields) }
        return Set(all).count == all.count
    }

    /// Bytes of the line with each full part in the longer of its two forms.
    private func ceiling(_ count: Int, _ parts: [NaiveJSON]) -> Int {
        parts.reduce(count) { sum, part in
            guard part["ops"] == nil else { return sum }
            let ops = NaiveJSON.object(
                operations(part).map { operation in
                    (
                        Array(operation.name.utf8),
                        .array(operation.fields.map { .text(Array($0.utf8)) })
                    )
                })
            let erased = NaiveJSON.object([
                (Array("erased".utf8), .text([UInt8](repeating: 0x41, count: 43))),
                (Array("ops".utf8), ops),
            ])
            return sum + max(0, erased.bytes.count - part.bytes.count)
        }
    }

    // MARK: Section 4

    private func isKnownForm(_ operation: String, _ operand: NaiveJSON) -> Bool {
        switch operation {
        case "unset": if case .array = operand { true } else { false }
        case "set":
            if case .object = operand { operand.children.allSatisfy(isValue) } else { false }
        case "add", "remove":
            if case .object = operand { operand.children.allSatisfy(isTextArray) } else { false }
        default: true
        }
    }

    private func isValue(_ value: NaiveJSON) -> Bool {
        if case .array = value { return false }
        return value.children.allSatisfy(isValue)
    }

    private func isTextArray(_ value: NaiveJSON) -> Bool {
        guard case .array(let elements) = value, !elements.isEmpty else { return false }
        var previous: [UInt8]?
        for element in elements {
            guard case .text(let text) = element else { return false }
            if let previous, !previous.lexicographicallyPrecedes(text) { return false }
            previous = text
        }
        return true
    }

    private var isOwnContextRight: Bool {
        guard case .integer(let own)? = change["after"]?[change["feed"]!.string!],
            case .integer(let seq)? = change["seq"]
        else { return true }
        return own < seq
    }

    private static let reserved = [
        "feed": ["continues", "key", "node", "proof"], "checkpoint": ["heads"],
        "adoption": ["adopts"], "erasure": ["erases"],
    ]

    private func isUnknown(_ parts: [NaiveJSON]) -> Bool {
        let special = Self.reserved[change["kind"]!.string!]
        let known = ["after", "at", "feed", "id", "kind", "op", "seq", "v"] + (special ?? [])
        guard case .object(let members) = change else { return true }
        return !isFirstVersion || members.contains { !known.contains(text($0.name)) }
            || change["op"].map { !["delete", "restore"].contains($0.string) } ?? false
            || parts.contains { part in
                operations(part).contains { !["set", "unset", "add", "remove"].contains($0.name) }
            } || change["id"] == nil && special == nil
    }

    private func isRightForItsKind(_ parts: [NaiveJSON]) -> Bool {
        let kind = change["kind"]!.string!
        guard change["id"] == nil else {
            guard Self.reserved[kind] == nil, change["after"] != nil else { return false }
            return (change["op"] == nil) == !parts.isEmpty
        }
        guard change["after"] == nil, change["op"] == nil, parts.isEmpty else { return false }
        let feed = change["feed"]!.string!
        let node = feed.dropLast(17)
        func areSiblings(_ tree: NaiveJSON) -> Bool {
            names(tree).allSatisfy { $0 != feed && $0.dropLast(17) == node }
        }
        switch kind {
        case "feed":
            guard change["seq"] == .integer(1), isB64(change["key"], 43),
                isB64(change["proof"], 86), isNode(change["node"])
            else { return false }
            guard let continues = change["continues"] else { return true }
            return isHeads(continues) && continues.children.count == 1
                && continues.children[0].children.count == 1 && areSiblings(continues)
        case "checkpoint":
            guard let heads = change["heads"], isHeads(heads) else { return false }
            return !names(heads).contains(feed)
        case "adoption":
            guard let heads = change["adopts"], isHeads(heads) else { return false }
            return areSiblings(heads)
        default:
            guard let erases = change["erases"],
                names(erases) == ["fields", "id", "kind", "upto"], isRecord(erases["id"]),
                isName(erases["kind"]), let upto = erases["upto"], isVector(upto),
                !names(upto).isEmpty, names(upto).allSatisfy({ $0.dropLast(17) == node }),
                let fields = erases["fields"]
            else { return false }
            return fields == .array([]) || isNameArray(fields)
        }
    }

    private func names(_ tree: NaiveJSON) -> [String] {
        guard case .object(let members) = tree else { return [] }
        return members.map { text($0.name) }
    }
}
