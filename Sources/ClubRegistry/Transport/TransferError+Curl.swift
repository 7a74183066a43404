import CCurl

extension TransferError {
    /// Curl's reason for the end of a transfer, in our words; `text` is what its error buffer says.
    init(_ code: CURLcode, text: String) {
        let text = text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
        switch code {
        case CURLE_URL_MALFORMAT:
            self = .notHTTP(text)
        case CURLE_COULDNT_RESOLVE_HOST:
            self = .unresolvable
        case CURLE_COULDNT_CONNECT:
            self = .unreachable(text)
        case CURLE_OPERATION_TIMEDOUT:
            // The only limit that curl itself keeps.
            self = .timedOut(.connect)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CERTPROBLEM:
            self = .untrusted(text)
        case CURLE_RECV_ERROR where text.contains("chunked-encoding"):
            // 7.88 reports a bad chunk with the code of a reset connection.
            self = .protocolViolation(text)
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING:
            self = .cut
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING,
            CURLE_WRITE_ERROR:
            // The scheme is known to be good by now, so "unsupported" is HTTP/0.9 or HTTP/2; and
            // the write that failed is the decoder's, since ours leaves its own reason.
            self = .protocolViolation(text)
        case CURLE_OUT_OF_MEMORY:
            self = .exhausted(text)
        default:
            self = .curl(code: Int(code.rawValue), text)
        }
    }
}

extension Duration {
    /// Rounded down.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
