/// Rows of cells as text for machines.
enum DelimitedText {
    enum Separator {
        /// RFC 4180: CRLF, quotes where a cell needs them.
        case comma
        /// `text/tab-separated-values`: LF, and no way to quote, so a TAB or an end of line inside a
        /// cell becomes a space.
        case tab
    }

    static func bytes(_ rows: [[String]], _ separator: Separator) -> [UInt8] {
        var text = ""
        for row in rows {
            switch separator {
            case .comma: text += row.map(quoted).joined(separator: ",") + "\r\n"
            case .tab: text += row.map(oneLine).joined(separator: "\t") + "\n"
            }
        }
        return Array(text.utf8)
    }

    private static func quoted(_ cell: String) -> String {
        let special = Array(",\t\r\n\"".utf8)
        guard
            cell.utf8.contains(where: { special.contains($0) }) || cell.utf8.first == 0x20
                || cell.utf8.last == 0x20
        else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }

    private static func oneLine(_ cell: String) -> String {
        String(
            String.UnicodeScalarView(
                cell.unicodeScalars.map { $0 == "\t" || $0 == "\r" || $0 == "\n" ? " " : $0 }))
    }
}
