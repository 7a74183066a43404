/// Ids for imported rows that name no record: the same row gets the same id again, here.
///
/// An import that was killed may be run again, and finds what it wrote. An id is 60 bits of a hash
/// over a secret that stays in this store, the kind, what the row says, and how many equal rows stand
/// before it in the file; without the secret it says nothing of the row. References count as the file
/// writes them: what they point at depends on what is held, and so on what was imported before.
struct RowIDs {
    private let secret: [UInt8]
    private let home: String
    private var counts: [Hash256: Int] = [:]

    init(secret: [UInt8], home: String) {
        self.secret = secret
        self.home = home
    }

    mutating func next(for row: TypedRow) -> RecordID {
        var json = CanonicalJSON()
        json.object(row.fields.sorted { $0.name < $1.name }) { json, field in
            json.key(field.name, first: true)
            switch field.content {
            case _ where !field.references.isEmpty:
                json.array(Set(field.references.map(\.written)).sorted()) { $0.string($1) }
            case .value(let value): json.value(value)
            case .elements(let elements): json.array(elements) { $0.string($1) }
            case .missing: json.flag(false)
            }
        }
        let content = Hash256.of("club-sync row", Array(row.kind.utf8), json.bytes)
        let count = counts[content, default: 0]
        counts[content] = count + 1
        let hash = Hash256.of(
            "club-sync row id", secret, Array(content.bytes), Array("\(count)".utf8))
        return RecordID("\(home).\(Base32.text(Array(hash.bytes.prefix(8))).prefix(12))")!
    }
}
