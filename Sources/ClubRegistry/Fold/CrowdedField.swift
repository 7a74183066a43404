/// A field on which so many distinct values stand beside one another that somebody should ask why.
///
/// Two or three siblings are people who wrote at the same time. Ten are a program that writes
/// without reading, or a node that writes on without taking in what others decide.
package struct CrowdedField: Sendable, Hashable {
    package let key: RecordKey
    package let field: String
    package let count: Int

    /// Distinct live values from which a field counts as crowded.
    package static let valueLimit = 10
}

extension Fold {
    /// Crowded fields of the records that are shown, in order.
    ///
    /// - Complexity: O(records); those with few changes are not folded.
    package var crowdedFields: [CrowdedField] {
        allLines.filter { $0.value.count >= CrowdedField.valueLimit }.keys.sorted().flatMap { key in
            let state = state(of: key)
            guard state.deletion != .yes else { return [CrowdedField]() }
            return state.fields.filter { $0.value.values.count >= CrowdedField.valueLimit }
                .sorted { $0.key < $1.key }
                .map { CrowdedField(key: key, field: $0.key, count: $0.value.values.count) }
        }
    }
}
