/// A line before it is written: what its author means, without number, chain and seal.
package enum Draft: Sendable {
    case record(RecordKey, after: VersionVector, Edit)
    case opening(node: String, key: PublicKey, proof: [UInt8], continues: [FeedID: [Head]])
    case checkpoint([FeedID: [Head]])
    case adoption([FeedID: [Head]])
    case erasure(RecordKey, fields: [String], upto: VersionVector)

    /// What a line does to its record.
    package enum Edit: Sendable {
        case fields(Operations)
        case delete
        case restore
    }

    /// The operations of one line, by part. A field stands in one operation only, across both
    /// parts.
    package struct Operations: Sendable {
        package var payload: [FieldOperation]
        package var personal: [FieldOperation]
        package var note: String?

        package init(
            payload: [FieldOperation] = [], personal: [FieldOperation] = [], note: String? = nil
        ) {
            self.payload = payload
            self.personal = personal
            self.note = note
        }

        package var isEmpty: Bool { payload.isEmpty && personal.isEmpty && note == nil }
    }

    package var record: RecordKey? {
        if case .record(let key, _, _) = self { key } else { nil }
    }

    /// The bytes of `continues` that an opening's proof signs; empty where there is none.
    static func continuesBytes(_ heads: [FeedID: [Head]]) -> [UInt8] {
        guard !heads.isEmpty else { return [] }
        var json = CanonicalJSON()
        json.heads(heads)
        return json.bytes
    }
}
