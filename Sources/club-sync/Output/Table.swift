import ClubRegistry
import Foundation

/// One table for every list: columns as wide as they need, the last ones cut so that a row fits the
/// terminal.
struct Table {
    var header: [String]
    var rows: [[String]] = []
    /// By row and column, what of the cell is set off from the rest.
    var emphasis: [[String?]] = []

    /// - Parameter width: of the terminal, in columns.
    func text(width: Int, bold: (String) -> String = { $0 }) -> String {
        let all = ([header] + rows).map { $0.map { Self.oneLine($0) } }
        var widths = header.indices.map { column in
            all.map { Self.columns($0[column]) }.max() ?? 0
        }
        let gap = 2
        // The widest column gives way first, down to a width at which it still says something.
        while widths.reduce(0, +) + gap * (widths.count - 1) > width,
            let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 10
        {
            widths[widest] -= 1
        }
        return all.enumerated().map { index, row in
            let cells = row.enumerated().map { column, cell in
                let cut = Self.cut(cell, to: widths[column])
                let isLast = column == row.count - 1
                let padding = isLast ? 0 : widths[column] - Self.columns(cut)
                return emphasized(cut, index - 1, column, bold)
                    + String(repeating: " ", count: padding)
            }
            let line = cells.joined(separator: String(repeating: " ", count: gap))
            return index == 0 ? bold(line) : line
        }.joined(separator: "\n")
    }

    private func emphasized(
        _ cell: String, _ row: Int, _ column: Int, _ bold: (String) -> String
    ) -> String {
        guard emphasis.indices.contains(row), emphasis[row].indices.contains(column),
            let part = emphasis[row][column].map(Self.oneLine), !part.isEmpty,
            let range = cell.range(of: part)
        else { return cell }
        return cell[..<range.lowerBound] + bold(part) + cell[range.upperBound...]
    }

    private static func oneLine(_ text: String) -> String {
        Printable.text(text.replacing("\n", with: " "))
    }

    private static func cut(_ text: String, to width: Int) -> String {
        guard columns(text) > width else { return text }
        var result = ""
        var used = 0
        for character in text {
            let next = columns(String(character))
            if used + next > width - 1 { break }
            result.append(character)
            used += next
        }
        return result + "…"
    }

    /// Columns on a terminal: none for marks that combine, two for wide scripts.
    static func columns(_ text: String) -> Int {
        text.reduce(0) { sum, character in
            let scalar = character.unicodeScalars.first!
            let isWide =
                switch scalar.value {
                case 0x1100...0x115f, 0x2e80...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff,
                    0xfe30...0xfe4f, 0xff00...0xff60, 0x1f300...0x1faff, 0x20000...0x3fffd:
                    true
                default: false
                }
            return sum + (isWide ? 2 : 1)
        }
    }
}
