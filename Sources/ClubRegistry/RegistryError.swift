import Glibc

/// Why the registry did not do what it was asked. Every case says where, what stayed untouched, and
/// what to run next.
package enum RegistryError: Error, Hashable, Sendable {
    case noStore(dir: String)
    case initIncomplete(dir: String)
    case alreadyInitialised(dir: String)
    /// The file that names the STATE folder is missing or damaged.
    case instanceUnusable(path: String)
    case badNode(String)
    case badName(String)
    case configuration(Message)
    case notJoined(dir: String)
    case otherNetwork(dir: String)
    case notInCharter(node: String)
    case badCharter(path: String, code: String)
    case badKeyLine(String)
    case keyUnusable(path: String, reason: String)
    case locked(path: String, holder: String)
    case restored(Restoration)
    case damaged(file: String, line: Int, code: String)
    case disk(path: String, reason: String)
    /// The file system takes no writes: mounted so, or by the kernel after an error.
    case readOnly(path: String)
    case refusedLine(code: String)
    case tooLarge
    case unknownRecord(String)
    case ambiguousRecord(String, [String])
    case wrongKind(id: String, kind: String)
    case deleted(String)
    case needsUpgrade(id: String, fields: [String])
    case missingValue(id: String, field: String)
    case noConflict(id: String, field: String)
    case noCandidate(node: String, field: String)
    case severalCandidates(node: String, field: String)
    case input(Message)
    /// Some commits of a command were written and stay; a later one failed.
    case partlyWritten(lineCount: Int, reason: String)

    /// How a store shows that it, or its state, is not the one that wrote last.
    package enum Restoration: Hashable, Sendable {
        /// No STATE folder for this instance, or no mark in it.
        case stateMissing
        /// The own feed ends before the mark.
        case behind
        /// The own feed has another line where the mark stands, or two branches.
        case otherChain
        /// More than one commit beyond the mark.
        case ahead
        /// The mark is of another feed, or its file says nonsense.
        case markUnusable
        /// `recover` began and was interrupted before the new feed was open.
        case unfinished
        /// A peer holds lines of our feed that we do not.
        case seenAtPeer(String)
    }
}

extension RegistryError: Explained {
    package var exit: ExitStatus {
        switch self {
        case .noStore, .initIncomplete, .notJoined: .noStore
        case .locked: .locked
        case .restored, .instanceUnusable: .restored
        case .damaged, .badCharter: .untrusted
        case .badNode, .badName, .badKeyLine: .usage
        default: .failed
        }
    }

    package var message: Message {
        switch self {
        case .noStore(let dir): Message(.noStore, ["dir": dir])
        case .initIncomplete(let dir): Message(.initIncomplete, ["dir": dir])
        case .alreadyInitialised(let dir): Message(.alreadyInitialised, ["dir": dir])
        case .instanceUnusable(let path): Message(.instanceUnusable, ["path": path])
        case .badNode(let node): Message(.badNodeName, ["node": node])
        case .badName(let name): Message(.badDisplayName, ["name": name])
        case .configuration(let message): message
        case .notJoined(let dir): Message(.notJoined, ["dir": dir])
        case .otherNetwork(let dir): Message(.otherNetwork, ["dir": dir])
        case .notInCharter(let node): Message(.notInCharter, ["node": node])
        case .badCharter(let path, let code): Message(.badCharter, ["path": path, "code": code])
        case .badKeyLine(let line): Message(.badKeyLine, ["line": line])
        case .keyUnusable(let path, let reason):
            Message(.keyUnusable, ["path": path, "reason": reason])
        case .locked(let path, let holder): Message(.locked, ["path": path, "holder": holder])
        case .restored(let why): Message(why.phrase, why.arguments)
        case .damaged(let file, let line, let code):
            Message(.damagedFeed, ["file": file, "line": String(line), "code": code])
        case .disk(let path, let reason): Message(.diskFailed, ["path": path, "reason": reason])
        case .readOnly(let path): Message(.readOnlyDisk, ["path": path])
        case .refusedLine(let code): Message(.refusedLine, ["code": code])
        case .tooLarge: Message(.editTooLarge)
        case .unknownRecord(let id): Message(.unknownRecord, ["id": id])
        case .ambiguousRecord(let id, let matches):
            Message(.ambiguousRecord, ["id": id, "matches": matches.joined(separator: ", ")])
        case .wrongKind(let id, let kind): Message(.wrongKind, ["id": id, "kind": kind])
        case .deleted(let id): Message(.recordIsDeleted, ["id": id])
        case .needsUpgrade(let id, let fields):
            Message(.needsUpgrade, ["id": id, "fields": fields.joined(separator: ", ")])
        case .missingValue(let id, let field):
            Message(.missingValue, ["id": id, "field": field])
        case .noConflict(let id, let field): Message(.noConflict, ["id": id, "field": field])
        case .noCandidate(let node, let field):
            Message(.noCandidate, ["node": node, "field": field])
        case .severalCandidates(let node, let field):
            Message(.severalCandidates, ["node": node, "field": field])
        case .input(let message): message
        case .partlyWritten(let count, let reason):
            Message(.partlyWritten, ["count": String(count), "reason": reason])
        }
    }

