/// The canonical state: the bytes on which two programs that hold the same lines must agree,
/// `docs/format.md` §11.
package struct Dump {
    package let bytes: [UInt8]

    package var digest: Hash256 { .of(bytes) }

    package init(_ fold: Fold) {
        var json = CanonicalJSON()
        Self.header(fold, &json)
        for key in fold.keys { Self.record(fold.state(of: key), &json) }
        bytes = json.bytes
    }

    private static func header(_ fold: Fold, _ json: inout CanonicalJSON) {
        json.raw(#"{"dump":1,"feeds":"#)
        json.object(fold.history.feeds.sorted { $0.key < $1.key }) { json, feed in
            json.key(feed.key.text, first: true)
            json.array(lastTellingLines(of: feed.value)) { json, line in
                json.raw("[")
                json.integer(line.seq)
                json.raw(",")
                json.string(line.pre.text)
                json.raw("]")
            }
        }
        json.raw(#","network":"#)
        json.string(fold.history.network.text)
        json.raw("}\n")
    }

    /// Per tip, the last line that is not a checkpoint: trailing checkpoints say nothing about the
    /// state.
    private static func lastTellingLines(of tree: FeedTree) -> [FeedTree.Entry] {
        var found: [FeedTree.Entry] = []
        for branch in tree.branches.indices {
            var seq = tree.branches[branch].lastSeq
            while seq > 1, let entry = tree.entry(seq, on: branch), entry.change.isCheckpoint {
                seq -= 1
            }
            guard let entry = tree.entry(seq, on: branch),
                !found.contains(where: { $0.pre == entry.pre })
            else { continue }
            found.append(entry)
        }
        return found.sorted { ($0.seq, $0.pre) < ($1.seq, $1.pre) }
    }

    private static func record(_ state: RecordState, _ json: inout CanonicalJSON) {
        json.raw(#"{"deleted":"#)
        json.string(state.deletion.rawValue)
        json.raw(#","fields":"#)
        json.object(state.fields.sorted { $0.key < $1.key }) { json, field in
            json.key(field.key, first: true)
            Self.field(field.value, &json)
        }
        json.raw(#","id":"#)
        json.string(state.key.id.text)
        json.raw(#","kind":"#)
        json.string(state.key.kind)
        switch state.lock {
        case .open: break
        case .record: json.raw(#","locked":["*"]"#)
        case .fields(let fields):
            json.raw(#","locked":"#)
            json.strings(fields)
        }
        json.raw(#","version":"#)
        json.versionVector(state.version)
        json.raw("}\n")
    }

    private static func field(_ field: RecordState.FieldState, _ json: inout CanonicalJSON) {
        json.raw("{")
        if !field.elements.isEmpty {
            json.key("elements", first: true)
            json.array(field.elements) { json, element in
                json.raw(#"{"dots":"#)
                Self.dots(element.adders, &json)
                if let text = element.text {
                    json.raw(#","element":"#)
                    json.string(text)
                } else {
                    json.raw(#","missing":true"#)
                }
                json.raw("}")
            }
        }
        if !field.values.isEmpty {
            json.key("values", first: field.elements.isEmpty)
            json.array(field.values) { json, value in
                json.raw(#"{"dots":"#)
                Self.dots(value.writers, &json)
                switch value.state {
                case .none: break
                case .missing: json.raw(#","missing":true"#)
                case .value(let value):
                    json.raw(#","value":"#)
                    json.value(value)
                }
                json.raw("}")
            }
        }
        json.raw("}")
    }

    private static func dots(_ lines: [FoldedLine], _ json: inout CanonicalJSON) {
        json.array(lines.sorted(by: FoldedLine.isListedBefore)) { json, line in
            json.raw("[")
            json.string(line.feed.text)
            json.raw(",")
            json.integer(line.seq)
            if line.isBeyondFork {
                json.raw(",")
                json.string(line.pre.text)
            }
            json.raw("]")
        }
    }
}
