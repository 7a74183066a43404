/// Reads `field=value`, `list+=value` and `list-=value` arguments for one kind of record.
package struct AssignmentParser {
    package let kind: RecordKind
    package let values: ValueParser
    /// Whether fields that nothing declares are taken, as text or, with `+=` and `-=`, as a list.
    package let allowsNewFields: Bool

    package init(_ kind: RecordKind, values: ValueParser = ValueParser(), allowsNewFields: Bool) {
        self.kind = kind
        self.values = values
        self.allowsNewFields = allowsNewFields
    }

    /// The changes in the order of the arguments, equal ones once.
    ///
    /// - Throws: the first refusal. A field is set once, and never both set and given elements.
    package func parse(
        _ arguments: some Sequence<String>
    ) throws(ValueRefusal) -> [Assignment] {
        var result: [Assignment] = []
        for argument in arguments {
            let assignment = try parse(argument)
            let same = result.filter { $0.field == assignment.field }
            if same.contains(assignment) { continue }
            if same.contains(where: { $0.operation.excludes(assignment.operation) }) {
                throw ValueRefusal(field: assignment.field, .assignedTwice)
            }
            result.append(assignment)
        }
        return result
    }

    package func parse(_ argument: String) throws(ValueRefusal) -> Assignment {
        guard let equals = argument.utf8.firstIndex(of: UInt8(ascii: "=")) else {
            throw ValueRefusal(field: argument, .missingEquals)
        }
        let value = String(argument[argument.utf8.index(after: equals)...])
        var name = argument[..<equals]
        let sign = name.utf8.last.flatMap {
            $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") ? $0 : nil
        }
        if sign != nil { name = name.dropLast() }
        let field = String(name)
        guard let declaration = kind.field(field) else {
            return try newField(field, sign: sign, value)
        }
        if declaration.type.isList, sign == nil { throw ValueRefusal(field: field, .isList) }
        if !declaration.type.isList, sign != nil { throw ValueRefusal(field: field, .isNotList) }
        let operation: Assignment.Operation =
            switch sign {
            case nil: .set(try values.value(value, for: declaration))
            case UInt8(ascii: "+"): .add(try values.element(value, for: declaration))
            default: .remove(try values.element(value, for: declaration))
            }
        return Assignment(
            field: field, operation: operation, isPersonal: declaration.isPersonal,
            isNewField: false)
    }

    /// Checks the name of a field to `--unset`: declared, or well-formed where new fields are
    /// allowed.
    package func checkName(_ field: String) throws(ValueRefusal) {
        if kind.field(field) != nil { return }
        guard allowsNewFields else {
            throw ValueRefusal(field: field, .undeclared(suggestion: suggestion(for: field)))
        }
        guard Name.isIdentifier(field) else { throw ValueRefusal(field: field, .badName) }
        if Schema.reservedFields.contains(field) { throw ValueRefusal(field: field, .reserved) }
    }

    /// The declared field that was probably meant: by its label, by a part of its name, or by the
    /// fewest mistypings.
    package func suggestion(for field: String) -> String? {
        if let labelled = kind.field(labelled: field) { return labelled.name }
        let names = kind.fields.map(\.name)
        if field.utf8.count >= 3 {
            let containing = names.filter { $0.split(separator: "_").contains(Substring(field)) }
            if containing.count == 1 { return containing[0] }
        }
        return EditDistance.nearest(to: field.lowercased(), among: names)
    }

    private func newField(
        _ field: String, sign: UInt8?, _ text: String
    ) throws(ValueRefusal) -> Assignment {
        try checkName(field)
        let text = try values.undeclared(text, field: field)
        let operation: Assignment.Operation =
            switch sign {
            case nil: .set(.string(text))
            case UInt8(ascii: "+"): .add(ByteText(text))
            default: .remove(ByteText(text))
            }
        return Assignment(
            field: field, operation: operation, isPersonal: false, isNewField: true)
    }
}

extension Assignment.Operation {
    /// Whether both cannot stand in one change: two values, a value and elements, or one element
    /// both added and removed.
    fileprivate func excludes(_ other: Self) -> Bool {
        switch (self, other) {
        case (.set, _), (_, .set): true
        case (.add(let a), .remove(let b)), (.remove(let a), .add(let b)): a == b
        default: false
        }
    }
}
