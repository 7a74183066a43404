import ClubTestSupport
import Foundation
import Testing

@testable import ClubRegistry

@Suite struct RegistryTests {
    @Test
    func `two nodes edit apart, pull, and show the same; both values stand until one is chosen`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let (id, _) = try await club.open("rouen").add(
            kind: "action", .set(["title": .string("Convention"), "venue": .string("A")]))
        let key = RecordKey(kind: "action", id: id)
        try await club.pull("caen", from: ["rouen"])
        _ = try await club.open("rouen").edit(key, .set(["venue": .string("Rouen")]))
        _ = try await club.open("caen").edit(key, .set(["venue": .string("Caen")]))
        _ = try await club.open("caen").edit(key, .add("participants", "x"))
        try await club.pull("caen", from: ["rouen"])
        try await club.pull("rouen", from: ["caen"])
        #expect(try await club.digest("rouen") == club.digest("caen"))
        let record = try await club.open("caen").record(key)
        #expect(record.conflicts.map(\.field) == ["venue"])
        #expect(record.text("venue") == "Rouen", "the home node's value is shown")
        #expect(record.elements("participants") == ["x"])

        let written = try await club.open("caen").resolve(key, field: "venue", .keep(node: "caen"))
        #expect(written.dots.count >= 1)
        try await club.pull("rouen", from: ["caen"])
        let settled = try await club.open("rouen").record(key)
        #expect(settled.conflicts.isEmpty)
        #expect(settled.text("venue") == "Caen")
    }

    @Test func `what is so already writes nothing`() async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        let (id, _) = try await registry.add(kind: "action", .set(["title": .string("T")]))
        let key = RecordKey(kind: "action", id: id)
        #expect(try await registry.edit(key, .set(["title": .string("T")])).dots.isEmpty)
        #expect(try await registry.edit(key, .add("tags", "a")).dots.count == 1)
        #expect(try await registry.edit(key, .add("tags", "a")).dots.isEmpty)
        var remove = RecordEdit()
        remove.removes["tags"] = ["b"]
        #expect(try await registry.edit(key, remove).dots.isEmpty)
        #expect(try await registry.restore(key).dots.isEmpty)
    }

    @Test func `an element added and another removed in one edit are two lines of one commit`()
        async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        let (id, _) = try await registry.add(kind: "action", .add("tags", "a"))
        let key = RecordKey(kind: "action", id: id)
        var edit = RecordEdit.add("tags", "b")
        edit.removes["tags"] = ["a"]
        #expect(try await registry.edit(key, edit).dots.count == 2)
        #expect(try await registry.record(key).elements("tags") == ["b"])
    }

    @Test func `a deleted record is edited only with restore, and its reason is kept`() async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        let (id, _) = try await registry.add(kind: "action", .set(["title": .string("T")]))
        let key = RecordKey(kind: "action", id: id)
        #expect(try await registry.delete(key, because: "double").dots.count == 2)
        #expect(try await registry.record(key).isHidden)
        await #expect(throws: RegistryError.deleted(id.text)) {
            try await registry.edit(key, .set(["title": .string("U")]))
        }
        #expect(try await registry.history(of: key).contains { $0.change.note == "double" })
        var edit = RecordEdit.set(["title": .string("U")])
        edit.restores = true
        _ = try await registry.edit(key, edit)
        let back = try await registry.record(key)
        #expect(!back.isHidden)
        #expect(back.text("title") == "U")
    }

    @Test func `personal fields stand in a part of their own`() async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        let (id, _) = try await registry.add(
            kind: "member", .set(["name": .string("X"), "email": .string("x@example.org")]))
        let change = try #require(
            try await registry.history(of: RecordKey(kind: "member", id: id)).first?.change)
        #expect(change.payload?.operations.map(\.field) == ["name"])
        #expect(change.personal?.operations.map(\.field) == ["email"])
    }

    @Test func `an id may be given as a prefix of it or of its random part, in any case`()
        async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        let (id, _) = try await registry.add(kind: "action", .set(["title": .string("T")]))
        let random = String(id.text.dropFirst("rouen.".count))
        for text in [id.text, "ROUEN." + random.prefix(4), String(random.prefix(4)).uppercased()] {
            #expect(try await registry.find(text).id == id)
        }
        await #expect(throws: RegistryError.unknownRecord("abc")) { try await registry.find("abc") }
        _ = try await registry.add(kind: "action", .set(["title": .string("U")]))
        await #expect { try await registry.find("rouen") } throws: { error in
            if case RegistryError.ambiguousRecord("rouen", let ids) = error {
                ids.count == 2
            } else {
                false
            }
        }
    }

    @Test func `joining twice does nothing, another network is refused, a stranger too`()
        async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let other = try await TestClub(["rouen"])
        defer { other.remove() }
        let registry = try club.open("rouen")
        #expect(try await registry.join(club.charter.bytes).wasJoined)
        await #expect(throws: RegistryError.otherNetwork(dir: club.dir("rouen"))) {
            try await registry.join(other.charter.bytes)
        }
        let lone = try await TestClub(["caen"], joining: [])
        defer { lone.remove() }
        await #expect(throws: RegistryError.notInCharter(node: "caen")) {
            try await lone.open("caen").join(club.charter.bytes)
        }
    }

    @Test func `several writers on one store lose nothing`() async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let ids = try await withThrowingTaskGroup(of: [String].self) { group in
            for writer in 0..<4 {
                let registry = try club.open("rouen", lockWait: .seconds(60))
                group.addTask {
                    var ids: [String] = []
                    for number in 0..<5 {
                        let (id, _) = try await registry.add(
                            kind: "action", .set(["title": .string("\(writer) \(number)")]))
                        ids.append(id.text)
                    }
                    return ids
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let held = try await club.open("rouen").records().map(\.id.text)
        #expect(Set(held) == Set(ids))
        #expect(held.count == 20)
    }

    @Test func `while another holds the lock nothing is written, and the error says who`()
        async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen", lockWait: .milliseconds(50))
        let lock = try await FileLock.acquire(registry.state.lock, command: "test")
        await #expect {
            try await registry.add(kind: "action", .set(["title": .string("T")]))
        } throws: { error in
            (error as? RegistryError)?.exit == .locked
        }
        lock.release()
        #expect(try await registry.records().isEmpty)
    }

    @Test func `an import run twice writes once, and a changed row changes one field`() async throws
    {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        func rows(_ city: String) -> [TypedRow] {
            (0..<1_200).map { number in
                let id = RecordID(
                    "rouen." + String(repeating: "0", count: 8) + String(1_000 + number))!
                return TypedRow(
                    line: number + 1, kind: "member", id: id,
                    fields: [
                        .init(
                            name: "name", content: .value(.string("M\(number)")), isPersonal: false,
                            isDeclared: true),
                        .init(
                            name: "city", content: .value(.string(number == 7 ? city : "Rouen")),
                            isPersonal: false, isDeclared: true),
                    ])
            }
        }
        let first = try await registry.importRows(rows("Rouen"))
        #expect((first.new, first.written.dots.count) == (1_200, 1_200))
        let again = try await registry.importRows(rows("Rouen"))
        #expect((again.same, again.written.dots.count) == (1_200, 0))
        let changed = try await registry.importRows(rows("Caen"))
        #expect((changed.changed, changed.same, changed.written.dots.count) == (1, 1_199, 1))
        let record = try await registry.records(kind: "member").first { $0.text("city") == "Caen" }
        #expect(record?.text("name") == "M7")
    }

    @Test func `a line of a newer version locks what it names`() async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        let (id, _) = try await registry.add(kind: "action", .set(["title": .string("T")]))
        let key = RecordKey(kind: "action", id: id)
        try await registry.appendForTest { feed, seq in
            let json =
                #"{"change":{"after":{},"at":"2027-01-01T00:00:00Z","feed":"\#(feed)","id":"\#(id)","kind":"action","seq":\#(seq),"v":1},"payload":{"frob":{"venue":1},"salt":"AAAAAAAAAAAAAAAAAAAAAA"}"#
            return Array(json.utf8)
        }
        let again = try club.open("rouen")
        #expect(try await again.record(key).lock == .fields(["venue"]))
        _ = try await again.edit(key, .set(["title": .string("U")]))
        await #expect(throws: RegistryError.needsUpgrade(id: id.text, fields: ["venue"])) {
            try await again.edit(key, .set(["venue": .string("V")]))
        }
        await #expect(throws: RegistryError.needsUpgrade(id: id.text, fields: ["venue"])) {
            try await again.delete(key)
        }
        var insisting = RecordEdit.set(["venue": .string("V")])
        insisting.overridesLock = true
        #expect(try await again.edit(key, insisting).dots.count == 1)
    }
}

extension Registry {
    /// Appends one sealed line whose bytes, up to the seal, a test gives; the mark follows.
    func appendForTest(_ open: (FeedID, Int) -> [UInt8]) throws {
        let own = try checkedOwnFeed()
        let seq = own.mark.seq + 1
        let line = open(own.feed, seq)
        let leaf = try LineScanner.scan(LineWriter.close(line, seal: nil)).leaf
        let pre = Chain.pre(chain: Hash256(text: own.mark.chain)!, leaf: leaf)
        let seal = Seal(
            bytes: own.key.sign(
                Chain.sealed(network: charter!.network, feed: own.feed, seq: seq, pre: pre)))!
        let file = try AppendFile(opening: "\(place.feeds)/\(own.feed).jsonl")
        try file.append(LineWriter.close(line, seal: seal))
        try file.sync()
        try save(
            HighWaterMark(feed: own.feed, seq: seq, chain: Chain.link(pre: pre, seal: seal).text)!)
    }
}
