/// A number with its reserve: “more than 70” is not 70. One object value, replaced whole.
package struct Quantity: Sendable, Hashable {
    package let qualifier: Qualifier
    /// What is counted: `jobs`, `companies`, `people` …
    package let unit: String
    package let value: Int
    /// When it held, as the text of a ``PartialDate``, if known.
    package let asOf: String?

    package enum Qualifier: String, Sendable, CaseIterable {
        case exact
        case atLeast = "at_least"
        case moreThan = "more_than"
        case about
        case upTo = "up_to"

        /// What people type before the number.
        package var sign: String {
            switch self {
            case .exact: ""
            case .atLeast: ">="
            case .moreThan: ">"
            case .about: "~"
            case .upTo: "<="
            }
        }

        /// The words that people read before the number; none for an exact one.
        package func words(in language: Language) -> String {
            switch (self, language) {
            case (.exact, _): ""
            case (.atLeast, .french): "au moins"
            case (.moreThan, .french): "plus de"
            case (.about, .french): "environ"
            case (.upTo, .french): "jusqu’à"
            case (.atLeast, .english): "at least"
            case (.moreThan, .english): "more than"
            case (.about, .english): "about"
            case (.upTo, .english): "up to"
            }
        }
    }

    package init(_ qualifier: Qualifier, _ value: Int, unit: String, asOf: String? = nil) {
        self.qualifier = qualifier
        self.unit = unit
        self.value = value
        self.asOf = asOf
    }

    /// Nil unless `value` is exactly such an object.
    package init?(_ value: Value) {
        guard case .object(let members) = value,
            let name = value["qualifier"]?.string, let qualifier = Qualifier(rawValue: name),
            let unit = value["unit"]?.string, Name.isIdentifier(unit),
            case .integer(let number)? = value["value"]
        else { return nil }
        let asOf = value["as_of"]?.string
        // Whatever is wrong with the date: it makes this another object, not a quantity without one.
        if let asOf, (try? PartialDate(iso: asOf)) == nil { return nil }
        guard members.count == (asOf == nil ? 3 : 4) else { return nil }
        self.init(qualifier, number, unit: unit, asOf: asOf)
    }

    package var object: Value {
        var members: [String: Value] = [
            "qualifier": .string(qualifier.rawValue), "unit": .string(unit),
            "value": .integer(value),
        ]
        if let asOf { members["as_of"] = .string(asOf) }
        return .object(of: members)
    }

    /// As it is typed: `>100`. The unit is the field's, the date is not in it.
    package var typed: String { qualifier.sign + String(value) }

    /// « plus de 70 », « environ 40 »; with its date « 24 (31/12/2026) ».
    ///
    /// - Parameter expected: the unit that goes without saying; another one is said:
    ///   « 24 people ».
    package func readable(in language: Language, expected: String? = nil) -> String {
        var text = qualifier.words(in: language)
        if !text.isEmpty { text += " " }
        text += String(value)
        if let expected, expected != unit { text += " " + unit }
        // It does not throw: the date was read once already, when this was made.
        guard let asOf, let date = try? PartialDate(iso: asOf) else { return text }
        return text + " (" + date.readable(in: language) + ")"
    }
}
