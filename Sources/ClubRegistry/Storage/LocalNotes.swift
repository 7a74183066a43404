import Foundation

/// Small files of JSON in DIR that this node keeps for itself, read and replaced whole: what was
/// taken note of, what came when. Each is such that losing it is safe.
enum LocalNotes {
    /// What stands at `path`; nil when there is nothing, or nothing that makes sense.
    ///
    /// - Throws: when it is there and cannot be read: nobody knows what it says.
    static func load<Notes: Decodable>(
        _ path: String, byteLimit: Int, calls: SystemCalls
    ) throws(DurableFileError) -> Notes? {
        let bytes: [UInt8]
        do throws(DurableFileError) {
            bytes = try DurableFile.read(path, limit: byteLimit, calls: calls)
        } catch {
            switch error {
            case .tooLarge, .notRegular: return nil
            case _ where error.isAbsent: return nil
            case .exists, .system: throw error
            }
        }
        // What says nonsense is as good as lost, which is safe.
        return try? JSONDecoder().decode(Notes.self, from: Data(bytes))
    }

    /// Replaces the file, 0600. If we crash before the rename, then the old one stands.
    static func save(_ notes: some Encodable, _ path: String, calls: SystemCalls)
        throws(SystemError)
    {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data: Data
        do { data = try encoder.encode(notes) } catch {
            preconditionFailure("strings and integers always have a JSON form: \(error)")
        }
        try DurableFile.replace(path, with: Array(data) + [0x0a], mode: 0o600, calls: calls)
    }
}
