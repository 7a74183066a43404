import ClubRegistry

/// What the doctor found: a line a check and, below it, the command that mends it; or JSON.
struct DoctorText {
    let findings: [DoctorFinding]
    let language: Language

    var isGreen: Bool { findings.allSatisfy { $0.state == .ok } }

    /// Not a table: a command that is cut to the width of the terminal mends nothing.
    func text(bold: (String) -> String = { $0 }) -> String {
        let titles = findings.map { word($0.check.title) }
        let states = findings.map { word(Self.phrase($0.state)) }
        let (titleWidth, stateWidth) = (Self.width(titles), Self.width(states))
        var lines: [String] = []
        for (index, finding) in findings.enumerated() {
            let number = String(finding.check.number)
            let head = [
                Self.padding(number, to: 2) + number,
                states[index] + Self.padding(states[index], to: stateWidth),
                titles[index] + Self.padding(titles[index], to: titleWidth),
            ].joined(separator: "  ")
            let message = finding.message.text(in: language)
            lines.append("\(finding.state == .ok ? head : bold(head))  \(message)")
            if let fix = finding.fix { lines.append("      → \(Printable.text(fix))") }
        }
        return lines.joined(separator: "\n")
    }

    var json: String {
        var json = CanonicalJSON()
        json.raw("{")
        json.key("checks", first: true)
        json.array(findings) { json, finding in
            json.raw("{")
            json.key("check", first: true)
            json.string(finding.check.rawValue)
            if let fix = finding.fix {
                json.key("fix")
                json.string(fix)
            }
            json.key("message")
            json.string(finding.message.text(in: language))
            json.key("number")
            json.integer(finding.check.number)
            json.key("state")
            json.string(finding.state.rawValue)
            json.raw("}")
        }
        json.key("green")
        json.flag(isGreen)
        json.raw("}")
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private func word(_ phrase: Phrase) -> String { Message(phrase).text(in: language) }

    private static func phrase(_ state: DoctorFinding.State) -> Phrase {
        switch state {
        case .ok: .doctorOK
        case .warn: .doctorWarn
        case .bad: .doctorBad
        }
    }

    private static func width(_ words: [String]) -> Int { words.map(\.count).max() ?? 0 }

    private static func padding(_ word: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - word.count))
    }
}
