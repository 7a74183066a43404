import ClubRegistry

/// A page of help on a terminal: as wide as it, headings in bold where it can show them.
struct HelpText {
    let width: Int
    var bold: (String) -> String = { $0 }

    func text(_ document: HelpDocument) -> String {
        var lines = wrapped("\(document.name) — \(document.summary)", indent: 0, hanging: 2)
        for section in document.sections {
            lines += ["", bold(section.heading)]
            for block in section.blocks { lines += self.lines(block) }
        }
        return lines.joined(separator: "\n")
    }

    private func lines(_ block: HelpDocument.Block) -> [String] {
        switch block {
        case .paragraph(let text): return wrapped(text, indent: 2)
        case .entries(let entries): return columns(entries)
        case .examples(let entries):
            // Never wrapped: a line is there to be copied.
            return entries.flatMap { ["  \($0.term)"] + wrapped($0.text, indent: 6) }
        case .references(let entries):
            return columns(entries.map { .init(term: "club-sync help \($0.term)", text: $0.text) })
        case .usage(let words): return fill(words, indent: 2, hanging: 6)
        case .literal(let lines): return lines.map { "  \($0)" }
        }
    }

    /// Terms on the left and texts on the right; below each other where a term is too long for that.
    private func columns(_ entries: [HelpDocument.Entry]) -> [String] {
        let most = max(8, min(30, width / 3))
        let fitting = entries.map { Table.columns($0.term) }.filter { $0 <= most }
        let column = (fitting.max() ?? 8) + 4
        return entries.flatMap { entry in
            var lines = wrapped(entry.text, indent: column)
            let used = Table.columns(entry.term) + 4
            guard used <= column, !lines.isEmpty else { return ["  \(entry.term)"] + lines }
            let gap = String(repeating: " ", count: column - used + 2)
            lines[0] = "  \(entry.term)\(gap)\(lines[0].drop { $0 == " " })"
            return lines
        }
    }

    private func wrapped(_ text: String, indent: Int, hanging: Int? = nil) -> [String] {
        // No-break spaces hold together what they join.
        let words = text.split(separator: " ").map(String.init)
        return fill(words, indent: indent, hanging: hanging ?? indent)
    }

    private func fill(_ words: [String], indent: Int, hanging: Int) -> [String] {
        var lines: [String] = []
        var line = String(repeating: " ", count: indent)
        var isFresh = true
        for word in words {
            if !isFresh, Table.columns(line) + 1 + Table.columns(word) > width {
                lines.append(line)
                line = String(repeating: " ", count: hanging)
                isFresh = true
            }
            line += isFresh ? word : " \(word)"
            isFresh = false
        }
        return isFresh ? lines : lines + [line]
    }
}