    /// What failed, without advice.
    var reason: String {
        if case .disk(let path, let reason) = self {
            "\(path): \(reason)"
        } else {
            message.phrase.rawValue
        }
    }
}

extension RegistryError.Restoration {
    var phrase: Phrase {
        switch self {
        case .stateMissing: .restoredStateMissing
        case .behind: .restoredBehind
        case .otherChain: .restoredOtherChain
        case .ahead: .restoredAhead
        case .markUnusable: .restoredMarkUnusable
        case .unfinished: .restoredUnfinished
        case .seenAtPeer: .restoredSeenAtPeer
        }
    }

    var arguments: [String: String] {
        if case .seenAtPeer(let peer) = self { ["peer": peer] } else { [:] }
    }
}

/// Errors of the layers below, as the registry's own.
extension RegistryError {
    init(_ error: SystemError) {
        self =
            error.errno == EROFS
            ? .readOnly(path: error.path)
            : .disk(path: error.path, reason: "\(error.call): \(error.reason)")
    }

    init(_ error: AppendFileError) {
        switch error {
        case .system(let error): self.init(error)
        case .poisoned(let path): self = .disk(path: path, reason: "fsync")
        case .changedUnderneath(let path): self = .disk(path: path, reason: "changed underneath")
        case .notRegular(let path): self = .disk(path: path, reason: "not a regular file")
        }
    }

    init(_ error: DurableFileError) {
        switch error {
        case .system(let error): self.init(error)
        case .exists(let path): self = .disk(path: path, reason: "exists")
        case .tooLarge(let path, _): self = .disk(path: path, reason: "too large")
        case .notRegular(let path): self = .disk(path: path, reason: "not a regular file")
        }
    }

    init(_ error: PrivateKeyError, path: String) {
        let reason =
            switch error {
            case .readableByOthers(_, let mode): "mode 0" + String(mode & 0o777, radix: 8)
            case .notRegular: "≠ file"
            case .foreignOwner(_, let user): "uid \(user)"
            case .damaged: "≠ base64url"
            case .system(let error): error.reason
            }
        self = .keyUnusable(path: path, reason: reason)
    }

    init(_ error: FileLockError) {
        switch error {
        case .held(let path, let holder):
            self = .locked(path: path, holder: holder.map { "\($0.process) \($0.command)" } ?? "?")
        case .cancelled(let path): self = .locked(path: path, holder: "?")
        case .system(let error): self.init(error)
        }
    }
}

extension RegistryError {
    /// Runs `body` and turns what the layers below throw into the registry's own.
    static func wrapping<Result>(path: String = "", _ body: () throws -> Result)
        throws(RegistryError) -> Result
    {
        do {
            return try body()
        } catch {
            throw RegistryError(error, path: path)
        }
    }

    private init(_ error: any Error, path: String) {
        switch error {
        case let error as RegistryError: self = error
        case let error as SystemError: self.init(error)
        case let error as DurableFileError: self.init(error)
        case let error as AppendFileError: self.init(error)
        case let error as PrivateKeyError: self.init(error, path: path)
        case let error as FileLockError: self.init(error)
        case let error as LineDefect: self = .refusedLine(code: error.code.rawValue)
        case InstanceIDError.damaged(let path): self = .instanceUnusable(path: path)
        case InstanceIDError.file(let error): self.init(error)
        case let error as NodeConfigurationFileError: self = .configuration(error.message)
        default: self = .disk(path: path, reason: "\(error)")
        }
    }
}
