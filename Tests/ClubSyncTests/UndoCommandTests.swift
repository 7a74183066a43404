import Testing

@Suite struct UndoCommandTests {
    @Test func `undo takes the last change back, says so, and names what it left`() async throws {
        let club = try await CommandClub("rouen", "caen")
        let id = try await club("rouen", "-q", "add", "action", "title=A", "venue=V").lines[0]
        try await club("rouen", "-q", "edit", id, "venue=W", "--because", "essai")
        let history = try await club("rouen", "show", id, "--history", "--lang", "en")
        #expect(history.text.contains("No."))
        let undone = try await club("rouen", "undo", "--because", "erreur", "--lang", "en")
        #expect(undone.errors.contains("Taken back: rouen-"))
        let record = try JSON(try await club("rouen", "show", id, "--json").output)
        #expect(record["fields"]?["venue"] == .text("V"))
        #expect(try await club("rouen", "show", id, "--history").text.contains("erreur"))
        // By its number, in the language of the user; nothing is left of it.
        let nothing = try await club("rouen", "undo", "3", "--lang", "fr", exit: 1)
        #expect(nothing.errors.contains("Laissé"))
        #expect(nothing.errors.contains("plus rien à défaire"))
        let json = try JSON(
            try await club("rouen", "undo", "--json").output)
        #expect(json["left"] == .list([]) && json["lines"] == .number(1))
        try await club("rouen", "undo", "caen:1", exit: 1)
        try await club("rouen", "undo", "1", exit: 1)
        try await club("rouen", "undo", "nonsense", exit: 1)
    }

    @Test func `a dry run of an undo changes no byte`() async throws {
        let club = try await CommandClub("rouen")
        try await club("rouen", "-q", "add", "action", "title=A")
        let before = try club.contents("rouen")
        let outcome = try await club("rouen", "-n", "undo", "--lang", "en")
        #expect(outcome.errors.contains("would be taken back"))
        #expect(try club.contents("rouen") == before)
    }
}
