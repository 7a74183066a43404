extension NodeConfigurationFileError: Explained {
    package var exit: ExitStatus { .failed }

    package var message: Message {
        switch self {
        case .content(_, let error) where error.line == nil && error.reason.peerPhrase != nil:
            Message(error.reason.peerPhrase!.0, ["peer": error.reason.peerPhrase!.1])
        case .content(let path, let error):
            Message(
                .configurationAt,
                [
                    "path": path, "line": error.line.map(String.init) ?? "?",
                    "reason": error.reason.code,
                ])
        case .file(let error):
            Message(.configurationUnreadable, ["path": "node.yaml", "reason": "\(error)"])
        }
    }
}

extension ConfigurationError.Reason {
    /// For what is wrong with a request to change the peers, not with the file.
    var peerPhrase: (Phrase, String)? {
        switch self {
        case .duplicatePeer(let name): (.peerTwice, name)
        case .noSuchPeer(let name): (.peerAbsent, name)
        default: nil
        }
    }

    /// A short, language-free name of the reason with the text at fault, as it stands in messages.
    var code: String {
        switch self {
        case .tooLarge(let limit): "too-large (> \(limit))"
        case .tooManyLines(let limit): "too-many-lines (> \(limit))"
        case .notUTF8: "not-utf8"
        case .invisibleCharacter(let scalar): "U+\(String(scalar, radix: 16, uppercase: true))"
        case .tabInIndentation: "tab"
        case .tooDeep: "too-deep"
        case .alias: "& *"
        case .syntax(let text): text
        case .severalDocuments: "---"
        case .duplicateKey(let key): "\(key) ×2"
        case .notAMapping: "≠ key: value"
        case .missing(let key): "\(key): ?"
        case .wrongShape(let key): "\(key): …"
        case .badNode(let text): "node: \(text)"
        case .badName(let text): "name: \(text)"
        case .badLanguage(let text): "language: \(text)"
        case .badListen(let text): "listen: \(text)"
        case .badPing(let text): "ping: \(text)"
        case .badPeerName(let text): "peers.name: \(text)"
        case .badURL(let text): "peers.url: \(text)"
        case .duplicatePeer(let name): "peers: \(name) ×2"
        case .noSuchPeer(let name): "peers: \(name) ?"
        case .flowStyle: "peers: […]"
        case .cannotEdit: "peers"
        }
    }
}
