import Foundation
import RawStructuredFieldValues

/// The fields `Signature-Input` and `Signature` of one message, and the signature among them that is
/// ours.
///
/// A proxy may add signatures of its own; those are passed over, whatever they are made of.
package struct SignatureFields: Sendable {
    package let parameters: SignatureParameters
    /// 64 bytes.
    package let signature: [UInt8]

    /// Of each of the two fields, in bytes; ours take less than 200.
    package static let byteLimit = 4_096

    /// - Parameters:
    ///   - input: the value of `Signature-Input`; several lines joined by commas.
    ///   - signature: the value of `Signature`, likewise.
    /// - Throws: `missing` when no signature is tagged as one of this protocol; `malformed` when two
    ///   are, or when fields are too long or no dictionaries of RFC 9651.
    package init(input: String, signature: String) throws(SignatureRefusal) {
        let inputs = try Self.dictionary(input)
        let signatures = try Self.dictionary(signature)
        var found: (label: String, list: InnerList)?
        for (label, member) in inputs {
            guard case .innerList(let list) = member,
                case .string(let tag)? = list.rfc9651Parameters["tag"],
                tag.hasPrefix(SignedRequest.tagPrefix)
            else { continue }
            guard found == nil else { throw .malformed }
            found = (label, list)
        }
        guard let found else { throw .missing }
        guard case .item(let item)? = signatures[found.label],
            case .undecodedByteSequence(let base64) = item.rfc9651BareItem,
            let bytes = Data(base64Encoded: base64), bytes.count == 64
        else { throw .malformed }
        parameters = try SignatureParameters(found.list)
        self.signature = Array(bytes)
    }

    private static func dictionary(_ field: String) throws(SignatureRefusal)
        -> OrderedMap<String, ItemOrInnerList>
    {
        let bytes = Array(field.utf8)
        guard bytes.count <= byteLimit else { throw .malformed }
        var parser = StructuredFieldValueParser(bytes)
        // Whatever is wrong with it, it is no dictionary.
        let dictionary = try? parser.parseDictionaryFieldValue()
        guard let dictionary else { throw .malformed }
        return dictionary
    }
}
