@testable import ClubRegistry

/// One line: `LineScanner` accepts what ``NaiveLine`` accepts, and what it read, written again by
/// `LineWriter`, is the line.
enum LineTarget {
    static func run(_ bytes: [UInt8]) {
        let change = bounded(bytes) { try? LineScanner.scan(bytes) }
        let naive = NaiveLine(bytes)
        promise(
            (change == nil) == (naive == nil),
            "the scanner \(change == nil ? "refuses" : "accepts") alone: \(bytes.shown)")
        guard let change, let naive else { return }
        promise(change.byteCeiling >= bytes.count, "a ceiling below the line's length")
        // The scanner inside a buffer of several lines sees the same line.
        let around = [0x0a] + bytes + bytes
        let inside = try? LineScanner.scan(around, in: 1..<bytes.count + 1)
        promise(inside?.leaf == change.leaf, "another leaf inside a buffer")
        guard let again = rewritten(change, naive.root) else { return }
        promise(again == bytes, "written again: \(again.shown)\nread: \(bytes.shown)")
    }

    /// The line as `LineWriter` writes it; nil for lines that no writer of ours makes: unknown
    /// ones, erased parts, a note beside personal fields, `continues`.
    private static func rewritten(_ change: Change, _ root: NaiveJSON) -> [UInt8]? {
        let draft: Draft
        var salts: [UInt8] = []
        switch change.body {
        case .record(let record):
            switch record.action {
            case .delete: draft = .record(record.key, after: record.after, .delete)
            case .restore: draft = .record(record.key, after: record.after, .restore)
            case .fields:
                guard change.parts.allSatisfy({ !$0.isErased }), change.personal?.note == nil,
                    change.personal.map({ !$0.operations.isEmpty }) ?? true,
                    change.payload.map({ !$0.operations.isEmpty || $0.note != nil }) ?? true
                else { return nil }
                for part in [root["payload"], root["personal"]] {
                    guard let salt = part?["salt"]?.string else { continue }
                    salts += Base64URL.decode(salt.utf8, count: 16)!
                }
                draft = .record(
                    record.key, after: record.after,
                    .fields(
                        Draft.Operations(
                            payload: change.payload?.operations ?? [],
                            personal: change.personal?.operations ?? [],
                            note: change.payload?.note)))
            }
        case .opening(let opening):
            guard opening.continues.isEmpty else { return nil }
            draft = .opening(
                node: opening.node, key: opening.key, proof: opening.proof,
                continues: opening.continues)
        case .checkpoint(let heads): draft = .checkpoint(heads)
        case .adoption(let heads): draft = .adoption(heads)
        case .erasure(let erasure):
            draft = .erasure(erasure.key, fields: Array(erasure.fields), upto: erasure.upto)
        case .unknown: return nil
        }
        var generator = Given(bytes: salts)
        let open = LineWriter.open(
            draft, feed: change.feed, seq: change.seq, at: change.at, using: &generator)
        return LineWriter.close(open, seal: change.seal)
    }

    /// A random source that gives the bytes it was given.
    private struct Given: RandomNumberGenerator {
        var bytes: [UInt8]

        mutating func next() -> UInt64 { UInt64(bytes.removeFirst()) }
    }
}
