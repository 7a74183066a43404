import ClubRegistry

/// What a pull leaves for those who watch it: the metrics file and the ping, in this order, at every
/// end. Neither is touched in a dry run.
struct Night {
    private let session: Session
    private let metricsFile: String?
    /// Whether all peers are asked: the pull of one peer by hand says nothing about the night.
    private let isWhole: Bool
    private let start = SystemCalls.system.monotonicTime()
    /// Nil until the store is open.
    var registry: Registry?

    init(_ session: Session, metricsFile: String?, isWhole: Bool) {
        self.session = session
        self.metricsFile = metricsFile
        self.isWhole = isWhole
    }

    /// After a pull that has a report. May turn exit 0 into 1.
    func end(_ report: PullReport) async {
        await writeMetrics(session.status, report)
        await ping(session.status)
    }

    /// After a pull that was not possible: `error` is what the command is about to throw.
    func end(failed error: any Error) async {
        let exit = (error as? any Explained)?.exit ?? .failed
        await writeMetrics(exit, nil)
        await ping(exit)
    }

    private func writeMetrics(_ exit: ExitStatus, _ report: PullReport?) async {
        guard let metricsFile, let permit = session.permit else { return }
        let calls = SystemCalls.system
        var metrics = PullMetrics(
            exit: exit, lastRun: calls.realTime(), duration: calls.monotonicTime() - start)
        if let registry {
            // Without a journal the peers count as never reached, which is what an alarm wants.
            let trends = (try? Journal(path: registry.place.journal).trends()) ?? [:]
            metrics.add(registry.configuration.peers, trends: trends, report: report)
            if let report {
                // A store that cannot be read is what the exit code is about; its families are absent.
                metrics.standing = try? await registry.standing(after: report)
            }
        }
        do throws(SystemError) {
            try OutputFile.publish(metricsFile, Array(metrics.text.utf8), permit)
        } catch {
            // With -q there is one line: that of the pull, unless the pull itself was well.
            guard exit == .done || !session.globals.isQuiet else { return }
            if exit == .done { session.status = .failed }
            let why = text(.metricsFailed, ["path": metricsFile, "reason": error.reason])
            session.console.talk("club-sync pull: \(session.status.rawValue): \(why)")
        }
    }

    private func ping(_ exit: ExitStatus) async {
        guard isWhole, session.permit != nil, let url = registry?.configuration.ping,
            let failure = await PullPing(url).send(exit)
        else { return }
        // The address is not said: it is what entitles its holder to report a success.
        session.say(.pingFailed, ["why": failure.reason.text(in: session.language)])
    }
}
