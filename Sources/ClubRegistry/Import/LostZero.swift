/// The zero that a program took from before a French postcode when it took it for a number.
///
/// `1000` is Brussels, or Bourg-en-Bresse without its zero; the text cannot say which. The zero is
/// put back only where the value may have been a number, a cell of a table or a number of JSON,
/// and the rest of the row is about France: it has an identifier that only France gives, and no
/// country that is another. So Belgian or Swiss postcodes stay as they are, and a French one stays
/// without its zero in a row that says nothing else of France.
enum LostZero {
    /// What `postcode` was, or nil when nothing is to be put back.
    static func restored(_ postcode: Value, in fields: [TypedRow.Field]) -> Value? {
        guard case .text(let text) = postcode, text.string.utf8.count == 4,
            text.string.utf8.allSatisfy(Name.isDigit), isOfFrance(fields)
        else { return nil }
        return .string("0" + text.string)
    }

    private static func isOfFrance(_ fields: [TypedRow.Field]) -> Bool {
        // No kind declares a country; files have one all the same.
        let country = fields.first { $0.name == "pays" || $0.name == "country" }
        if let country {
            guard case .value(.text(let text)) = country.content else { return false }
            return ["fr", "fra", "france"].contains(Collation.folded(text.string))
        }
        return fields.contains { french.contains($0.name) }
    }

    private static let french: Set<String> = Set(
        Schema.kinds.flatMap(\.fields).compactMap { field in
            switch field.type {
            case .identifier(.postcode): nil
            case .identifier: field.name
            default: nil
            }
        })
}
