import Foundation
import Testing

@testable import ClubRegistry

/// What a request must be signed like for a member to be recognised.
@Suite struct RequestVerifierTests {
    private static let now = 1_800_000_000
    private static let caen = SigningKey(seed: [UInt8](repeating: 1, count: 32))!
    private static let request = SignedRequest(method: "GET", target: "/v1/frontier?held=a:1:b")
    private static let verifier = RequestVerifier(
        directory: NodeDirectory(network: .of([]), keys: ["caen": caen.publicKey]), node: "rouen")

    /// A signature made by hand, label `s`, over any parameters in any form.
    private func fields(
        _ inner: String = #"("@method" "@path" "@query")"#,
        _ parameters: String = #";created=1800000000;keyid="caen";tag="club-sync:rouen""#,
        request: SignedRequest = request, key: SigningKey = caen
    ) -> (input: String, signature: String) {
        let names = inner.split { "() ".contains($0) }.map { $0.filter { $0 != "\"" } }
        let query = request.target.firstIndex(of: "?").map { String(request.target[$0...]) }
        let values = [
            "@method": request.method, "@query": query ?? "?",
            "@path": String(request.target.prefix { $0 != "?" }), "host": "a",
        ]
        let lines = names.map { "\"\($0)\": \(values[$0] ?? "")\n" }.joined()
        let base = "\(lines)\"@signature-params\": \(inner)\(parameters)"
        let signature = Data(key.sign(Array(base.utf8))).base64EncodedString()
        return ("s=\(inner)\(parameters)", "s=:\(signature):")
    }

    private func reader(
        _ fields: (input: String, signature: String), _ request: SignedRequest = request,
        now: Int = now
    ) throws -> String {
        try Self.verifier.reader(
            request, input: fields.input, signature: fields.signature, now: now)
    }

    @Test func `what a member signs is a member's`() throws {
        #expect(try reader(fields()) == "caen")
        for target in ["/v1/frontier", "/v1/frontier?", "/a?b?c=%2F", "/"] {
            let request = SignedRequest(method: "HEAD", target: target)
            let signed = RequestSigner(node: "caen", key: Self.caen).fields(
                for: request, to: "rouen", created: Self.now)
            #expect(try reader((signed[0].value, signed[1].value), request) == "caen")
            #expect(try reader(fields(request: request), request) == "caen")
        }
    }

    @Test(arguments: [
        (
            #"("@path" "@query" "@method")"#,
            #";created=1800000000;keyid="caen";tag="club-sync:rouen""#
        ),
        (
            #"("@method" "@path" "@query")"#,
            #";tag="club-sync:rouen";keyid="caen";alg="ed25519";nonce="x";expires=1800000000;created=1799999999"#
        ),
    ])
    func `order is the signer's, and so is what RFC 9421 allows beside`(
        inner: String, parameters: String
    ) throws {
        #expect(try reader(fields(inner, parameters)) == "caen")
    }

    @Test(arguments: [
        SignedRequest(method: "HEAD", target: "/v1/frontier?held=a:1:b"),
        SignedRequest(method: "GET", target: "/v1/frontie?held=a:1:b"),
        SignedRequest(method: "GET", target: "/v1/frontier?held=a:1:c"),
        SignedRequest(method: "GET", target: "/v1/frontier"),
        SignedRequest(method: "GET", target: "/v1/frontier?held=a:1:b&after=1"),
        SignedRequest(method: "GET", target: "/v1/frontier?held=a%3A1:b"),
    ])
    func `a signature is for one request`(other: SignedRequest) throws {
        #expect(throws: SignatureRefusal.invalid) { try reader(fields(), other) }
    }

