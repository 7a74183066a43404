@testable import ClubRegistry

/// A record as the fold would show it, made by hand.
func sampleRecord(
    _ kind: String, _ id: String, values: [String: Value] = [:], lists: [String: [String]] = [:],
    missing: [String] = [], conflicts: [RecordView.Conflict] = [],
    deletion: RecordView.Deletion = .no, seq: Int = 1, at: String = "2027-01-10T14:05:00Z"
) -> RecordView {
    let id = RecordID(id)!
    let source = sampleSource(id.home, seq, at: at)
    var contents: [String: RecordView.Content] = [:]
    for (name, value) in values { contents[name] = .value(value) }
    for (name, list) in lists { contents[name] = .elements(list.map { ByteText($0) }.sorted()) }
    for name in missing { contents[name] = .missing }
    return RecordView(
        key: RecordKey(kind: kind, id: id),
        fields: contents.sorted { $0.key < $1.key }.map {
            RecordView.Field(name: $0.key, content: $0.value, sources: [source])
        },
        version: VersionVector([source.dot.feed: seq]), deletion: deletion, conflicts: conflicts,
        lock: .open, lastChange: source)
}

func sampleSource(
    _ node: String, _ seq: Int, at: String = "2027-01-10T14:05:00Z"
) -> RecordView.Source {
    RecordView.Source(dot: Dot(feed: FeedID(node + "-7k2mq4x9p0c3d5fh")!, seq: seq), at: at)
}

/// The refusal that `body` throws; nil when it throws none.
func refusal<Result>(_ body: () throws(ValueRefusal) -> Result) -> ValueRefusal.Reason? {
    do throws(ValueRefusal) {
        _ = try body()
        return nil
    } catch {
        return error.reason
    }
}
