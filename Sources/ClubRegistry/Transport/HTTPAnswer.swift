/// An answer whose head is here and whose body is still coming.
package struct HTTPAnswer: Sendable {
    package let head: HTTPHead
    /// Empty for a 204 and a 304. Dropping it ends the transfer.
    package let body: BodyStream
}
