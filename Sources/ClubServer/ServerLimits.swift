/// What one client may take of this server. Hummingbird and NIO set none of these by themselves.
///
/// The defaults suit a club of tens of nodes and a few people with browsers; tests make them small.
package struct ServerLimits: Sendable {
    /// Connections served at once. As many again are told 503 within `lingerDeadline`; those beyond
    /// are closed without a word.
    package var connectionLimit = 64

    /// From the first byte of a request (for the first one, from the connection) to the end of its
    /// head. A byte a second does not extend it.
    package var headDeadline: Duration = .seconds(10)

    /// The request line and all fields, with every CRLF.
    package var headByteLimit = 16 * 1024

    package var headFieldLimit = 64

    /// Path and query as sent, in bytes.
    package var targetByteLimit = 4 * 1024

    /// Between a response and the next request on the same connection.
    package var idleDeadline: Duration = .seconds(30)

    /// How long response bytes may wait with none taken by the client's side. Looked at four times
    /// a period, so a client is cut after one to one and a quarter. The kernel's buffers count as
    /// the client's side: a small response never waits here.
    package var writeProgressDeadline: Duration = .seconds(20)

    /// After the last byte of a connection, for the client to close first; closing before it has
    /// read a refusal could destroy the refusal.
    package var lingerDeadline: Duration = .seconds(1)

    /// What responses on their way get at shutdown, before they are cut.
    package var shutdownGrace: Duration = .seconds(5)

    package init() {}
}

/// Why the server does not start.
package enum ServeError: Error, Equatable {
    /// The system refuses the address, with its errno: 98 when another process listens there, 13
    /// for a port below 1024, 99 for an address that is not one of this machine.
    case cannotListen(host: String, port: Int, errno: Int32)
}
