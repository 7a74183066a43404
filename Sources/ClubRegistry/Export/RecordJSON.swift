/// The JSON of one record, the same in the command line, the API and exports.
///
///     {"id":"caen.czzb7nc6ek2p","kind":"member","node":"caen","fields":{"name":"Technopole de
///     Caen"},
///      "version":{"caen-7k2mq4x9p0c3d5fh":1},"conflicts":[],"deleted":false}
///
/// A field whose value was taken out of its line is not among `fields` but in `missing`, a last
/// member that other records do not have.
package struct RecordJSON: Sendable {
    /// Whether personal fields are shown, and conflicts about them.
    package let includesPersonal: Bool

    package init(includesPersonal: Bool) { self.includesPersonal = includesPersonal }

    package func bytes(of record: RecordView) -> [UInt8] {
        var json = CanonicalJSON()
        write(record, to: &json)
        return json.bytes
    }

    /// One object per contested field, each with the id and kind of its record.
    package func conflicts(of record: RecordView) -> [[UInt8]] {
        shownConflicts(of: record).map { conflict in
            var json = CanonicalJSON()
            json.raw("{")
            json.key("id", first: true)
            json.string(record.id.text)
            json.key("kind")
            json.string(record.kind)
            json.raw(",")
            writeMembers(of: conflict, to: &json)
            json.raw("}")
            return json.bytes
        }
    }

    package func write(_ record: RecordView, to json: inout CanonicalJSON) {
        let fields = record.fields.filter { isShown($0.name, of: record) }
        json.raw("{")
        json.key("id", first: true)
        json.string(record.id.text)
        json.key("kind")
        json.string(record.kind)
        json.key("node")
        json.string(record.home)
        json.key("fields")
        json.object(fields.filter { $0.content != .missing }) { json, field in
            json.key(field.name, first: true)
            write(field.content, to: &json)
        }
        json.key("version")
        json.object(record.version.sorted) { json, dot in
            json.key(dot.feed.text, first: true)
            json.integer(dot.seq)
        }
        json.key("conflicts")
        json.array(shownConflicts(of: record)) { json, conflict in
            json.raw("{")
            writeMembers(of: conflict, to: &json)
            json.raw("}")
        }
        json.key("deleted")
        json.flag(record.isHidden)
        let missing = fields.filter { $0.content == .missing }
        if !missing.isEmpty {
            json.key("missing")
            json.strings(missing.map(\.name))
        }
        json.raw("}")
    }

    private func write(_ content: RecordView.Content, to json: inout CanonicalJSON) {
        switch content {
        case .value(let value): json.value(value)
        case .elements(let elements): json.array(elements) { $0.string($1) }
        case .missing: preconditionFailure("missing fields are listed apart")
        }
    }

    private func writeMembers(of conflict: RecordView.Conflict, to json: inout CanonicalJSON) {
        let isDeletion = conflict.field == "deleted"
        json.key("field", first: true)
        json.string(conflict.field)
        json.key("values")
        json.array(conflict.candidates) { json, candidate in
            json.raw("{")
            var isFirst = write(candidate.state, isDeletion: isDeletion, to: &json)
            if let source = candidate.sources.first {
                json.key("node", first: isFirst)
                isFirst = false
                json.string(source.node)
                json.key("feed")
                json.string(source.dot.feed.text)
                json.key("seq")
                json.integer(source.dot.seq)
                json.key("at")
                json.string(source.at)
            }
            json.raw("}")
        }
        if !conflict.elements.isEmpty {
            json.key("elements")
            json.array(conflict.elements) { $0.string($1) }
        }
        if isDeletion {
            // A record whose deletion is contested is visible.
            json.key("shown")
            json.flag(false)
        } else if case .value(let value)? = conflict.candidates.first?.state {
            json.key("shown")
            json.value(value)
        }
    }

    /// Writes the member that says what a candidate is, and returns whether there was none to
    /// write.
    private func write(
        _ state: RecordView.State, isDeletion: Bool, to json: inout CanonicalJSON
    ) -> Bool {
        switch state {
        case .value(let value):
            json.key("value", first: true)
            json.value(value)
        case .missing:
            json.key("missing", first: true)
            json.flag(true)
        case .none:
            guard isDeletion else { return true }
            json.key("value", first: true)
            json.flag(false)
        }
        return false
    }

    private func shownConflicts(of record: RecordView) -> [RecordView.Conflict] {
        record.conflicts.filter { isShown($0.field, of: record) }
    }

    private func isShown(_ field: String, of record: RecordView) -> Bool {
        includesPersonal || Schema.kind(record.kind)?.isPersonal(field) != true
    }
}
