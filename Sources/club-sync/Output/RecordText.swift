import ClubRegistry

/// Records as people read them on a terminal.
struct RecordText {
    let language: Language
    let index: ReferenceIndex

    init(_ records: [RecordView], language: Language) {
        self.language = language
        index = ReferenceIndex(records)
    }

    /// The 8 characters of an id that tables show: enough to type it again.
    static func short(_ id: RecordID) -> String {
        String(id.text.dropFirst(id.home.count + 1).prefix(8))
    }

    func value(_ value: Value, field: FieldDeclaration?) -> String {
        ValueText.readable(value, as: field?.type, in: language, name: index.name)
    }

    func content(_ content: RecordView.Content?, field: FieldDeclaration?) -> String {
        switch content {
        case nil: ""
        case .missing: text(.wordMissing)
        case .value(let value): self.value(value, field: field)
        case .elements(let elements):
            elements.map { element in
                value(.text(element), field: field)
            }.joined(separator: ", ")
        }
    }

    func state(_ state: RecordView.State, field: FieldDeclaration?) -> String {
        switch state {
        case .none: text(.wordNone)
        case .missing: text(.wordMissing)
        case .value(.flag(let flag)) where field == nil: text(flag ? .wordYes : .wordNo)
        case .value(let value): self.value(value, field: field)
        }
    }

    /// A claimed time in the zone of Paris, to the minute.
    func time(_ at: String) -> String { ClaimedTime.readable(at, in: language) }

    func label(_ field: String, of kind: RecordKind?) -> String {
        if field == "deleted" { return text(.wordDeleted) }
        return kind?.field(field)?.label.text(in: language) ?? field
    }

    /// Name or title, else the id.
    func title(_ record: RecordView) -> String {
        let field = Schema.kind(record.kind)?.titleField ?? "title"
        return record.text(field) ?? record.id.text
    }
}
