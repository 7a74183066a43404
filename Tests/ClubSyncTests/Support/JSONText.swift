import Foundation

/// Any JSON, to look into what a command printed.
enum JSON: Decodable, Hashable, Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([JSON])
    case object([String: JSON])
    case null

    init(_ bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(JSON.self, from: Data(bytes))
    }

    init(_ text: some StringProtocol) throws { try self.init(Array(text.utf8)) }

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? value.decode(Int.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([JSON].self) {
            self = .list(list)
        } else if let object = try? value.decode([String: JSON].self) {
            self = .object(object)
        } else {
            self = .null
        }
    }

    subscript(_ name: String) -> JSON? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    subscript(_ index: Int) -> JSON? { elements.indices.contains(index) ? elements[index] : nil }

    var elements: [JSON] { if case .list(let elements) = self { elements } else { [] } }

    var text: String? { if case .text(let text) = self { text } else { nil } }
}
