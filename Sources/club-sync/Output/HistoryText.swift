import ClubRegistry

/// The changes of a record, old → new, who, when, because.
struct HistoryText {
    let events: [Registry.Event]
    let key: RecordKey
    let text: RecordText

    /// One operation of one change.
    private struct Row {
        let event: Registry.Event
        let field: String
        let old: String
        let new: String
        let because: String
    }

    private var rows: [Row] {
        let kind = Schema.kind(key.kind)
        var rows: [Row] = []
        // What a change replaces is what its author had seen last, not what is above it in the table.
        var writes: [String: [(dot: Dot, text: String, covered: Set<Dot>)]] = [:]
        // A delete or restore carries no text; its reason stands on the line before it.
        var pendingNote: String?
        for event in events {
            let note = event.change.note ?? ""
            func row(_ field: String, _ old: String, _ new: String, because: String) {
                rows.append(
                    Row(event: event, field: field, old: old, new: new, because: because))
            }
            guard case .record(let record) = event.change.body else { continue }
            switch record.action {
            case .delete, .restore:
                let isDelete = record.action == .delete
                row(
                    text.label("deleted", of: kind), isDelete ? word(.wordNo) : word(.wordYes),
                    isDelete ? word(.wordYes) : word(.wordNo), because: pendingNote ?? "")
                pendingNote = nil
            case .fields:
                if event.change.operations.isEmpty { pendingNote = note }
                for operation in event.change.operations {
                    let field = kind?.field(operation.field)
                    let label = text.label(operation.field, of: kind)
                    let seen = (writes[operation.field] ?? []).filter {
                        event.covered.contains($0.dot)
                    }
                    let replaced = seen.filter { write in
                        !seen.contains { $0.covered.contains(write.dot) }
                    }
                    let old = replaced.map(\.text).joined(separator: ", ")
                    switch operation.effect {
                    case .set(let value):
                        let new = value.map { text.value($0, field: field) } ?? word(.wordErased)
                        row(label, old, new, because: note)
                        writes[operation.field, default: []].append(
                            (event.source.dot, new, event.covered))
                    case .unset:
                        row(label, old, word(.wordNone), because: note)
                        writes[operation.field, default: []].append(
                            (event.source.dot, "", event.covered))
                    case .add(let elements):
                        row(label, "", "+ \(list(elements, field))", because: note)
                    case .remove(let elements):
                        row(label, "", "− \(list(elements, field))", because: note)
                    case .unknown(let name): row(label, "", name, because: note)
                    }
                }
            }
        }
        return rows
    }

    private func list(_ elements: [ByteText]?, _ field: FieldDeclaration?) -> String {
        guard let elements else { return word(.wordErased) }
        return elements.map { text.value(.text($0), field: field) }.joined(separator: ", ")
    }

    private func word(_ phrase: Phrase) -> String { Message(phrase).text(in: text.language) }

    var table: String {
        var table = Table(
            header: [
                word(.columnWhen), word(.columnBy), word(.columnSeq), word(.columnField),
                word(.columnChange), word(.columnBecause),
            ])
        table.rows = rows.map { row in
            let change = row.old.isEmpty ? row.new : "\(row.old) → \(row.new)"
            return [
                text.time(row.event.source.at), row.event.source.node,
                String(row.event.source.dot.seq), row.field, change, row.because,
            ]
        }
        return table.text(width: Session.current.console.width)
    }

    var json: String {
        var json = CanonicalJSON()
        json.array(events) { json, event in
            json.raw("{")
            json.key("at", first: true)
            json.string(event.source.at)
            if let note = event.change.note {
                json.key("because")
                json.string(note)
            }
            json.key("feed")
            json.string(event.source.dot.feed.text)
            json.key("node")
            json.string(event.source.node)
            json.key("operations")
            json.array(event.change.operations) { json, operation in
                json.raw("{")
                json.key("field", first: true)
                json.string(operation.field)
                json.key("operation")
                json.string(operation.effect.name)
                switch operation.effect {
                case .set(let value?):
                    json.key("value")
                    json.value(value)
                case .add(let elements?), .remove(let elements?):
                    json.key("elements")
                    json.array(elements) { $0.string($1) }
                default: break
                }
                json.raw("}")
            }
            if case .record(let record) = event.change.body, record.action != .fields {
                json.key("op")
                json.string(record.action == .delete ? "delete" : "restore")
            }
            json.key("seq")
            json.integer(event.source.dot.seq)
            json.raw("}")
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
