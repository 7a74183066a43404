/// Reads the cells of imported rows as fields of one kind of record.
///
/// A column is a field by the map, else by its name, else by its label in either language. A column
/// that exports add and that is no field, such as the last change, is left out. Any other is kept
/// as an undeclared field.
package struct RowReader {
    package let kind: RecordKind
    /// Fields by the names that the file gives them; an empty field leaves the column out.
    package let map: [String: String]
    package let values: ValueParser
    /// The same map, and the labels of fields and derived columns, by folded text.
    private let mapByFolded: [String: String]
    private let targetByLabel: [String: Target]
    /// Labels exactly as exports write them, so that most columns need no folding.
    private let targetByExactLabel: [String: Target]

    package init(_ kind: RecordKind, map: [String: String] = [:], values: ValueParser) {
        self.kind = kind
        self.map = map
        self.values = values
        mapByFolded = Dictionary(
            map.sorted { $0.key < $1.key }.map { (Collation.folded($0.key), $0.value) }
        ) { first, _ in first }
        var targets: [String: Target] = [:]
        var exact: [String: Target] = [:]
        for column in Column.derived + kind.fields.map({ .field($0) }) {
            let target: Target =
                switch column {
                case .field(let field): .field(field.name)
                case .contestedFields: .contestedFields
                default: .leftOut
                }
            for language in Language.allCases {
                let label = column.label.text(in: language)
                targets[Collation.folded(label)] = target
                exact[label] = target
            }
        }
        targetByLabel = targets
        targetByExactLabel = exact
    }

    /// The row with its values read.
    ///
    /// - Throws: the first refusal, with line and column. A row is taken whole or not at all.
    package func read(_ row: ImportRow) throws(ImportRefusal) -> TypedRow {
        if let other = row.kind, other != kind.name {
            throw ImportRefusal(line: row.line, .otherKind(other))
        }
        var fields: [TypedRow.Field] = []
        var contested = row.contested
        // Beside `fields`: looking there for a name takes the square of the number of cells.
        var names: Set<String> = []
        var postcode: Int?
        for cell in row.cells {
            func refusal(_ reason: ImportRefusal.Reason) -> ImportRefusal {
                ImportRefusal(line: row.line, column: cell.column, reason)
            }
            let name: String
            switch field(named: cell.field) {
            case .field(let field): name = field
            case .leftOut: continue
            case .contestedFields:
                if case .text(let list) = cell.content { contested += ListText.split(list) }
                continue
            case .malformed: throw refusal(.badFieldName(cell.field))
            }
            guard names.insert(name).inserted else { throw refusal(.sameFieldTwice(name)) }
            let declaration = kind.field(name)
            do throws(ValueRefusal) {
                let content =
                    if row.isExact, let exact = try exact(cell.content, name, declaration) {
                        exact
                    } else if let declaration {
                        try content(cell.content, for: declaration)
                    } else {
                        try undeclared(cell.content, name)
                    }
                if declaration?.type == .identifier(.postcode), mayBeNumber(cell.content) {
                    postcode = fields.count
                }
                fields.append(
                    TypedRow.Field(
                        name: name, content: content,
                        references: try references(cell.content, declaration, row.isExact),
                        isPersonal: declaration?.isPersonal ?? false,
                        isDeclared: declaration != nil))
            } catch {
                throw refusal(.value(error))
            }
        }
        // Only now: what the row is about may stand in a later cell.
        if let postcode { restoreZero(&fields, at: postcode) }
        return TypedRow(
            line: row.line, kind: kind.name, id: row.id, fields: fields,
            contested: Set(
                contested.compactMap { name in
                    if case .field(let field) = field(named: name) { field } else { nil }
                }))
    }

    /// Whether a program may have taken the content for a number: a table says of no cell.
    private func mayBeNumber(_ content: ImportRow.Content) -> Bool {
        if case .value(.integer) = content { return true }
        return values.origin == .table
    }

    private func restoreZero(_ fields: inout [TypedRow.Field], at index: Int) {
        let field = fields[index]
        guard case .value(let written) = field.content, case .text(let text) = written,
            let restored = LostZero.restored(written, in: fields),
            case .text(let found) = restored
        else { return }
        fields[index] = TypedRow.Field(
            name: field.name, content: .value(restored),
            references: [TypedRow.Reference(written: text, found: found)],
            isPersonal: field.isPersonal, isDeclared: field.isDeclared)
    }

    /// What a column of a file is.
    package enum Target: Sendable, Hashable {
        case field(String)
        case leftOut
        /// Left out, and heeded.
        case contestedFields
        case malformed
    }

    /// The field that a column of that name is.
    package func field(named column: String) -> Target {
        if map.isEmpty {
            if kind.field(column) != nil { return .field(column) }
            if let target = targetByExactLabel[column] { return target }
        }
        let folded = Collation.folded(column)
        if let mapped = map[column] ?? mapByFolded[folded] {
            guard !mapped.isEmpty else { return .leftOut }
            return Name.isIdentifier(mapped) && !Schema.reservedFields.contains(mapped)
                ? .field(mapped) : .malformed
        }
        if kind.field(column) != nil { return .field(column) }
        if let labelled = targetByLabel[folded] { return labelled }
        if column == Column.contestedFields.name { return .contestedFields }
        if Column.derived.contains(where: { $0.name == column }) { return .leftOut }
        let name = Name.isIdentifier(column) ? column : Self.identifier(folded)
        guard Name.isIdentifier(name), !Schema.reservedFields.contains(name) else {
            return .malformed
        }
        return .field(name)
    }

    /// « Chiffre d’affaires » as `chiffre_d_affaires`.
    private static func identifier(_ folded: String) -> String {
        let words = folded.utf8.split { !Name.isLower($0) && !Name.isDigit($0) }
        let joined = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "_")
        return String(joined.prefix(Name.byteLimit))
    }

    /// Texts of an export as they stand; nil for what has a form of its own, and is read by it.
    private func exact(
        _ content: ImportRow.Content, _ name: String, _ field: FieldDeclaration?
    ) throws(ValueRefusal) -> RecordView.Content? {
        switch field?.type {
        case nil, .text, .prose, .texts, .reference, .references: break
        case .date, .integer, .flag, .quantity, .identifier: return nil
        }
        switch content {
        case .text(let text):
            return .value(.text(ByteText(try values.unchanged(text, name))))
        case .value(let value): return .value(try unchanged(value, name))
        case .elements(let texts):
            var elements: Set<ByteText> = []
            for text in texts { elements.insert(ByteText(try values.unchanged(text, name))) }
            return .elements(elements.sorted())
        }
    }

    private func unchanged(_ value: Value, _ field: String) throws(ValueRefusal) -> Value {
        switch value {
        case .text(let text): _ = try values.unchanged(text.string, field)
        case .object(let members):
            for member in members { _ = try unchanged(member.value, field) }
        case .integer, .flag: break
        }
        return value
    }

    private func content(
        _ content: ImportRow.Content, for field: FieldDeclaration
    ) throws(ValueRefusal) -> RecordView.Content {
        switch content {
        case .text(let text) where field.type.isList:
            let elements = values.origin == .table ? ListText.split(text) : [text]
            return try self.content(.elements(elements), for: field)
        case .text(let text): return .value(try values.value(text, for: field))
        case .value(let value): return .value(try self.value(value, for: field))
        case .elements(let texts):
            guard field.type.isList else { throw ValueRefusal(field: field.name, .wrongType) }
            var elements: Set<ByteText> = []
            for text in texts { elements.insert(try values.element(text, for: field)) }
            return .elements(elements.sorted())
        }
    }

    /// What the file says of other records, beside what was found for it.
    private func references(
        _ content: ImportRow.Content, _ field: FieldDeclaration?, _ isExact: Bool
    ) throws(ValueRefusal) -> [TypedRow.Reference] {
        guard let field, field.type.isReference, !isExact else { return [] }
        let texts: [String]
        switch content {
        case .text(let text):
            texts = values.origin == .table && field.type.isList ? ListText.split(text) : [text]
        case .elements(let elements): texts = elements
        case .value: return []
        }
        var references: [TypedRow.Reference] = []
        for text in texts {
            let written = try values.cleaned(text, field.name)
            references.append(
                TypedRow.Reference(
                    written: ByteText(written),
                    found: ByteText(try values.reference(written, field.name))))
        }
        return references
    }

    /// A value that the file itself typed, where its type is the field's or is easily made so.
    private func value(
        _ value: Value, for field: FieldDeclaration
    ) throws(ValueRefusal) -> Value {
        switch (field.type, value) {
        case (.integer, .integer), (.flag, .flag): return value
        case (.quantity, .object) where Quantity(value) != nil: return value
        // A number where text is meant: a year, a code that a program took for a number.
        case (.quantity, .integer(let number)), (.date, .integer(let number)),
            (.identifier, .integer(let number)), (.text, .integer(let number)):
            return try values.value(String(number), for: field)
        default: throw ValueRefusal(field: field.name, .wrongType)
        }
    }

    private func undeclared(
        _ content: ImportRow.Content, _ field: String
    ) throws(ValueRefusal) -> RecordView.Content {
        switch content {
        case .text(let text): return .value(.string(try values.undeclared(text, field: field)))
        case .value(let value): return .value(try cleaned(value, field))
        case .elements(let texts):
            var elements: Set<ByteText> = []
            for text in texts {
                elements.insert(ByteText(try values.cleaned(text, field)))
            }
            return .elements(elements.sorted())
        }
    }

    private func cleaned(_ value: Value, _ field: String) throws(ValueRefusal) -> Value {
        switch value {
        case .text(let text): return .string(try values.undeclared(text.string, field: field))
        case .integer, .flag: return value
        case .object(let members):
            var cleaned: [Value.Member] = []
            for member in members {
                guard Name.isIdentifier(member.name.string) else {
                    throw ValueRefusal(field: field, .wrongType)
                }
                cleaned.append(Value.Member(member.name, try self.cleaned(member.value, field)))
            }
            return .object(cleaned)
        }
    }
}
