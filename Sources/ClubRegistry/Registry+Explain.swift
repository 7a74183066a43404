/// Why a record folds to what it shows, by the hashes of its lines: for checking the fold from
/// outside.
package struct FoldExplanation: Sendable {
    /// The folded lines of the record.
    package let lines: [Hash256]
    /// Per field, the lines whose values are live, none and missing ones included.
    package let values: [String: Set<Hash256>]
    /// Per field and element, the lines that add it and were not removed.
    package let elements: [String: [ByteText: Set<Hash256>]]
    package let deletion: RecordView.Deletion
}

extension Registry {
    package func keys() throws(RegistryError) -> [RecordKey] { try fold().keys }

    package func explain(_ key: RecordKey) throws(RegistryError) -> FoldExplanation {
        let state = try fold().state(of: key)
        return FoldExplanation(
            lines: state.lines.map(\.pre),
            values: state.fields.mapValues { Set($0.values.flatMap { $0.writers.map(\.pre) }) },
            elements: state.fields.mapValues { field in
                Dictionary(
                    uniqueKeysWithValues: field.elements.compactMap { element in
                        element.text.map { ($0, Set(element.adders.map(\.pre))) }
                    })
            }, deletion: state.deletion)
    }

    /// The lines held of all feeds, every branch.
    package func held() throws(RegistryError) -> History { try fold().history }
}
