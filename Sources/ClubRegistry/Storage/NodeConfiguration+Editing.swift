import Yams

/// Changes to the text of a node.yaml that leave a person's comments, blank lines, order and
/// quoting alone.
///
/// Only whole lines are added or taken away, in a list in block style (`- name: …`). The result is
/// parsed and compared with what was asked for; where they differ nothing comes out but an error.
extension NodeConfiguration {
    /// The text with one more peer, at the end of the list; `peers:` is added where it is missing.
    package static func addingPeer(
        _ peer: Peer, to text: String
    ) throws(ConfigurationError) -> String {
        let old = try NodeConfiguration(text)
        guard Name.isNode(peer.name) else { throw ConfigurationError(.badPeerName(peer.name)) }
        guard !old.peers.contains(where: { $0.name == peer.name }) else {
            throw ConfigurationError(.duplicatePeer(peer.name))
        }
        let root = try YAMLMapping(root: text)
        var lines = TextLines(text)
        if let (value, keyLine) = root["peers"] {
            let place = try PeerList(value, keyLine: keyLine, root, lines)
            // `[]`, `~` and `null` make room for the list.
            if let (word, mark) = place.emptyWord { lines.remove(word, mark) }
            lines.insert(item(peer, indentation: place.indentation), after: place.lastLine)
        } else {
            let isSpaced = lines.last.map(TextLines.isBlank) ?? true
            lines.insert(
                (isSpaced ? [] : [""]) + ["peers:"] + item(peer, indentation: 2), after: lines.count
            )
        }
        return try checked(lines.text, against: root, old, peers: old.peers + [peer])
    }

    /// The text without the peer of that name. Lines that are only a comment stay, also those about
    /// it.
    package static func removingPeer(
        named name: String, from text: String
    ) throws(ConfigurationError) -> String {
        let old = try NodeConfiguration(text)
        guard let index = old.peers.firstIndex(where: { $0.name == name }) else {
            throw ConfigurationError(.noSuchPeer(name))
        }
        let root = try YAMLMapping(root: text)
        guard let (value, keyLine) = root["peers"] else { throw ConfigurationError(.cannotEdit) }
        var lines = TextLines(text)
        let list = try PeerList(value, keyLine: keyLine, root, lines)
        lines.removeContent(in: list.items[index])
        var rest = old.peers
        rest.remove(at: index)
        return try checked(lines.text, against: root, old, peers: rest)
    }

    private static func item(_ peer: Peer, indentation: Int) -> [String] {
        let margin = String(repeating: " ", count: indentation)
        return [
            "\(margin)- name: \(yamlScalar(peer.name))",
            "\(margin)  url: \(yamlScalar(peer.url.text))",
        ]
    }

    /// `text`, if it says what `old` said but for the peers, and every other key stands for the
    /// same node.
    private static func checked(
        _ text: String, against oldRoot: YAMLMapping, _ old: NodeConfiguration, peers: [Peer]
    ) throws(ConfigurationError) -> String {
        let new: NodeConfiguration
        let root: YAMLMapping
        do throws(ConfigurationError) {
            new = try NodeConfiguration(text)
            root = try YAMLMapping(root: text)
        } catch {
            switch error.reason {
            case .tooLarge, .tooManyLines: throw error
            default: break
            }
            throw ConfigurationError(.cannotEdit)
        }
        func others(_ root: YAMLMapping) -> [String: Node] {
            Dictionary(uniqueKeysWithValues: root.entries.map { ($0.key, $0.value) })
                .filter { $0.key != "peers" }
        }
        guard new.peers == peers, others(root) == others(oldRoot),
            // A key of the peer that went is the only one that may be missing.
            Set(new.unknownKeys.map(\.key)).isSubset(of: old.unknownKeys.map(\.key))
        else { throw ConfigurationError(.cannotEdit) }
        return text
    }
}

/// Where the list of peers stands in a text, by lines from 1.
private struct PeerList {
    /// Column of the dashes, from 0.
    var indentation = 2
    /// The last line of the list that is not blank and not a comment, or the line of the key.
    var lastLine: Int
    /// For each peer, from the line of its dash to its last line that is not blank and not a
    /// comment.
    var items: [ClosedRange<Int>] = []
    /// What stands for an empty list, if anything does.
    var emptyWord: (word: String, mark: Mark)?

    init(
        _ value: Node, keyLine: Int, _ root: YAMLMapping, _ lines: TextLines
    ) throws(ConfigurationError) {
        lastLine = keyLine
        guard let mark = value.mark else { throw ConfigurationError(.cannotEdit, line: keyLine) }
        let rest = lines.text(at: mark)
        if case .scalar(let scalar) = value {
            if !scalar.string.isEmpty { emptyWord = (scalar.string, mark) }
            lastLine = max(keyLine, emptyWord == nil ? keyLine : mark.line)
            return
        }
        guard case .sequence(let nodes) = value else {
            throw ConfigurationError(.cannotEdit, line: mark.line)
        }
        if rest.hasPrefix("[") {
            guard nodes.isEmpty, rest.hasPrefix("[]") else {
                throw ConfigurationError(.flowStyle, line: mark.line)
            }
            emptyWord = ("[]", mark)
            lastLine = mark.line
            return
        }
        // The list ends before the next key of the file, or with the document.
        var end = root.entries.map(\.line).filter { $0 > keyLine }.min() ?? lines.count + 1
        if let marker = (keyLine..<end).first(where: { lines.isDocumentMarker($0) }) {
            end = marker
        }
        var starts: [Int] = []
        for node in nodes {
            guard let line = node.mark?.line,
                let dash = (mark.line...max(mark.line, line)).last(where: {
                    lines.beginsWithDash($0)
                }),
                dash > starts.last ?? 0
            else { throw ConfigurationError(.cannotEdit, line: node.mark?.line) }
            starts.append(dash)
        }
        for (start, next) in zip(starts, starts.dropFirst() + [end]) {
            guard let last = (start..<next).last(where: { !lines.isBlankOrComment($0) }) else {
                throw ConfigurationError(.cannotEdit, line: start)
            }
            items.append(start...last)
        }
        indentation = mark.column - 1
        lastLine = items.last?.upperBound ?? keyLine
    }
}
