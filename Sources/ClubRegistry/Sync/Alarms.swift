/// What a person should look at, whoever wrote it and whichever peer it came from: one value for
/// `status` and for the report of a pull.
package struct Alarms: Sendable {
    /// One for each node of the charter, in its order.
    package var signs: [NodeSign] = []
    package var evidence: [ForkEvidence] = []
    package var crowded: [CrowdedField] = []
    /// Feeds that wait for a person to allow what they would delete.
    package var waiting: [MassDelete] = []

    package init() {}
}

extension Registry {
    /// - Complexity: O(lines).
    package func alarms() throws(RegistryError) -> Alarms {
        let fold = try fold()
        let now = calls.realTime()
        var alarms = Alarms()
        alarms.signs = (charter?.founders ?? []).map {
            NodeSign(node: $0.node, at: fold.history.lastSign(of: $0.node), now: now)
        }
        alarms.evidence = fold.history.forkEvidence
        alarms.crowded = fold.crowdedFields
        alarms.waiting = try loadReceipts().waiting
        return alarms
    }
}
