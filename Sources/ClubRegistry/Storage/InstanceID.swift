/// The random name of one store. It stands in DIR and names the folder in STATE, so a copied DIR
/// finds no STATE.
///
/// 16 random bytes as base32, 26 characters; not a secret.
package struct InstanceID: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Nil when the text is not that of 16 bytes: 26 digits, the two spare bits zero.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 26, bytes.allSatisfy(Base32.isDigit),
            "048cgmrw".utf8.contains(bytes[25])
        else { return nil }
        self.text = text
    }

    /// A new one, from the system's random numbers.
    package static func random(_ calls: SystemCalls = .system) -> InstanceID {
        InstanceID(bytes: calls.randomBytes(16))
    }

    private init(bytes: [UInt8]) { text = Base32.text(bytes) }

    package var description: String { text }

    /// The id in `dir`, or nil when there is none: then no store was made here.
    package static func load(
        dir: String, calls: SystemCalls = .system
    ) throws(InstanceIDError) -> InstanceID? {
        let path = path(in: dir)
        do throws(DurableFileError) {
            let bytes = try DurableFile.read(
                path, limit: 64, followsLinks: false, calls: calls)
            if bytes.last == 0x0a,
                let id = InstanceID(String(decoding: bytes.dropLast(), as: UTF8.self))
            {
                return id
            }
        } catch {
            switch error {
            case .tooLarge, .notRegular: break
            case _ where error.isAbsent: return nil
            case .exists, .system: throw .file(error)
            }
        }
        throw .damaged(path)
    }

    /// Writes the id into a `dir` that has none, by ``DurableFile/create(_:with:mode:calls:)``.
    func create(dir: String, calls: SystemCalls = .system) throws(DurableFileError) {
        try DurableFile.create(
            Self.path(in: dir), with: Array("\(text)\n".utf8), mode: 0o644, calls: calls)
    }

    /// Puts this id in the place of another: `recover` makes a copied DIR a store of its own.
    func replace(dir: String, calls: SystemCalls = .system) throws(SystemError) {
        try DurableFile.replace(
            Self.path(in: dir), with: Array("\(text)\n".utf8), mode: 0o644, calls: calls)
    }

    static func path(in dir: String) -> String { "\(dir)/instance" }
}

/// Why the instance of a store is not known.
package enum InstanceIDError: Error, Hashable, Sendable {
    /// The file is there and holds something else: written by hand, or damaged.
    case damaged(String)
    case file(DurableFileError)
}
