import ClubRegistry

/// What a pull did, as a table, as JSON, and as the one line that a person must act on.
struct PullText {
    let report: PullReport
    let language: Language

    private func word(_ phrase: Phrase, _ arguments: [String: String] = [:]) -> String {
        Message(phrase, arguments).text(in: language)
    }

    var table: Table {
        var table = Table(
            header: [
                word(.columnPeer), word(.columnReceived), word(.columnNew), word(.columnSeconds),
                word(.columnState),
            ])
        table.rows = report.peers.map { peer in
            let tenths = Int((peer.seconds * 10).rounded())
            let separator = language == .french ? "," : "."
            return [
                peer.name, String(peer.received), String(peer.applied),
                "\(tenths / 10)\(separator)\(tenths % 10)", state(of: peer),
            ]
        }
        return table
    }

    /// What became of one peer, refused feeds included.
    private func state(of peer: PullReport.PeerReport) -> String {
        let state =
            switch peer.outcome {
            case .fresh(let isUnchanged): word(isUnchanged ? .peerUnchanged : .peerFresh)
            case .partial: word(.peerPartial)
            case .planned(let count): word(.peerPlanned, ["count": String(count)])
            case .failed(let error): word(Self.phrase(error), arguments(error))
            case .foreignNetwork: word(.peerForeignNetwork)
            case .stopped: word(.peerStopped)
            }
        let refusals = peer.refusals.prefix(3).map { "\($0.feed): \($0.reason)" }
        let count = peer.refusals.count - refusals.count + peer.refusedBeyond
        let more = count > 0 ? ["+\(count)"] : []
        let healed =
            peer.healed > 0 ? [word(.peerHealed, ["count": String(peer.healed)])] : []
        return ([state] + healed + refusals + more).joined(separator: " · ")
    }

    private static func phrase(_ error: PeerError) -> Phrase {
        switch error {
        case .unreachable: .peerUnreachable
        case .interrupted: .peerInterrupted
        case .refused: .peerRefused
        case .nonsense: .peerNonsense
        case .badAddress: .peerBadAddress
        case .untrusted: .peerUntrusted
        }
    }

    private func arguments(_ error: PeerError) -> [String: String] {
        if case .refused(let status) = error { return ["status": String(status)] }
        return ["why": error.reason.text(in: language)]
    }

    /// What a person must know or do, most urgent first: in the order of exit codes, so that the
    /// first one is the reason of the exit.
    var advice: [Message] {
        var advice = ownAdvice
        for peer in report.peers { advice += self.advice(peer) }
        advice += AlarmText.waiting(report.alarms).map { (.partial, $0) }
        advice += AlarmText.tooManyFeeds(
            report.peers.flatMap(\.refusals).filter { $0.reason == Refusal.tooManyFeeds }
                .map(\.feed.node)
        ).map { (.partial, $0) }
        advice += AlarmText.crowded(report.alarms).map { (.done, $0) }
        let missing = report.peers.filter {
            if case .failed(.unreachable) = $0.outcome { true } else { false }
        }
        if !missing.isEmpty {
            let names = missing.map(\.name).joined(separator: " ")
            advice.append((.partial, Message(.adviceUnreachable, ["peers": names])))
        }
        let cut = report.peers.filter {
            if case .failed(.interrupted) = $0.outcome { return true }
            return $0.outcome == .partial && Self.news(of: $0).isEmpty
                && (!$0.refusals.allSatisfy(\.waitsForPerson) || $0.refusals.isEmpty)
        }
        if !cut.isEmpty {
            let names = cut.map(\.name).joined(separator: " ")
            advice.append((.partial, Message(.advicePartial, ["peers": names])))
        }
        if report.incompleteLines > 0 {
            advice.append(
                (
                    .partial,
                    Message(.adviceIncomplete, ["count": String(report.incompleteLines)])
                ))
        }
        if report.exit != .done, !advice.contains(where: { $0.exit == report.exit }) {
            advice.append((report.exit, Message(.adviceSeeStatus)))
        }
        return ExitStatus.pullOrder.flatMap { exit in
            advice.filter { $0.exit == exit }.map(\.message)
        }
    }

    /// An advice, and the exit code that it explains.
    private typealias Advice = (exit: ExitStatus, message: Message)

