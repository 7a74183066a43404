#if Server
import Glibc
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
import NIOPosix
import ServiceLifecycle
import Synchronization
import UnixSignals

/// The one place where a `Website` meets a socket.
///
/// Hummingbird accepts, parses and writes HTTP/1.1; everything a stranger could abuse is
/// decided by `ConnectionGuard`, which stands between its parser and the socket. Its own idle
/// timeout stays off, as it does not run while a response is written.
package enum HTTPServer {
    /// Serves until SIGTERM, SIGINT or the cancellation of this task; then responses on their
    /// way get `shutdownGrace`.
    ///
    /// - Parameters:
    ///   - host: an address of this machine, 0.0.0.0 or :: for all of them, or a name of one.
    ///     `localhost` is 127.0.0.1 without a lookup: what a hosts file says must not open a server
    ///     that was meant for this machine.
    ///   - port: 0 lets the system choose.
    ///   - stopsOnSignals: False where the process has a handler of its own, as tests have.
    ///   - onListening: Called once with the port, when connections are accepted.
    /// - Throws: `ServeError` before anything is served.
    package static func serve(
        _ website: Website, host: String, port: Int, limits: ServerLimits = ServerLimits(),
        stopsOnSignals: Bool = true, onListening: @escaping @Sendable (Int) async -> Void
    ) async throws {
        let address = host == "localhost" ? "127.0.0.1" : host
        // Nothing is logged: a line per request would be a record of who reads what, which
        // nobody has asked for.
        let logger = Logger(label: "club-sync") { _ in SwiftLogNoOpLogHandler() }
        let channel = HTTP1Channel(
            responder: { request, writer, channel in
                let loop = channel.eventLoop
                try await respond(to: request.head, from: website, with: writer, on: loop)
            },
            configuration: .init(additionalChannelHandlers: [ResponseEndMarker()]))
        let server = Server(
            childChannelSetup: GuardedChannel(inner: channel, limits: limits),
            configuration: ServerConfiguration(address: .hostname(address, port: port)),
            onServerRunning: { await onListening($0.localAddress?.port ?? port) },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: server, successTerminationBehavior: .gracefullyShutdownGroup)
                ],
                gracefulShutdownSignals: stopsOnSignals ? [.sigterm, .sigint] : [],
                logger: logger))
        // A task of its own, because cancellation would cut the responses that a graceful
        // shutdown lets finish. It is awaited here, so it never outlives this call.
        let running = Task { try await group.run() }
        do {
            try await withTaskCancellationHandler {
                try await running.value
            } onCancel: {
                Task { await group.triggerGracefulShutdown() }
            }
        } catch let error as IOError {
            throw ServeError.cannotListen(host: host, port: port, errno: error.errnoCode)
        } catch is SocketAddressError.UnknownHost {
            throw ServeError.cannotListen(host: host, port: port, errno: EADDRNOTAVAIL)
        }
    }

    // Concurrent like Hummingbird's own functions, which take the writer along.
    @concurrent
    private static func respond(
        to head: HTTPRequest, from website: Website, with writer: consuming ResponseWriter,
        on loop: any EventLoop
    ) async throws {
        var fields = head.headerFields.map { (name: $0.name.canonicalName, value: $0.value) }
        if let host = head.authority { fields.append(("host", host)) }
        let request = WebRequest(
            method: head.method.rawValue, target: head.path ?? "", headers: fields)
        var response: WebResponse
        if let request {
            response = await website.respond(to: request)
        } else {
            let language = ReplyLanguage(accepting: head.headerFields[.acceptLanguage])
            response = Problem.malformedRequest.response(in: language)
        }
        response.setDefault("Date", httpDate(secondsSince1970: time(nil)))
        if asksToClose(head.headerFields[.connection]) {
            response.setDefault("Connection", "close")
        }
        var reply = HTTPResponse(status: .init(code: response.status))
        for (name, value) in response.headers {
            if let name = HTTPField.Name(name) {
                reply.headerFields.append(HTTPField(name: name, value: value))
            }
        }
        switch response.body {
        case .bytes(let bytes):
            try await writer.write(
                response: reply, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        case .stream(let stream):
            var body = try await writer.writeHead(reply)
            while let chunk = try await stream.next() {
                // Waits while the client's side is full. That it is full is known only after a
                // turn of the event loop; without waiting for that turn, a stream would run
                // ahead of a busy loop by any number of bytes.
                try await body.write(ByteBuffer(bytes: chunk))
                try await loop.submit {}.get()
            }
            try await body.finish(nil)
        }
    }
}

/// Hummingbird's HTTP/1.1 channel with a guard at the socket's side of it.
private struct GuardedChannel: ServerChildChannel {
    let inner: HTTP1Channel
    let limits: ServerLimits
    let places = ConnectionPlaces()

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        let admission = places.take(limit: limits.connectionLimit)
        let places = places
        channel.closeFuture.whenComplete { _ in places.giveBack(admission) }
        return channel.eventLoop.makeCompletedFuture {
            let handler = ConnectionGuard(limits: limits, admission: admission)
            try channel.pipeline.syncOperations.addHandler(handler)
        }.flatMap { inner.setup(channel: channel, logger: logger) }
    }

    /// Serves one connection, and cancels what is still being produced for it once it is gone.
    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        let serving = Task { await inner.handle(value: value, logger: logger) }
        value.channel.closeFuture.whenComplete { _ in serving.cancel() }
        await serving.value
    }
}

/// The places for connections, taken and given back from several event loops.
///
/// Those that are being refused have places of their own: however many knock, a place that a
/// served client gives back is free for the next.
private final class ConnectionPlaces: Sendable {
    private let taken = Mutex((served: 0, refused: 0))

    func take(limit: Int) -> ConnectionGuard.Admission {
        taken.withLock { taken in
            if taken.served < limit {
                taken.served += 1
                return .served
            }
            guard taken.refused < limit else { return .dropped }
            taken.refused += 1
            return .refused
        }
    }

    func giveBack(_ admission: ConnectionGuard.Admission) {
        taken.withLock { taken in
            switch admission {
            case .served: taken.served -= 1
            case .refused: taken.refused -= 1
            case .dropped: break
            }
        }
    }
}
#endif
