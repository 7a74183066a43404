import Yams

/// A YAML mapping whose keys are plain texts, each once, with the line of each.
struct YAMLMapping {
    let entries: [(key: String, value: Node, line: Int)]

    /// The mapping that a whole text is; ``ConfigurationShape`` is checked first.
    init(root text: String) throws(ConfigurationError) {
        try ConfigurationShape.check(text)
        let node: Node?
        do {
            // The mark that Windows editors put first. The encoding is given, because Yams' default
            // one depends on the environment, and prints on stdout when it does.
            let hasMark = text.unicodeScalars.first == "\u{feff}"
            let body = hasMark ? String(text.unicodeScalars.dropFirst()) : text
            node = try Parser(yaml: body, encoding: .utf8).singleRoot()
        } catch {
            throw ConfigurationError(yaml: error)
        }
        guard let node else { throw ConfigurationError(.notAMapping) }
        try self.init(node)
    }

    init(_ node: Node) throws(ConfigurationError) {
        guard case .mapping(let mapping) = node else {
            throw ConfigurationError(.notAMapping, line: node.mark?.line)
        }
        var entries: [(key: String, value: Node, line: Int)] = []
        var keys: Set<String> = []
        for (key, value) in mapping {
            let line = key.mark?.line ?? 1
            guard case .scalar(let scalar) = key else {
                throw ConfigurationError(.notAMapping, line: line)
            }
            // Yams refuses keys of equal tag and text only: `1` and `"1"` are two to it.
            guard keys.insert(scalar.string).inserted else {
                throw ConfigurationError(.duplicateKey(scalar.string), line: line)
            }
            entries.append((scalar.string, value, line))
        }
        self.entries = entries
    }

    subscript(key: String) -> (value: Node, line: Int)? {
        entries.first { $0.key == key }.map { ($0.value, $0.line) }
    }
}

extension Node {
    /// The text of one value as it was written: `0123` stays `0123`, whatever YAML takes it for.
    func configurationText(_ key: String) throws(ConfigurationError) -> String {
        guard case .scalar(let scalar) = self else {
            throw ConfigurationError(.wrongShape(key: key), line: mark?.line)
        }
        guard !isConfigurationNull else {
            throw ConfigurationError(.missing(key: key), line: mark?.line)
        }
        return scalar.string
    }

    /// Nothing after the colon, or `~`, or `null`, without quotes.
    var isConfigurationNull: Bool {
        guard case .scalar(let scalar) = self, scalar.style == .plain || scalar.style == .any else {
            return false
        }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }
}

extension ConfigurationError {
    /// What Yams found, with its line.
    fileprivate init(yaml error: any Error) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            self.init(.syntax(problem), line: mark.line)
        case .composer(_, let problem, let mark, _):
            let isSecond = problem.contains("another document")
            self.init(isSecond ? .severalDocuments : .syntax(problem), line: mark.line)
        case .duplicatedKeysInMapping(let keys, let context):
            self.init(.duplicateKey(keys.first ?? ""), line: context.mark.line)
        case .reader(let problem, _, _, _):
            self.init(.syntax(problem))
        default:
            self.init(.syntax("\(error)"))
        }
    }
}
