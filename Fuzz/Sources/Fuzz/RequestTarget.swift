import Foundation

@testable import ClubRegistry
@testable import ClubServer

/// A request as it comes over the wire: the head, then its target and its fields.
enum RequestTarget {
    static func run(_ bytes: [UInt8]) {
        guard let count = bounded(bytes, { headLength(bytes) }) else { return }
        let head = String(decoding: bytes[..<count], as: UTF8.self)
        // What passes is a head and nothing else, by another way of looking at it.
        let lines = bytes[..<count].split(separator: 0x0a, omittingEmptySubsequences: false)
        promise(lines.dropLast().allSatisfy { $0.last == 0x0d }, "a bare LF passed: \(head)")
        promise(lines.dropLast().dropLast().allSatisfy { $0.count > 1 }, "an early end: \(head)")
        promise(
            !head.lowercased().contains("\r\ntransfer-encoding:"), "chunks passed: \(head)")
        let hosts = head.lowercased().components(of: "\r\nhost:")
        promise(hosts == 2, "not one host: \(head)")
        let target = lines[0].split(separator: 0x20)[1]
        let fields = lines.dropFirst().prefix { $0.count > 1 }.map { line in
            let sides = line.dropLast().split(
                separator: 0x3a, maxSplits: 1, omittingEmptySubsequences: false)
            return (
                name: String(decoding: sides[0], as: UTF8.self),
                value: String(decoding: sides[1], as: UTF8.self)
            )
        }
        read(String(decoding: target, as: UTF8.self), fields)
    }

    /// Bytes of the head at the beginning; nil when it is refused or not complete.
    private static func headLength(_ bytes: [UInt8]) -> Int? {
        var scanner = HeadScanner(limits: ServerLimits())
        for (index, byte) in bytes.enumerated() {
            guard let isOver = try? scanner.push(byte) else { return nil }
            if isOver { return index + 1 }
        }
        return nil
    }

    private static func read(_ target: String, _ fields: [(name: String, value: String)]) {
        guard let request = WebRequest(method: "GET", target: target, headers: fields) else {
            return
        }
        let segments = request.path.split(separator: "/", omittingEmptySubsequences: false)
        promise(
            request.path.hasPrefix("/") && !segments.contains("..") && !segments.contains("."),
            "a path that leaves: \(request.path)")
        let texts = [request.path] + request.query.flatMap { [$0.name, $0.value] }
        promise(
            texts.allSatisfy { $0.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f } },
            "a control character passed: \(target)")
        let path = segments.map { encoded(String($0)) }.joined(separator: "/")
        let query = request.query.map { encoded($0.name) + "=" + encoded($0.value) }
        let again = WebRequest(
            method: "GET", target: path + (query.isEmpty ? "" : "?" + query.joined(separator: "&")))
        promise(
            again?.path == request.path && again?.query.map(\.name) == request.query.map(\.name)
                && again?.query.map(\.value) == request.query.map(\.value),
            "another request when written again: \(target)")
        for text in texts {
            if let number = WireGrammar.sequenceNumber(text) {
                promise(String(number) == text, "two spellings of one number: \(text)")
            }
            _ = (WireGrammar.isHash(text), WireGrammar.isFeedName(text))
        }
        for (_, value) in request.headers {
            _ = (
                acceptsGzip(value), asksToClose(value), ReplyLanguage(accepting: value),
                matches(value, entityTag: "\"x\"")
            )
        }
        if let input = request.header("signature-input"),
            let signature = request.header("signature")
        {
            readSignature(input, signature, of: SignedRequest(method: "GET", target: target))
        }
        let route = Route("/v1/feeds/{feed}") { _, _ in WebResponse() }
        if let places = route.places(in: request.path) {
            promise(places.count == 1 && !places[0].contains("/"), "a slash in a place: \(target)")
        }
    }

    /// What a signature says is read in one way only, and what it covers is one line each.
    private static func readSignature(
        _ input: String, _ signature: String, of request: SignedRequest
    ) {
        // Whatever is no signature is refused; that it ends nothing is what is tested.
        guard let fields = try? SignatureFields(input: input, signature: signature) else { return }
        let base64 = Data(fields.signature).base64EncodedString()
        // Another spelling of the same must be read, or the base would not be the signer's.
        let again = try? SignatureFields(
            input: "s=\(fields.parameters.text)", signature: "s=:\(base64):")
        promise(
            again?.parameters == fields.parameters && again?.signature == fields.signature,
            "another signature when written again: \(input)")
        guard let base = request.base(fields.parameters) else { return }
        let lines = base.split(separator: 0x0a, omittingEmptySubsequences: false)
        promise(
            lines.count == fields.parameters.components.count + 1,
            "a line break in what is signed: \(input)")
        let directory = NodeDirectory(
            network: .of([]),
            keys: ["caen": SigningKey(seed: [UInt8](repeating: 7, count: 32))!.publicKey])
        let reader = try? RequestVerifier(directory: directory, node: "rouen").reader(
            request, input: input, signature: signature, now: 1_800_000_000)
        promise(reader == nil || reader == "caen", "a stranger is let in: \(input)")
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "%0" + digits : "%" + digits
        }.joined()
    }
}

extension String {
    /// How many pieces `separator` cuts this into.
    fileprivate func components(of separator: String) -> Int {
        var count = 1
        var rest = utf8[...]
        while !rest.isEmpty {
            if rest.starts(with: separator.utf8) { count += 1 }
            rest = rest.dropFirst()
        }
        return count
    }
}

/// The head of an answer, as curl hands it to us line by line.
enum AnswerTarget {
    static func run(_ bytes: [UInt8]) {
        guard let head = bounded(bytes, { read(bytes) }) else { return }
        promise((200...599).contains(head.status), "status \(head.status)")
        for (name, value) in head.headers {
            promise(
                !name.isEmpty && name == name.lowercased()
                    && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != 0x3a },
                "a name that is no token: \(name.debugDescription)")
            promise(
                value.utf8.allSatisfy { $0 == 9 || $0 >= 0x20 && $0 != 0x7f },
                "a control character passed: \(value.debugDescription)")
            let seconds = HTTPDate.seconds(value) ?? 0
            promise(
                (-62_135_596_800...253_402_300_800).contains(seconds), "no such date: \(value)")
        }
        // Written again it is the same head, but for the blank behind a comma at the end of a value:
        // an empty field of a name that stands before it made that.
        let fields = head.headers.map { "\($0.key): \($0.value)\r\n" }.joined()
        let again = read(Array("HTTP/1.1 \(head.status) x\r\n\(fields)\r\n".utf8))
        let written = HTTPHead(
            status: head.status,
            headers: head.headers.mapValues { $0.hasSuffix(", ") ? String($0.dropLast()) : $0 })
        promise(again == written || fields.utf8.count > 60_000, "another head: \(bytes.shown)")
    }

    private static func read(_ bytes: [UInt8]) -> HTTPHead? {
        var parser = HTTPHeadParser(byteLimit: 65_536)
        var start = 0
        while let end = bytes[start...].firstIndex(of: 0x0a) {
            do throws(TransferError) {
                if let head = try parser.consume(bytes[start...end]) { return head }
            } catch { return nil }
            start = end + 1
        }
        return nil
    }
}
