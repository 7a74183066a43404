import ClubRegistry

/// What is said to somebody who is not recognised.
///
/// 401 to whom another signature may help, with what to sign in `Accept-Signature` (RFC 9421 §5.1);
/// 403 to a node that the charter does not name. `WWW-Authenticate`, which a 401 must have, says the
/// same to those who only know RFC 9110; no scheme is registered for signatures.
extension SignatureRefusal {
    var status: Int { self == .notAMember ? 403 : 401 }

    /// The last part of the URN.
    var name: String {
        switch self {
        case .missing: "signature-missing"
        case .malformed: "signature-malformed"
        case .otherAddressee: "other-addressee"
        case .outOfTime: "signature-out-of-time"
        case .invalid: "signature-invalid"
        case .notAMember: "not-a-member"
        }
    }

    var headers: [(name: String, value: String)] {
        guard status == 401 else { return [] }
        let components = SignedRequest.components.map { "\"\($0)\"" }.joined(separator: " ")
        return [
            (name: "WWW-Authenticate", value: "Signature realm=\"club-sync\""),
            (name: "Accept-Signature", value: "s=(\(components));created;keyid;tag"),
        ]
    }

    var title: Bilingual {
        switch self {
        case .missing: Bilingual("Signature absente", "Signature missing")
        case .malformed: Bilingual("Signature mal formée", "Malformed signature")
        case .otherAddressee: Bilingual("Autre destinataire", "Other addressee")
        case .outOfTime: Bilingual("Signature hors délai", "Signature out of time")
        case .invalid: Bilingual("Signature fausse", "Wrong signature")
        case .notAMember: Bilingual("Nœud inconnu", "Unknown node")
        }
    }

    var detail: Bilingual {
        switch self {
        case .missing:
            Bilingual(
                "Seuls les nœuds de la charte lisent ici, et ils signent leurs requêtes.",
                "Only nodes of the charter read here, and they sign their requests.")
        case .malformed:
            Bilingual(
                "Accept-Signature dit ce qu’il faut signer, et rien d’autre.",
                "Accept-Signature says what to sign, and nothing else.")
        case .otherAddressee:
            Bilingual(
                "Cette requête est signée pour un autre nœud.",
                "This request is signed for another node.")
        case .outOfTime:
            Bilingual(
                "L’heure signée est à plus de \(RequestVerifier.window) s de celle d’ici (Date).",
                "The signed time is more than \(RequestVerifier.window) s from the one here (Date)."
            )
        case .invalid:
            Bilingual(
                "La clé que la charte donne à ce nœud n’a pas signé cette requête.",
                "The key that the charter gives this node did not sign this request.")
        case .notAMember:
            Bilingual(
                "La charte d’ici ne nomme pas ce nœud.", "The charter here does not name this node."
            )
        }
    }
}
