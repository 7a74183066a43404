/// Why a request is not one of a member to this node.
package enum SignatureRefusal: Error, Hashable, Sendable, CaseIterable {
    /// No signature that is tagged as one of this protocol.
    case missing
    /// Not of the form that `docs/http.md` describes.
    case malformed
    /// Made for a node of another name.
    case otherAddressee
    /// Its time and the clock of this node lie too far apart.
    case outOfTime
    /// The key of that node did not sign this request.
    case invalid
    /// The charter does not name the node that signs.
    case notAMember
}
