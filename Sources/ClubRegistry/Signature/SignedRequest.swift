/// A request as its signature sees it: method and target, byte for byte as they travel.
package struct SignedRequest: Sendable, Hashable {
    /// As sent; methods are case-sensitive.
    package let method: String
    /// Path and query as sent, percent-encoding untouched: visible ASCII that begins with a slash.
    package let target: String

    package init(method: String, target: String) {
        self.method = method
        self.target = target
    }

    /// Every component that a request to a node must cover, in the order in which we sign them.
    ///
    /// Not `@authority`: a proxy may rename the host on the way. Whom a request is for stands in
    /// the tag instead.
    package static let components = ["@method", "@path", "@query"]

    /// What the signature says of its purpose: of this protocol, for this node.
    package static func tag(to node: String) -> String { tagPrefix + node }

    static let tagPrefix = "club-sync:"

    /// The bytes to sign; nil for a component that is not among ``components``.
    func base(_ parameters: SignatureParameters) -> [UInt8]? {
        var values: [String] = []
        for name in parameters.components {
            guard let value = value(name) else { return nil }
            values.append(value)
        }
        return SignatureBase.bytes(values, parameters)
    }

    /// RFC 9421 §2.2.1, §2.2.6 and §2.2.7: a missing query is a lone `?`.
    private func value(_ component: String) -> String? {
        let path = target.prefix { $0 != "?" }
        switch component {
        case "@method": return method
        case "@path": return String(path)
        case "@query":
            return path.endIndex == target.endIndex ? "?" : String(target[path.endIndex...])
        default: return nil
        }
    }
}
