/// One parsed line of a feed: what its author wrote, and the hash by which the chain holds it.
///
/// It does not keep the bytes; whoever relays a line relays the bytes as received.
package struct Change: Sendable {
    package let feed: FeedID
    package let seq: Int
    package let at: String
    package let kind: String
    package let v: Int
    package let body: Body
    package let payload: Part?
    package let personal: Part?
    package let seal: Seal?
    package let leaf: Hash256
    /// Bytes of the line, its LF included, with each part in the longer of its full and erased
    /// forms.
    package let byteCeiling: Int

    package enum Body: Sendable {
        /// A change of one record.
        case record(RecordChange)
        case opening(Opening)
        /// Up to where the author folds the other feeds.
        case checkpoint([FeedID: [Head]])
        /// The branches of its node's forks that the author stands by.
        case adoption([FeedID: [Head]])
        case erasure(Erasure)
        /// Verified, stored, relayed and counted, but not folded.
        case unknown(Locked?)
    }

    package struct RecordChange: Sendable {
        package let key: RecordKey
        package let after: VersionVector
        package let action: Action
    }

    package enum Action: Sendable, Hashable { case fields, delete, restore }

    /// Line 1 of a feed.
    package struct Opening: Sendable {
        package let node: String
        package let key: PublicKey
        package let proof: [UInt8]
        package let continues: [FeedID: [Head]]
        /// The exact bytes of `continues`, which the proof signs; empty when absent.
        package let continuesBytes: [UInt8]
    }

    package struct Erasure: Sendable {
        package let key: RecordKey
        package let fields: Set<String>
        package let upto: VersionVector
    }

    /// What an unknown line makes uneditable; no fields means the whole record.
    package struct Locked: Sendable {
        package let key: RecordKey
        package let fields: [String]?
    }

    package var dot: Dot { Dot(feed: feed, seq: seq) }

    package var parts: [Part] { [payload, personal].compactMap { $0 } }

    /// Every operation of both parts.
    package var operations: [FieldOperation] {
        (payload?.operations ?? []) + (personal?.operations ?? [])
    }

    /// The reason given for the change, when one was and is still there.
    package var note: String? { payload?.note ?? personal?.note }

    /// This line with the parts that another copy of it still has in full; the leaf is the same either way.
    func completed(by other: Change) -> Change {
        func fuller(_ mine: Part?, _ theirs: Part?) -> Part? {
            guard let mine, mine.isErased, let theirs, !theirs.isErased else { return mine }
            return theirs
        }
        return Change(
            feed: feed, seq: seq, at: at, kind: kind, v: v, body: body,
            payload: fuller(payload, other.payload), personal: fuller(personal, other.personal),
            seal: seal, leaf: leaf, byteCeiling: byteCeiling)
    }

    package var isCheckpoint: Bool { if case .checkpoint = body { true } else { false } }
    package var record: RecordChange? { if case .record(let record) = body { record } else { nil } }
}

/// A signature that closes a commit, 64 bytes.
package struct Seal: Sendable, Hashable {
    package let bytes: [UInt8]

    package init?(bytes: [UInt8]) {
        guard bytes.count == 64 else { return nil }
        self.bytes = bytes
    }

    package var text: String { Base64URL.text(bytes) }
}

/// The last sealed line of a chain: its number, the hash that its seal signs, and the seal.
package struct Head: Sendable, Hashable, Comparable {
    package let seq: Int
    package let pre: Hash256
    package let seal: Seal

    package init(seq: Int, pre: Hash256, seal: Seal) {
        self.seq = seq
        self.pre = pre
        self.seal = seal
    }

    package var chain: Hash256 { Chain.link(pre: pre, seal: seal) }

    package static func < (a: Head, b: Head) -> Bool {
        if a.seq != b.seq { return a.seq < b.seq }
        if a.pre != b.pre { return a.pre < b.pre }
        return a.seal.bytes.lexicographicallyPrecedes(b.seal.bytes)
    }
}

/// `payload` or `personal`: the operations of a line, with what is needed to erase them.
package struct Part: Sendable {
    package let hash: Hash256
    /// In erased form: the bytes are gone, the hash and the names of fields remain.
    package let isErased: Bool
    package let note: String?
    package let operations: [FieldOperation]
}

/// One operation on one field.
package struct FieldOperation: Sendable, Hashable {
    package let field: String
    package let effect: Effect

    package init(field: String, effect: Effect) {
        self.field = field
        self.effect = effect
    }

    package enum Effect: Sendable, Hashable {
        /// Nil when the part is in erased form.
        case set(Value?)
        case unset
        case add([ByteText]?)
        case remove([ByteText]?)
        case unknown(String)

        package var name: String {
            switch self {
            case .set: "set"
            case .unset: "unset"
            case .add: "add"
            case .remove: "remove"
            case .unknown(let name): name
            }
        }
    }
}
