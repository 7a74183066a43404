import ClubRegistry

/// Where this node stands, as one value: printed as text or JSON.
struct StatusText {
    private let registry: Registry
    private let language: Language
    private let networkName: String?
    private let recordCount: Int
    private let conflictCount: Int
    private let feeds: [Registry.FeedSummary]
    private let forks: [Registry.Fork]
    private let peers: [PeerState]
    private let damages: [FeedArchive.Damage]
    private let incompleteCount: Int
    private let restoration: RegistryError.Restoration?
    private let alarms: AlarmText

    private struct PeerState {
        let peer: NodeConfiguration.Peer
        let last: JournalEntry?
        let lastSuccess: JournalEntry?
    }

    init(_ registry: Registry, language: Language) async throws {
        self.registry = registry
        self.language = language
        networkName = registry.charter?.name
        let journal = Journal(path: registry.place.journal)
        let trends = try journal.trends()
        peers = registry.configuration.peers.map {
            let trend = trends[$0.name]
            return PeerState(peer: $0, last: trend?.last, lastSuccess: trend?.lastSuccess)
        }
        guard registry.isJoined else {
            (recordCount, conflictCount, incompleteCount) = (0, 0, 0)
            (feeds, forks, damages, restoration) = ([], [], [], nil)
            alarms = AlarmText(
                alarms: Alarms(), node: registry.node, hasPeers: false, language: language)
            return
        }
        let records = try await registry.records().filter { !$0.isHidden }
        recordCount = records.count
        conflictCount = records.reduce(0) { $0 + $1.conflicts.count }
        feeds = try await registry.feeds()
        forks = try await registry.forks()
        damages = try await registry.damages()
        incompleteCount = try await registry.incompleteLineCount()
        alarms = AlarmText(
            alarms: try await registry.alarms(), node: registry.node,
            hasPeers: !registry.configuration.peers.isEmpty, language: language)
        restoration = damages.isEmpty ? try await registry.restoration() : nil
    }

    var isGreen: Bool {
        registry.isJoined && restoration == nil && damages.isEmpty && conflictCount == 0
            && incompleteCount == 0 && alarms.isGreen
            && forks.allSatisfy { $0.isAcknowledged && $0.waiting == 0 }
            && peers.allSatisfy { $0.last != nil && $0.last == $0.lastSuccess }
    }

    /// What to do next, most urgent first.
    private var advice: [Message] {
        guard registry.isJoined else { return [Message(.notJoined, ["dir": registry.place.dir])] }
        var advice: [Message] = []
        if let restoration { advice.append(RegistryError.restored(restoration).message) }
        for damage in damages {
            advice.append(
                RegistryError.damaged(
                    file: damage.file, line: damage.line, code: damage.code.rawValue
                ).message)
        }
        advice += forks.compactMap { $0.advice(at: registry.node) }
        advice += alarms.advice
        advice += AlarmText.tooManyFeeds(
            peers.flatMap { $0.last?.refused ?? [] }
                .filter { $0.reason == Refusal.tooManyFeeds }
                .compactMap { FeedID($0.feed)?.node })
        if incompleteCount > 0 {
            advice.append(Message(.adviceIncomplete, ["count": String(incompleteCount)]))
        }
        if conflictCount > 0 {
            advice.append(Message(.adviceConflicts, ["count": String(conflictCount)]))
        }
        if peers.isEmpty { advice.append(Message(.noPeers)) }
        let never = peers.filter { $0.last == nil }.map(\.peer.name)
        if !never.isEmpty {
            advice.append(Message(.adviceNeverPulled, ["peers": never.joined(separator: " ")]))
        }
        for state in peers {
            guard let last = state.last, last != state.lastSuccess, !last.waitsForPerson else {
                continue
            }
            advice.append(
                Message(
                    Self.advice(last.outcome),
                    ["peer": state.peer.name, "peers": state.peer.name, "why": last.outcome]))
        }
        return advice
    }

