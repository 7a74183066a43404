import ClubRegistry
import Foundation
import Testing

/// The demo nodes of the repository are read whole by what reads people's files.
struct DemoNodesTests {
    private static let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
        url.deletingLastPathComponent()
    }.appending(path: "nodes")

    /// Node, plural of a kind, file; none where the folder is not there.
    private static let files: [(node: String, kind: RecordKind, file: URL)] = {
        // A missing folder has no nodes, and the test below says so.
        let nodes = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return nodes.sorted().flatMap { node in
            Schema.kinds.map { kind in
                (node, kind, root.appending(path: "\(node)/\(kind.plural).jsonl"))
            }
        }.filter { FileManager.default.fileExists(atPath: $0.2.path) }
    }()

    @Test(.enabled(if: !files.isEmpty))
    func `every line has an id of its node, declared fields, and references that end somewhere`()
        throws
    {
        var ids: Set<String> = []
        var references: Set<String> = []
        for (node, kind, file) in Self.files {
            let reader = RowReader(kind, values: ValueParser(.json))
            try JSONLinesImport().read(FileChunks.of(file)) { outcome in
                guard case .row(let row) = outcome else {
                    Issue.record("\(file.path): \(outcome)")
                    return
                }
                let typed = try reader.read(row)
                let id = try #require(typed.id)
                #expect(id.home == node)
                #expect(ids.insert(id.text).inserted)
                #expect(typed.undeclared == [], "\(file.path):\(row.line)")
                for field in typed.fields {
                    let texts: [String] =
                        switch field.content {
                        case .value(let value): [value.string].compactMap { $0 }
                        case .elements(let elements): elements.map(\.string)
                        case .missing: []
                        }
                    references.formUnion(texts.compactMap { RecordID(reference: $0)?.text })
                }
            }
        }
        #expect(ids.count >= 20)
        #expect(references.isSubset(of: ids))
    }
}
