#if Server
import Glibc
import NIOCore
import NIOHTTPTypes

/// Lets one request at a time through, and ends connections that break a limit. It stands
/// between the socket and the parser.
///
/// 1. Heads are held back until complete, so the parser never waits for a slow one.
/// 2. A request sent before the last one was answered stays here until it has been.
/// 3. While response bytes wait, some must move within `writeProgressDeadline`. What counts is
///    what the socket took.
/// 4. A connection ends by half-closing after everything is flushed. When Hummingbird closes,
///    that is taken as a wish: NIO would drop what still waits if the client had already
///    half-closed its side.
/// 5. At shutdown a response on its way may end within `shutdownGrace`; every other connection
///    ends at once.
///
/// All of it runs on the channel's event loop.
final class ConnectionGuard: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// What a new connection gets: service, an explanation, or nothing.
    enum Admission: Sendable { case served, refused, dropped }

    /// Idle, with part of a head, with a request handed down, or past the last response.
    private enum Phase { case waiting, reading, answering, ending }

    private let limits: ServerLimits
    private let admission: Admission
    private var phase = Phase.waiting
    private var scanner: HeadScanner
    private var inbox = ByteBuffer()
    private var hasAnswered = false
    private var holdsRead = false
    private var isInputClosed = false
    private var endsAfterResponse = false
    /// Set once the head of a response to HEAD is out; what follows would be taken for the next
    /// response.
    private var isHeadWritten = false
    private var handedDown = 0
    private var lastTaken = 0
    private var stalledSince = NIODeadline.now()
    private var timer: Scheduled<Void>?
    private var graceTimer: Scheduled<Void>?

    init(limits: ServerLimits, admission: Admission) {
        self.limits = limits
        self.admission = admission
        scanner = HeadScanner(limits: limits)
    }

    // MARK: What comes from the client

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        switch admission {
        case .served: schedule(limits.headDeadline, context) { $0.refuse(.headTooSlow, $1) }
        case .refused: refuse(.tooManyConnections, context)
        case .dropped: context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        graceTimer?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard phase != .ending else { return }
        var bytes = unwrapInboundIn(data)
        inbox.writeBuffer(&bytes)
        admit(context)
    }

    func read(context: ChannelHandlerContext) {
        // A client that sends ahead is left to its own buffers once a head's worth lies here.
        holdsRead = phase == .answering && inbox.readableBytes >= limits.headByteLimit
        if !holdsRead { context.read() }
    }

    private func admit(_ context: ChannelHandlerContext) {
        guard phase == .waiting || phase == .reading, inbox.readableBytes > 0 else { return }
        if phase == .waiting {
            phase = .reading
            // The deadline of the first head runs since the connection was made.
            if hasAnswered {
                schedule(limits.headDeadline, context) { $0.refuse(.headTooSlow, $1) }
            }
        }
        do throws(Problem) {
            for byte in inbox.readableBytesView.dropFirst(scanner.byteCount)
            where try scanner.push(byte) {
                return handDown(context)
            }
        } catch {
            refuse(error, context)
        }
    }

    private func handDown(_ context: ChannelHandlerContext) {
        guard let head = inbox.readSlice(length: scanner.byteCount) else { return }
        inbox.discardReadBytes()
        phase = .answering
        hasAnswered = true
        isHeadWritten = false
        endsAfterResponse = endsAfterResponse || scanner.closesConnection
        watch(context)
        context.fireChannelRead(wrapInboundOut(head))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent:
            endsAfterResponse = true
            if phase == .waiting || phase == .reading { return context.close(promise: nil) }
            graceTimer = scheduled(limits.shutdownGrace, context) { $0.cut($1) }
        case ChannelEvent.inputClosed:
            isInputClosed = true
            endsAfterResponse = true
            if phase == .waiting || phase == .reading { return end(context) }
            context.fireUserInboundEventTriggered(event)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    // MARK: What goes to the client

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !(scanner.isHeadMethod && isHeadWritten) else {
            promise?.succeed()
            return
        }
        isHeadWritten = true
        handedDown += unwrapOutboundIn(data).readableBytes
        context.write(data, promise: promise)
    }

    func triggerUserOutboundEvent(
        context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?
    ) {
        guard event is ResponseEnded else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        promise?.succeed()
        // Not from within the write that is being handled: it may lead straight to the next
        // request.
        context.eventLoop.assumeIsolated().execute { self.responseEnded(context) }
    }

    private func responseEnded(_ context: ChannelHandlerContext) {
        guard phase == .answering else { return }
        if endsAfterResponse { return end(context) }
        phase = .waiting
        scanner = HeadScanner(limits: limits)
        awaitNext(context)
        admit(context)
        context.fireChannelReadComplete()
        if holdsRead { context.pipeline.syncOperations.read() }
    }

    func close(
        context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?
    ) {
        guard mode == .output else { return context.close(mode: mode, promise: promise) }
        promise?.succeed()
        endsAfterResponse = true
        if phase == .waiting || phase == .reading { end(context) }
    }

    // MARK: Deadlines and the end

    private func awaitNext(_ context: ChannelHandlerContext) {
        schedule(limits.idleDeadline, context) { $0.end($1) }
    }

    /// Looks whether the socket takes what waits for it, until the phase changes the timer.
    private func watch(_ context: ChannelHandlerContext) {
        stalledSince = .now()
        look(context)
    }

    private func look(_ context: ChannelHandlerContext) {
        let waiting = bytesWaiting(context)
        let taken = handedDown - waiting
        if waiting == 0 || taken != lastTaken {
            lastTaken = taken
            stalledSince = .now()
        } else if NIODeadline.now() - stalledSince >= TimeAmount(limits.writeProgressDeadline) {
            return cut(context)
        }
        schedule(limits.writeProgressDeadline / 4, context) { $0.look($1) }
    }

    private func bytesWaiting(_ context: ChannelHandlerContext) -> Int {
        // Only a closed channel fails here, and on it nothing waits.
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    private func refuse(_ problem: Problem, _ context: ChannelHandlerContext) {
        let bytes = ByteBuffer(bytes: problem.wireBytes(in: scanner.language))
        handedDown += bytes.readableBytes
        context.write(wrapOutboundOut(.byteBuffer(bytes)), promise: nil)
        end(context)
    }

    /// Half-closes once everything is flushed, then gives the client a moment to close first.
    private func end(_ context: ChannelHandlerContext) {
        phase = .ending
        inbox.clear()
        watch(context)
        let flushed = context.eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer())), promise: flushed)
        flushed.futureResult.assumeIsolated().whenComplete { _ in
            if self.isInputClosed { return context.close(promise: nil) }
            context.close(mode: .output, promise: nil)
            self.schedule(self.limits.lingerDeadline, context) { $1.close(promise: nil) }
        }
        if holdsRead { context.read() }
    }

    /// Ends at once and tells the kernel to forget what it still holds; a plain close would
    /// keep megabytes for minutes.
    private func cut(_ context: ChannelHandlerContext) {
        (context.channel as? any SocketOptionProvider)?
            .setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenFailure { _ in }
        context.close(promise: nil)
    }

    private func schedule(
        _ delay: Duration, _ context: ChannelHandlerContext,
        _ action: @escaping (ConnectionGuard, ChannelHandlerContext) -> Void
    ) {
        timer?.cancel()
        timer = scheduled(delay, context, action)
    }

    private func scheduled(
        _ delay: Duration, _ context: ChannelHandlerContext,
        _ action: @escaping (ConnectionGuard, ChannelHandlerContext) -> Void
    ) -> Scheduled<Void> {
        context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(delay)) {
            action(self, context)
        }
    }
}

/// The last part of a response has been handed down; the guard, which sees bytes only, cannot
/// tell by itself.
private struct ResponseEnded: Sendable {}

/// Stands where responses are still parts, and tells the guard when one ends.
final class ResponseEndMarker: ChannelOutboundHandler, RemovableChannelHandler, Sendable {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part = unwrapOutboundIn(data)
        context.write(data, promise: promise)
        if case .end = part { context.triggerUserOutboundEvent(ResponseEnded(), promise: nil) }
    }
}
#endif
