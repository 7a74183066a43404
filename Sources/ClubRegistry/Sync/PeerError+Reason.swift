/// Why a peer gave no usable answer, as people read it.
///
/// The layers below carry short codes of ours, and what libcurl says, which is English. What is
/// known is a sentence of the catalogue; what is not stands in quotes, so that nobody takes it for
/// a word of ours.
extension PeerError {
    package var reason: Message {
        switch self {
        case .refused(let status): Message(.reasonStatus, ["status": String(status)])
        case .nonsense(let why): Self.nonsenseReason(why)
        case .unreachable(let why), .untrusted(let why), .interrupted(let why),
            .badAddress(let why):
            Self.transferReason(why)
        }
    }

    private static func transferReason(_ why: String) -> Message {
        if let phrase = codes[why] { return Message(phrase) }
        if why.hasPrefix("HTTP "), let status = Int(why.dropFirst(5)) {
            return Message(.reasonStatus, ["status": String(status)])
        }
        for (text, phrase) in curlTexts where why.contains(text) {
            return Message(phrase, ["why": why])
        }
        return Message(.reasonOther, ["why": why])
    }

    private static func nonsenseReason(_ why: String) -> Message {
        if LineDefect.Code(rawValue: why) != nil { return Message(.reasonFrontier, ["code": why]) }
        for (mark, phrase) in [("> ", Phrase.reasonTooLarge), ("headers > ", .reasonHeadTooLarge)] {
            if why.hasPrefix(mark), let limit = Int(why.dropFirst(mark.utf8.count)) {
                return Message(phrase, ["limit": String(limit)])
            }
        }
        return Message(.reasonNotHTTP, ["why": why])
    }

    /// The codes of ``HTTPPeer`` and ``Pull``.
    private static let codes: [String: Phrase] = [
        "unresolvable": .reasonUnresolvable, "connect": .reasonSlowConnection,
        "firstByte": .reasonSlowAnswer, "stall": .reasonStalled, "total": .reasonTotal,
        "cut": .reasonCut, "cancelled": .reasonCancelled,
    ]

    /// What libcurl 7.88 to 8 and its TLS libraries say, the first that is contained; addresses and
    /// milliseconds stand around it.
    private static let curlTexts: [(String, Phrase)] = [
        ("Couldn't connect to server", .reasonNoConnection),
        ("Could not connect to server", .reasonNoConnection),
        ("Failed to connect to", .reasonNoConnection),
        ("Connection refused", .reasonNoConnection),
        ("certificate has expired", .reasonCertificateExpired),
        ("certificate is not yet valid", .reasonCertificateExpired),
        ("local issuer certificate", .reasonCertificateUnknown),
        ("self-signed certificate", .reasonCertificateUnknown),
        ("self signed certificate", .reasonCertificateUnknown),
        ("subject name", .reasonCertificateOfOther),
        ("SSL", .reasonCertificate), ("TLS", .reasonCertificate),
    ]
}
