/// Which parts held erasures cover. Every sealed erasure held counts, also one that is not folded.
struct Erasures {
    private var byRecord: [RecordKey: [Change.Erasure]] = [:]

    init(_ history: History) {
        for tree in history.feeds.values {
            for entry in tree.branches.lazy.flatMap(\.entries) {
                guard case .erasure(let erasure) = entry.change.body else { continue }
                byRecord[erasure.key, default: []].append(erasure)
            }
        }
    }

    enum Presence { case full, erased, missing }

    func presence(of part: Part, in change: Change) -> Presence {
        if covers(part, in: change) { return .erased }
        if isPlanted(.strippedIsErased), part.isErased { return .erased }
        return part.isErased ? .missing : .full
    }

    func isIncomplete(_ change: Change) -> Bool {
        if isPlanted(.strippedIsErased) { return false }
        return change.parts.contains { $0.isErased && !covers($0, in: change) }
    }

    func covers(_ part: Part, in change: Change) -> Bool {
        guard let key = change.record?.key, let erasures = byRecord[key] else { return false }
        return erasures.contains { erasure in
            erasure.upto.covers(change.dot)
                && part.operations.allSatisfy { erasure.fields.contains($0.field) }
        }
    }
}
