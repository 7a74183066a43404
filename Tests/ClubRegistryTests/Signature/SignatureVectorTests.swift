import Foundation
import RawStructuredFieldValues
import Testing

@testable import ClubRegistry

/// What others have computed, and what our document says.
@Suite struct SignatureVectorTests {
    /// `test-key-ed25519` of RFC 9421 §B.1.4.
    static let key = SigningKey(
        seed: Base64URL.decode("n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU".utf8, count: 32)!)!

    @Test func `the ed25519 vector of RFC 9421, B.2.6`() throws {
        #expect(Self.key.publicKey.text == "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs")
        let input =
            #"sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length")"#
            + #";created=1618884473;keyid="test-key-ed25519""#
        var parser = StructuredFieldValueParser(Array(input.utf8))
        let member = try parser.parseDictionaryFieldValue()["sig-b26"]
        guard case .innerList(let list)? = member else {
            Issue.record("not an inner list")
            return
        }
        let parameters = try SignatureParameters(list)
        #expect(parameters.created == 1_618_884_473)
        #expect(parameters.keyID == "test-key-ed25519")
        #expect(parameters.tag == nil && parameters.algorithm == nil && parameters.expires == nil)
        let base = SignatureBase.bytes(
            [
                "Tue, 20 Apr 2021 02:07:55 GMT", "POST", "/foo", "example.com",
                "application/json", "18",
            ], parameters)
        #expect(
            String(decoding: base, as: UTF8.self)
                == """
                "date": Tue, 20 Apr 2021 02:07:55 GMT
                "@method": POST
                "@path": /foo
                "@authority": example.com
                "content-type": application/json
                "content-length": 18
                "@signature-params": ("date" "@method" "@path" "@authority" "content-type" \
                "content-length");created=1618884473;keyid="test-key-ed25519"
                """)
        let signature = try #require(
            Data(
                base64Encoded: "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu"
                    + "4A0w6vuQv5lIp5WPpBKRCw=="))
        #expect(Self.key.publicKey.verifies(Array(signature), of: base))
        #expect(!Self.key.publicKey.verifies(Array(signature), of: base + [0x0a]))
        #expect(Self.key.publicKey.verifies(Self.key.sign(base), of: base))
    }

    @Test func `the worked example of the HTTP document is what this program does`() throws {
        let document = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../../docs/http.md").standardizedFileURL, encoding: .utf8)
        let example = try #require(
            document.components(separatedBy: "### A signed request, worked").last?
                .components(separatedBy: "\n## ").first)
        let blocks = example.components(separatedBy: "```").enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }
            .map { $0.element.split(separator: "\n", maxSplits: 1).last.map(String.init) ?? "" }
        try #require(blocks.count == 2)
        #expect(example.contains(Base64URL.text(Self.key.seed)))
        #expect(example.contains(Self.key.publicKey.text))
        // First the bytes that are signed, then the request.
        let base = blocks[0].trimmingCharacters(in: .newlines)
        let lines = blocks[1].split(separator: "\n").map(String.init)
        let words = lines[0].split(separator: " ")
        let request = SignedRequest(method: String(words[0]), target: String(words[1]))
        func field(_ name: String) -> String? {
            lines.first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
        }
        let (input, signature) = (field("Signature-Input"), field("Signature"))
        let fields = try SignatureFields(input: #require(input), signature: #require(signature))
        #expect(request.base(fields.parameters).map { String(decoding: $0, as: UTF8.self) } == base)
        let directory = NodeDirectory(network: .of([]), keys: ["caen": Self.key.publicKey])
        let reader = try RequestVerifier(directory: directory, node: "rouen").reader(
            request, input: input, signature: signature, now: #require(fields.parameters.created))
        #expect(reader == "caen")
        let ours = RequestSigner(node: "caen", key: Self.key).fields(
            for: request, to: "rouen", created: try #require(fields.parameters.created))
        #expect(ours[0].value == input)
    }
}
