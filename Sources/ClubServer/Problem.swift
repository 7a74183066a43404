package import ClubRegistry

/// Why a request is refused, as `application/problem+json` (RFC 9457).
///
/// `type` is for programs and stays for good; `title` and `detail` are for people, in their
/// language.
package enum Problem: Error, Equatable {
    case notFound
    case methodNotAllowed(allowed: String)
    case badParameter(String, Rule)
    case unknownFeed
    case otherChain
    case internalError
    case malformedRequest
    case headTooLarge
    case targetTooLong
    case bodyRefused
    case headTooSlow
    case httpVersion
    case tooManyConnections
    /// Who asks is not known to be a member.
    case notRecognised(SignatureRefusal)

    /// What a parameter breaks.
    package enum Rule: Sendable {
        case unknown, repeated, missing, notSequenceNumber, notHash, notFeedName, notHeldHead
    }

    package func response(in language: ReplyLanguage) -> WebResponse {
        let body =
            #"{"detail":\#(quoted(detail[language])),"status":\#(status),"#
            + #""title":\#(quoted(title[language])),"type":"urn:club-sync:\#(name)"}"#
        var headers = [
            (name: "Content-Type", value: "application/problem+json"),
            (name: "Content-Language", value: language.rawValue),
            (name: "Vary", value: "Accept-Encoding, Accept-Language"),
            (name: "X-Content-Type-Options", value: "nosniff"),
            (name: "Cache-Control", value: "no-store"),
        ]
        if case .methodNotAllowed(let allowed) = self { headers.append(("Allow", allowed)) }
        if case .notRecognised(let why) = self { headers += why.headers }
        return WebResponse(status: status, headers: headers, body: .bytes(Array(body.utf8)))
    }

    package var status: Int {
        switch self {
        case .notFound, .unknownFeed: 404
        case .methodNotAllowed: 405
        case .badParameter, .malformedRequest: 400
        case .otherChain: 409
        case .internalError: 500
        case .headTooLarge: 431
        case .targetTooLong: 414
        case .bodyRefused: 413
        case .headTooSlow: 408
        case .httpVersion: 505
        case .tooManyConnections: 503
        case .notRecognised(let why): why.status
        }
    }

    /// The last part of the URN.
    private var name: String {
        switch self {
        case .notFound: "not-found"
        case .methodNotAllowed: "method-not-allowed"
        case .badParameter: "bad-parameter"
        case .unknownFeed: "unknown-feed"
        case .otherChain: "other-chain"
        case .internalError: "internal-error"
        case .malformedRequest: "malformed-request"
        case .headTooLarge: "head-too-large"
        case .targetTooLong: "target-too-long"
        case .bodyRefused: "body-refused"
        case .headTooSlow: "head-too-slow"
        case .httpVersion: "http-version"
        case .tooManyConnections: "too-many-connections"
        case .notRecognised(let why): why.name
        }
    }

    private var title: Bilingual {
        switch self {
        case .notFound: Bilingual("Page inconnue", "Not found")
        case .methodNotAllowed: Bilingual("Méthode refusée", "Method not allowed")
        case .badParameter: Bilingual("Paramètre incorrect", "Bad parameter")
        case .unknownFeed: Bilingual("Flux inconnu", "Unknown feed")
        case .otherChain: Bilingual("Autre chaîne", "Other chain")
        case .internalError: Bilingual("Erreur interne", "Internal error")
        case .malformedRequest: Bilingual("Requête mal formée", "Malformed request")
        case .headTooLarge: Bilingual("En-têtes trop longs", "Header fields too large")
        case .targetTooLong: Bilingual("Adresse trop longue", "Target too long")
        case .bodyRefused: Bilingual("Corps refusé", "Request body refused")
        case .headTooSlow: Bilingual("Requête trop lente", "Request too slow")
        case .httpVersion: Bilingual("Version de HTTP refusée", "HTTP version not supported")
        case .tooManyConnections: Bilingual("Trop de connexions", "Too many connections")
        case .notRecognised(let why): why.title
        }
    }

    private var detail: Bilingual {
        switch self {
        case .notFound:
            Bilingual("Rien ne se trouve à cette adresse.", "There is nothing at this address.")
        case .methodNotAllowed(let allowed):
            Bilingual("Cette adresse accepte : \(allowed).", "This address accepts: \(allowed).")
        case .badParameter(let parameter, let rule): rule.detail(of: String(parameter.prefix(64)))
        case .unknownFeed:
            Bilingual("Ce nœud ne détient pas ce flux.", "This node does not hold this feed.")
        case .otherChain:
            Bilingual(
                "Cette ligne est détenue ici avec une autre chaîne ; cherchez la dernière commune.",
                "This line is held here with another chain; look for the last common one.")
        case .internalError:
            Bilingual(
                "Le nœud n'a pas pu répondre ; son journal dit pourquoi.",
                "The node could not answer; its log says why.")
        case .malformedRequest:
            Bilingual(
                "La requête n'est pas du HTTP/1.1 correct.", "The request is not correct HTTP/1.1.")
        case .headTooLarge:
            Bilingual(
                "Les en-têtes dépassent la taille ou le nombre admis.",
                "The header fields exceed the size or number allowed.")
        case .targetTooLong:
            Bilingual("L'adresse dépasse la taille admise.", "The target exceeds the size allowed.")
        case .bodyRefused:
            Bilingual(
                "Ce serveur ne reçoit rien, il publie.",
                "This server takes nothing in, it publishes.")
        case .headTooSlow:
            Bilingual(
                "La requête n'est pas arrivée à temps.", "The request did not arrive in time.")
        case .httpVersion:
            Bilingual("Ce serveur parle HTTP/1.1.", "This server speaks HTTP/1.1.")
        case .tooManyConnections:
            Bilingual(
                "Toutes les connexions sont prises ; réessayez plus tard.",
                "All connections are taken; try again later.")
        case .notRecognised(let why): why.detail
        }
    }
}

extension Problem.Rule {
    fileprivate func detail(of name: String) -> Bilingual {
        switch self {
        case .unknown: Bilingual("« \(name) » n'existe pas ici.", "'\(name)' does not exist here.")
        case .repeated: Bilingual("« \(name) » est donné deux fois.", "'\(name)' is given twice.")
        case .missing: Bilingual("« \(name) » manque.", "'\(name)' is missing.")
        case .notSequenceNumber:
            Bilingual(
                "« \(name) » est un entier de 0 à 2^53 − 1, sans signe ni zéro initial.",
                "'\(name)' is an integer from 0 to 2^53 - 1, without sign or leading zero.")
        case .notHash:
            Bilingual(
                "« \(name) » est une empreinte de 32 octets en base64url, 43 caractères.",
                "'\(name)' is a hash of 32 bytes in base64url, 43 characters.")
        case .notFeedName:
            Bilingual(
                "« \(name) » n'est pas un nom de flux : nœud, tiret, 16 caractères base32.",
                "'\(name)' is not a feed name: node, hyphen, 16 base32 characters.")
        case .notHeldHead:
            Bilingual(
                "« \(name) » s'écrit FLUX:NUMÉRO:EMPREINTE.", "'\(name)' is written FEED:SEQ:HASH.")
        }
    }
}

/// One sentence in both languages.
struct Bilingual {
    let french: String
    let english: String

    init(_ french: String, _ english: String) {
        self.french = french
        self.english = english
    }

    subscript(language: ReplyLanguage) -> String {
        language == .french ? french : english
    }
}

/// A JSON string in the form of `docs/format.md`: only what must be escaped is.
func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\0"..<" ":
            let hex = String(scalar.value, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
