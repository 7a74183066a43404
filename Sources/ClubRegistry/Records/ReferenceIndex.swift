/// The ids and names of records, to look up what people type and to show names for ids.
package struct ReferenceIndex: Sendable {
    private var ids: [RecordID] = []
    private var namesByID: [RecordID: String] = [:]
    private var idsByName: [ByteText: [RecordID]] = [:]

    package init(_ entries: some Sequence<(id: RecordID, name: String?)> = []) {
        for entry in entries { insert(entry.id, name: entry.name) }
        ids.sort()
    }

    /// An index of records by the fields that title them; hidden records cannot be pointed at.
    package init(_ records: some Sequence<RecordView>) {
        self.init(
            records.lazy.filter { !$0.isHidden }.map { record in
                (record.id, Schema.kind(record.kind).flatMap { record.text($0.titleField) })
            })
    }

    private mutating func insert(_ id: RecordID, name: String?) {
        if namesByID[id] == nil { ids.append(id) }
        guard let name else { return }
        namesByID[id] = name
        idsByName[Self.key(name), default: []].append(id)
    }

    /// The records whose name is exactly `reference`, or whose id begins so.
    ///
    /// A prefix is one of the whole id (`rouen.yq16`) or of its random part (`yq16`).
    ///
    /// - Complexity: O(log records) for a name or the start of an id, O(records) for its random
    ///   part.
    package func match(_ reference: ReferenceText) -> ReferenceMatch {
        var found = Set(idsByName[Self.key(reference.text)] ?? [])
        if let prefix = reference.idPrefix {
            if let id = RecordID(prefix), namesByID[id] != nil || ids.contains(id) {
                return .one(id)
            }
            for id in ids where Self.id(id, begins: prefix) { found.insert(id) }
        }
        switch found.count {
        case 0: return .none
        case 1: return .one(found.first!)
        default: return .several(found.sorted())
        }
    }

    /// The name of a record.
    package func name(of id: RecordID) -> String? { namesByID[id] }

    /// The name of a record that a table can hold for it: no other record bears it, and what reads
    /// the table does not take it for an id, nor trims or composes it.
    package func uniqueName(of id: RecordID) -> String? {
        guard let name = namesByID[id], idsByName[Self.key(name)]?.count == 1,
            name.utf8.first != UInt8(ascii: "@"),
            // A name that the reader of tables refuses, for whatever reason, cannot be read back.
            let read = try? ValueParser(.table).cleaned(name, ""), ByteText(read) == ByteText(name)
        else { return nil }
        return name
    }

    /// Whether `prefix`, in lower case, is the start of the id or of its random part.
    static func id(_ id: RecordID, begins prefix: String) -> Bool {
        id.text.hasPrefix(prefix) || id.text.dropFirst(id.home.utf8.count + 1).hasPrefix(prefix)
    }

    /// Names are exact but for the apostrophe, which few keyboards have.
    private static func key(_ name: String) -> ByteText {
        ByteText(String(name.map { $0 == "’" ? "'" : $0 }))
    }
}