    private func word(_ phrase: Phrase, _ arguments: [String: String] = [:]) -> String {
        Message(phrase, arguments).text(in: language)
    }

    func print(to console: Console) {
        console.print(
            console.bold("\(Printable.text(registry.configuration.name)) (\(registry.node))"))
        if let networkName {
            console.print(
                word(
                    .statusCounts,
                    [
                        "network": networkName, "records": String(recordCount),
                        "conflicts": String(conflictCount), "feeds": String(feeds.count),
                    ]))
        }
        if !peers.isEmpty {
            var table = Table(
                header: [
                    word(.columnPeer), word(.columnLastSuccess), word(.columnNew),
                    word(.columnState),
                ])
            let text = RecordText([], language: language)
            table.rows = peers.map { state in
                [
                    state.peer.name, state.lastSuccess.map { text.time($0.at) } ?? "—",
                    state.last.map { String($0.applied) } ?? "",
                    state.last.map { word(Self.phrase($0.outcome)) } ?? word(.peerNever),
                ]
            }
            console.print(table.text(width: console.width, bold: console.bold))
        }
        if !alarms.alarms.signs.isEmpty {
            console.print(alarms.table.text(width: console.width, bold: console.bold))
        }
        let session = Session.current
        if advice.isEmpty { session.say(.allGreen) }
        for line in advice { session.warn(line.phrase, line.arguments) }
    }

    /// What to do about a peer whose last pull did not succeed.
    private static func advice(_ outcome: String) -> Phrase {
        switch outcome {
        case "foreign-network": .adviceForeign
        case "refused": .adviceRefusedBefore
        case "nonsense": .adviceNonsense
        case "bad-address": .adviceBadAddress
        case "unreachable": .adviceUnreachable
        case "untrusted": .adviceCertificate
        default: .advicePartial
        }
    }

    private static func phrase(_ outcome: String) -> Phrase {
        switch outcome {
        case "fresh": .peerFresh
        case "unchanged": .peerUnchanged
        case "unreachable": .wordUnreachable
        case "untrusted": .wordUntrusted
        case "interrupted": .wordInterrupted
        case "refused": .wordRefused
        case "foreign-network": .peerForeignNetwork
        case "nonsense", "bad-address": .wordNonsense
        case "stopped": .peerStopped
        default: .peerPartial
        }
    }

    var json: String {
        var json = CanonicalJSON()
        json.raw("{")
        json.key("conflicts", first: true)
        json.integer(conflictCount)
        json.key("crowded")
        AlarmText.crowded(alarms.alarms, &json)
        json.key("evidence")
        AlarmText.evidence(alarms.alarms, &json)
        json.key("feeds")
        json.array(feeds) { json, feed in
            json.raw("{")
            json.key("branches", first: true)
            json.integer(feed.branchCount)
            json.key("feed")
            json.string(feed.feed.text)
            json.key("lines")
            json.integer(feed.lineCount)
            json.raw("}")
        }
        json.key("green")
        json.flag(isGreen)
        json.key("incomplete")
        json.integer(incompleteCount)
        json.key("messages")
        json.strings(advice.map { $0.text(in: language) })
        json.key("network")
        json.string(registry.networkID)
        json.key("node")
        json.string(registry.node)
        json.key("nodes")
        AlarmText.nodes(alarms.alarms, &json)
        json.key("peers")
        json.array(peers) { json, state in
            json.raw("{")
            if let last = state.last {
                json.key("last", first: true)
                json.string(last.at)
                json.key("outcome")
                json.string(last.outcome)
            }
            json.key("peer", first: state.last == nil)
            json.string(state.peer.name)
            if let success = state.lastSuccess {
                json.key("success")
                json.string(success.at)
            }
            json.raw("}")
        }
        json.key("records")
        json.integer(recordCount)
        json.key("restored")
        json.flag(restoration != nil)
        json.key("waiting")
        AlarmText.waiting(alarms.alarms, &json)
        json.raw("}")
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
