import ClubRegistry

/// Caen, a member that asks the node under test, Rouen, and signs what it asks.
let caen = RequestSigner(node: "caen", key: caenKey)

private let caenKey = SigningKey(seed: [UInt8](repeating: 7, count: 32))!

let leHavreKey = SigningKey(seed: [UInt8](repeating: 8, count: 32))!

/// The charter of the node under test names these two.
let testDirectory = NodeDirectory(
    network: Hash256(text: zeroHash)!,
    keys: [
        "caen": caenKey.publicKey,
        "le-havre": leHavreKey.publicKey,
    ])

/// The fields of a signature of Caen's, made now.
func signature(_ target: String, method: String = "GET") -> [(name: String, value: String)] {
    caen.fields(
        for: SignedRequest(method: method, target: target), to: "rouen",
        created: SystemCalls.system.realTime())
}

/// The same as lines of a head, each with its CRLF.
func signatureLines(_ target: String, method: String = "GET") -> String {
    signature(target, method: method).map { "\($0.name): \($0.value)\r\n" }.joined()
}
