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
            return Quantity(value)?.readable(in: language) ?? typed(value)
        default: return typed(value, as: type)
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
