import ClubRegistry
import Foundation
import Testing

/// What `doctor` finds in a node that something happened to, and what it says mends it.
@Suite struct DoctorTests {
    /// Something that happens to the node `caen`, in bash, and what is then found of it.
    struct Trouble: Sendable, CustomTestStringConvertible {
        let check: DoctorCheck
        let state: String
        /// What the command that mends it begins with; nil when no command does.
        let fix: String?
        let script: String

        init(_ check: DoctorCheck, _ state: String, fix: String?, _ script: String) {
            (self.check, self.state, self.fix, self.script) = (check, state, fix, script)
        }

        var testDescription: String { "\(check.rawValue): \(script)" }
    }

    static let troubles = [
        Trouble(
            .settings, "bad", fix: "${EDITOR:-vi} caen/node.yaml",
            "echo 'listen: x' >>caen/node.yaml"),
        Trouble(
            .settings, "warn", fix: "${EDITOR:-vi} caen/node.yaml",
            "echo 'colour: red' >>caen/node.yaml"),
        Trouble(.settings, "bad", fix: "club-sync init", "rm caen/node.yaml"),
        Trouble(.keys, "bad", fix: "chmod 600 caen/identity.key", "chmod 640 caen/identity.key"),
        Trouble(.keys, "bad", fix: "club-sync recover --identity FILE", "rm caen/identity.key"),
        Trouble(
            .keys, "bad", fix: "club-sync recover --identity FILE", "echo x >caen/identity.key"),
        Trouble(.keys, "bad", fix: "club-sync recover", "echo x >\"$(ls state/*/feed.key)\""),
        Trouble(.state, "bad", fix: "club-sync recover", "mv state elsewhere"),
        Trouble(
            .state, "bad", fix: "mv caen/state ",
            "mv state caen/state; export CLUB_SYNC_STATE=caen/state"),
        Trouble(.state, "warn", fix: "chmod 700 ", "chmod 755 state/*"),
        Trouble(
            .charter, "bad", fix: "club-sync charter show",
            "$club --dir x -q init --node caen --name C >line; mv x/identity.key caen"),
        Trouble(.charter, "warn", fix: "club-sync join charter.json", "rm caen/charter.json"),
        Trouble(.charter, "bad", fix: "club-sync charter show", "echo '{}' >caen/charter.json"),
        Trouble(
            .ownFeed, "bad", fix: "club-sync recover",
            "cp -R caen old; $club --dir caen -q add member name=A >id; rm -r caen; mv old caen"),
        Trouble(
            .ownFeed, "bad", fix: "club-sync recover",
            "echo nonsense >\"$(ls state/*/high-water.json)\""),
        Trouble(
            .damage, "bad", fix: "club-sync repair", "sed -i '1s/^./X/' caen/feeds/rouen-*.jsonl"),
        Trouble(.barren, "warn", fix: "club-sync pull", ": >\"$(ls caen/feeds/rouen-*.jsonl)\""),
        Trouble(
            .peers, "warn", fix: "club-sync peers add", "$club --dir caen -q peers remove rouen"),
        Trouble(.exchange, "warn", fix: "club-sync pull rouen", "rm caen/journal.jsonl"),
        Trouble(
            .exchange, "warn", fix: "club-sync pull rouen",
            "sed -i -E 's/\"at\":\"20[0-9]{2}/\"at\":\"2020/' caen/journal.jsonl"),
        Trouble(
            .clock, "warn", fix: "timedatectl status",
            "sed -i -E 's/\"at\":\"20[0-9]{2}/\"at\":\"2999/' caen/journal.jsonl"),
        Trouble(
            .leftovers, "warn", fix: "ls -l caen/aside", "mkdir caen/aside; touch caen/aside/a.torn"
        ),
        Trouble(
            .address, "warn", fix: "${EDITOR:-vi} caen/node.yaml",
            "sed -i 's/^listen:.*/listen: 0.0.0.0:8471/' caen/node.yaml"),
    ]

    #if Server
    /// Caen, which has pulled from Rouen.
    private static let club = Task { () async throws -> CommandClub in
        let club = try await CommandClub.shared("caen", "rouen")
        try await club("rouen", "-q", "add", "member", "name=R")
        try await club.serving("rouen") { url in
            try await club("caen", "-q", "peers", "add", "rouen", url)
            try await club("caen", "-q", "pull")
        }
        return club
    }

