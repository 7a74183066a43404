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
            case .failed(.unreachable(let why)): word(.peerUnreachable, ["why": why])
            case .failed(.interrupted(let why)): word(.peerInterrupted, ["why": why])
            case .failed(.refused(let status)): word(.peerRefused, ["status": String(status)])
            case .failed(.nonsense(let why)): word(.peerNonsense, ["why": why])
            case .failed(.badAddress(let why)): word(.peerBadAddress, ["why": why])
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

    /// What a person must know or do, most urgent first.
    var advice: [Message] {
        var advice: [Message] = []
        if let why = report.restoration { advice.append(RegistryError.restored(why).message) }
        let damaged = Set(
            report.peers.flatMap(\.refusals).filter { $0.reason == Refusal.damagedHere }
                .map(\.feed))
        for feed in damaged.sorted() {
            advice.append(Message(.adviceDamagedHere, ["feed": feed.text]))
        }
        advice += report.forks.compactMap { $0.advice(at: report.node) }
        for peer in report.peers {
            // Three say it; the journal has more, and the table counts the rest.
            let news = peer.refusals.filter { $0.isUntrusted && !peer.acknowledged.contains($0) }
            for refusal in news.prefix(3) {
                advice.append(
                    Message(
                        .adviceUntrusted,
                        ["peer": peer.name, "feed": refusal.feed.text, "reason": refusal.reason]))
            }
            switch peer.outcome {
            case .foreignNetwork: advice.append(Message(.adviceForeign, ["peer": peer.name]))
            case .failed(.nonsense(let why)):
                advice.append(
                    Message(.adviceNonsense, ["peer": peer.name, "why": why]))
            case .failed(.refused(let status)):
                advice.append(
                    Message(.adviceRefused, ["peer": peer.name, "status": String(status)]))
            case .failed(.badAddress):
                advice.append(Message(.adviceBadAddress, ["peer": peer.name]))
            default: break
            }
        }
        if let failure = report.failure { advice.append(failure.message) }
        let missing = report.peers.filter {
            if case .failed(.unreachable) = $0.outcome { true } else { false }
        }
        if !missing.isEmpty {
            let names = missing.map(\.name).joined(separator: " ")
            advice.append(Message(.adviceUnreachable, ["peers": names]))
        }
        let cut = report.peers.filter {
            if case .failed(.interrupted) = $0.outcome { return true }
            return $0.outcome == .partial && !$0.refusals.contains(where: \.isUntrusted)
        }
        if !cut.isEmpty {
            advice.append(
                Message(.advicePartial, ["peers": cut.map(\.name).joined(separator: " ")]))
        }
        if report.incompleteLines > 0 {
            advice.append(
                Message(.adviceIncomplete, ["count": String(report.incompleteLines)]))
        }
        return advice
    }

    /// For cron: what to do, in one line.
    var oneLine: String {
        let first = advice.first?.text(in: language) ?? ""
        return "club-sync pull: \(report.exit.rawValue): \(first)"
    }

    var json: String {
        var json = CanonicalJSON()
        json.raw("{")
        json.key("exit", first: true)
        json.integer(Int(report.exit.rawValue))
        json.key("forks")
        json.strings(report.forks.map(\.feed.text))
        json.key("incomplete")
        json.integer(report.incompleteLines)
        json.key("messages")
        json.strings(advice.map { $0.text(in: language) })
        json.key("peers")
        json.array(report.peers) { json, peer in
            json.raw("{")
            json.key("applied", first: true)
            json.integer(peer.applied)
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
        json.raw("}")
        return String(decoding: json.bytes, as: UTF8.self)
    }
}

extension Registry.Fork {
    /// What a person at `node` does about it; nil when that was done.
    func advice(at node: String) -> Message? {
        let arguments = ["feed": feed.text]
        if waiting == 0 {
            return isAcknowledged ? nil : Message(.adviceAdoptedFork, arguments)
        }
        return Message(feed.node == node ? .adviceOwnFork : .adviceFork, arguments)
    }
}
