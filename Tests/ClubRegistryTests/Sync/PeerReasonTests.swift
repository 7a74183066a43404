import ClubRegistry
import Testing

/// Why a transfer failed, as a French and an English administrator read it.
@Suite struct PeerReasonTests {
    @Test(
        arguments: [
            (.unreachable("unresolvable"), "nom inconnu", "no such host"),
            (
                .unreachable(
                    "Failed to connect to 10.0.0.9 port 8471 after 3 ms: Couldn't connect to server"
                ), "connexion impossible", "no connection"
            ),
            (.unreachable("connect"), "pas de connexion à temps", "no connection in time"),
            (.unreachable("firstByte"), "pas de réponse à temps", "no answer in time"),
            (.unreachable("HTTP 503"), "il a répondu HTTP 503", "it answered HTTP 503"),
            (.interrupted("stall"), "plus rien ne vient", "nothing comes any more"),
            (.interrupted("total"), "trop long", "took too long"),
            (.interrupted("cut"), "connexion coupée", "connection cut"),
            (
                .unreachable("SSL certificate problem: certificate has expired"),
                "certificat expiré, ou horloge fausse", "certificate expired, or a wrong clock"
            ),
            (
                .unreachable("SSL certificate problem: unable to get local issuer certificate"),
                "certificat d’une autorité inconnue ici",
                "certificate of an authority unknown here"
            ),
            (
                .unreachable(
                    "SSL: no alternative certificate subject name matches target host name 'a'"),
                "certificat d’un autre nom", "certificate of another name"
            ),
            (.refused(status: 403), "il a répondu HTTP 403", "it answered HTTP 403"),
            (
                .nonsense("> 4194304"), "réponse de plus de 4194304 octets",
                "an answer of more than 4194304 bytes"
            ),
            (
                .nonsense("bad-shape"), "sa réponse n’est pas une frontière\u{a0}: bad-shape",
                "its answer is no frontier: bad-shape"
            ),
            (
                .nonsense("not a header line"),
                "pas du HTTP\u{a0}: «\u{a0}not a header line\u{a0}»",
                "not HTTP: “not a header line”"
            ),
            // What nobody has translated is in quotes.
            (
                .unreachable("curl 97: Proxy handshake\u{1b}[2J"),
                "«\u{a0}curl 97: Proxy handshake\\u{1b}[2J\u{a0}»",
                "“curl 97: Proxy handshake\\u{1b}[2J”"
            ),
        ] as [(PeerError, String, String)])
    func `a reason is said in the language of the reader`(
        _ error: PeerError, _ french: String, _ english: String
    ) {
        #expect(error.reason.text(in: .french) == french)
        #expect(error.reason.text(in: .english) == english)
    }
}
