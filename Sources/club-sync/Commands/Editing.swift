import ArgumentParser
import ClubRegistry

/// What the editing commands have in common.
enum Editing {
    /// The edit that typed arguments ask for.
    static func edit(
        _ arguments: [String], unset: [String], kind: String, allowsNewFields: Bool,
        registry: Registry
    ) async throws -> RecordEdit {
        let index = ReferenceIndex(try await registry.records())
        let declared = Schema.kind(kind) ?? Self.undeclared(kind)
        let parser = AssignmentParser(
            declared, values: ValueParser(.typed, resolve: index.match),
            allowsNewFields: allowsNewFields)
        var edit = RecordEdit()
        for assignment in try parser.parse(arguments) {
            switch assignment.operation {
            case .set(let value): edit.sets[assignment.field] = value
            case .add(let element): edit.adds[assignment.field, default: []].insert(element)
            case .remove(let element): edit.removes[assignment.field, default: []].insert(element)
            }
        }
        for field in unset {
            try parser.checkName(field)
            guard !edit.touches(field) else {
                throw CommandFailure(.usage, .setAndUnset, ["field": field])
            }
            edit.unsets.insert(field)
        }
        return edit
    }

    /// A kind that this version does not declare: its records are still editable, with
    /// `--new-field`.
    private static func undeclared(_ kind: String) -> RecordKind {
        let label = Label(fr: kind, en: kind)
        return RecordKind(
            kind, plural: kind, label: label, pluralLabel: label, titleField: "title", fields: [])
    }

    /// A reason given with `--because`, fit to stand in a feed for ever.
    static func reason(_ text: String?) throws(ValueRefusal) -> String? {
        guard let text else { return nil }
        return try ValueParser(.typed, resolve: { _ in .none }).undeclared(text, field: "because")
    }

    /// Says what a writing command did.
    static func report(_ written: Registry.Written, id: RecordID, done: Phrase) {
        let session = Session.current
        if let path = written.setAside { session.warn(.tailSetAside, ["path": path]) }
        let arguments = ["id": id.text]
        if session.globals.isDryRun {
            session.say(
                written.planned == 0 ? .nothingToDo : .wouldWrite,
                ["id": id.text, "count": String(written.planned)])
        } else {
            session.say(written.dots.isEmpty ? .nothingToDo : done, arguments)
        }
    }

    /// The declared kind that a person names.
    static func kind(_ word: String) throws(CommandFailure) -> RecordKind {
        guard let kind = Schema.kind(word) else {
            let choices = Schema.kinds.map(\.name).joined(separator: ", ")
            throw CommandFailure(.usage, .unknownKind, ["kind": word, "choices": choices])
        }
        return kind
    }
}

extension RecordEdit {
    func touches(_ field: String) -> Bool {
        sets[field] != nil || adds[field] != nil || removes[field] != nil
    }
}