    @Test(arguments: [
        (-301, false), (-300, true), (0, true), (300, true), (301, false), (63_072_000, false),
    ])
    func `a signature lasts 300 seconds by the clock of the node that is asked`(
        offset: Int, isTaken: Bool
    ) throws {
        let signed = RequestSigner(node: "caen", key: Self.caen).fields(
            for: Self.request, to: "rouen", created: Self.now + offset)
        let fields = (signed[0].value, signed[1].value)
        guard isTaken else {
            #expect(throws: SignatureRefusal.outOfTime) { try reader(fields) }
            return
        }
        #expect(try reader(fields) == "caen")
        // Played again it is taken while its time lasts, and not after.
        #expect(try reader(fields) == "caen")
        #expect(throws: SignatureRefusal.outOfTime) {
            try reader(fields, now: Self.now + offset + 301)
        }
    }

    @Test(arguments: [
        (
            #";created=1800000000;keyid="caen";tag="club-sync:caen""#,
            SignatureRefusal.otherAddressee
        ),
        (#";created=1800000000;keyid="caen";tag="club-sync:rouen2""#, .otherAddressee),
        (#";created=1800000000;keyid="caen";tag="club-sync:""#, .otherAddressee),
        (#";created=1800000000;keyid="caen";tag="rouen""#, .missing),
        (#";created=1800000000;keyid="caen""#, .missing),
        (#";created=1800000000;keyid="evreux";tag="club-sync:rouen""#, .notAMember),
        (#";created=1800000000;keyid="Caen";tag="club-sync:rouen""#, .notAMember),
        (#";created=1800000000;tag="club-sync:rouen""#, .malformed),
        (#";keyid="caen";tag="club-sync:rouen""#, .malformed),
        (#";created="1800000000";keyid="caen";tag="club-sync:rouen""#, .malformed),
        (#";created=1800000000.0;keyid="caen";tag="club-sync:rouen""#, .malformed),
        (#";created=1800000000;keyid=caen;tag="club-sync:rouen""#, .malformed),
        (#";created=1800000000;keyid="caen";tag="club-sync:rouen";alg="hmac-sha256""#, .malformed),
        (#";created=1800000000;keyid="caen";tag="club-sync:rouen";later=1"#, .malformed),
        (#";created=1800000000;keyid="caen";tag="club-sync:rouen";expires=1799999999"#, .outOfTime),
        (#";created=999999999999999;keyid="caen";tag="club-sync:rouen""#, .outOfTime),
        (#";created=-999999999999999;keyid="caen";tag="club-sync:rouen""#, .outOfTime),
        (#";created=9999999999999999;keyid="caen";tag="club-sync:rouen""#, .malformed),
    ])
    func `parameters that are not those of the protocol are refused`(
        parameters: String, refusal: SignatureRefusal
    ) {
        #expect(throws: refusal) {
            try reader(fields(#"("@method" "@path" "@query")"#, parameters))
        }
    }

    @Test(arguments: [
        #"()"#, #"("@method" "@path")"#, #"("@method" "@query")"#, #"("@path" "@query")"#,
        #"("@method" "@path" "@query" "host")"#, #"("@method" "@path" "@query" "@query")"#,
        #"("@method" "@path" "@query";req)"#, #"(@method "@path" "@query")"#,
        #"("@method" "@path" "@query" "@authority")"#, #"("@METHOD" "@path" "@query")"#,
    ])
    func `exactly method, path and query are covered`(inner: String) {
        #expect(throws: SignatureRefusal.malformed) { try reader(fields(inner)) }
    }

    @Test func `another key, and a bit that is turned`() throws {
        #expect(throws: SignatureRefusal.invalid) { try reader(fields(key: SigningKey())) }
        let good = fields()
        let bytes = try #require(
            Data(base64Encoded: String(good.signature.dropFirst(3).dropLast())))
        for index in [0, 31, 32, 63] {
            var turned = bytes
            turned[index] ^= 1
            let signature = "s=:\(turned.base64EncodedString()):"
            #expect(throws: SignatureRefusal.invalid) { try reader((good.input, signature)) }
        }
    }

    @Test func `the signatures of a proxy are passed over`() throws {
        let good = fields()
        let input =
            #"proxy=("@status";req "x");alg="rsa-v1_5-sha256";other=?1, \#(good.input), x=1"#
        let signature = "proxy=:AAAA:, \(good.signature)"
        #expect(try reader((input, signature)) == "caen")
    }

    @Test func `two signatures of this protocol are none`() throws {
        let good = fields()
        let again = ("\(good.input), t\(good.input.dropFirst())", good.signature)
        #expect(throws: SignatureRefusal.malformed) { try reader(again) }
    }

    @Test(
        arguments: [
            (nil, nil, SignatureRefusal.missing), ("s=()", nil, .missing),
            (nil, "s=:AA==:", .missing),
            ("", "", .missing), ("s=()", "s=:AA==:", .missing), ("s=(", "s=:AA==:", .malformed),
            (#"s=();tag="club-sync:rouen""#, "", .malformed),
            (#"s=();tag="club-sync:rouen""#, "s=:AA==:", .malformed),
            (#"s=();tag="club-sync:rouen""#, "s=x", .malformed),
            (#"s=();tag="club-sync:rouen""#, "s=(:AA==:)", .malformed),
            ("é", "é", .malformed), (#"s=();tag="é""#, "s=:AA==:", .malformed),
            (String(repeating: "a,", count: 2049), "s=:AA==:", .malformed),
            ("s=()", String(repeating: "a,", count: 2049), .malformed),
        ] as [(String?, String?, SignatureRefusal)])
    func `fields that are no signature are refused`(
        input: String?, signature: String?, refusal: SignatureRefusal
    ) {
        #expect(throws: refusal) {
            try Self.verifier.reader(
                Self.request, input: input, signature: signature, now: Self.now)
        }
    }

    @Test(arguments: [Int.min, -1, 0, 1_800_000_000, Int.max])
    func `a clock may say anything`(seconds: Int) throws {
        let signed = RequestSigner(node: "caen", key: Self.caen).fields(
            for: Self.request, to: "rouen", created: seconds)
        let fields = try SignatureFields(input: signed[0].value, signature: signed[1].value)
        #expect(fields.parameters.created == min(max(seconds, 0), 999_999_999_999_999))
    }
}
