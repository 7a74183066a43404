/// The languages that club-sync speaks.
package enum Language: String, Sendable, CaseIterable {
    case french = "fr"
    case english = "en"
}

/// A sentence of the catalogue with its arguments filled in, to be said in either language.
package struct Message: Sendable, Hashable {
    package let phrase: Phrase
    package let arguments: [String: String]

    package init(_ phrase: Phrase, _ arguments: [String: String] = [:]) {
        self.phrase = phrase
        self.arguments = arguments
    }

    /// The text in `language`. Arguments are made safe for a terminal: control and bidirectional
    /// characters are shown as `\u{…}`.
    package func text(in language: Language) -> String {
        let template = phrase.template(in: language)
        var result = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "}") else { break }
            let name = String(rest[..<close])
            result += filled(name, in: language)
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }

    /// The argument `name`; or, for `name|one|many`, the word that goes with the number that it is.
    private func filled(_ name: String, in language: Language) -> String {
        let parts = name.split(separator: "|")
        let value = arguments[String(parts.first ?? "")]
        guard parts.count == 3 else { return Printable.text(value ?? "{\(name)}") }
        // French counts nothing as one thing, English as several.
        let number = value.flatMap { Int($0) } ?? 2
        let isOne = language == .french ? number < 2 : number == 1
        return String(isOne ? parts[1] : parts[2])
    }
}

/// Text from outside made safe for terminals and logs.
package enum Printable {
    /// C0, C1, DEL, line separators and bidirectional controls become `\u{…}`, but for those `kept`.
    package static func text(
        _ text: some StringProtocol, keeping kept: Set<Unicode.Scalar> = []
    ) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isControl(scalar), !kept.contains(scalar) {
                result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f..<0xa0, 0x2028, 0x2029, 0x200e, 0x200f, 0x061c, 0xfeff: true
        case 0x202a...0x202e, 0x2066...0x2069, 0xe0000...0xe007f: true
        default: false
        }
    }
}

/// An error that people are told about: what failed, where, what stayed untouched, what to run
/// next.
package protocol Explained: Error {
    var exit: ExitStatus { get }
    var message: Message { get }
}
