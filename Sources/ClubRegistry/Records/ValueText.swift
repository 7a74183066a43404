/// Values as text: the raw form that can be typed again, and the form that people read.
package enum ValueText {
    /// The text that ``ValueParser`` reads back into this value of a field of that type.
    ///
    /// An object that is not the field's quantity is its canonical JSON.
    package static func typed(_ value: Value, as type: FieldType? = nil) -> String {
        switch value {
        case .text(let text): return text.string
        case .integer(let number): return String(number)
        case .flag(let flag): return flag ? "true" : "false"
        case .object:
            if case .quantity(let unit)? = type, let quantity = Quantity(value),
                quantity.unit == unit, quantity.asOf == nil
            {
                return quantity.typed
            }
            var json = CanonicalJSON()
            json.value(value)
            return String(decoding: json.bytes, as: UTF8.self)
        }
    }

    /// The text that people read: « plus de 70 », 10/01/2027, oui, and names for references.
    ///
    /// - Parameter name: the name of a record; nil where it is unknown, and its id is shown.
    package static func readable(
        _ value: Value, as type: FieldType?, in language: Language,
        name: (RecordID) -> String? = { _ in nil }
    ) -> String {
        switch value {
        case .flag(let flag):
            switch language {
            case .french: return flag ? "oui" : "non"
            case .english: return flag ? "yes" : "no"
            }
        case .text(let text) where type == .date:
            // What another program wrote as a date and is none is shown as it is.
            // What is no date is shown as it stands.
            return (try? PartialDate(iso: text.string))?.readable(in: language) ?? text.string
        case .text(let text) where type?.isReference == true:
            return readable(reference: text.string, name: name)
        case .object:
            var expected: String?
            if case .quantity(let unit)? = type { expected = unit }
            return Quantity(value)?.readable(in: language, expected: expected) ?? typed(value)
        default: return typed(value, as: type)
        }
    }

    /// The texts by which people look for a value, in the forms that they may type: a date also as
    /// `2027-03-10` and « mars 2027 », in both languages, a quantity as `>70`, the texts inside an object.
    package static func searchable(
        _ value: Value, as type: FieldType?, in language: Language,
        name: (RecordID) -> String? = { _ in nil }
    ) -> [String] {
        let shown = readable(value, as: type, in: language, name: name)
        switch (value, type) {
        case (.text(let text), .date?):
            // What is no date has no other form.
            guard let date = try? PartialDate(iso: text.string) else { return [shown] }
            let month = date.month.flatMap { PartialDate(year: date.year, month: $0) }
            return [shown, text.string]
                + Language.allCases.flatMap { language in
                    [date, month].compactMap { $0?.readable(in: language) }
                }
        case (.object(let members), _):
            guard let quantity = Quantity(value) else {
                return members.flatMap { searchable($0.value, as: nil, in: language, name: name) }
            }
            return [shown, quantity.typed, quantity.unit]
        default: return [shown]
        }
    }

    /// The name of the record that an `@id` points at, if known; any other text as it is.
    package static func readable(
        reference text: String, name: (RecordID) -> String?
    ) -> String {
        RecordID(reference: text).flatMap(name) ?? text
    }
}

extension RecordID {
    /// The record that `@id` points at; nil for any other text.
    package init?(reference text: String) {
        guard text.utf8.first == UInt8(ascii: "@") else { return nil }
        self.init(String(text.dropFirst()))
    }
}
