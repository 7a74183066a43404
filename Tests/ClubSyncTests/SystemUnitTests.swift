import ClubRegistry
import Foundation
import Testing

/// The units of `packaging/systemd`, judged by systemd itself.
///
/// Without `systemd-analyze` they are skipped, and the run says why: `scripts/setup systemd`.
@Suite(
    .enabled("systemd-analyze is missing: scripts/setup systemd") {
        Installed.isThere("systemd-analyze")
    })
struct SystemUnitTests {
    private static let services = ["club-sync-pull.service", "club-sync-serve.service"]
    private static let units = services + ["club-sync-pull.timer"]

    /// The units with the program under test in the place of the installed one.
    private func club() async throws -> CommandClub {
        let club = try await CommandClub()
        for unit in Self.units {
            let text = try Checkout.text("packaging/systemd/\(unit)")
            try club.write(unit, text.replacing("/usr/local/bin/club-sync", with: Binary.path))
        }
        return club
    }

    @Test func `systemd has nothing to say against any line`() async throws {
        let club = try await club()
        let units = Self.units.map { "./\($0)" }.joined(separator: " ")
        let verdict = try await club.bash("systemd-analyze verify --man=no \(units)")
        #expect(verdict.status == 0 && verdict.errors.isEmpty, "\(verdict.errors)")
    }

    @Test(arguments: services)
    func `a service is exposed no more than 1.5 of 10`(_ service: String) async throws {
        let club = try await club()
        let verdict = try await club.bash(
            "systemd-analyze security --no-pager --offline=true --threshold=15 ./\(service)")
        #expect(verdict.status == 0, "\(verdict.text)\(verdict.errors)")
    }

    @Test func `the night is an hour that every night has once`() async throws {
        let timer = try Checkout.text("packaging/systemd/club-sync-pull.timer")
        let when = try #require(timer.firstMatch(of: /OnCalendar=(.+)/)).1
        let club = try await CommandClub()
        // The nights in which the clocks change, in Paris: at 01:00 UTC both.
        for (day, expected) in [("2027-03-28", "01:30:00"), ("2027-10-31", "02:30:00")] {
            let next = try await club.bash(
                """
                TZ=UTC systemd-analyze calendar --base-time='\(day) 00:00:00 UTC' \
                --iterations=2 '\(when) Europe/Paris'
                """)
            #expect(next.status == 0, "\(next.errors)")
            let times = next.text.matches(of: /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/).map {
                String($0.0)
            }
            #expect(times.first == "\(day) \(expected) UTC", "\(next.text)")
            #expect(times.dropFirst().allSatisfy { !$0.hasPrefix(day) }, "\(next.text)")
        }
    }

    @Test(arguments: services)
    func `a service runs a command that exists, with STATE outside of DIR`(_ service: String)
        async throws
    {
        let text = try Checkout.text("packaging/systemd/\(service)")
        let command = try #require(text.firstMatch(of: /ExecStart=\S+\/club-sync (\S+)/)).1
        let club = try await CommandClub()
        try await club.run(["help", String(command)])
        for variable in [EnvironmentVariable.dir, .state] {
            #expect(text.contains("\(variable.rawValue)=/var/lib/club-sync"))
        }
        #expect(text.contains("StateDirectory=club-sync club-sync-state\n"))
    }

    /// What the filter refuses is refused with EPERM: the runtime asks for a priority, and does without.
    @Test func `a pull makes no system call that the unit's filter refuses, or does without it`()
        async throws
    {
        try Installed.require("strace", package: "strace")
        let club = try await CommandClub("rouen")
        try await club("rouen", "-q", "peers", "add", "caen", "http://localhost:1")
        let text = try Checkout.text("packaging/systemd/club-sync-pull.service")
        let filters = text.matches(of: /SystemCallFilter=(~?)(.+)/)
        #expect(filters.count == 2)
        let script = """
            sets() { for set in "$@"; do systemd-analyze syscall-filter "$set"; done; }
            expand() {
                local found more
                found=$(sets "$@" | sed -n 's/^ *//; /^[@a-z_0-9]/p' | grep -v '^#' | sort -u)
                more=$(grep '^@' <<<"$found" | grep -vxF "$(printf '%s\\n' "$@")")
                grep -v '^@' <<<"$found"
                [ -z "$more" ] || expand $more
            }
            strace -f -qq -o calls $club --dir rouen pull -q
            used=$(sed -nE 's/^[0-9]+ +([a-z_0-9]+)\\(.*/\\1/p' calls | sort -u)
            allowed=$(expand @system-service | sort -u)
            denied=$(expand @privileged @resources | sort -u)
            comm -23 <(echo "$used") <(comm -23 <(echo "$allowed") <(echo "$denied")) >refused
            echo "used $(wc -l <<<"$used")"; cat refused
            strace -f -qq -o calls -e inject="setpriority$(sed 's/^/,/' refused | tr -d '\\n')":error=EPERM \\
                $club --dir rouen pull -q; echo "exit $?"
            """
        let outcome = try await club.bash(script)
        let lines = outcome.lines
        #expect(lines.first.map { $0 > "used 20" } == true, "\(outcome.text)\(outcome.errors)")
        #expect(lines.last == "exit 3" && lines.count < 4, "\(lines)\n\(outcome.errors)")
    }
}
