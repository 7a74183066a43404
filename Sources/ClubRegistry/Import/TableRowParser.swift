/// Cuts the lines of a table into rows of cells (RFC 4180); a quoted cell may run over lines.
///
/// A quote inside an unquoted cell is text, as spreadsheets have it.
struct TableRowParser {
    /// May be set as long as no line had one outside quotes: till then the state is that of any.
    var separator: UInt8
    private var cells: [[UInt8]] = []
    private var cell: [UInt8] = []
    private var byteCount = 0
    private var state = State.cellStart

    private enum State { case cellStart, plain, quoted, quoteInQuoted }

    enum Step: Equatable {
        case row([[UInt8]])
        /// The row goes on in the next line.
        case more
        /// What was read of the row is dropped; the next line begins another.
        case refused(column: Int, ImportRefusal.Reason)
    }

    init(separator: UInt8) { self.separator = separator }

    var isInsideRow: Bool { state == .quoted }

    mutating func reset() { self = TableRowParser(separator: separator) }

    /// Takes one line, without its end.
    mutating func take(_ line: [UInt8]) -> Step {
        byteCount += line.count + 1
        guard byteCount <= ImportLimits.lineByteLimit else {
            defer { reset() }
            // Nearly always a quote that nobody closed, far above.
            return .refused(column: cells.count + 1, isInsideRow ? .quoteNotClosed : .lineTooLong)
        }
        for byte in line {
            switch state {
            case .cellStart where byte == UInt8(ascii: "\""): state = .quoted
            case .cellStart where byte == separator, .plain where byte == separator,
                .quoteInQuoted where byte == separator:
                endCell()
            case .cellStart, .plain:
                cell.append(byte)
                state = .plain
            case .quoted where byte == UInt8(ascii: "\""): state = .quoteInQuoted
            case .quoted: cell.append(byte)
            case .quoteInQuoted where byte == UInt8(ascii: "\""):
                cell.append(byte)
                state = .quoted
            case .quoteInQuoted:
                defer { reset() }
                return .refused(column: cells.count + 1, .textAfterQuote)
            }
        }
        if isInsideRow {
            cell.append(0x0a)
            return .more
        }
        endCell()
        defer { reset() }
        return .row(cells)
    }

    private mutating func endCell() {
        cells.append(cell)
        cell = []
        state = .cellStart
    }
}
