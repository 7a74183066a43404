/// Why a record folds to what it shows, by the hashes of its lines: for checking the fold from
/// outside.
package struct FoldExplanation: Sendable {
    /// The folded lines of the record.
    package let lines: [Hash256]
    /// Per field, the lines whose values are live, none and missing ones included.
    package let values: [String: [Hash256: RecordView.State]]
    /// Per field and element, the lines that add it and were not removed.
    package let elements: [String: [ByteText: Set<Hash256>]]
    /// Lines of which a part is in erased form: whether they add or remove an element is not known.
    package let stripped: Set<Hash256>
    package let deletion: RecordView.Deletion
}

extension Registry {
    package func keys() throws(RegistryError) -> [RecordKey] { try fold().keys }

    package func explain(_ key: RecordKey) throws(RegistryError) -> FoldExplanation {
        let state = try fold().state(of: key)
        var values: [String: [Hash256: RecordView.State]] = [:]
        var elements: [String: [ByteText: Set<Hash256>]] = [:]
        for (name, field) in state.fields {
            for value in field.values {
                for writer in value.writers { values[name, default: [:]][writer.pre] = value.state }
            }
            for element in field.elements {
                guard let text = element.text else { continue }
                elements[name, default: [:]][text] = Set(element.adders.map(\.pre))
            }
        }
        return FoldExplanation(
            lines: state.lines.map(\.pre), values: values, elements: elements,
            stripped: Set(
                state.lines.filter { $0.change.parts.contains(where: \.isErased) }.map(\.pre)),
            deletion: state.deletion)
    }

    /// The lines that count here, of all feeds, every branch; of the own feed, up to the mark.
    package func held() throws(RegistryError) -> History { try fold().history }
}