    private var ownAdvice: [Advice] {
        var advice: [Advice] = []
        if let why = report.restoration {
            advice.append((.restored, RegistryError.restored(why).message))
        }
        for fork in report.forks {
            guard let message = fork.advice(at: report.node) else { continue }
            advice.append((fork.isAcknowledged ? .partial : .untrusted, message))
        }
        if let failure = report.failure { advice.append((failure.exit, failure.message)) }
        let damaged = report.peers.flatMap(\.refusals).filter { $0.reason == Refusal.damagedHere }
        for feed in Set(damaged.map(\.feed)).sorted() {
            advice.append((.partial, Message(.adviceDamagedHere, ["feed": feed.text])))
        }
        return advice
    }

    private func advice(_ peer: PullReport.PeerReport) -> [Advice] {
        // Three say it; the journal has more, and the table counts the rest.
        var advice: [Advice] = Self.news(of: peer).prefix(3).map { refusal in
            let arguments = [
                "peer": peer.name, "feed": refusal.feed.text, "reason": refusal.reason,
            ]
            return (.untrusted, Message(.adviceUntrusted, arguments))
        }
        switch peer.outcome {
        case .foreignNetwork:
            advice.append((.untrusted, Message(.adviceForeign, ["peer": peer.name])))
        case .failed(let error):
            let arguments = arguments(error).merging(["peer": peer.name]) { $1 }
            switch error {
            case .nonsense: advice.append((.untrusted, Message(.adviceNonsense, arguments)))
            case .refused(let status):
                let phrase: Phrase =
                    switch status {
                    case 401: .adviceNotRecognised
                    case 403: .adviceNotAMember
                    default: .adviceRefused
                    }
                advice.append((.refusedByPeer, Message(phrase, arguments)))
            case .untrusted: advice.append((.partial, Message(.adviceCertificate, arguments)))
            case .badAddress: advice.append((.usage, Message(.adviceBadAddress, arguments)))
            case .unreachable, .interrupted: break
            }
        default: break
        }
        if let seconds = peer.clockSkewSeconds {
            let arguments = ["peer": peer.name, "seconds": String(seconds.magnitude)]
            advice.append((.done, Message(.adviceClock, arguments)))
        }
        return advice
    }

    /// What a peer sent that cannot be accepted, and that nobody here has taken note of yet.
    private static func news(of peer: PullReport.PeerReport) -> [Refusal] {
        peer.refusals.filter { $0.isUntrusted && !peer.acknowledged.contains($0) }
    }

    /// For cron: what to do, in one line.
    var oneLine: String {
        let first = advice.first?.text(in: language) ?? ""
        return "club-sync pull: \(report.exit.rawValue): \(first)"
    }

    var json: String {
        var json = CanonicalJSON()
        json.raw("{")
        json.key("crowded", first: true)
        AlarmText.crowded(report.alarms, &json)
        json.key("exit")
        json.integer(Int(report.exit.rawValue))
        json.key("forks")
        json.strings(report.forks.map(\.feed.text))
        json.key("heartbeat")
        json.flag(report.heartbeat?.dots.isEmpty == false)
        json.key("incomplete")
        json.integer(report.incompleteLines)
        json.key("messages")
        json.strings(advice.map { $0.text(in: language) })
        json.key("peers")
        json.array(report.peers) { json, peer in
            json.raw("{")
            json.key("applied", first: true)
            json.integer(peer.applied)
            if let seconds = peer.clockSkewSeconds {
                json.key("clockSkewSeconds")
                json.integer(seconds)
            }
            json.key("healed")
            json.integer(peer.healed)
            json.key("outcome")
            json.string(peer.outcome.code)
            json.key("peer")
            json.string(peer.name)
            json.key("received")
            json.integer(peer.received)
            json.key("refused")
            json.array(peer.refusals) { json, refusal in
                json.raw("{")
                json.key("feed", first: true)
                json.string(refusal.feed.text)
                json.key("reason")
                json.string(refusal.reason)
                json.raw("}")
            }
            json.key("refusedBeyond")
            json.integer(peer.refusedBeyond)
            json.raw("}")
        }
        json.key("restored")
        json.flag(report.restoration != nil)
        json.key("waiting")
        AlarmText.waiting(report.alarms, &json)
        json.raw("}")
        return String(decoding: json.bytes, as: UTF8.self)
    }
}

extension Registry.Fork {
    /// What a person at `node` does about it; nil when that was done.
    func advice(at node: String) -> Message? {
        if let statedBy {
            let arguments = ["feed": feed.text, "by": statedBy.feed.node]
            return isAcknowledged ? nil : Message(.adviceTwoStories, arguments)
        }
        let arguments = ["feed": feed.text]
        if waiting == 0 {
            return isAcknowledged ? nil : Message(.adviceAdoptedFork, arguments)
        }
        return Message(feed.node == node ? .adviceOwnFork : .adviceFork, arguments)
    }
}
