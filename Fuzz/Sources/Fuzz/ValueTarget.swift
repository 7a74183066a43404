@testable import ClubRegistry

/// What people type into a field: the first two bytes choose the field and where the text is from.
///
/// A value that was read, written as `ValueText.typed`, is read as the same value.
enum ValueTarget {
    private static let fields = Schema.kinds.flatMap { kind in kind.fields.map { (kind, $0) } }
    private static let origins: [ValueParser.Origin] = [.typed, .json, .table]

    static func run(_ bytes: [UInt8]) {
        guard bytes.count >= 2, let text = String(validating: bytes[2...], as: UTF8.self) else {
            return
        }
        let (kind, field) = fields[Int(bytes[0]) % fields.count]
        let parser = ValueParser(origins[Int(bytes[1]) % origins.count])
        bounded(bytes) {
            if field.type.isList {
                lists(text, field, parser)
            } else if let value = try? parser.value(text, for: field) {
                let typed = ValueText.typed(value, as: field.type)
                let again = try? ValueParser(.json).value(typed, for: field)
                promise(again == value, "\(field.name): \(typed.debugDescription) is another value")
                for language in Language.allCases {
                    let shown = ValueText.readable(value, as: field.type, in: language)
                    promise(!shown.isEmpty, "\(field.name): nothing is shown of \(typed)")
                }
                if let quantity = Quantity(value) {
                    promise(quantity.object == value, "another quantity: \(typed)")
                }
            }
        }
        _ = try? AssignmentParser(kind, values: parser, allowsNewFields: true).parse(
            text.split(separator: "\u{0}").map(String.init))
        dates(text)
    }

    private static func lists(_ text: String, _ field: FieldDeclaration, _ parser: ValueParser) {
        let elements = ListText.split(text)
        for isSpaced in [true, false] {
            let joined = ListText.joined(elements, isSpaced: isSpaced)
            promise(ListText.split(joined) == elements, "another list: \(joined.debugDescription)")
        }
        for element in elements { _ = try? parser.element(element, for: field) }
    }

    private static func dates(_ text: String) {
        if let date = try? PartialDate(iso: text) {
            promise(date.iso == text, "\(text) is written \(date.iso)")
            promise(date.firstDay <= date.lastDay, "\(text) ends before it begins")
            for language in Language.allCases where date.month != nil {
                let shown = date.readable(in: language)
                promise(PartialDate(readable: shown) == date, "\(shown) is not \(text)")
            }
        }
        if let date = PartialDate(readable: text) {
            promise((try? PartialDate(iso: date.iso)) == date, "\(text) is written \(date.iso)")
        }
        if ClaimedTime.isWellFormed(text) { _ = ClaimedTime.readable(text, in: .french) }
    }
}
