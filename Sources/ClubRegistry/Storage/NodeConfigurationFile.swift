import Glibc

/// Reading and changing node.yaml on disk.
extension NodeConfiguration {
    /// Reads the file, at most 64 KiB of it.
    package static func load(
        _ path: String, calls: SystemCalls = .system
    ) throws(NodeConfigurationFileError) -> NodeConfiguration {
        let text = try readText(path, calls)
        do throws(ConfigurationError) {
            return try NodeConfiguration(text)
        } catch {
            throw .content(path, error)
        }
    }

    /// Changes the file by a function from its text to its new text, such as ``addingPeer(_:to:)``.
    ///
    /// What the function gives is read once more before it replaces the file, by
    /// ``DurableFile/replace(_:with:mode:calls:)``: if we crash, then the old text stands or the
    /// new one. A symbolic link stays one: the file it leads to is replaced. The caller holds the
    /// node's lock.
    ///
    /// - Returns: what the file says now. Nothing is written when the text does not change.
    @discardableResult
    static func update(
        _ path: String, calls: SystemCalls = .system,
        _ edit: (String) throws(ConfigurationError) -> String
    ) throws(NodeConfigurationFileError) -> NodeConfiguration {
        let (new, configuration) = try edited(path, calls: calls, edit)
        guard let new else { return configuration }
        do throws(SystemError) {
            try DurableFile.replace(
                try followingLinks(path, calls), with: Array(new.utf8), mode: 0o644, calls: calls)
        } catch {
            throw .file(.system(error))
        }
        return configuration
    }

    /// What ``update(_:calls:_:)`` would write; nil when the text does not change.
    static func edited(
        _ path: String, calls: SystemCalls = .system,
        _ edit: (String) throws(ConfigurationError) -> String
    ) throws(NodeConfigurationFileError) -> (text: String?, configuration: NodeConfiguration) {
        let old = try readText(path, calls)
        do throws(ConfigurationError) {
            let new = try edit(old)
            // Bytes, not characters: to String, two spellings of « é » are equal.
            let isSame = new.utf8.elementsEqual(old.utf8)
            return (isSame ? nil : new, try NodeConfiguration(new))
        } catch {
            throw .content(path, error)
        }
    }

    private static func readText(
        _ path: String, _ calls: SystemCalls
    ) throws(NodeConfigurationFileError) -> String {
        let bytes: [UInt8]
        do throws(DurableFileError) {
            bytes = try DurableFile.read(path, limit: ConfigurationShape.byteLimit, calls: calls)
        } catch {
            throw .file(error)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .content(path, ConfigurationError(.notUTF8, line: firstBadLine(bytes)))
        }
        return text
    }

    /// The line of the first byte that is not UTF-8: up to there, repairing changes nothing.
    private static func firstBadLine(_ bytes: [UInt8]) -> Int? {
        var line = 1
        for part in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { return line }
            line += 1
        }
        return nil
    }

    /// `realpath`.
    private static func followingLinks(_ path: String, _ calls: SystemCalls) throws(SystemError)
        -> String
    {
        guard let real = calls.realpath(path) else {
            throw SystemError(call: "realpath", path: path, errno: errno)
        }
        return real
    }
}

/// Why node.yaml was not read or not changed. In every case the file is as it was,
/// but for a failed `fsync` of its folder after the replacement.
package enum NodeConfigurationFileError: Error, Hashable, Sendable {
    case file(DurableFileError)
    /// What it says, or would say after the change, is not a configuration.
    case content(String, ConfigurationError)
}
