import ClubRegistry

/// Alarms in words, as a table and as JSON: signs of life, two stories of one feed, what waits for
/// a person, crowded fields.
struct AlarmText {
    let alarms: Alarms
    /// The node that looks.
    let node: String
    /// Without a peer nobody listens for this node, and nobody can be heard.
    let hasPeers: Bool
    let language: Language

    /// Lines of one sort of advice; the table and JSON have all.
    static let adviceLimit = 3

    var isGreen: Bool { advice.isEmpty }

    // MARK: Advice

    var advice: [Message] {
        Self.waiting(alarms) + signs + Self.crowded(alarms)
    }

    static func waiting(_ alarms: Alarms) -> [Message] {
        alarms.waiting.prefix(adviceLimit).map {
            Message(
                .adviceMassDelete,
                [
                    "node": $0.node, "home": $0.home, "count": String($0.count),
                    "total": String($0.total),
                ])
        }
    }

    static func tooManyFeeds(_ nodes: some Sequence<String>) -> [Message] {
        Set(nodes).sorted().prefix(adviceLimit).map { Message(.adviceTooManyFeeds, ["node": $0]) }
    }

    static func crowded(_ alarms: Alarms) -> [Message] {
        alarms.crowded.prefix(adviceLimit).map {
            Message(
                .adviceCrowded,
                ["id": $0.key.id.text, "field": $0.field, "count": String($0.count)])
        }
    }

    private var signs: [Message] {
        let future = alarms.signs.filter(\.isInFuture).prefix(Self.adviceLimit).map {
            Message(.adviceFutureSign, ["node": $0.node, "at": time($0)])
        }
        guard hasPeers else { return future }
        // Who has not pulled for so long hears nobody, and accuses nobody.
        if let here = alarms.signs.first(where: { $0.node == node }), here.isSilent {
            return future + [Message(.adviceSilentHere, ["nights": nights(here)])]
        }
        return future
            + alarms.signs.filter(\.isSilent).map {
                Message(.adviceSilent, ["node": $0.node, "nights": nights($0)])
            }
    }

    private func nights(_ sign: NodeSign) -> String { String(sign.silentNights ?? 0) }

    private func time(_ sign: NodeSign) -> String {
        sign.at.map { ClaimedTime.readable($0, in: language) } ?? "—"
    }

    // MARK: Table

    private func word(_ phrase: Phrase, _ arguments: [String: String] = [:]) -> String {
        Message(phrase, arguments).text(in: language)
    }

    /// Each node of the charter, and how old its last sign is.
    var table: Table {
        var table = Table(
            header: [word(.columnNode), word(.columnLastSign), word(.columnSilence)])
        table.rows = alarms.signs.map { sign in
            let silence =
                if sign.at == nil {
                    word(.signNever)
                } else if sign.isInFuture {
                    word(.signFuture)
                } else {
                    word(.signNights, ["nights": nights(sign)])
                }
            return [sign.node, time(sign), silence]
        }
        return table
    }

    // MARK: JSON

    static func crowded(_ alarms: Alarms, _ json: inout CanonicalJSON) {
        json.array(alarms.crowded) { json, field in
            json.raw("{")
            json.key("count", first: true)
            json.integer(field.count)
            json.key("field")
            json.string(field.field)
            json.key("id")
            json.string(field.key.id.text)
            json.key("kind")
            json.string(field.key.kind)
            json.raw("}")
        }
    }

    static func evidence(_ alarms: Alarms, _ json: inout CanonicalJSON) {
        json.array(alarms.evidence) { json, evidence in
            json.raw("{")
            json.key("feed", first: true)
            json.string(evidence.feed.text)
            json.key("heads")
            json.heads(evidence.heads)
            json.key("seq")
            json.integer(evidence.seq)
            if let dot = evidence.statedBy {
                json.key("stated_by")
                json.string("\(dot)")
            }
            json.raw("}")
        }
    }

    static func nodes(_ alarms: Alarms, _ json: inout CanonicalJSON) {
        json.array(alarms.signs) { json, sign in
            json.raw("{")
            json.key("future", first: true)
            json.flag(sign.isInFuture)
            if let at = sign.at {
                json.key("last_sign")
                json.string(at)
            }
            json.key("node")
            json.string(sign.node)
            if let nights = sign.silentNights {
                json.key("silent_nights")
                json.integer(nights)
            }
            json.raw("}")
        }
    }

    static func waiting(_ alarms: Alarms, _ json: inout CanonicalJSON) {
        json.array(alarms.waiting) { json, alarm in
            json.raw("{")
            json.key("count", first: true)
            json.integer(alarm.count)
            json.key("feed")
            json.string(alarm.feed)
            json.key("home")
            json.string(alarm.home)
            json.key("node")
            json.string(alarm.node)
            json.key("total")
            json.integer(alarm.total)
            json.raw("}")
        }
    }
}
