/// A JSON value as it was read, with the byte at which it begins.
package struct JSONNode: Sendable, Hashable {
    package let offset: Int
    package let content: Content

    package indirect enum Content: Sendable, Hashable {
        case null
        case flag(Bool)
        case integer(Int)
        case text(String)
        case list([JSONNode])
        /// In the order written; names are distinct.
        case object([Member])
    }

    package struct Member: Sendable, Hashable {
        package let name: String
        /// Where the name begins.
        package let offset: Int
        package let node: JSONNode
    }

    /// The value that a field may hold; nil for null, lists, and objects with one of them inside.
    package var value: Value? {
        switch content {
        case .null, .list: return nil
        case .flag(let flag): return .flag(flag)
        case .integer(let number): return .integer(number)
        case .text(let text): return .string(text)
        case .object(let members):
            var values: [Value.Member] = []
            for member in members {
                guard let value = member.node.value else { return nil }
                values.append(Value.Member(ByteText(member.name), value))
            }
            return .object(values.sorted { $0.name < $1.name })
        }
    }
}
