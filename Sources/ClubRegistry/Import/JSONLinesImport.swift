/// JSON Lines: one object a line, either `{"id":…,"name":…}` with its fields beside each other, or
/// a whole record as exports write it.
///
/// A record is known by its member `fields` being an object; of it `id`, `kind` and `fields` are
/// taken, and which fields its `conflicts` are about.
package struct JSONLinesImport: ImportFormat {
    package init() {}

    package func read(_ chunks: @escaping ByteChunks, each: (ImportOutcome) throws -> Void) throws {
        var lines = LineReader(chunks)
        while let line = try lines.next() {
            switch line {
            case .tooLong(let number):
                try each(.refused(ImportRefusal(line: number, .lineTooLong)))
            case .bytes(let number, let bytes):
                if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) { continue }
                try each(Self.outcome(of: bytes, line: number))
            }
        }
    }

    private static func outcome(of bytes: [UInt8], line: Int) -> ImportOutcome {
        do throws(Flaw) {
            return .row(try row(bytes, line: line))
        } catch {
            let column = UTF8Check.column(of: error.offset, in: bytes)
            return .refused(ImportRefusal(line: line, column: column, error.reason))
        }
    }

    /// A refusal by the byte of the line at which it is due.
    private struct Flaw: Error {
        let offset: Int
        let reason: ImportRefusal.Reason
    }

    private static func row(_ bytes: [UInt8], line: Int) throws(Flaw) -> ImportRow {
        let node: JSONNode
        do throws(JSONFlaw) {
            node = try JSONReader.node(bytes)
        } catch {
            throw Flaw(offset: error.offset, reason: .json(error.reason))
        }
        guard case .object(let members) = node.content else {
            throw Flaw(offset: node.offset, reason: .notAnObject)
        }
        func member(_ name: String) -> JSONNode? { members.first { $0.name == name }?.node }

        var fields = members.filter { $0.name != "id" }
        var kind: String?
        var isExact = false
        if case .object(let inner)? = member("fields")?.content {
            fields = inner
            isExact = true
            if case .text(let text)? = member("kind")?.content { kind = text }
            if let deleted = member("deleted"), deleted.content == .flag(true) {
                throw Flaw(offset: deleted.offset, reason: .deletedRow)
            }
        }
        var id: RecordID?
        if let node = member("id"), node.content != .null {
            id = try recordID(node)
        }
        isExact = isExact && id != nil
        var cells: [ImportRow.Cell] = []
        // Counted on from the cell before: from the line's start, each would take the whole of it.
        var (column, offset) = (1, 0)
        for field in fields {
            guard let content = try content(of: field, isExact: isExact) else { continue }
            let start = field.node.offset
            column += UTF8Check.column(of: start - offset, in: bytes[offset...]) - 1
            offset = start
            cells.append(ImportRow.Cell(field: field.name, column: column, content: content))
        }
        return ImportRow(
            line: line, id: id, kind: kind, cells: cells, isExact: isExact,
            contested: isExact ? contested(member("conflicts")) : [])
    }

    /// The contested fields of a record; its deletion is none.
    private static func contested(_ node: JSONNode?) -> [String] {
        guard case .list(let conflicts)? = node?.content else { return [] }
        return conflicts.compactMap { conflict in
            guard case .object(let members) = conflict.content,
                case .text(let field)? = members.first(where: { $0.name == "field" })?.node.content,
                field != "deleted"
            else { return nil }
            return field
        }
    }

    private static func recordID(_ node: JSONNode) throws(Flaw) -> RecordID {
        guard case .text(let text) = node.content else {
            throw Flaw(offset: node.offset, reason: .badID(""))
        }
        guard let id = RecordID(text) else {
            throw Flaw(offset: node.offset, reason: .badID(text))
        }
        return id
    }

    private static func content(
        of member: JSONNode.Member, isExact: Bool
    ) throws(Flaw) -> ImportRow.Content? {
        switch member.node.content {
        case .null: return nil
        case .text(let text):
            return !isExact && text.trimmingWhitespace().isEmpty ? nil : .text(text)
        case .list(let nodes):
            var elements: [String] = []
            for node in nodes {
                guard case .text(let text) = node.content else {
                    throw Flaw(offset: node.offset, reason: .badElement(member.name))
                }
                elements.append(text)
            }
            return .elements(elements)
        case .flag, .integer, .object:
            guard let value = member.node.value else {
                throw Flaw(offset: member.node.offset, reason: .badValue(member.name))
            }
            return .value(value)
        }
    }
}
