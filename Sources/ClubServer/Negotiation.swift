/// The language in which a refusal is explained.
package enum ReplyLanguage: String, Sendable {
    case french = "fr"
    case english = "en"

    /// Reads Accept-Language (RFC 9110 §12.5.4): the higher weight wins, then the one named first,
    /// then French.
    package init(accepting field: String?) {
        var best: (language: ReplyLanguage, weight: Int) = (.french, 0)
        for item in weightedItems(field ?? "") where item.weight > best.weight {
            let primary = item.name.prefix { $0 != "-" }
            if let language = ReplyLanguage(rawValue: String(primary)) {
                best = (language, item.weight)
            }
        }
        self = best.language
    }
}

/// Whether Accept-Encoding (RFC 9110 §12.5.3) lets us send gzip; absent means no, so that nothing
/// surprises a plain client.
func acceptsGzip(_ field: String?) -> Bool {
    let items = weightedItems(field ?? "")
    let named =
        items.first { $0.name == "gzip" || $0.name == "x-gzip" } ?? items.first { $0.name == "*" }
    return (named?.weight ?? 0) > 0
}

/// Whether If-None-Match (RFC 9110 §13.1.2) names `tag`, by the weak comparison that this field
/// asks for.
func matches(_ field: String?, entityTag tag: String) -> Bool {
    (field ?? "").split(separator: ",").contains { item in
        let item = trimmed(item)
        return item == "*" || item == tag || item == "W/" + tag
    }
}

/// Whether Connection asks for the connection to end after this exchange.
func asksToClose(_ field: String?) -> Bool {
    (field ?? "").lowercased().split(separator: ",").contains { trimmed($0) == "close" }
}

/// The items of a comma-separated list, in lower case, with their weight in thousandths; an
/// unreadable weight counts as none.
private func weightedItems(_ field: String) -> [(name: String, weight: Int)] {
    field.lowercased().split(separator: ",").map { item in
        let parts = item.split(separator: ";").map(trimmed)
        let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map {
            thousandths($0.dropFirst(2))
        }
        return (parts.first ?? "", weight ?? 1000)
    }
}

/// `1`, `0.5` or `0.125` as 1000, 500 or 125; 0 for anything else.
private func thousandths(_ weight: Substring) -> Int {
    let parts = weight.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard let whole = parts.first, whole == "0" || whole == "1", parts.count <= 2,
        fraction.count <= 3,
        fraction.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return 0 }
    let padded = fraction + String(repeating: "0", count: 3 - fraction.count)
    return min(1000, (whole == "1" ? 1000 : 0) + (Int(padded) ?? 0))
}

private func trimmed(_ text: some StringProtocol) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(
        text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
}
