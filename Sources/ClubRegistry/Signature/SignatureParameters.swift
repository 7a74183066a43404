import RawStructuredFieldValues

/// What a signature says of itself: the components that it covers, and its parameters.
///
/// One value of `Signature-Input` (RFC 9421 §2.3). It only says; what must be said is for
/// ``RequestVerifier``.
package struct SignatureParameters: Sendable, Hashable {
    /// Names of the covered components, in the order of the signature base.
    package let components: [String]
    /// When it was made, in seconds since 1970, by the clock of the signer.
    package let created: Int?
    /// After this second it is void.
    package let expires: Int?
    package let keyID: String?
    package let algorithm: String?
    package let tag: String?

    /// The value in its one spelling (RFC 9651 §4.1.1), which ends the signature base.
    ///
    /// Parameters stand in the order in which they came: the signer has chosen it.
    package let text: String

    /// Reads a value.
    ///
    /// - Throws: `malformed` for what this program does not understand, and so cannot promise to
    ///   check: a component with parameters, a parameter that RFC 9421 does not name, a wrong type.
    init(_ list: InnerList) throws(SignatureRefusal) {
        var components: [String] = []
        for item in list.bareInnerList {
            guard case .string(let name) = item.rfc9651BareItem, item.rfc9651Parameters.isEmpty,
                !components.contains(name)
            else { throw .malformed }
            components.append(name)
        }
        var integers: [String: Int] = [:]
        var strings: [String: String] = [:]
        for (name, value) in list.rfc9651Parameters {
            switch (name, value) {
            case ("created", .integer(let seconds)), ("expires", .integer(let seconds)):
                integers[name] = Int(seconds)
            case ("keyid", .string(let text)), ("alg", .string(let text)),
                ("tag", .string(let text)), ("nonce", .string(let text)):
                strings[name] = text
            default: throw .malformed
            }
        }
        self.components = components
        created = integers["created"]
        expires = integers["expires"]
        keyID = strings["keyid"]
        algorithm = strings["alg"]
        tag = strings["tag"]
        var serializer = StructuredFieldValueSerializer()
        // What was parsed can be written; if not, it is not what was signed.
        let bytes = try? serializer.writeListFieldValue([.innerList(list)])
        guard let bytes else { throw .malformed }
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// Those of a signature that is to be made: created, keyid and tag, in this order.
    ///
    /// - Parameters:
    ///   - components: in visible ASCII, as are `keyID` and `tag`; anything else is our own bug.
    ///   - created: held between 0 and 10^15 − 1, the greatest integer of a field. Clocks may say
    ///     anything.
    init(components: [String], created: Int, keyID: String, tag: String) {
        var list = BareInnerList()
        for name in components {
            let item = RFC9651BareItem.string(name)
            list.append(Item(bareItem: item, parameters: OrderedMap()))
        }
        var parameters = OrderedMap<String, RFC9651BareItem>()
        parameters["created"] = .integer(Int64(min(max(created, 0), 999_999_999_999_999)))
        parameters["keyid"] = .string(keyID)
        parameters["tag"] = .string(tag)
        do throws(SignatureRefusal) {
            try self.init(InnerList(bareInnerList: list, parameters: parameters))
        } catch {
            preconditionFailure("a signature of ours cannot be written: \(keyID), \(tag)")
        }
    }
}
