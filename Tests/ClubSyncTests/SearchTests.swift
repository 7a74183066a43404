import Testing

@Suite struct SearchTests {
    @Test func `search finds records of any kind, titles first, and says when there is none`()
        async throws
    {
        let club = try await CommandClub("rouen")
        try await club(
            "rouen", "-q", "add", "member", "name=Pépinière d’Évreux", "city=Évreux")
        try await club(
            "rouen", "-q", "add", "action", "title=Visite", "venue=Œuvre, Évreux")
        let both = try await club("rouen", "search", "EVREUX", "--lang", "en")
        #expect(both.lines.count == 3)
        #expect(both.lines[1].contains("Pépinière") && both.lines[2].contains("Venue: Œuvre"))
        #expect(try await club("rouen", "search", "evreux", "oeuvre").lines.count == 2)
        #expect(try await club("rouen", "search", "evreux", "--kind", "members").lines.count == 2)
        let none = try await club("rouen", "search", "caen", "--lang", "fr")
        #expect(none.text.isEmpty && none.errors.contains("Aucune fiche"))
        let json = try JSON(try await club("rouen", "search", "visite", "--json").output)
        guard case .list(let list) = json else {
            Issue.record("not a list")
            return
        }
        #expect(list.count == 1 && list[0]["kind"] == .text("action"))
        #expect(try await club("rouen", "search", "caen", "--json").text == "[]\n")
        try await club("rouen", "search", "!", exit: 64)
        try await club("rouen", "search", exit: 64)
        try await club("rouen", "search", "a", "--kind", "chose", exit: 64)
    }
}
