/// The bytes that a signature covers (RFC 9421 §2.5).
///
/// They begin with `"`, and what else an identity key signs begins with the name of its domain: no
/// signature of a request is one of a feed, nor the reverse.
package enum SignatureBase {
    /// - Parameter values: of the covered components, in the order of `parameters`, without line
    ///   breaks.
    package static func bytes(_ values: [String], _ parameters: SignatureParameters) -> [UInt8] {
        precondition(values.count == parameters.components.count, "a component without its value")
        let lines = zip(parameters.components, values).map { "\"\($0)\": \($1)\n" }
        return Array("\(lines.joined())\"@signature-params\": \(parameters.text)".utf8)
    }
}
