/// Tables in text: `;`, `,` or TAB between cells, RFC 4180 quotes, names or labels in the first
/// row.
///
/// UTF-8 only. A byte order mark or `;` says that people's spreadsheets wrote it: the formula guard
/// of ``FormulaGuard`` is taken off again. Duplicate columns are refused by ``RowReader``.
package struct CSVImport: ImportFormat {
    package init() {}

    package func read(_ chunks: @escaping ByteChunks, each: (ImportOutcome) throws -> Void) throws {
        var lines = LineReader(chunks)
        var parser: TableRowParser?
        var header: Header?
        var isSeparatorKnown = false
        var start = 0
        while let line = try lines.next() {
            let bytes: [UInt8]
            switch line {
            case .tooLong(let number):
                // Without its header a table means nothing.
                if header == nil { throw ImportRefusal(line: number, .lineTooLong) }
                parser?.reset()
                try each(.refused(ImportRefusal(line: number, .lineTooLong)))
                continue
            case .bytes(let number, let line):
                if parser?.isInsideRow != true { start = number }
                bytes = line
            }
            if parser == nil {
                if bytes.allSatisfy({ $0 == 0x20 }) { continue }
                if let separator = Self.declaredSeparator(bytes) {
                    parser = TableRowParser(separator: separator)
                    isSeparatorKnown = true
                    continue
                }
                parser = TableRowParser(separator: UInt8(ascii: ";"))
            }
            // A header's first cell may run over lines, inside quotes, before any separator.
            if header == nil, !isSeparatorKnown,
                let separator = Self.likelySeparator(bytes, isQuoted: parser!.isInsideRow)
            {
                parser!.separator = separator
                isSeparatorKnown = true
            }
            switch parser!.take(bytes) {
            case .more: continue
            case .refused(let column, let reason):
                let refusal = ImportRefusal(line: start, column: column, reason)
                if header == nil { throw refusal }
                try each(.refused(refusal))
            case .row(let cells):
                guard let known = header else {
                    header = try Header(
                        cells, line: start,
                        isGuarded: lines.hadByteOrderMark || parser!.separator == UInt8(ascii: ";"))
                    continue
                }
                if cells.allSatisfy(\.isEmpty) { continue }
                try each(known.outcome(cells, line: start))
            }
        }
        if parser?.isInsideRow == true {
            let refusal = ImportRefusal(line: start, .quoteNotClosed)
            if header == nil { throw refusal }
            try each(.refused(refusal))
        }
        if header == nil { throw ImportRefusal(line: 0, .noHeader) }
    }

    /// `sep=;`, a line of its own that Excel reads and does not show.
    private static func declaredSeparator(_ line: [UInt8]) -> UInt8? {
        line.count == 5 && line.starts(with: Array("sep=".utf8)) ? line[4] : nil
    }

    /// The separator that stands most often in a line of the header outside quotes; nil for none.
    private static func likelySeparator(_ line: [UInt8], isQuoted: Bool) -> UInt8? {
        var counts: [UInt8: Int] = [:]
        var isQuoted = isQuoted
        for byte in line {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted { counts[byte, default: 0] += 1 }
        }
        let candidates = [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")]
        return candidates.filter { counts[$0] != nil }
            .reversed().max { counts[$0]! < counts[$1]! }
    }

    /// The first row: what each column is.
    private struct Header {
        let names: [String]
        let isID: [Bool]
        let isGuarded: Bool

        init(_ cells: [[UInt8]], line: Int, isGuarded: Bool) throws(ImportRefusal) {
            var names: [String] = []
            for (index, cell) in cells.enumerated() {
                guard UTF8Check.firstFlaw(in: cell) == nil else {
                    throw ImportRefusal(line: line, column: index + 1, .notUTF8)
                }
                let name = String(decoding: cell, as: UTF8.self)
                names.append(
                    String(name.drop { $0 == "*" }).replacing("*", with: "").trimmingWhitespace())
            }
            self.names = names
            isID = names.map { Column.id.isNamed($0) }
            self.isGuarded = isGuarded
        }

        func outcome(_ cells: [[UInt8]], line: Int) -> ImportOutcome {
            var id: RecordID?
            var row: [ImportRow.Cell] = []
            for (index, bytes) in cells.enumerated() {
                func refused(_ reason: ImportRefusal.Reason) -> ImportOutcome {
                    .refused(ImportRefusal(line: line, column: index + 1, reason))
                }
                guard UTF8Check.firstFlaw(in: bytes) == nil else { return refused(.notUTF8) }
                var text = String(decoding: bytes, as: UTF8.self)
                if isGuarded { text = FormulaGuard.removed(from: text) }
                if text.trimmingWhitespace().isEmpty { continue }
                guard index < names.count else { return refused(.tooManyCells) }
                guard !names[index].isEmpty else { return refused(.cellWithoutHeader) }
                if isID[index] {
                    guard let known = RecordID(text.trimmingWhitespace()) else {
                        return refused(.badID(text))
                    }
                    id = known
                } else {
                    row.append(
                        ImportRow.Cell(field: names[index], column: index + 1, content: .text(text))
                    )
                }
            }
            return .row(ImportRow(line: line, id: id, cells: row))
        }
    }
}
