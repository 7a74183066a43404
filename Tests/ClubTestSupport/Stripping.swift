package import ClubRegistry

/// What a liar on the way can do to a line without breaking a seal: take a part of it away.
package enum Stripping {
    /// The line with these parts in erased form, though nobody erased them; as it is where it has
    /// none.
    ///
    /// - Parameter line: one that a reader accepts, its LF included.
    package static func line(
        _ line: [UInt8], payload: Bool = true, personal: Bool = false
    ) throws -> [UInt8] {
        let change = try LineScanner.scan(line)
        var scanner = JSONScanner(line, in: 0..<line.count - 1)
        try scanner.expect("{")
        _ = scanner.take(#""change":"#)
        try scanner.skipValue()
        var result = Array(line[..<scanner.at])
        for (key, part, isTaken) in [
            (#","payload":"# as StaticString, change.payload, payload),
            (#","personal":"#, change.personal, personal),
        ] {
            guard scanner.take(key) else { continue }
            let first = scanner.at
            try scanner.skipValue()
            result += "\(key)".utf8
            result +=
                isTaken && !part!.isErased ? erased(part!) : Array(line[first..<scanner.at])
        }
        return result + line[scanner.at...]
    }

    /// Whole lines, those of them stripped of which `isChosen` says so.
    package static func lines(
        _ bytes: [UInt8], payload: Bool = true, personal: Bool = false,
        where isChosen: (Change) -> Bool = { _ in true }
    ) -> [UInt8] {
        bytes.split(separator: 0x0a).flatMap { text in
            let line = Array(text) + [0x0a]
            // What is no line of the format stays as it is.
            guard let change = try? LineScanner.scan(line), isChosen(change),
                let stripped = try? Self.line(line, payload: payload, personal: personal)
            else { return line }
            return stripped
        }
    }

    private static func erased(_ part: Part) -> [UInt8] {
        var fields: [String: [String]] = [:]
        for operation in part.operations {
            fields[operation.effect.name, default: []].append("\"\(operation.field)\"")
        }
        let operations = fields.sorted { $0.key < $1.key }.map { name, fields in
            "\"\(name)\":[\(fields.sorted().joined(separator: ","))]"
        }
        return Array(
            #"{"erased":"\#(part.hash.text)","ops":{\#(operations.joined(separator: ","))}}"#.utf8)
    }
}
