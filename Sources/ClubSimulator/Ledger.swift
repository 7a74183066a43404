import ClubRegistry

/// What really happened: every acknowledged line, and what its author had folded when it wrote it.
///
/// From this alone follows what is live on any set of lines; nothing of the program's fold is used.
struct Ledger {
    struct Line {
        let dot: Dot
        let pre: Hash256
        let key: RecordKey
        let change: Change
        /// The lines of this record that the author had folded.
        let seen: Set<Hash256>
    }

    private(set) var lines: [Hash256: Line] = [:]
    /// Acknowledged lines of which a disaster took the only copies.
    var destroyed: Set<Hash256> = []
    /// Records about which the ledger does not know all that was seen.
    var unknown: Set<RecordKey> = []

    mutating func acknowledge(_ line: Line) { lines[line.pre] = line }

    /// What is live of one field of a record, of these lines, by happened-before.
    struct Live: Equatable {
        var values: Set<Hash256> = []
        var elements: [ByteText: Set<Hash256>] = [:]
    }

    /// Nil when one of the lines is not in the ledger: written by a process that never said so.
    func live(_ held: [Hash256]) -> [String: Live]? {
        var known: [Line] = []
        for pre in held {
            guard let line = lines[pre] else { return nil }
            known.append(line)
        }
        var fields: [String: Live] = [:]
        for line in known {
            for operation in line.change.operations {
                switch operation.effect {
                case .set, .unset:
                    let isCovered = known.contains { other in
                        other.seen.contains(line.pre)
                            && other.change.operations.contains {
                                guard $0.field == operation.field else { return false }
                                switch $0.effect {
                                case .set, .unset: return true
                                default: return false
                                }
                            }
                    }
                    if !isCovered { fields[operation.field, default: Live()].values.insert(line.pre) }
                case .add(let elements):
                    for element in elements ?? [] {
                        let isRemoved = known.contains { other in
                            other.seen.contains(line.pre)
                                && other.change.operations.contains {
                                    guard $0.field == operation.field,
                                        case .remove(let gone?) = $0.effect
                                    else { return false }
                                    return gone.contains(element)
                                }
                        }
                        if !isRemoved {
                            fields[operation.field, default: Live()].elements[
                                element, default: []
                            ].insert(line.pre)
                        }
                    }
                default: continue
                }
            }
        }
        return fields
    }

    /// Whether the record is deleted, of these lines, by happened-before.
    func deletion(_ held: [Hash256]) -> RecordView.Deletion {
        let known = held.compactMap { lines[$0] }
        let marks = known.filter { $0.change.record?.action != .fields }
        let deletes = marks.filter { line in
            line.change.record?.action == .delete
                && !marks.contains { $0.seen.contains(line.pre) }
        }
        guard !deletes.isEmpty else { return .no }
        let isContested = known.contains { line in
            let counts =
                switch line.change.record?.action {
                case .restore: true
                case .fields: !line.change.operations.isEmpty
                default: false
                }
            return counts
                && deletes.contains {
                    !$0.seen.contains(line.pre) && !line.seen.contains($0.pre)
                }
        }
        return isContested ? .contested : .yes
    }
}