    /// What is found once `script` has run on a copy of Caen. The disk is left out: on many
    /// machines temporary folders are in memory, and are found to be.
    private func examine(_ script: String, exit: Int32) async throws -> [DoctorCheck: JSON] {
        let club = try await Self.club.value
        let copy = "\(club.folder)/run-\(UUID())"
        defer { try? FileManager.default.removeItem(atPath: copy) }
        let outcome = try await club.bash(
            """
            copy='\(copy)'; mkdir "$copy"; cp -R caen state "$copy"; cd "$copy"
            # STATE of Caen alone: a name for it in scripts.
            rm -r "state/$(cat '\(club.folder)/rouen/instance')"
            export CLUB_SYNC_STATE="$copy/state"
            { \(script); } >&2
            sum() { find . ! -name lock -type f -exec sha256sum {} + | sort; }
            sum >../"${copy##*/}.before"
            $club --dir caen --json doctor; echo "exit $?"
            sum | diff - ../"${copy##*/}.before" && rm ../"${copy##*/}.before" && echo same
            """)
        let lines = outcome.lines
        try #require(lines.count == 3, "\(outcome.text)\(outcome.errors)")
        #expect(lines[2] == "same", "doctor changed a file")
        let report = try JSON(lines[0])
        let checks = report["checks"]?.elements ?? []
        let isGreen = checks.allSatisfy { $0["state"]?.text == "ok" }
        #expect(report["green"] == .flag(isGreen))
        let diskIsGood = checks.first { $0["check"]?.text == "disk" }?["state"]?.text == "ok"
        #expect(lines[1] == "exit \(exit == 0 && !diskIsGood ? 3 : exit)", "\(lines[0])")
        var found: [DoctorCheck: JSON] = [:]
        for (index, check) in checks.enumerated() {
            let name = try #require(DoctorCheck(rawValue: check["check"]?.text ?? ""))
            #expect(check["number"] == .number(name.number) && name.number == index + 1)
            #expect(check["message"]?.text?.isEmpty == false)
            found[name] = check
        }
        #expect(Set(found.keys) == Set(DoctorCheck.allCases))
        return found
    }

    @Test func `a node that has just pulled is well in every point`() async throws {
        for (check, found) in try await examine(":", exit: 0) where check != .disk {
            #expect(found["state"] == .text("ok") && found["fix"] == nil, "\(check): \(found)")
        }
    }

    @Test(arguments: troubles)
    func `what is wrong is found, and the command that mends it named`(_ trouble: Trouble)
        async throws
    {
        let all = try await examine(trouble.script, exit: 3)
        let found = try #require(all[trouble.check])
        #expect(found["state"] == .text(trouble.state), "\(found)")
        let fix = found["fix"]?.text
        #expect(trouble.fix.map { fix?.hasPrefix($0) == true } ?? (fix == nil), "\(found)")
    }
    #endif

    @Test func `without a store there is one finding, and the code is 10`() async throws {
        let club = try await CommandClub()
        let found = try await club.run(["--dir", "no", "doctor", "--lang", "en"], exit: 10)
        #expect(found.lines.count == 2 && found.text.contains("→ club-sync --dir no init"))
        #expect(!club.exists("no") && !club.exists("state"))
    }

    @Test(arguments: [("fr", " 1  bon"), ("en", " 1  ok")])
    func `the table has a line a check, and says the rest on stderr`(
        _ language: String, _ first: String
    ) async throws {
        let club = try await CommandClub("rouen")
        let found = try await club("rouen", "doctor", "--lang", language, exit: 3)
        #expect(found.text.hasPrefix(first))
        #expect(
            found.lines.count { $0.contains(/^[\x2012]\d\x20{2}/) } == DoctorCheck.allCases.count)
        #expect(found.errorLines.count == 1)
        #expect(try await club("rouen", "-q", "doctor", exit: 3).errors.isEmpty)
    }

    @Test func `every command of ours that mends something exists`() async throws {
        let club = try await CommandClub()
        let fixes = Set(Self.troubles.compactMap(\.fix).filter { $0.hasPrefix("club-sync ") })
        for fix in fixes {
            let words = fix.split(separator: " ").dropFirst().map(String.init)
            try await club.run(["help", words[0]])
        }
    }
}
