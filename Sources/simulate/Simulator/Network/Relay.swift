import MutantRegistry

/// What somebody in the middle does to the answers of others: all but break a signature.
final class Relay {
    private var random: SeededRandom
    private let struck: (String) -> Void

    init(seed: UInt64, struck: @escaping (String) -> Void) {
        random = SeededRandom(seed: seed, 5)
        self.struck = struck
    }

    private enum Attack: String, CaseIterable {
        case flippedBit = "flipped bit"
        case withheldLine = "withheld line"
        case replayedLine = "replayed line"
        case exchangedLines = "exchanged lines"
        case truncatedPage = "truncated page"
        case forgedSeal = "forged seal"
        case removedSeal = "removed seal"
        case strippedPart = "stripped part"
        case oversizeLine = "oversize line"
        case garbage = "garbage"
        case replayedPage = "replayed page"
    }

    /// Half of all answers stay as they are, so that lies stand beside the truth.
    func mangle(_ bytes: [UInt8]) -> [UInt8] {
        var lines = bytes.split(separator: 0x0a).map(Array.init)
        guard !lines.isEmpty, random.one(in: 2) else { return bytes }
        let attack = random.pick(Attack.allCases)
        let index = random.below(lines.count)
        switch attack {
        case .flippedBit:
            let at = random.below(lines[index].count)
            lines[index][at] ^= 1 << UInt8(random.below(8))
        case .withheldLine: lines.remove(at: index)
        case .replayedLine: lines.insert(lines[index], at: random.below(lines.count + 1))
        case .exchangedLines: lines.swapAt(index, random.below(lines.count))
        case .truncatedPage: lines.removeSubrange(index...)
        case .forgedSeal:
            guard
                let range = String(decoding: lines[index], as: UTF8.self).firstRange(
                    of: #""seal":""#)
            else { return bytes }
            let text = String(decoding: lines[index], as: UTF8.self)
            var other = text
            let seal = Seal(bytes: (0..<64).map { _ in UInt8(random.below(256)) })!
            other.replaceSubrange(range.upperBound..., with: seal.text + "\"}")
            lines[index] = Array(other.utf8)
        case .removedSeal:
            let text = String(decoding: lines[index], as: UTF8.self)
            guard let range = text.firstRange(of: #","seal":""#) else { return bytes }
            lines[index] = Array((text[..<range.lowerBound] + "}").utf8)
        case .strippedPart:
            guard let stripped = Forgery.stripped(lines[index]) else { return bytes }
            lines[index] = stripped
        case .oversizeLine:
            lines.insert([UInt8](repeating: 0x20, count: 70_000), at: index)
        case .garbage:
            lines.insert((0..<20).map { _ in UInt8(random.below(256)) | 0x80 }, at: index)
        case .replayedPage: lines += lines
        }
        struck(attack.rawValue)
        return Array(lines.joined(separator: [0x0a])) + (lines.isEmpty ? [] : [0x0a])
    }

    /// A frontier with a feed left out, or one of its heads far ahead.
    func lie(_ body: [UInt8]) -> [UInt8] {
        guard random.one(in: 3), let frontier = try? Frontier(bytes: body), !frontier.feeds.isEmpty
        else { return body }
        var feeds = frontier.feeds
        let feed = random.pick(feeds.keys.sorted())
        if random.one(in: 2) {
            struck("withheld feed")
            feeds[feed] = nil
        } else {
            struck("invented frontier")
            let head = feeds[feed]![0]
            feeds[feed] = [
                Head(seq: head.seq + 1 + random.below(5), pre: .of(head.pre.bytes), seal: head.seal)
            ]
        }
        return Frontier(network: frontier.network, feeds: feeds).bytes
    }
}
