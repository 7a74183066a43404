import ArgumentParser
import ClubRegistry

/// `doctor`: everything that would keep this node from running unattended, with what mends it.
struct DoctorCommand: Documented {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "doctor", abstract: text(.summaryDoctor), discussion: text(.helpDoctor))
    }

    static let page = Page(
        examples: [
            Example(
                "club-sync doctor",
                fr: "Vingt points, chacun avec la commande qui le répare.",
                en: "Twenty points, each with the command that mends it."),
            Example(
                "club-sync doctor --json",
                fr: "Les mêmes, pour un programme.",
                en: "The same, for a program."),
        ], formats: [.table, .json], exits: [.partial, .noStore],
        seeAlso: ["status", "verify", "pull"])

    func run() async throws {
        let session = Session.current
        try session.refuseDryRun()
        let format = try session.format(Self.page.formats)
        let findings = try await Doctor(
            dir: session.dir, stateRoot: session.stateRoot(), version: ClubSync.version
        ).examine()
        let shown = DoctorText(findings: findings, language: session.language)
        if format == .json {
            session.console.print(shown.json)
        } else {
            session.console.print(shown.text(bold: session.console.bold))
            let count = findings.count { $0.state != .ok }
            if count == 0 {
                session.say(.doctorAllGood)
            } else {
                session.say(.doctorSomeBad, ["count": String(count)])
            }
        }
        let hasStore = findings.first?.message.phrase != .noStore
        session.status = !hasStore ? .noStore : shown.isGreen ? .done : .partial
    }
}
