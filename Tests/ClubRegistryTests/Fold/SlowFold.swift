import ClubTestSupport

@testable import ClubRegistry

/// The fold taken from happened-before itself: one change covers another when its author had folded
/// it, whatever the contexts and checkpoints say. Written for being obviously right, not for speed.
struct SlowFold {
    struct Record: Equatable {
        var values: [String: Set<Value?>] = [:]
        var elements: [String: Set<ByteText>] = [:]
        var deletion = RecordView.Deletion.no
    }

    /// - Parameter seen: for every line, what its author had folded of the record.
    static func records(_ history: History, seen: [Hash256: Set<Hash256>]) -> [RecordKey: Record] {
        let fold = Fold(history)
        var result: [RecordKey: Record] = [:]
        for key in fold.keys {
            result[key] = record(fold.state(of: key).lines, seen)
        }
        return result
    }

    private static func record(_ lines: [FoldedLine], _ seen: [Hash256: Set<Hash256>]) -> Record {
        func hadSeen(_ d: FoldedLine, _ c: FoldedLine) -> Bool { seen[d.pre]!.contains(c.pre) }
        var record = Record()
        for c in lines {
            for operation in c.change.operations {
                let field = operation.field
                switch operation.effect {
                case .set, .unset:
                    let isOver = lines.contains { d in
                        hadSeen(d, c)
                            && d.change.operations.contains {
                                $0.field == field && ["set", "unset"].contains($0.effect.name)
                            }
                    }
                    guard !isOver else { continue }
                    if case .set(let value) = operation.effect {
                        record.values[field, default: []].insert(value)
                    } else {
                        record.values[field, default: []].insert(nil as Value?)
                    }
                case .add(let elements?):
                    for element in elements {
                        let isOver = lines.contains { d in
                            hadSeen(d, c)
                                && d.change.operations.contains {
                                    guard $0.field == field, case .remove(let gone?) = $0.effect
                                    else { return false }
                                    return gone.contains(element)
                                }
                        }
                        if !isOver { record.elements[field, default: []].insert(element) }
                    }
                default: break
                }
            }
        }
        let marks = lines.filter { $0.record.action != .fields }
        let live = marks.filter { c in
            c.record.action == .delete && !marks.contains { hadSeen($0, c) }
        }
        let objects = lines.contains { c in
            (c.record.action == .restore || !c.change.operations.isEmpty)
                && live.contains { !hadSeen($0, c) && !hadSeen(c, $0) }
        }
        record.deletion = live.isEmpty ? .no : objects ? .contested : .yes
        return record
    }

    /// The same picture of what the real fold says.
    static func records(of fold: Fold) -> [RecordKey: Record] {
        var result: [RecordKey: Record] = [:]
        for key in fold.keys {
            let state = fold.state(of: key)
            var record = Record()
            for (name, field) in state.fields {
                if !field.values.isEmpty {
                    record.values[name] = Set(
                        field.values.map { live in
                            if case .value(let value) = live.state { value } else { nil }
                        })
                }
                if !field.elements.isEmpty {
                    record.elements[name] = Set(field.elements.compactMap(\.text))
                }
            }
            record.deletion = state.deletion
            result[key] = record
        }
        return result
    }
}
