import MutantRegistry

/// A feed of mallory's: every branch whole, from line 1.
final class MalloryFeed {
    let id: FeedID
    let key: SigningKey
    var branches: [Branch]

    init(id: FeedID, key: SigningKey, _ opening: CommitWriter.Commit) {
        self.id = id
        self.key = key
        branches = [Branch()]
        branches[0].append(opening.entries, opening.bytes)
    }

    struct Branch {
        private(set) var entries: [FeedTree.Entry] = []
        private var bytes: [UInt8] = []

        mutating func append(_ new: [FeedTree.Entry], _ newBytes: [UInt8]) {
            entries += new
            bytes += newBytes
        }

        func bytes(after seq: Int) -> [UInt8] {
            Array(bytes[entries.prefix(seq).reduce(0) { $0 + $1.byteCount }...])
        }

        func prefix(_ count: Int) -> Branch {
            var branch = Branch()
            branch.entries = Array(entries.prefix(count))
            branch.bytes = Array(bytes.prefix(branch.entries.reduce(0) { $0 + $1.byteCount }))
            return branch
        }
    }
}
