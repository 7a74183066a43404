import Glibc

/// A server on 127.0.0.1 that does to each connection what a script says, byte by byte.
///
/// Plain blocking sockets, so that it can be as wrong as the test needs: no HTTP code corrects it.
/// One thread accepts, and each connection's script runs on a thread of its own; after the script
/// the connection is closed. The port is the system's choice. Stops when the last reference goes.
package final class ScriptedServer: Sendable {
    package let port: UInt16
    private let listener: CInt

    package init(script: @escaping @Sendable (Connection) -> Void) {
        listener = Self.boundSocket()
        port = Self.port(of: listener)
        precondition(listen(listener, 64) == 0, "listen: \(errno)")
        Self.startThread { [listener] in
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { break }
                Self.startThread {
                    script(Connection(descriptor: descriptor))
                    close(descriptor)
                }
            }
            close(listener)
        }
    }

    deinit {
        // Makes the pending `accept` fail, whose thread then closes the socket.
        shutdown(listener, CInt(SHUT_RDWR))
    }

    /// Reads one request and sends `answer`, whatever was asked.
    package convenience init(answering answer: some Sequence<UInt8> & Sendable) {
        self.init { connection in
            _ = connection.readRequest()
            connection.send(answer)
        }
    }

    package convenience init(answering answer: String) {
        self.init(answering: Array(answer.utf8))
    }

    package var url: String { "http://127.0.0.1:\(port)/" }

    /// Calls `body` with a URL that refuses connections: its port is bound all the while, but
    /// nobody listens.
    package static func withRefusingURL(_ body: (String) async throws -> Void) async rethrows {
        let socket = boundSocket()
        defer { close(socket) }
        try await body("http://127.0.0.1:\(port(of: socket))/")
    }

    // MARK: One connection

    /// What a script may do with a connection; every call blocks.
    package struct Connection: Sendable {
        fileprivate let descriptor: CInt

        /// Reads up to the empty line that ends a GET; less if the client goes away before.
        package func readRequest() -> String {
            var request: [UInt8] = []
            var byte: UInt8 = 0
            while !request.suffix(4).elementsEqual("\r\n\r\n".utf8),
                recv(descriptor, &byte, 1, 0) == 1
            {
                request.append(byte)
            }
            return String(decoding: request, as: UTF8.self)
        }

        /// - Returns: whether the client took all of it, as far as the kernel knows.
        @discardableResult
        package func send(_ bytes: some Sequence<UInt8>) -> Bool {
            var rest = Array(bytes)[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
                }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }

        @discardableResult
        package func send(_ text: String) -> Bool { send(text.utf8) }

        /// Sends `piece` up to `times` times, with `pause` in between, until the client is gone.
        package func drip(_ piece: String, every pause: Duration, times: Int = .max) {
            for _ in 0..<times {
                guard send(piece), !isClosed(within: pause) else { return }
            }
        }

        /// Stalls until the client has closed the connection.
        package func waitForClose() {
            while !isClosed(within: .seconds(3600)) {}
        }

        /// Ends the connection with a reset instead of a goodbye.
        package func reset() {
            var hard = linger(l_onoff: 1, l_linger: 0)
            setsockopt(
                descriptor, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
            // `close`, later, is what sends the reset; a descriptor is closed only once.
        }

        private func isClosed(within timeout: Duration) -> Bool {
            var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let milliseconds =
                timeout.components.seconds * 1000
                + timeout.components.attoseconds / 1_000_000_000_000_000
            guard poll(&state, 1, CInt(milliseconds)) > 0 else { return false }
            var byte: UInt8 = 0
            return recv(descriptor, &byte, 1, 0) <= 0
        }
    }

    // MARK: Sockets and threads

    private static func boundSocket() -> CInt {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        precondition(descriptor >= 0, "socket: \(errno)")
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        let result = withSocketAddress(&address) { bind(descriptor, $0, $1.pointee) }
        precondition(result == 0, "bind: \(errno)")
        return descriptor
    }

    private static func port(of descriptor: CInt) -> UInt16 {
        var address = sockaddr_in()
        let result = withSocketAddress(&address) { getsockname(descriptor, $0, $1) }
        precondition(result == 0, "getsockname: \(errno)")
        return UInt16(bigEndian: address.sin_port)
    }

    private static func withSocketAddress(
        _ address: inout sockaddr_in,
        _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> CInt
    ) -> CInt {
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, &size) }
        }
    }

    private static func startThread(_ body: @escaping @Sendable () -> Void) {
        final class Box: Sendable {
            let run: @Sendable () -> Void
            init(run: @escaping @Sendable () -> Void) { self.run = run }
        }
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            {
                if let raw = $0 { Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().run() }
                return nil
            }, Unmanaged.passRetained(Box(run: body)).toOpaque())
        precondition(code == 0, "pthread_create: \(code)")
        pthread_detach(thread)
    }
}
