import ClubTestSupport
import Testing

@testable import ClubRegistry

@Suite struct UndoTests {
    private let kind = "action"

    private func fields(_ view: RecordView) -> [String: RecordView.Content] {
        Dictionary(uniqueKeysWithValues: view.fields.map { ($0.name, $0.content) })
    }

    private func undo(_ registry: Registry, _ commit: String? = nil) async throws
        -> Registry.UndoResult
    {
        try await registry.undo(commit, permit: WritePermit())
    }

    @Test func `the last change here goes back, and undone twice it is done again`() async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        var first = RecordEdit.set(["title": .string("A"), "venue": .string("V")])
        first.adds["tags"] = ["x", "y"]
        let (id, _) = try await registry.add(kind: kind, first)
        let key = RecordKey(kind: kind, id: id)
        let before = fields(try await registry.record(key))
        var edit = RecordEdit.set(["title": .string("B"), "city": .string("C")])
        edit.unsets = ["venue"]
        edit.adds["tags"] = ["z"]
        edit.removes["tags"] = ["x"]
        try await registry.edit(key, edit)
        let after = fields(try await registry.record(key))
        #expect(try await undo(registry).left.isEmpty)
        #expect(fields(try await registry.record(key)) == before)
        #expect(try await undo(registry).left.isEmpty)
        #expect(fields(try await registry.record(key)) == after)
    }

    @Test func `a record that the commit made is deleted, a deleted one comes back`() async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        let (id, _) = try await registry.add(kind: kind, .set(["title": .string("A")]))
        let key = RecordKey(kind: kind, id: id)
        _ = try await undo(registry)
        #expect(try await registry.record(key).deletion == .yes)
        _ = try await undo(registry)
        #expect(try await registry.record(key).deletion == .no)
        try await registry.delete(key, because: "doublon")
        _ = try await undo(registry)
        #expect(try await registry.record(key).deletion == .no)
        _ = try await undo(registry)
        #expect(try await registry.record(key).deletion == .yes)
        #expect(try await registry.record(key).text("title") == "A")
    }

    @Test func `what others changed since stays, and is listed`() async throws {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let rouen = try club.open("rouen")
        let (id, _) = try await rouen.add(
            kind: kind, .set(["title": .string("A"), "venue": .string("V")]))
        let key = RecordKey(kind: kind, id: id)
        var edit = RecordEdit.set(["title": .string("B"), "venue": .string("W")])
        edit.adds["tags"] = ["x"]
        let written = try await rouen.edit(key, edit)
        try await club.pull("caen", from: ["rouen"])
        let caen = try club.open("caen")
        try await caen.edit(key, .set(["title": .string("C")]))
        try await club.pull("rouen", from: ["caen"])
        let result = try await undo(club.open("rouen"), String(written.dots[0].seq))
        #expect(result.left == [.init(key: key, field: "title", why: .changedSince(node: "caen"))])
        let record = try await club.open("rouen").record(key)
        #expect(record.text("title") == "C" && record.text("venue") == "V")
        #expect(record.elements("tags").isEmpty)
        // A record that others have worked on is not deleted by undoing its first commit.
        let creation = try await undo(club.open("rouen"), "rouen:2")
        #expect(creation.left == [.init(key: key, field: nil, why: .changedSince(node: "caen"))])
        #expect(creation.written.dots.isEmpty)
        // An undo federates: it is a change like any other.
        try await club.pull("caen", from: ["rouen"])
        #expect(try await club.digest("rouen") == club.digest("caen"))
    }

    @Test func `a conflict that stands, and one that the commit settled, are left to a person`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let (id, _) = try await club.open("rouen").add(kind: kind, .set(["title": .string("A")]))
        let key = RecordKey(kind: kind, id: id)
        try await club.pull("caen", from: ["rouen"])
        let caen = try await club.open("caen").edit(key, .set(["title": .string("C")]))
        _ = try await club.open("rouen").edit(key, .set(["title": .string("R")]))
        try await club.pull("caen", from: ["rouen"])
        let contested = try await undo(club.open("caen"), "\(caen.dots[0])")
        #expect(contested.left == [.init(key: key, field: "title", why: .contested)])
        _ = try await club.open("caen").resolve(key, field: "title", .keep(node: "rouen"))
        let settled = try await undo(club.open("caen"))
        #expect(settled.left == [.init(key: key, field: "title", why: .wasContested)])
        #expect(settled.written.dots.isEmpty)
        #expect(try await club.open("caen").record(key).text("title") == "R")
    }

    @Test func `an element that two added stays, one that came and went since is not taken up`()
        async throws
    {
        let club = try await TestClub(["rouen", "caen"])
        defer { club.remove() }
        let (id, _) = try await club.open("rouen").add(kind: kind, .add("tags", "old"))
        let key = RecordKey(kind: kind, id: id)
        try await club.pull("caen", from: ["rouen"])
        _ = try await club.open("caen").edit(key, .add("tags", "both"))
        var edit = RecordEdit.add("tags", "both")
        edit.removes["tags"] = ["old"]
        let mine = try await club.open("rouen").edit(key, edit)
        try await club.pull("rouen", from: ["caen"])
        _ = try await club.open("rouen").edit(key, .add("tags", "old"))
        var again = RecordEdit()
        again.removes["tags"] = ["old"]
        _ = try await club.open("rouen").edit(key, again)
        let result = try await undo(club.open("rouen"), String(mine.dots[0].seq))
        #expect(
            Set(result.left) == [
                .init(key: key, field: "tags", why: .changedSince(node: "caen")),
                .init(key: key, field: "tags", why: .changedSince(node: "rouen")),
            ])
        #expect(try await club.open("rouen").record(key).elements("tags") == ["both"])
    }

    @Test func `text that is no commit is refused, and so is one that nobody wrote`() async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        let registry = try club.open("rouen")
        for text in [
            "", ":", "0", "-1", "x", "1:2:3", "havre:1", "rouen:99", "1", "99999999999999999999",
        ] {
            await #expect(throws: RegistryError.self, "\(text)") { try await undo(registry, text) }
        }
        await #expect(throws: RegistryError.self) { try await undo(registry) }
        #expect(try await registry.dump().bytes.isEmpty == false)
    }

    /// Any history of one node: what undoing its last commit gives back is what was there before.
    @Test(arguments: 0..<40)
    func `undoing the last commit gives back what was there before it`(_ seed: Int) async throws {
        let club = try await TestClub(["rouen"])
        defer { club.remove() }
        var random = SeededGenerator(seed: seed)
        let registry = try club.open("rouen")
        let (id, _) = try await registry.add(kind: kind, .set(["title": .string("0")]))
        let key = RecordKey(kind: kind, id: id)
        for step in 0..<8 {
            let before = try await registry.record(key)
            var edit = RecordEdit()
            for field in ["title", "venue", "city"] where Bool.random(using: &random) {
                if Bool.random(using: &random) {
                    edit.sets[field] = .string("\(Int.random(in: 0..<3, using: &random))")
                } else {
                    edit.unsets.insert(field)
                }
            }
            for element in ["a", "b", "c"] as [ByteText] where Bool.random(using: &random) {
                if Bool.random(using: &random) {
                    edit.adds["tags", default: []].insert(element)
                } else {
                    edit.removes["tags", default: []].insert(element)
                }
            }
            guard try await !registry.edit(key, edit).dots.isEmpty else { continue }
            if step % 2 == 0 { continue }
            let result = try await undo(registry)
            #expect(result.left.isEmpty, "seed \(seed)")
            let after = try await registry.record(key)
            #expect(fields(after) == fields(before), "seed \(seed), step \(step)")
        }
    }
}
