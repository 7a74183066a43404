@testable import ClubServer
import Testing

@Suite struct HeadScannerTests {
    private func scan(_ head: String, limits: ServerLimits = ServerLimits()) throws -> (
        scanner: HeadScanner, isComplete: Bool
    ) {
        var scanner = HeadScanner(limits: limits)
        for byte in head.utf8 where try scanner.push(byte) { return (scanner, true) }
        return (scanner, false)
    }

    @Test func `a plain head is complete at its last byte`() throws {
        let head = "GET /v1/frontier?a=b HTTP/1.1\r\nHost: a\r\nAccept:\t*/*\r\n\r\n"
        let (scanner, isComplete) = try scan(head + "GET")
        #expect(isComplete)
        #expect(scanner.byteCount == head.utf8.count)
        #expect(!scanner.isHeadMethod && !scanner.closesConnection)
        #expect(try !scan(String(head.dropLast())).isComplete)
    }

    @Test(arguments: [
        ("Connection: close", true), ("connection: Keep-Alive, CLOSE", true),
        ("Upgrade: h2c", true),
        ("Connection: keep-alive", false), ("Content-Length: 0", false),
    ])
    func `a head says whether the connection goes on`(field: String, closes: Bool) throws {
        let (scanner, _) = try scan("HEAD / HTTP/1.1\r\nHost: a\r\n\(field)\r\n\r\n")
        #expect(scanner.closesConnection == closes)
        #expect(scanner.isHeadMethod)
    }

    @Test(arguments: [
        ("GET / HTTP/1.0\r\n", Problem.httpVersion), ("PRI * HTTP/2.0\r\n", .httpVersion),
        ("GET /\r\n", .malformedRequest), ("GET / HTTP/1.1\n", .malformedRequest),
        ("GET  / HTTP/1.1\r\n", .malformedRequest),
        ("GET http://a/ HTTP/1.1\r\n", .malformedRequest),
        ("CONNECT a:80 HTTP/1.1\r\n", .malformedRequest), ("\r\n", .malformedRequest),
        ("\u{16}\u{03}\u{01}\r\n", .malformedRequest), ("G(T / HTTP/1.1\r\n", .malformedRequest),
        ("GET / HTTP/1.1\r\n\r\n", .malformedRequest),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", .malformedRequest),
        ("GET / HTTP/1.1\r\nHost : a\r\n", .malformedRequest),
        ("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n", .malformedRequest),
        ("GET / HTTP/1.1\r\nno colon\r\n", .malformedRequest),
        ("GET / HTTP/1.1\r\nA: b\rc\r\n", .malformedRequest),
        ("GET / HTTP/1.1\r\nA: b\u{0}\r\n", .malformedRequest),
        ("GET / HTTP/1.1\r\nContent-Length: 5\r\n", .bodyRefused),
        ("GET / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n", .bodyRefused),
        ("GET / HTTP/1.1\r\nContent-Length: -1\r\n", .malformedRequest),
        ("GET / HTTP/1.1\r\nContent-Length: 0, 5\r\n", .malformedRequest),
        ("GET / HTTP/1.1\r\nContent-Length: 0\r\nContent-Length: 0\r\n", .malformedRequest),
        ("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n", .bodyRefused),
        ("GET /\(String(repeating: "a", count: 4096)) HTTP/1.1\r\n", .targetTooLong),
        (String(repeating: "a", count: 5000), .targetTooLong),
        ("GET / HTTP/1.1\r\nA: \(String(repeating: "a", count: 17_000))", .headTooLarge),
        ("GET / HTTP/1.1\r\n" + String(repeating: "A: b\r\n", count: 65), .headTooLarge),
    ])
    func `what breaks a rule is refused`(head: String, problem: Problem) {
        #expect(throws: problem) { try scan(head) }
    }

    @Test func `the limits themselves are allowed`() throws {
        let target = "/" + String(repeating: "a", count: 4095)
        #expect(try scan("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n").isComplete)
        let fields = String(repeating: "A: b\r\n", count: 63)
        #expect(try scan("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n").isComplete)
    }
}

@Suite struct HTTPDateTests {
    @Test(arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
    ])
    func `a date is written as HTTP wants it`(seconds: Int, text: String) {
        #expect(httpDate(secondsSince1970: seconds) == text)
    }
}
