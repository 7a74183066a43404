import Foundation
import Testing

@testable import ClubRegistry

/// The reader in Python, written from the document alone, and this one say the same.
@Suite struct ReaderTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../..").standardizedFileURL

    /// Runs one of the project's Python programs; fails, and never passes silently, without Python.
    private func python(_ script: String, _ arguments: [String]) async throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["python3", Self.root.appending(path: script).path] + arguments
        let output = FileManager.default.temporaryDirectory
            .appending(path: "python-\(UUID().uuidString)")
        try Data().write(to: output)
        defer { try? FileManager.default.removeItem(at: output) }
        let file = try FileHandle(forWritingTo: output)
        process.standardOutput = file
        process.standardError = file
        process.standardInput = FileHandle.nullDevice
        let status = await withCheckedContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(returning: 127) }
        }
        let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        #expect(
            status == 0,
            "\(script) ended with \(status); scripts/setup python3 python3-cryptography\n\(text)")
        return text
    }

    @Test func `the reader in Python agrees with every vector, and is at most 500 lines`()
        async throws
    {
        let text = try await python("docs/reader/test_reader.py", [])
        #expect(text.contains("\(VectorTests.all.count) vectors, 0 differ"))
        let reader = try String(
            contentsOf: Self.root.appending(path: "docs/reader/club_reader.py"), encoding: .utf8)
        #expect(reader.split(separator: "\n", omittingEmptySubsequences: false).count <= 501)
    }

    @Test func `the vectors are those that make.py makes, byte for byte`() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "vectors-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try await python("docs/vectors/make.py", [folder.path])
        let made = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        #expect(made.count > VectorTests.all.count)
        for path in made where path.contains(".") {
            let new = FileManager.default.contents(atPath: folder.appending(path: path).path)
            let old = FileManager.default.contents(
                atPath: VectorTests.folder.appending(path: path).path)
            #expect(new == old, "\(path)")
        }
    }

    /// `CLUB_SYNC_STORES` and `CLUB_SYNC_SEED` make it longer: `scripts/compare-readers`.
    @Test func `generated stores fold to the same bytes in both readers`() async throws {
        let environment = ProcessInfo.processInfo.environment
        let wanted = environment["CLUB_SYNC_STORES"].flatMap { Int($0) } ?? 120
        let seed = environment["CLUB_SYNC_SEED"].flatMap { Int($0) } ?? 1
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "stores-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        // A seed makes two stores or more.
        let counts = try await python(
            "docs/reader/generate_stores.py", [String(seed), String((wanted + 1) / 2), folder.path])
        let stores = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(stores.count >= wanted)
        var different: [String] = []
        for store in stores {
            // Other suites share the two threads there are.
            await Task.yield()
            let place = folder.appending(path: store)
            let charter = try Charter(
                bytes: Array(Data(contentsOf: place.appending(path: "charter.json"))))
            let archive = try FeedArchive(
                reading: place.appending(path: "feeds").path, directory: charter.directory)
            let dump = Dump(Fold(archive.history)).bytes
            if try dump != Array(Data(contentsOf: place.appending(path: "dump.jsonl"))) {
                different.append(store)
            }
        }
        #expect(different.isEmpty, "seed \(seed)")
        // What they contained, so that a blind generator shows.
        let contents = counts.split(separator: "\n").last ?? ""
        print("\(stores.count) stores, \(different.count) differ: \(contents)")
    }
}
