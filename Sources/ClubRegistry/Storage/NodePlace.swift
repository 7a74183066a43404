/// The folder of one node, DIR: what stands where in it. Everything is readable with `less` and
/// `jq`.
package struct NodePlace: Hashable, Sendable {
    package let dir: String

    package init(dir: String) {
        self.dir = dir.count > 1 && dir.hasSuffix("/") ? String(dir.dropLast()) : dir
    }

    package var configuration: String { "\(dir)/node.yaml" }
    package var charter: String { "\(dir)/charter.json" }
    /// For backup; signs line 1 of feeds and requests to peers.
    package var identityKey: String { "\(dir)/identity.key" }
    /// What ids of imported rows are made with; without it a file imported again is new.
    package var importKey: String { "\(dir)/import.key" }
    package var feeds: String { "\(dir)/feeds" }
    /// Local, never sent.
    package var journal: String { "\(dir)/journal.jsonl" }
    /// The warnings taken note of; local, never sent.
    package var acknowledgements: String { "\(dir)/acknowledged.json" }
    /// Local, never sent: when lines came, and what a person allowed.
    package var receipts: String { "\(dir)/receipts.json" }
    /// Copies of torn tails, 0600: what a crash left half written.
    package var aside: String { "\(dir)/aside" }
}
