/// Writes the canonical bytes of a line from a draft: the other side of ``LineScanner``.
enum LineWriter {
    /// The line without its seal, its closing brace and its LF.
    static func open(
        _ draft: Draft, feed: FeedID, seq: Int, at: String,
        using generator: inout some RandomNumberGenerator
    ) -> [UInt8] {
        var json = CanonicalJSON()
        json.raw(#"{"change":"#)
        envelope(draft, feed: feed, seq: seq, at: at, &json)
        if case .record(_, _, .fields(let operations)) = draft {
            if !operations.payload.isEmpty || operations.note != nil {
                json.raw(#","payload":"#)
                part(operations.payload, note: operations.note, &json, using: &generator)
            }
            if !operations.personal.isEmpty {
                json.raw(#","personal":"#)
                part(operations.personal, note: nil, &json, using: &generator)
            }
        }
        return json.bytes
    }

    static func close(_ open: [UInt8], seal: Seal?) -> [UInt8] {
        var json = CanonicalJSON()
        json.raw(open)
        if let seal {
            json.raw(#","seal":"#)
            json.string(seal.text)
        }
        json.raw("}\n")
        return json.bytes
    }

    // MARK: Envelope

    private static func envelope(
        _ draft: Draft, feed: FeedID, seq: Int, at: String, _ json: inout CanonicalJSON
    ) {
        var members: [String: (inout CanonicalJSON) -> Void] = [
            "at": { $0.string(at) }, "feed": { $0.string(feed.text) },
            "seq": { $0.integer(seq) }, "v": { $0.integer(LineScanner.version) },
        ]
        switch draft {
        case .record(let key, let after, let edit):
            members["after"] = { $0.versionVector(after) }
            members["id"] = { $0.string(key.id.text) }
            members["kind"] = { $0.string(key.kind) }
            switch edit {
            case .fields: break
            case .delete: members["op"] = { $0.string("delete") }
            case .restore: members["op"] = { $0.string("restore") }
            }
        case .opening(let node, let key, let proof, let continues):
            if !continues.isEmpty { members["continues"] = { $0.heads(continues) } }
            members["key"] = { $0.string(key.text) }
            members["kind"] = { $0.string(ReservedKind.feed.rawValue) }
            members["node"] = { $0.string(node) }
            members["proof"] = { $0.string(Base64URL.text(proof)) }
        case .checkpoint(let heads):
            members["heads"] = { $0.heads(heads) }
            members["kind"] = { $0.string(ReservedKind.checkpoint.rawValue) }
        case .adoption(let heads):
            members["adopts"] = { $0.heads(heads) }
            members["kind"] = { $0.string(ReservedKind.adoption.rawValue) }
        case .erasure(let key, let fields, let upto):
            members["erases"] = { json in
                json.raw(#"{"fields":"#)
                json.strings(fields.sorted())
                json.key("id")
                json.string(key.id.text)
                json.key("kind")
                json.string(key.kind)
                json.key("upto")
                json.versionVector(upto)
                json.raw("}")
            }
            members["kind"] = { $0.string(ReservedKind.erasure.rawValue) }
        }
        json.object(members.sorted { $0.key < $1.key }) { json, member in
            json.key(member.key, first: true)
            member.value(&json)
        }
    }

    // MARK: Parts

    private static func part(
        _ operations: [FieldOperation], note: String?, _ json: inout CanonicalJSON,
        using generator: inout some RandomNumberGenerator
    ) {
        let salt = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
        var members: [String: (inout CanonicalJSON) -> Void] = [
            "salt": { $0.string(Base64URL.text(salt)) }
        ]
        if let note { members["note"] = { $0.string(note) } }
        for (name, group) in Dictionary(grouping: operations, by: \.effect.name) {
            let sorted = group.sorted { $0.field < $1.field }
            members[name] = { json in
                if name == "unset" {
                    json.strings(sorted.map(\.field))
                } else {
                    json.object(sorted) { json, operation in
                        json.key(operation.field, first: true)
                        operand(operation.effect, &json)
                    }
                }
            }
        }
        json.object(members.sorted { $0.key < $1.key }) { json, member in
            json.key(member.key, first: true)
            member.value(&json)
        }
    }

    private static func operand(
        _ effect: FieldOperation.Effect, _ json: inout CanonicalJSON
    ) {
        switch effect {
        case .set(let value?): json.value(value)
        case .add(let elements?), .remove(let elements?):
            json.array(Set(elements).sorted()) { $0.string($1) }
        default: preconditionFailure("an erased or unknown operation is never drafted")
        }
    }
}
