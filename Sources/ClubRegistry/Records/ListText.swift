/// A list in one cell: elements with `|` between them, `\` before a `|` or `\` that belongs to one.
package enum ListText {
    /// - Parameter isSpaced: ` | ` as people read it, or `|`.
    package static func joined(_ elements: some Sequence<String>, isSpaced: Bool) -> String {
        elements.map { $0.escaping(["\\", "|"], with: "\\") }
            .joined(separator: isSpaced ? " | " : "|")
    }

    /// The elements of a cell, without white space around them; empty ones are none.
    package static func split(_ text: String) -> [String] {
        var elements: [String] = []
        var element = String.UnicodeScalarView()
        var isEscaped = false
        func take() {
            let trimmed = String(element).trimmingWhitespace()
            if !trimmed.isEmpty { elements.append(trimmed) }
            element = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            if isEscaped || (scalar != "\\" && scalar != "|") {
                element.append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                take()
            }
        }
        if isEscaped { element.append("\\") }
        take()
        return elements
    }
}

extension String {
    /// This text without Unicode white space at its ends.
    func trimmingWhitespace() -> String {
        var scalars = unicodeScalars[...]
        while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        return String(Substring(scalars))
    }
}
