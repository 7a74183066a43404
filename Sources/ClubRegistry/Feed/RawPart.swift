/// `payload` or `personal` while a line is being read.
struct RawPart {
    var operations: [FieldOperation] = []
    private(set) var note: String?
    private(set) var isErased = false
    private(set) var hash = Hash256.of([])
    /// `{operation: [field, …]}`, as the leaf has it and as the erased form says it.
    private(set) var operationBytes: [UInt8] = []
    private(set) var byteCount = 0
    /// A known operation with an operand that version 1 does not allow.
    private(set) var hasBadValue = false
    private var hasSalt = false

    /// Names that no operation may have.
    static let reservedNames: Set<String> = ["salt", "note", "erased", "ops"]

    static func read(_ scanner: inout JSONScanner) throws(LineDefect) -> RawPart {
        guard scanner.next == UInt8(ascii: "{") else { throw scanner.mismatch(.badPart) }
        var part = RawPart()
        var erasedHash: Hash256?
        var erasedOperations: [UInt8]?
        let first = scanner.at
        try scanner.object { scanner, key throws(LineDefect) in
            switch key.string {
            case "salt":
                _ = try scanner.base64(count: 16)
                part.hasSalt = true
            case "note": part.note = try scanner.string(else: .badPart).string
            case "erased":
                erasedHash = Hash256(bytes: try scanner.base64(count: 32))
            case "ops": erasedOperations = try part.readErasedOperations(&scanner)
            case let name:
                guard Name.isIdentifier(name) else { throw scanner.defect(.badName) }
                try part.readOperation(name, &scanner)
            }
        }
        part.byteCount = scanner.at - first
        if let erasedHash, let erasedOperations, part.groups.isEmpty, !part.hasSalt,
            part.note == nil
        {
            part.isErased = true
            part.hash = erasedHash
            part.operationBytes = erasedOperations
        } else {
            guard part.hasSalt, erasedHash == nil, erasedOperations == nil else {
                throw scanner.defect(.badPart)
            }
            part.hash = Chain.part(Array(scanner.bytes[first..<scanner.at]))
            part.operationBytes = Self.canonical(part.groups)
        }
        return part
    }

    /// The operations of a full part with their fields, both in the ascending order in which they
    /// were read.
    private var groups: [(name: String, fields: [String])] = []

    // MARK: Full operations

    private mutating func readOperation(_ name: String, _ scanner: inout JSONScanner)
        throws(LineDefect)
    {
        let count = operations.count
        switch scanner.next {
        case UInt8(ascii: "["):
            for field in try scanner.names(else: .badPart) {
                operations.append(FieldOperation(field: field, effect: effect(name)))
            }
        case UInt8(ascii: "{"):
            // In place: a copy of `self` for each operation would copy all operations before it.
            try scanner.object { scanner, key throws(LineDefect) in
                guard Name.isIdentifier(key.string) else { throw scanner.defect(.badName) }
                let effect = try readOperand(name, &scanner)
                operations.append(FieldOperation(field: key.string, effect: effect))
            }
        default: throw scanner.defect(.badPart)
        }
        guard operations.count > count else { throw scanner.defect(.emptyOperation) }
        groups.append((name, operations[count...].map(\.field)))
    }

    /// The effect of an operation in the form `[field, …]`, which of the known ones only `unset`
    /// has.
    private mutating func effect(_ name: String) -> FieldOperation.Effect {
        switch name {
        case "unset": return .unset
        case "set", "add", "remove":
            hasBadValue = true
            return .unset
        default: return .unknown(name)
        }
    }

    /// The effect of an operation in the form `{field: …}`. A bad operand is noted, not thrown:
    /// only version 1 refuses it, and the version stands in the envelope.
    private mutating func readOperand(_ name: String, _ scanner: inout JSONScanner)
        throws(LineDefect) -> FieldOperation.Effect
    {
        let start = scanner
        do {
            switch name {
            case "set": return .set(try scanner.value())
            case "add": return .add(try scanner.elements())
            case "remove": return .remove(try scanner.elements())
            case "unset": hasBadValue = true
            default: break
            }
        } catch {
            guard error.code == .badValue else { throw error }
            hasBadValue = true
            scanner = start
        }
        try scanner.skipValue()
        return name == "unset" ? .unset : .unknown(name)
    }

    // MARK: Names of operations

    private mutating func readErasedOperations(_ scanner: inout JSONScanner) throws(LineDefect)
        -> [UInt8]
    {
        guard scanner.next == UInt8(ascii: "{") else { throw scanner.mismatch(.badPart) }
        let first = scanner.at
        var found: [FieldOperation] = []
        try scanner.object { scanner, key throws(LineDefect) in
            let name = key.string
            guard Name.isIdentifier(name), !Self.reservedNames.contains(name) else {
                throw scanner.defect(.badName)
            }
            guard scanner.next == UInt8(ascii: "[") else { throw scanner.mismatch(.badPart) }
            let fields = try scanner.names(else: .badPart)
            guard !fields.isEmpty else { throw scanner.defect(.emptyOperation) }
            for field in fields {
                found.append(FieldOperation(field: field, effect: Self.erasedEffect(name)))
            }
        }
        operations += found
        return Array(scanner.bytes[first..<scanner.at])
    }

    private static func erasedEffect(_ name: String) -> FieldOperation.Effect {
        switch name {
        case "set": .set(nil)
        case "unset": .unset
        case "add": .add(nil)
        case "remove": .remove(nil)
        default: .unknown(name)
        }
    }

    private static func canonical(_ groups: [(name: String, fields: [String])]) -> [UInt8] {
        var json = CanonicalJSON()
        json.object(groups) { json, group in
            json.key(group.name, first: true)
            json.strings(group.fields)
        }
        return json.bytes
    }

    var erasedByteCount: Int { #"{"erased":"","ops":}"#.utf8.count + 43 + operationBytes.count }

    var hasUnknownOperation: Bool {
        operations.contains { if case .unknown = $0.effect { true } else { false } }
    }

    var partHash: Chain.PartHash { Chain.PartHash(operations: operationBytes, hash: hash) }
    var part: Part {
        Part(hash: hash, isErased: isErased, note: note, operations: operations)
    }
}
