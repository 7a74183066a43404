import ClubRegistry

/// What a repair did, as sentences and as JSON.
struct RepairText {
    let report: RepairReport
    let isDryRun: Bool
    let language: Language

    /// One for each file, in the order of the report.
    var messages: [Message] { report.files.map(message) }

    /// Peers that gave no answer.
    var warnings: [Message] {
        report.silent.map { peer, why in
            Message(.repairSilent, ["peer": peer, "why": why.reason.text(in: language)])
        }
    }

    private func message(_ file: RepairReport.File) -> Message {
        var arguments = [
            "file": file.file, "line": String(file.line), "code": file.code,
            "count": String(file.fetched), "sources": file.sources.joined(separator: ", "),
            "aside": file.aside ?? "",
        ]
        let phrase: Phrase
        switch file.outcome {
        case .mended where isDryRun: phrase = file.fetched > 0 ? .wouldMend : .wouldMendAlone
        case .mended: phrase = file.fetched > 0 ? .repairMended : .repairMendedAlone
        case .cleared where isDryRun: phrase = .wouldClear
        case .cleared: phrase = file.aside == nil ? .repairRemoved : .repairCleared
        case .unavailable: phrase = .repairUnavailable
        case .short(let seq, let mark):
            arguments["seq"] = String(seq)
            arguments["mark"] = String(mark)
            phrase = .repairShort
        case .overtaken: phrase = .repairOvertaken
        }
        return Message(phrase, arguments)
    }

    var json: String {
        var json = CanonicalJSON()
        json.raw("{")
        json.key("exit", first: true)
        json.integer(Int(report.exit.rawValue))
        json.key("files")
        json.array(Array(zip(report.files, messages))) { json, item in
            let (file, message) = item
            json.raw("{")
            if let aside = file.aside {
                json.key("aside", first: true)
                json.string(aside)
            }
            json.key("code", first: file.aside == nil)
            json.string(file.code)
            json.key("feed")
            json.string(file.feed.text)
            json.key("fetched")
            json.integer(file.fetched)
            json.key("file")
            json.string(file.file)
            json.key("from")
            json.strings(file.sources)
            json.key("line")
            json.integer(file.line)
            json.key("message")
            json.string(message.text(in: language))
            json.key("outcome")
            json.string(file.outcome.code)
            json.raw("}")
        }
        json.key("planned")
        json.flag(isDryRun)
        json.key("pulled")
        json.integer(report.pull?.applied ?? 0)
        json.key("silent")
        json.strings(report.silent.map(\.peer))
        json.raw("}")
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
