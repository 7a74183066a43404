/// What one transfer may cost us in time and memory before it is ended.
///
/// Every duration is time the peer kept us waiting: while the reader of the body is the one who
/// waits to ask for more, the clocks of `stall` and `total` stand still.
package struct TransferLimits: Sendable {
    /// From the start until the request can be sent: name lookup, TCP and TLS together.
    package var connect: Duration

    /// From the connection until the last header line, informational answers (1xx) included.
    package var firstByte: Duration

    /// How long the next `stallByteFloor` bytes of the body may take.
    ///
    /// With the defaults a peer slower than about 50 bytes a second is cut, so that one byte a
    /// second, each of them "progress", does not hold a thread for days.
    package var stall: Duration

    /// The least progress, in bytes of body as they come over the wire, that starts a new window.
    package var stallByteFloor: Int

    /// The whole transfer, from its start; `nil` for bodies whose size nobody can foresee.
    package var total: Duration?

    /// The most body bytes accepted, counted after decompression.
    package var bodyByteLimit: Int

    /// The most header bytes accepted: status lines, informational answers and trailers included.
    package var headerByteLimit: Int

    package init(
        bodyByteLimit: Int,
        headerByteLimit: Int = 16_384,
        connect: Duration = .seconds(10),
        firstByte: Duration = .seconds(15),
        stall: Duration = .seconds(20),
        stallByteFloor: Int = 1024,
        total: Duration? = nil
    ) {
        self.bodyByteLimit = bodyByteLimit
        self.headerByteLimit = headerByteLimit
        self.connect = connect
        self.firstByte = firstByte
        self.stall = stall
        self.stallByteFloor = stallByteFloor
        self.total = total
    }
}
