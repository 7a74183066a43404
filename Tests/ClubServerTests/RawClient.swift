import Foundation
import Glibc

/// A client that is nothing but a socket, so that it can be as rude as a test needs.
///
/// Calls that block run on threads of their own, as the server under test needs the few of the
/// cooperative pool. Every read gives up after ten seconds, so that a bug fails a test instead of
/// hanging it.
final class RawClient: Sendable {
    enum Ending: Equatable { case eof, reset, silence }
    struct Refused: Error {}

    /// What was left to read on a connection.
    struct Rest: Equatable {
        static let nothing = Rest(bytes: [], ending: .eof)
        var bytes: [UInt8]
        var ending: Ending
    }

    private let descriptor: Int32

    /// - Parameter receiveBytes: The size of the kernel's buffer, small for a client that is to
    ///   block the server soon.
    init(port: Int, receiveBytes: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        if var receiveBytes {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBytes, 4)
        }
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            close(descriptor)
            throw Refused()
        }
    }

    deinit {
        close(descriptor)
    }

    /// False when the other side is gone.
    @discardableResult
    func send(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    /// Asks with a signature, which only the routes for members look at.
    func get(_ path: String, _ fields: String...) {
        let lines = fields.map { $0 + "\r\n" }.joined()
        send("GET \(path) HTTP/1.1\r\nHost: a\r\n\(lines)\(signatureLines(path))\r\n")
    }

    func closeSendingSide() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Whether bytes or an end can be read, within that time.
    func isReadable(within milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, milliseconds) > 0
    }

    /// Whether the connection is torn down within 45 s, without a byte being read.
    func isTornDown() async -> Bool {
        await offPool {
            var entry = pollfd(fd: self.descriptor, events: 0, revents: 0)
            return poll(&entry, 1, 45_000) > 0 && Int32(entry.revents) & (POLLERR | POLLHUP) != 0
        }
    }

    /// Everything until the connection ends, and how it ended.
    func readAll() async -> Rest {
        await offPool {
            var result: [UInt8] = []
            while true {
                let (block, ending) = self.readSome()
                result += block
                if let ending { return Rest(bytes: result, ending: ending) }
            }
        }
    }

    /// One response: its head as text, and its body with the chunks joined; nil when the connection
    /// ends before it does.
    func response(hasBody: Bool = true) async -> (head: String, body: [UInt8])? {
        await offPool {
            guard let head = self.readLine(endingWith: "\r\n\r\n") else { return nil }
            let lower = head.lowercased()
            guard hasBody, !head.hasPrefix("HTTP/1.1 304") else { return (head, []) }
            if let length = lower.firstRange(of: "content-length: ").flatMap({
                Int(lower[$0.upperBound...].prefix { $0.isNumber })
            }) {
                return self.readExactly(length).map { (head, $0) }
            }
            var body: [UInt8] = []
            while let line = self.readLine(endingWith: "\r\n"),
                let size = Int(line.dropLast(1), radix: 16),
                let chunk = self.readExactly(size), self.readExactly(2) == [13, 10]
            {
                if size == 0 { return (head, body) }
                body += chunk
            }
            return nil
        }
    }

    private func readLine(endingWith end: String) -> String? {
        var line: [UInt8] = []
        while let byte = readExactly(1) {
            line += byte
            if line.suffix(end.utf8.count).elementsEqual(end.utf8) {
                return String(decoding: line, as: UTF8.self)
            }
        }
        return nil
    }

    private func readExactly(_ count: Int) -> [UInt8]? {
        var result: [UInt8] = []
        while result.count < count {
            let (block, ending) = readSome(atMost: count - result.count)
            result += block
            if ending != nil { return nil }
        }
        return result
    }

    func readSome(atMost limit: Int = 64 * 1024) -> ([UInt8], Ending?) {
        var ending: Ending?
        let block = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            let read = recv(descriptor, buffer.baseAddress, limit, 0)
            count = max(0, read)
            if read == 0 { ending = .eof }
            if read < 0 { ending = errno == EAGAIN ? .silence : .reset }
        }
        return (block, ending)
    }
}

/// Runs what blocks on a thread of its own. Dispatch would not do: on Linux its threads and those
/// of tasks are one limited pool.
func offPool<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: body()) }
    }
}
