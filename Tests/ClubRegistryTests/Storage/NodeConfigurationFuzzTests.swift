import ClubRegistry
import Testing

/// Random texts of the pieces that YAML is made of; a failure prints the text, and the seed is
/// fixed.
@Suite struct NodeConfigurationFuzzTests {
    /// SplitMix64.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var z = state
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }
    }

    private let pieces = [
        "*b", "*b", "*b", "a", "\"", "'", "#", " ", "  ", "\n", "\n", "\r\n", ": ", ":", "- ", "-",
        "? ", "[", "]",
        "{", "}", ",", ", ", "|\n", ">-\n", "!t ", "\\", "---", "é", "\t", "%", "@", "~", "...",
        "x: ", "&", "*",
    ]

    @Test(.timeLimit(.minutes(5)))
    func `No alias gets past the first look, whatever surrounds it`() {
        var generator = Generator(state: 1)
        var reached = 0
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...14, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator)! }.joined()
            do throws(ConfigurationError) {
                _ = try NodeConfiguration(text)
            } catch {
                if case .syntax(let problem) = error.reason {
                    reached += 1
                    if problem.contains("alias") { Issue.record("\(text.debugDescription)") }
                }
            }
        }
        // Texts got as far as the parser, so this says something.
        #expect(reached > 2000)
    }

    @Test(.timeLimit(.minutes(5)))
    func `A change does exactly what was asked or is refused, whatever stands in the file`() throws
    {
        var generator = Generator(state: 2)
        let around = [
            "# é", "", "name: \"x\n  y\"", "note: |\n  peers:\n  # - name: z", "language: fr # x",
            "x: [peers, {a: b}]",
            "listen: 'a:1'", "...", "y:\n- name: q\n  url: http://q",
        ]
        let heads = [
            "peers:", "peers: # x", "\"peers\":", "peers: []", "peers: ~ # x",
            "peers: [{name: b, url: http://b}]", "z: 1", "? peers\n:",
        ]
        let items = [
            "- name: b\n  url: http://b", "- url: \"http://c\" # c\n  # inside\n\n  name: c",
            "-\n  name: d\n  url: http://d",
            "- {name: e, url: 'http://e'}", "- name: f\n  url: >-\n    http://f",
            "- name: g\n  url: 'http://g\n\n    '", "# between", "",
            "- # h\n  name: h\n  token: x\n  url: http://h",
            "- {name: i,\n   # odd\n   url: http://i}",
        ]
        let peer = NodeConfiguration.Peer(name: "new", url: PeerURL("http://new")!)
        var added = 0
        var removed = 0
        for _ in 0..<500 {
            let margin = String(repeating: " ", count: Int.random(in: 0...3, using: &generator))
            let list = items.shuffled(using: &generator).prefix(
                Int.random(in: 0...5, using: &generator)
            )
            .joined(separator: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map { margin + $0 }
            let before = around.shuffled(using: &generator).prefix(
                Int.random(in: 0...3, using: &generator))
            let after = around.shuffled(using: &generator).prefix(
                Int.random(in: 0...3, using: &generator))
            let ending = Bool.random(using: &generator) ? "\n" : "\r\n"
            var text =
                (["node: a"] + before + [heads.randomElement(using: &generator)!] + list + after)
                .joined(separator: "\n").replacing("\n", with: ending)
            if Bool.random(using: &generator) { text += ending }
            guard let before = try? NodeConfiguration(text) else { continue }
            if let new = try? NodeConfiguration.addingPeer(peer, to: text) {
                added += 1
                #expect(try NodeConfiguration(new).peers == before.peers + [peer], "\(text)")
                let comments = { (text: String) in
                    text.utf8.split(separator: 0x0a).count { $0.contains(0x23) }
                }
                #expect(comments(new) == comments(text), "\(text)")
                let back = try NodeConfiguration.removingPeer(named: "new", from: new)
                #expect(try NodeConfiguration(back).peers == before.peers, "\(text)")
            }
            for gone in before.peers {
                guard let new = try? NodeConfiguration.removingPeer(named: gone.name, from: text)
                else { continue }
                removed += 1
                #expect(
                    try NodeConfiguration(new).peers == before.peers.filter { $0 != gone },
                    "\(text)")
            }
        }
        #expect(added > 100 && removed > 100, "\(added) \(removed)")
    }
}
