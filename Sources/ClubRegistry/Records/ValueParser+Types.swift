/// The types that need more than a look-up.
extension ValueParser {
    func date(_ text: String, _ field: String) throws(ValueRefusal) -> PartialDate {
        let flaw: PartialDate.Flaw
        do throws(PartialDate.Flaw) {
            return try PartialDate(iso: text)
        } catch {
            flaw = error
        }
        if flaw == .calendar { throw ValueRefusal(field: field, .noSuchDate(text)) }
        let meant = PartialDate(readable: text)
        if origin != .typed, let meant { return meant }
        throw ValueRefusal(field: field, .notADate(text, suggestion: meant?.iso))
    }

    func reference(_ text: String, _ field: String) throws(ValueRefusal) -> String {
        let typed: ReferenceText
        if text.utf8.first == UInt8(ascii: "@") {
            let rest = String(text.dropFirst())
            guard !rest.isEmpty else { throw ValueRefusal(field: field, .noSuchRecord(text)) }
            // A whole id may be one that has not been pulled yet.
            if let id = RecordID(rest.lowercased()) { return "@" + id.text }
            typed = ReferenceText(rest)
        } else if origin == .table {
            typed = ReferenceText(name: text)
        } else {
            return text
        }
        switch resolve(typed) {
        case .one(let id): return "@" + id.text
        case .several(let ids):
            throw ValueRefusal(field: field, .severalRecords(text, count: ids.count))
        case .none:
            guard text.utf8.first == UInt8(ascii: "@") else { return text }
            let isShort =
                typed.text.utf8.count < ReferenceText.shortestPrefix
                && typed.text.utf8.allSatisfy { Base32.isDigit($0 | 0x20) }
            throw ValueRefusal(
                field: field, isShort ? .prefixTooShort(text) : .noSuchRecord(text))
        }
    }

    func integer(_ text: String, _ field: String) throws(ValueRefusal) -> Int {
        switch Self.number(text, grouped: origin != .typed) {
        case .number(let number): return number
        case .tooGreat: throw ValueRefusal(field: field, .outOfRange(text))
        case .other: throw ValueRefusal(field: field, .notAnInteger(text))
        }
    }

    /// `>100`, `>=100`, `~40`, `<=5`, `24`; from files also the words of ``Quantity``, and a
    /// canonical object where the typed form would lose the unit or the date.
    func quantity(_ text: String, unit: String, _ field: String) throws(ValueRefusal) -> Value {
        if origin != .typed, text.utf8.first == UInt8(ascii: "{") {
            // Text that is no JSON is not a quantity, whatever is wrong with it.
            guard let node = try? JSONReader.node(Array(text.utf8)), let value = node.value,
                Quantity(value) != nil
            else { throw ValueRefusal(field: field, .notAQuantity(text)) }
            return value
        }
        let scalars = text.unicodeScalars
        let digits = scalars.firstIndex { Self.startsNumber($0) } ?? scalars.endIndex
        let mark = String(text[..<digits]).trimmingWhitespace()
        guard let qualifier = Quantity.Qualifier.allCases.first(where: { isMark(mark, of: $0) })
        else { throw ValueRefusal(field: field, .notAQuantity(text)) }
        var number = String(text[digits...])
        var (unit, asOf) = (unit, String?.none)
        if origin != .typed {
            asOf = Self.dateBehind(&number)
            unit = Self.unitBehind(&number) ?? unit
        }
        switch Self.number(number, grouped: origin != .typed) {
        case .number(let number):
            return Quantity(qualifier, number, unit: unit, asOf: asOf).object
        case .tooGreat: throw ValueRefusal(field: field, .outOfRange(text))
        case .other: throw ValueRefusal(field: field, .notAQuantity(text))
        }
    }

    /// Takes « (31/12/2026) » off the end of a number, and gives it as ISO; text in parentheses that
    /// is no date stays.
    private static func dateBehind(_ number: inout String) -> String? {
        guard number.utf8.last == UInt8(ascii: ")"), let open = number.lastIndex(of: "(") else {
            return nil
        }
        let inner = String(number[number.index(after: open)...].dropLast())
        // The refusal is that of the quantity as a whole.
        guard let date = (try? PartialDate(iso: inner)) ?? PartialDate(readable: inner) else {
            return nil
        }
        number = String(number[..<open]).trimmingWhitespace()
        return date.iso
    }

    /// Takes the unit off the end of `1 200 people`.
    private static func unitBehind(_ number: inout String) -> String? {
        guard let space = number.lastIndex(where: \.isWhitespace) else { return nil }
        let unit = String(number[number.index(after: space)...])
        guard Name.isIdentifier(unit) else { return nil }
        number = String(number[..<space]).trimmingWhitespace()
        return unit
    }

    private static func startsNumber(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar) || scalar == "-"
    }

    private func isMark(_ mark: String, of qualifier: Quantity.Qualifier) -> Bool {
        if mark == qualifier.sign { return true }
        guard origin != .typed, qualifier != .exact else { return false }
        let folded = Collation.folded(mark)
        return Language.allCases.contains {
            Collation.folded(qualifier.words(in: $0)) == folded
        }
    }

    private enum Number { case number(Int), tooGreat, other }

    /// ASCII digits with an optional `-`; `grouped` allows the spaces of « 1 200 » between groups
    /// of 3.
    private static func number(_ text: String, grouped: Bool) -> Number {
        var text = text
        if grouped {
            let groups = text.split(whereSeparator: \.isWhitespace)
            guard groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }) else { return .other }
            text = groups.joined()
        }
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy(Name.isDigit) else { return .other }
        // Not `abs`, which traps for the least integer.
        guard let number = Int(text), number.magnitude <= integerLimit else { return .tooGreat }
        return .number(number)
    }
}
