/// A reader of Prometheus's text format 0.0.4 that refuses whatever promtool complains of: a sample
/// without HELP and TYPE before it, a family in two places, a sample twice, a bad name, no last LF.
package struct PrometheusText {
    package struct Sample {
        package let labels: [String: String]
        package let value: Double
    }

    package struct Family {
        package let name: String
        package let help: String
        package fileprivate(set) var type = ""
        package fileprivate(set) var samples: [Sample] = []
    }

    package struct Flaw: Error {
        package let line: Int
        package let reason: String
    }

    package private(set) var families: [Family] = []

    package init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Flaw(line: 0, reason: "no LF at the end") }
        for (index, line) in text.dropLast().split(
            separator: "\n", omittingEmptySubsequences: false
        ).enumerated() {
            do {
                try read(line)
            } catch let reason as Reason {
                throw Flaw(line: index + 1, reason: "\(reason.text): \(line)")
            }
        }
        if let empty = families.first(where: { $0.samples.isEmpty }) {
            throw Flaw(line: 0, reason: "no sample of \(empty.name)")
        }
    }

    private struct Reason: Error {
        let text: String
        init(_ text: String) { self.text = text }
    }

    private mutating func read(_ line: Substring) throws {
        if let help = line.wholeMatch(of: /# HELP ([a-z_:][a-z0-9_:]*) (\S.*\.)/) {
            let name = String(help.1)
            guard !families.contains(where: { $0.name == name }) else { throw Reason("twice") }
            families.append(Family(name: name, help: String(help.2)))
        } else if let type = line.wholeMatch(of: /# TYPE (\S+) (gauge|counter)/) {
            guard families.last?.name == String(type.1), families.last?.type == "" else {
                throw Reason("TYPE without its HELP")
            }
            families[families.count - 1].type = String(type.2)
        } else {
            try readSample(line)
        }
    }

    private mutating func readSample(_ line: Substring) throws {
        guard let match = line.wholeMatch(of: /([a-z_:][a-z0-9_:]*)(\{.*\})? (\S+)/),
            let value = Double(match.3)
        else { throw Reason("no sample") }
        guard let family = families.last, family.name == match.1, !family.type.isEmpty else {
            throw Reason("a sample without HELP and TYPE")
        }
        let labels = try match.2.map { try Self.labels($0.dropFirst().dropLast()) } ?? [:]
        guard !family.samples.contains(where: { $0.labels == labels }) else {
            throw Reason("a sample twice")
        }
        families[families.count - 1].samples.append(Sample(labels: labels, value: value))
    }

    private static func labels(_ text: Substring) throws -> [String: String] {
        var labels: [String: String] = [:]
        var rest = text
        while !rest.isEmpty {
            guard let name = rest.prefixMatch(of: /,?([a-z_][a-z0-9_]*)="/) else {
                throw Reason("no label")
            }
            rest = rest[name.range.upperBound...]
            var value = ""
            while let character = rest.popFirst(), character != "\"" {
                guard character == "\\" else {
                    value.append(character)
                    continue
                }
                switch rest.popFirst() {
                case "n": value += "\n"
                case "\\": value += "\\"
                case "\"": value += "\""
                default: throw Reason("a bad escape")
                }
            }
            guard labels.updateValue(value, forKey: String(name.1)) == nil else {
                throw Reason("a label twice")
            }
        }
        return labels
    }
}
