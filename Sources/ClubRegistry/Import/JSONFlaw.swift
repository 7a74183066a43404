/// What is wrong with a text that should be JSON, and at which byte.
package struct JSONFlaw: Error, Sendable, Hashable {
    package let offset: Int
    package let reason: Reason

    package enum Reason: Sendable, Hashable {
        case notUTF8
        case unexpectedEnd
        case unexpected(UInt8)
        case controlCharacter
        case badEscape
        case decimal
        case numberOutOfRange
        case duplicateName(String)
        case tooDeep
        /// Something stands behind the end of the value.
        case trailing
    }
}
