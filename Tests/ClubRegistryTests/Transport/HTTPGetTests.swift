import ClubRegistry
import ClubTestSupport
import Testing

struct HTTPGetTests {
    @Test(arguments: [
        "", "club.example", "//club.example/", "http:", "http://", "http:///feed", "http://:80/",
        "file:///etc/passwd", "ftp://club.example/", "gopher://club.example/",
        "httpx://club.example/",
        "http://user@club.example/", "http://user:pw@club.example/",
        "https://club.example@evil.example/",
        "http://club example/", " http://club.example/", "http://club.example/ ",
        "http://club.example/a b", "http://club.example/\r\nX: y", "http://club.example/\0",
        "http://club.example/\u{7F}", "http://club.example/é",
        "http://club.example\\@evil.example/",
        "http://club%2eexample/", "http://club.example:/", "http://club.example:0/",
        "http://club.example:65536/", "http://club.example:80a/", "http://club.example:+80/",
        "http://[::1/", "http://[]/", "http://[::1]80/", "http://[fe80::1%25eth0]/",
        "http://club.example/" + String(repeating: "a", count: 2029),
    ])
    func `a URL that is not plainly http or https never reaches the network`(url: String) async {
        await #expect { try await HTTPClient().get(.small(url)) } throws: {
            if case .notHTTP = $0 as? TransferError { true } else { false }
        }
    }

    @Test
    func `a URL may be in capitals, have a query, and be as long as the limit`() async throws {
        let server = ScriptedServer(answering: "HTTP/1.1 204 No Content\r\n\r\n")
        let base = "HTTP://LOCALHOST:\(server.port)/?a=%20&b="
        let url = base + String(repeating: "a", count: 2048 - base.utf8.count)
        #expect(try await HTTPClient().get(.small(url)).head.status == 204)
    }

    @Test(arguments: [
        ("", "a"), ("A B", "a"), ("A:", "a"), ("É", "a"), ("A", "a\r\nB: b"), ("A", "a\0"),
    ])
    func `a header that would forge another is not sent`(name: String, value: String) async {
        var request = HTTPGet.small("http://club.invalid/")
        request.headers = [(name, value)]
        await #expect(throws: TransferError.unsendableHeader(name)) {
            try await HTTPClient().get(request)
        }
    }
}
