/// Keeps spreadsheets from running text as a formula: an apostrophe before what begins like one.
///
/// Putting it on and taking it off are inverse for every text, also for one that has apostrophes
/// itself.
package enum FormulaGuard {
    /// Whether a spreadsheet may take `text` for a formula, or we for a guarded one: behind white
    /// space and apostrophes stands `=`, `+`, `-`, `@`, one of these in full width, TAB or CR.
    package static func isNeeded(for text: some StringProtocol) -> Bool {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠": return true
            case "'": continue
            default: if !scalar.properties.isWhitespace { return false }
            }
        }
        return false
    }

    package static func applied(to text: String) -> String {
        isNeeded(for: text) ? "'" + text : text
    }

    package static func removed(from text: String) -> String {
        guard text.unicodeScalars.first == "'" else { return text }
        let rest = Substring(text.unicodeScalars.dropFirst())
        return isNeeded(for: rest) ? String(rest) : text
    }
}
