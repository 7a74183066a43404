/// Peers, clock, what lies about, and what the machine provides.
extension Doctor {
    func surroundings(
        _ configuration: NodeConfiguration?, _ registry: Registry?
    ) async -> [DoctorFinding] {
        let journal = Journal(path: place.journal, calls: calls)
        // A journal that cannot be read is the finding of `exchange`; the clock is held against the feeds then.
        let trends = try? journal.trends()
        let clock = await Self.examine(.clock) { try await self.clock(registry, trends ?? [:]) }
        var findings: [DoctorFinding] = []
        if let configuration {
            findings = [peers(configuration), exchange(configuration, trends), clock]
        } else {
            findings = [
                Self.skipped(.peers, by: .settings), Self.skipped(.exchange, by: .settings), clock,
            ]
        }
        findings.append(leftovers())
        if let configuration {
            findings += [certificates(configuration), address(configuration)]
        } else {
            findings += [
                Self.skipped(.certificates, by: .settings), Self.skipped(.address, by: .settings),
            ]
        }
        findings.append(DoctorFinding(.version, .ok, .doctorVersionIs, ["version": version]))
        return findings
    }

    private func peers(_ configuration: NodeConfiguration) -> DoctorFinding {
        guard !configuration.peers.isEmpty else {
            return DoctorFinding(
                .peers, .warn, .doctorNoPeers, fix: "club-sync peers add NODE URL")
        }
        return DoctorFinding(
            .peers, .ok, .doctorPeersAre,
            ["peers": configuration.peers.map(\.name).joined(separator: " ")])
    }

    /// A nightly job that was missed twice is no accident.
    private static let exchangeLimitSeconds = 2 * 86_400

    private func exchange(
        _ configuration: NodeConfiguration, _ trends: [String: Journal.Trend]?
    ) -> DoctorFinding {
        guard !configuration.peers.isEmpty else { return Self.skipped(.exchange, by: .peers) }
        guard let trends else {
            return DoctorFinding(
                .exchange, .warn, .doctorNoJournal, ["path": place.journal],
                fix: "ls -l \(Self.word(place.journal))")
        }
        let late = configuration.peers.filter { peer in
            let success = trends[peer.name]?.lastSuccess.flatMap { ClaimedTime.seconds(of: $0.at) }
            return success.map { calls.realTime() - $0 > Self.exchangeLimitSeconds } ?? true
        }.map(\.name).joined(separator: " ")
        guard late.isEmpty else {
            return DoctorFinding(
                .exchange, .warn, .doctorExchangeLate, ["peers": late],
                fix: "club-sync pull \(late)")
        }
        return DoctorFinding(.exchange, .ok, .doctorExchangeRecent)
    }

    /// Clocks of offices may differ by so much.
    private static let clockToleranceSeconds = 600

    /// Nothing here was written in the future. Nothing is decided by clocks, but people read them,
    /// and certificates are judged by them.
    private func clock(
        _ registry: Registry?, _ trends: [String: Journal.Trend]
    ) async throws -> DoctorFinding {
        var claims = trends.values.map { ($0.last.at, "journal.jsonl") }
        // Feeds that cannot be read are a finding of their own; the journal is enough for a clock.
        let feeds = (try? await registry?.feeds()) ?? []
        claims += feeds.compactMap { feed in feed.lastAt.map { ($0, feed.feed.text) } }
        let newest = claims.compactMap { at, source in
            ClaimedTime.seconds(of: at).map { ($0, at, source) }
        }.max { $0.0 < $1.0 }
        let now = calls.realTime()
        if let (seconds, at, source) = newest, seconds > now + Self.clockToleranceSeconds {
            return DoctorFinding(
                .clock, .warn, .doctorClockBehind,
                ["now": ClaimedTime.text(ofSeconds: now), "time": at, "source": source],
                fix: "timedatectl status")
        }
        return DoctorFinding(
            .clock, .ok, .doctorClockGood, ["now": ClaimedTime.text(ofSeconds: now)])
    }

    private func leftovers() -> DoctorFinding {
        let names = (calls.list(place.aside) ?? []).filter { $0 != "." && $0 != ".." }
        guard !names.isEmpty else { return DoctorFinding(.leftovers, .ok, .doctorNoLeftovers) }
        return DoctorFinding(
            .leftovers, .warn, .doctorLeftoversFound,
            ["count": String(names.count), "path": place.aside],
            fix: "ls -l \(Self.word(place.aside))")
    }

    private func certificates(_ configuration: NodeConfiguration) -> DoctorFinding {
        let urls = configuration.peers.map(\.url) + [configuration.ping].compactMap(\.self)
        guard urls.contains(where: \.isEncrypted) else {
            return DoctorFinding(.certificates, .ok, .doctorCertificatesUnneeded)
        }
        guard let path = CertificateBundle.path, let status = calls.stat(path),
            status.isRegularFile, status.size > 0
        else {
            return DoctorFinding(
                .certificates, .bad, .doctorCertificatesMissing,
                ["path": CertificateBundle.path ?? "?"],
                fix: "apt-get install ca-certificates")
        }
        return DoctorFinding(.certificates, .ok, .doctorCertificatesFound, ["path": path])
    }

    private func address(_ configuration: NodeConfiguration) -> DoctorFinding {
        let address = configuration.listen ?? .standard
        let arguments = ["address": address.description]
        guard address.isLoopback else {
            return DoctorFinding(
                .address, .warn, .doctorAddressOpen, arguments,
                fix: "${EDITOR:-vi} \(Self.word(place.configuration))")
        }
        return DoctorFinding(.address, .ok, .doctorAddressGood, arguments)
    }
}
