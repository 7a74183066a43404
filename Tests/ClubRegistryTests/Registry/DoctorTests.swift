import ClubTestSupport
import Foundation
import Testing

@testable import ClubRegistry

/// What the doctor sees in feeds, and what it makes of the kernel's tables.
@Suite struct DoctorTests {
    private func examine(_ club: TestClub, _ node: String) async -> [DoctorCheck: DoctorFinding] {
        let doctor = Doctor(
            dir: club.dir(node), stateRoot: club.root.appending(path: "state").path, version: "test"
        )
        return Dictionary(uniqueKeysWithValues: await doctor.examine().map { ($0.check, $0) })
    }

    @Test func `a fork of another office is to be acknowledged, one's own recovered from`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let clone = try club.clone("rouen")
        _ = try await club.open("rouen").add(kind: "member", .set(["name": .string("A")]))
        _ = try await clone.add(kind: "member", .set(["name": .string("B")]))
        try await club.pull("caen", from: ["rouen"])
        try await club.pull("caen", peers: [LocalPeer(name: "rouen", source: clone)])
        let there = try #require(await examine(club, "caen")[.forks])
        #expect(there.state == .bad && there.fix == "club-sync status --acknowledge")
        try await club.pull("rouen", from: ["caen"])
        let here = try #require(await examine(club, "rouen")[.forks])
        #expect(here.state == .bad && here.fix == "club-sync recover")
    }

    @Test func `of a store that is another user's, no key is given away`() async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        var calls = SystemCalls.system
        // As they would look to somebody else.
        calls.fstat = { file in
            var status = SystemCalls.system.fstat(file)
            status?.user += 1
            return status
        }
        let doctor = Doctor(
            dir: club.dir("rouen"), stateRoot: club.root.appending(path: "state").path,
            version: "test", calls: calls)
        let ours = await doctor.examine().first { $0.check == .keys }
        #expect(ours?.fix?.hasPrefix("chown ") == true)
        var theirs = calls
        theirs.stat = { path in
            var status = SystemCalls.system.stat(path)
            status?.user += 1
            return status
        }
        let other = Doctor(
            dir: club.dir("rouen"), stateRoot: club.root.appending(path: "state").path,
            version: "test", calls: theirs)
        let found = await other.examine().first { $0.check == .keys }
        #expect(found?.state == .bad && found?.fix?.hasPrefix("sudo -u '#") == true)
    }

    @Test(arguments: [1, 2, 9, 10])
    func `ten values of one field are looked at, fewer are daily business`(_ count: Int)
        async throws
    {
        let nodes = (0..<count).map { "n\($0)" }
        let club = try await TestClub(nodes)
        defer { club.remove() }
        let (id, _) = try await club.open("n0").add(
            kind: "action", .set(["title": .string("A")]))
        let key = RecordKey(kind: "action", id: id)
        for node in nodes.dropFirst() { try await club.pull(node, from: ["n0"]) }
        for node in nodes {
            _ = try await club.open(node).edit(key, .set(["venue": .string(node)]))
        }
        try await club.pull("n0", from: Array(nodes.dropFirst()))
        let found = try #require(await examine(club, "n0")[.conflicts])
        #expect(found.state == (count < 10 ? .ok : .warn))
        #expect(found.fix == (count < 10 ? nil : "club-sync show \(id.text) --history"))
    }

    private static let mounts = """
        21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        22 21 0:20 / /run rw,nosuid - tmpfs tmpfs rw,size=1k
        23 21 0:21 / /srv/a\\040b rw shared:2 master:3 - nfs4 nas:/x rw
        24 21 0:22 / /var/lib rw - tmpfs tmpfs rw
        25 21 0:23 / /var/lib rw - xfs /dev/sdb rw
        26 21 0:24 / /home/x rw - fuse.sshfs x@y:/ rw
        nonsense
        """

    @Test(
        arguments: [
            ("/", .ordinary), ("/etc", .ordinary), ("/run", .memory), ("/run/club", .memory),
            ("/running", .ordinary), ("/srv/a b/club", .network), ("/srv/a", .ordinary),
            // The last mount at one place is the one that is seen.
            ("/var/lib/club-sync", .ordinary), ("/home/x/club", .network),
        ] as [(String, DiskKind)])
    func `a path lies on the nearest mount above it`(_ path: String, _ kind: DiskKind) {
        #expect(DiskKind.at(path, mounts: Self.mounts) == kind)
    }

    @Test func `a folder of this machine has a kind, and one that is not there is an error`()
        throws
    {
        #expect(try DiskKind.at("/proc/..", .system) == DiskKind.at("/", .system))
        #expect(throws: SystemError.self) { try DiskKind.at("/no/such/folder", .system) }
    }

    @Test(arguments: [
        ("a/b-c.key", "a/b-c.key"), ("a b", "'a b'"), ("d'or", "'d'\\''or'"), ("-x", "'-x'"),
    ])
    func `a path is one word for a shell`(_ path: String, _ word: String) {
        #expect(Doctor.word(path) == word)
    }
}
