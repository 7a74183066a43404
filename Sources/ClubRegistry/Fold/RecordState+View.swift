/// What people see of a folded record: `docs/format.md` §10.
extension RecordState {
    package var view: RecordView {
        RecordView(
            key: key, fields: shownFields, version: version, deletion: deletion,
            conflicts: conflicts, lock: lock,
            lastChange: lines.map(\.source).max { ($0.at, $0.dot) < ($1.at, $1.dot) })
    }

    private var shownFields: [RecordView.Field] {
        fields.sorted { $0.key < $1.key }.compactMap { name, field in
            switch field.values.first?.state {
            case .value(let value):
                return shown(name, .value(value), field.values[0].writers)
            case .missing: return shown(name, .missing, field.values[0].writers)
            case nil, .some(.none):
                guard !field.elements.isEmpty else { return nil }
                let texts = field.elements.compactMap(\.text)
                let content: RecordView.Content = texts.isEmpty ? .missing : .elements(texts)
                return shown(name, content, field.elements.flatMap(\.adders))
            }
        }
    }

    private func shown(_ name: String, _ content: RecordView.Content, _ lines: [FoldedLine])
        -> RecordView.Field
    {
        RecordView.Field(name: name, content: content, sources: Self.sources(lines))
    }

    private static func sources(_ lines: [FoldedLine]) -> [RecordView.Source] {
        var seen = Set<Hash256>()
        return lines.sorted(by: FoldedLine.isListedBefore).filter { seen.insert($0.pre).inserted }
            .map(\.source)
    }

    private var conflicts: [RecordView.Conflict] {
        var found = fields.filter { $0.value.isContested }.map { name, field in
            RecordView.Conflict(
                field: name,
                candidates: field.values.map {
                    RecordView.Candidate(state: $0.state, sources: Self.sources($0.writers))
                },
                elements: field.elements.compactMap(\.text))
        }
        if deletion == .contested {
            found.append(
                RecordView.Conflict(
                    field: "deleted",
                    candidates: [
                        RecordView.Candidate(
                            state: .value(.flag(false)), sources: Self.sources(objections)),
                        RecordView.Candidate(
                            state: .value(.flag(true)), sources: Self.sources(deletes)),
                    ], elements: []))
        }
        return found.sorted { $0.field < $1.field }
    }
}
